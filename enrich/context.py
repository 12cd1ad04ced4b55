"""What a figure has from its sentence: the claim it belongs to, its status, and the time it refers to."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import TYPE_CHECKING

from enrich.attribution import claim_of
from stream.messages import Claim, Time, When

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CONDITIONAL = frozenset(["could", "may", "might", "would", "can", "should"])
_PLANNED_AUX = frozenset(["will", "shall", "'ll", "’ll"])
_PLANNED = frozenset(
    ["plan", "expect", "intend", "aim", "pledge", "promise", "decide", "schedule", "set", "agree", "want", "seek"]
)
_ESTIMATED = frozenset(["estimate", "estimated", "forecast", "project", "reckon"])


def find_claim(claims: Sequence[Claim], field: str, start: int, end: int) -> int | None:
    """Index of the claim that the stretch belongs to: see `enrich.attribution.claim_of`."""
    return claim_of(start, end, field, claims)


def find_status(token: Token, claim: Claim | None, bound: str, before: str) -> str:
    """The claim's status, unless verb and words at the figure say more."""
    own = _own_status(token, before)
    if claim is None:
        return own or "stated"
    return own if own and claim.status in ("claimed", "stated") else claim.status


def _own_status(token: Token, before: str) -> str | None:
    if before.lower().rstrip().endswith(("estimated", "estimated at")):
        return "estimated"
    verb = governor(token)
    while verb is not None:
        helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
        if helpers & _CONDITIONAL:
            return "conditional"
        if helpers & _PLANNED_AUX or verb.lemma_ in _PLANNED:
            return "planned"
        if verb.lemma_ in _ESTIMATED:
            return "estimated"
        if verb.dep_ not in ("xcomp",) and not (verb.dep_ == "conj" and not helpers):
            break
        verb = verb.head if verb.head.i != verb.i else None
    return None


def governor(token: Token) -> Token | None:
    """The verb that the token depends on."""
    for _ in range(24):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def find_when(doc: Doc, token: Token, times: Sequence[Time], start: int, end: int, said_at: int | None) -> When | None:
    """The time of the clause, else of the sentence; never that at which somebody said so. Times are in order."""
    sentence = token.sent
    low, high = sentence.start_char, sentence.end_char
    best: tuple[int, int, Time] | None = None
    verb = governor(token)
    for time in times[bisect.bisect_left(times, low, key=lambda t: t.start) :]:
        if time.start >= high:
            break
        if not (low <= time.start and time.end <= high) or time.interval is None or time.kind == "set":
            continue
        if time.start < end and start < time.end:
            continue
        span = doc.char_span(time.start, time.end, alignment_mode="expand")
        if span is None:
            continue
        other = governor(span.root)
        if said_at is not None and other is not None and other.idx == said_at:
            continue
        distance = _clauses(verb, other)
        gap = time.start - end if time.start >= end else start - time.end
        if distance <= 2 and (best is None or (distance, gap) < best[:2]):
            best = (distance, gap, time)
    if best is None:
        return None
    time = best[2]
    return When(interval=time.interval, text=time.text, start=time.start, end=time.end)


def _clauses(verb: Token | None, other: Token | None) -> int:
    """How many clauses lie between two verbs; 9 where neither depends on the other."""
    if verb is None or other is None or verb.i == other.i:
        return 0
    for low, high in ((verb, other), (other, verb)):
        steps, at = 0, low
        while at.head.i != at.i and steps < 24:
            steps += at.pos_ in ("VERB", "AUX")
            at = at.head
            if at.i == high.i:
                return steps
    return 9

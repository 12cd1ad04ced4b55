"""What a figure has from its sentence: its status, and the time it refers to."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import TYPE_CHECKING

from enrich.reading import is_readable
from enrich.times import time_of
from stream.messages import Claim, Time, When

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CONDITIONAL = frozenset(["could", "may", "might", "would", "can", "should"])
_PLANNED_AUX = frozenset(["will", "shall", "'ll", "’ll"])
_PLANNED = frozenset(
    ["plan", "expect", "intend", "aim", "pledge", "promise", "decide", "schedule", "set", "agree", "want", "seek"]
)
_ESTIMATED = frozenset(["estimate", "estimated", "forecast", "project", "reckon"])


def find_status(token: Token, claim: Claim | None, bound: str, before: str) -> str:
    """The claim's status, unless verb and words at the figure say more."""
    own = _own_status(token, before)
    if claim is None:
        return own or "stated"
    return own if own and claim.status in ("claimed", "stated") else claim.status


def _own_status(token: Token, before: str) -> str | None:
    if before.lower().rstrip().endswith(("estimated", "estimated at")):
        return "estimated"
    verb = governor(token) if is_readable(token) else None
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


def find_when(doc: Doc, field: str, token: Token, times: Sequence[Time], start: int, end: int) -> When | None:
    """The time that the figure at `start:end` refers to: see `enrich.times.time_of`. Times are those of the field.

    Of the times, which are in order, only those of the token's sentence are handed on: a long text has thousands.
    """
    if not is_readable(token):
        return None
    sentence = token.sent
    first = bisect.bisect_left(times, sentence.start_char, key=lambda t: t.start)
    last = bisect.bisect_left(times, sentence.end_char, key=lambda t: t.start)
    near = [t for t in times[first:last] if t.kind != "set"]
    return time_of(start, end, field, doc, near) if near else None

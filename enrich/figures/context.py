"""What a figure has from its sentence: its status, and the time it refers to."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from enrich.passages.passage import is_readable
from enrich.times.calendar import periods
from enrich.times.tagger import time_of
from stream.messages import Claim, Time, When

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CONDITIONAL = frozenset(["could", "may", "might", "would", "can", "should"])
_PLANNED_AUX = frozenset(["will", "shall", "'ll", "’ll"])
_PLANNED = frozenset(["plan", "intend", "aim", "pledge", "promise", "decide", "schedule", "set", "want", "seek"])
#: that plan only what an infinitive says: "agreed to pay $5m", "is expected to cost $5m"; "expects $5m" is an estimate
_PLANNED_TO = frozenset(["agree", "expect"])
#: between a figure and the time that is its own: "70 in April", "$20m last year"
_BEHIND = re.compile(
    r",?\s(?:(?:in|on|during|for|at|over|by|through|since|until|as of|before|after)\s)?(?:the\s)?|\s\("
)
_GAP = 16
#: what a figure is compared with, up to the time of that
_COMPARED = re.compile(
    r"\b(?:from|against|versus|vs\.?|compared (?:with|to)|than(?: the)?)\s(?:[\w’'-]+\s){0,2}[$€£]?\d[\w.,%]*"
    r"(?:\s[\w%’'-]+){0,2},?\s(?:(?:in|on|during|for|at)\s)?(?:the\s)?$"
)
_PART = re.compile(
    r"(?:[,;—–(]\s(?:[a-z]+\s){0,3}[\d,.]+\sof\s(?:which|whom|them)|\bof\s(?:which|whom|these),?\s(?:[a-z]+\s){0,2}[\d,.]+)\b[^,;]*$"
)
_QUARTERS = ("first", "second", "third", "fourth")
_ORDINAL_QUARTER = re.compile(rf"\sin\sthe\s({'|'.join(_QUARTERS)})(?=[.,;]|\s(?:and|but)\b|$)")
_STOP = re.compile(r"[.;:!?\n]")
#: characters between a date and the sentence that it opens
_NEAR = 80
_ESTIMATED = frozenset(["estimate", "estimated", "expect", "forecast", "project", "reckon"])


class Place(NamedTuple):
    """Where a figure stands, and of which kind it is; what it counts ends at `last`."""

    field: str
    start: int
    end: int
    last: int
    kind: str


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
    below: Token | None = None
    while verb is not None:
        helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
        if helpers & _CONDITIONAL:
            return "conditional"
        infinitive = below is not None and below.dep_ == "xcomp"
        if helpers & _PLANNED_AUX or verb.lemma_ in _PLANNED or (infinitive and verb.lemma_ in _PLANNED_TO):
            return "planned"
        if verb.lemma_ in _ESTIMATED:
            return "estimated"
        if verb.dep_ not in ("xcomp",) and not (verb.dep_ == "conj" and not helpers):
            break
        below, verb = verb, verb.head if verb.head.i != verb.i else None
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


def find_when(text: str, doc: Doc, token: Token, times: Sequence[Time], figure: Place) -> When | None:
    """The time that a figure refers to: the one right behind it, else by the tree (`enrich.times.tagger.time_of`).

    Times are those of the field, in order; only those of the token's sentence are looked at: a long text has thousands.
    """
    start, end, last = figure.start, figure.end, max(figure.end, figure.last)
    at = bisect.bisect_left(times, last, key=lambda t: t.start)
    behind = times[at] if at < len(times) else None
    if behind and behind.kind != "set" and behind.interval and _BEHIND.fullmatch(text[last : behind.start][:_GAP]):
        return _when(behind)
    if figure.kind == "age" or not is_readable(token):
        return None  # "Ann Lee, 34": no age is of the year that another clause tells
    sentence = token.sent
    first = bisect.bisect_left(times, sentence.start_char, key=lambda t: t.start)
    until = bisect.bisect_left(times, sentence.end_char, key=lambda t: t.start)
    before = times[at - 1] if first < at else None
    if before and (quarter := _next_quarter(text, last, before)):
        return quarter
    near = [t for t in times[first:until] if t.kind != "set" and not t.text.endswith(" later")]
    near = [t for t in near if t.start < end or not _is_of_another(text, end, t)]
    if found := time_of(start, end, figure.field, doc, near) if near else None:
        return found
    before = times[first - 1] if first and until == first else None
    if before and before.interval and before.kind == "date" and not _STOP.search(text, before.end, start):
        # the parser cut "Today 13 Feb 2020 the court ..." behind the date
        return _when(before) if start - before.end < _NEAR else None
    return None


def _when(time: Time) -> When:
    return When(interval=time.interval, text=time.text, start=time.start, end=time.end)


def _is_of_another(text: str, end: int, time: Time) -> bool:
    """Whether a time behind a figure is that of another one: "$30m, against $20m in 2021", "40, 2 of which in 2020"."""
    return bool(
        _COMPARED.search(text, max(end, time.start - _NEAR), time.start)
        or _PART.search(text, max(end, time.start - _NEAR), time.start)
    )


def _next_quarter(text: str, last: int, before: Time) -> When | None:
    """The quarter that only its number names: "$3bn in the first quarter of 2022 and $1bn in the second"."""
    said = _ORDINAL_QUARTER.match(text, last)
    if said is None or "-Q" not in (before.value or ""):
        return None
    made = periods.quarter(int((before.value or "")[:4]), _QUARTERS.index(said[1]) + 1)
    return When(interval=made.interval, text=said[1], start=said.start(1), end=said.end(1))

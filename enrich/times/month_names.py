"""Months and weekdays that are names, or parts of them: "April Jones, 34", "the Sunday Times", "June said"."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newswire.enrich.lexicon.load import alternatives, read_table
from newswire.enrich.lexicon.people import is_people
from newswire.enrich.passages.passage import Passage
from newswire.enrich.times.rules.words import OF_TIME

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: named things whose name may hold a month or a weekday
_NAMES = frozenset(("PERSON", "ORG", "WORK_OF_ART", "FAC", "PRODUCT"))
#: given names that are months
_GIVEN = r"(?:April|May|June|August|January)"
_SPEECH = alternatives(
    {"said", "says", "told", "added", "asked", "wrote", "replied"}
    | {r[0] for r in read_table("en/claims/cues") if r[1] == "verb"}
)
_FULL = re.compile(
    rf"(?<![\w-])(?<!\d )(?P<given>{_GIVEN})\s(?!Fools?|Day\b|Madness|Bank|[A-Z][a-z]+day\b)"
    r"(?P<last>(?:[A-Z]['’])?[A-Z][a-z]+(?:-[A-Z][a-z]+)?)(?P<after>['’]s\b|,\s|[.]|\s)"
)
_TIME_BEFORE = re.compile(
    rf"(?<![\w-])(?:{OF_TIME}|last|this|next|the|every|through|between|an?|on)[\s-]$", re.IGNORECASE
)
_SAID = re.compile(rf",?[”\"’]?\s(?:{_SPEECH})\b(?!\s(?:was|is|would|will))|,\s\d{{1,3}},")
_SAID_BEFORE = re.compile(r"[,?!][”\"’]\s(?:said|says|asked|added|replied)\s$")
_BEARER = re.compile(r"([a-z]+),?\s$")
_ALONE = re.compile(rf"(?<![\w-]){_GIVEN}(?![\w-]|\s\d|,\s\d{{4}})")


def find(passage: Passage) -> Sequence[tuple[int, int]]:
    """The spans of a text in which the name of a month or a weekday is none, in order; what stands in a longer name is
    part of it."""
    text, parse = passage.text, passage.parse
    spans = [(e.start, e.end) for e in passage.names if e.type in _NAMES and " " in e.text.strip()]
    given: set[str] = set()
    for match in _FULL.finditer(text):
        if _is_person(text, parse, match):
            spans.append(match.span("given"))
            given.add(match["given"])
    for match in _ALONE.finditer(text):
        before = text[max(0, match.start() - 16) : match.start()]
        if _TIME_BEFORE.search(before) or before[-1:].isdigit():
            continue
        known = _is_called(before) or (match[0] in given and (before.endswith((". ", "\n")) or not before))
        if known or (_SAID.match(text, match.end()) and not before.endswith(" by ")) or _SAID_BEFORE.search(before):
            spans.append(match.span())
    return sorted(spans)


def _is_called(before: str) -> bool:
    """Whether a name stands after who bears it: "her daughter June", "The teenager, April, ..."."""
    word = _BEARER.search(before)
    if word is None or word[1].endswith(("s", "people", "men", "women", "children")):
        return False
    return is_people(word[1])


def holds(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the spans, which are in order, holds `start:end`."""
    at = bisect.bisect_right(spans, (start, 1 << 60))
    return any(s <= start and end <= e for s, e in spans[max(0, at - 3) : at])


def _is_person(text: str, parse: Doc, match: re.Match[str]) -> bool:
    """Whether what follows a first and a last name shows that they are: "April Jones, 34", "April Jones said"."""
    span = parse.char_span(match.start("given"), match.end("last"), alignment_mode="expand")
    if span is None or _TIME_BEFORE.search(text, max(0, match.start() - 10), match.start()):
        return False
    after = span[-1].nbor(1) if span.end < len(parse) else None
    return match["after"] != " " or (after is not None and after.pos_ in ("VERB", "AUX"))

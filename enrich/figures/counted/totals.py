"""What a total counts that is named before its verb: "raised the number of dead to 27", "the toll stands at 40"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newswire.enrich.figures.counted.phrase import find_phrase, lemma
from newswire.enrich.figures.near import NEAR, TOWNS
from newswire.enrich.lexicon.load import alternatives
from newswire.enrich.lexicon.people import is_people
from newswire.stream.messages import Counted, Figure

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

#: that are of the dead, whatever they are called
_TOLL = r"(?:(?:death|fatality)\s)?toll|death\scount"
#: how many people there are somewhere
_SIZES = "population|membership|workforce|attendance|enrolment|enrollment"
_TOTAL = re.compile(
    rf"\b(?:(?P<toll>{_TOLL})|(?P<total>number|total|tally|count|headcount)|(?P<people>{_SIZES})|(?P<town>{TOWNS})(?=\sof\s{NEAR}*$))\b"
    r"(?P<of>\sof\s(?:[\w’'-]+\s){0,8}?(?:[\w’'-]+))?"
    r"(?:,[^,.;:]{2,48},)?,?(?:\s[a-z’']+){0,4}?\s"
    r"(?:to|at|was|is|were|are|reached|hit|topped|passed|exceeded|surpassed|crossed|neared|approached|from|of)\s"
    rf"{NEAR}*$"
)
#: characters before a number in which its total is looked for
_REACH = 120
#: adjectives that stand for people: "the number of dead"
_PEOPLE = frozenset(("dead", "missing", "injured", "wounded", "infected", "homeless", "unemployed", "jobless", "poor"))
_FORECASTERS = alternatives(["economists", "analysts", "forecasters", "experts", "traders", "investors", "strategists"])
_FORECAST = re.compile(
    rf"\s(?:{_FORECASTERS})(?:\s(?:in|at|from|surveyed|polled)(?:\s[\w’'-]+){{0,4}})?"
    r"(?:\s(?:had|have|were|are|on average|initially))*"
    r"\s(?:forecast|expect|expected|expecting|predict|predicted|project|projected|estimate|estimated|anticipated)\b"
)


def of_forecast(text: str, end: int) -> bool:
    """Whether behind a number stands who expected it and not what it counts: "the 150,000 economists had forecast"."""
    return bool(_FORECAST.match(text, end))


def find_total(text: str, doc: Doc, number: Span, start: int, earlier: Figure | None) -> tuple[Counted | None, bool]:
    """What a total counts, and whether that is people.

    "The number" of nothing is that of the count before it, `earlier`.
    """
    left = max(number.sent.start_char, start - _REACH)
    m = _TOTAL.search(text, left, start)
    if m is None:
        return None, False
    if m["town"]:
        return None, True
    if m["people"]:
        at = doc.char_span(*m.span("people"), alignment_mode="expand")
        of_things = at is None or (at.start > 0 and doc[at.start - 1].pos_ == "NOUN")
        return None, not of_things  # "the butterfly population"
    if m["of"]:
        at = doc.char_span(m.start(), m.start("of"), alignment_mode="expand")
        if at is None:
            return None, False
        phrase = find_phrase(doc, at.end - 1, of=True)
        if phrase and doc[phrase[1]].idx < start:
            first, head = doc[phrase[0]], doc[phrase[1]]
            end = head.idx + len(head.text)
            made = Counted(text=text[first.idx : end], start=first.idx, end=end, head=lemma(head))
            return made, is_people(made.head)
        token = next((t for t in doc[at.end : number.start] if t.lower_ in _PEOPLE), None)
        if token is None:
            return None, False
        return Counted(text=token.text, start=token.idx, end=token.idx + len(token.text), head=token.lower_), True
    if m["toll"]:
        begin, end = m.span("toll")
        return Counted(text=m["toll"], start=begin, end=end, head="death"), True
    if earlier and earlier.counted and earlier.kind == "count":
        return earlier.counted, earlier.unit == "person"
    return None, bool(earlier and earlier.unit == "person" and earlier.kind == "count")

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
_TOLL = r"(?:(?:death|fatality|casualty)\s)?toll|(?:death|casualty)\s(?:count|figure)"
#: how many people there are somewhere
_SIZES = "population|membership|workforce|attendance|enrolment|enrollment"
#: groups of people that are told by how many they are
_GROUPS = "crowd|audience|gang|mob|family|crew|jury|group|team|squad|panel|delegation|congregation|staff"
_TOTAL = re.compile(
    rf"\b(?i:(?P<toll>{_TOLL})|(?P<total>number|total|tally|count|headcount)|(?P<people>{_SIZES})"
    rf"|(?P<town>{TOWNS}|{_GROUPS})(?=\sof\s{NEAR}*$))\b"
    r"(?:(?P<of>\sof\s(?:[\w’'-]+\s){0,16}?(?:[\w’'-]+))|\s(?:from|in|for|among|after|over|at)\s[^.;:()]{1,80}?)?"
    r"(?:,[^,.;:]{2,48},)?,?(?:\s[a-z’']+){0,4}?\s"
    r"(?:to|at|was|is|were|are|reach(?:ed)?|hit|topp?(?:ed)?|pass(?:ed)?|exceed(?:ed|s)?|surpass(?:ed)?|crossed|neared"
    rf"|approached|now|from|of|past|in\sthe|as\shigh\sas)\s{NEAR}*$"
)
#: "brings to 40 the number of the dead"
_TOTAL_AFTER = re.compile(rf"\s(?:the|its|their)\s(?:total\s)?(?:(?P<toll>{_TOLL})|(?:number|tally)(?P<of>\sof\s))")
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
    """Whether what follows a number is who expected it, not what it counts: "the 150,000 economists had forecast"."""
    return bool(_FORECAST.match(text, end))


def find_total(text: str, doc: Doc, number: Span, start: int, earlier: Figure | None) -> tuple[Counted | None, bool]:
    """What a total counts, and whether that is people.

    "The number" of nothing is that of the count before it, `earlier`.
    """
    left = max(number.sent.start_char, start - _REACH)
    m = _TOTAL_AFTER.match(text, number.end_char) or _TOTAL.search(text, left, start)
    if m is None:
        return None, False
    said = m.groupdict()
    if said.get("town"):
        return None, True
    if said.get("people"):
        at = doc.char_span(*m.span("people"), alignment_mode="expand")
        of_things = at is None or (at.start > 0 and doc[at.start - 1].pos_ == "NOUN")
        return None, not of_things  # "the butterfly population"
    if m["of"]:
        at = doc.char_span(m.start("of") - 1, m.start("of"), alignment_mode="expand")
        if at is None:
            return None, False
        phrase = find_phrase(doc, at.end - 1, of=True)
        if phrase and (m.start() > start or doc[phrase[1]].idx < start):
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

"""Numbers that are not figures: those of dates, names and labels, and of shapes (`masks.py`, `labels.py`)."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from newswire.enrich.figures.counted.phrase import find_phrase
from newswire.enrich.figures.labels import MANY, is_label
from newswire.enrich.figures.masks import masked
from newswire.enrich.figures.naming import is_address, is_name_of, numbers_a_noun
from newswire.enrich.figures.singles import is_pronoun
from newswire.enrich.figures.units.unit import Unit
from newswire.enrich.lexicon.load import alternatives, read_toml
from newswire.enrich.numbers.number import Number
from newswire.enrich.passages.field import Passage

Spans = Sequence[tuple[int, int]]

_LEXICON = read_toml("en/labels")
#: entities that may hold a number as part of their name
_NAMES = frozenset(["ORG", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "WEAPON", "LOC", "GPE"])
_SET_OFF = re.compile(r",\s(?:[a-z]+ly\s)?$")
_NAME = re.compile(r"(?:\s[A-Z][\w.'’-]*){1,4}[,;)]")
_MODEL = re.compile(rf"\b(?:{alternatives(_LEXICON['makers']['words'])})\s(\d{{2,4}})\b")
_THE_MODEL = re.compile(r"\b(?:the|an?|this|that|and|or|old|new|its)\s$", re.IGNORECASE)
_AIRLINERS = frozenset(("707", "717", "727", "737", "747", "757", "767", "777", "787"))


class Exclusions:
    """What stands in the way of the numbers of one field: its dates, its names, and shapes that are not figures."""

    def __init__(self, passage: Passage) -> None:
        self.text, self.parse = passage.text, passage.parse
        self.masks = masked(passage.text)
        self.names = [(e.start, e.end) for e in passage.names if e.type in _NAMES]
        #: numbers that the text gives a make with: "a Boeing 707"
        self.models = {m[1] for m in _MODEL.finditer(passage.text)}
        if "Boeing" in passage.text:
            self.models |= _AIRLINERS
        times = [(t.start, t.end, t.kind) for t in passage.times if t.kind != "duration"]
        self.dates = [(start, end) for start, end, _ in times]
        self.days = [(start, end) for start, end, kind in times if kind != "set"]

    def hold(self, number: Number, unit: Unit | None) -> bool:
        """Whether the number is not a figure."""
        text, doc, start, end = self.text, self.parse, number.start, number.end
        if within(self.masks, start, end):
            return True
        # "two years ago" and "the first ten days of June" are times; "every 33 years" holds a length
        times = self.days if unit and unit.kind == "duration" else self.dates
        if within(times, start, end) and not (unit and unit.kind in ("age", "money", "percent")):
            return True
        # a name may hold a number, but seldom begins with one: "Group of 20"
        if within(self.names, start, end, inside=True) and not (unit and unit.kind in ("money", "percent")):
            return True
        if is_label(text, number, unit):
            return True
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return True
        if text[start:end].lower().endswith("grand") and span[-1].pos_ == "ADJ":
            return True  # "a grand jury"
        if number.form == "ordinal":
            return not numbers_a_noun(text, doc, span.end - 1)
        if unit:
            return False
        if number.form == "words" and text[start:end].lower() == "one":
            return is_pronoun(doc, span.start, text, end) or _is_a_certain(text, start, end)
        if text[start:end] in self.models and _THE_MODEL.search(text, max(0, start - 16), start):
            return not MANY.match(text, end)
        # "in March 300 cases": the month is not a name that the number belongs to
        if not within(self.dates, start - 2, start) and is_name_of(text, doc, span.start, span.end - 1, number):
            return True
        phrase = find_phrase(doc, span.end - 1)
        return phrase is not None and is_address(doc, span.start, phrase[1], number)


def within(spans: Spans, start: int, end: int, *, inside: bool = False) -> bool:
    """Whether the stretch overlaps one of the sorted spans; with `inside`, begins after the span's start."""
    at = bisect.bisect_left(spans, (end,))
    return any(start < e and (s < start or not inside) for s, e in spans[max(0, at - 3) : at])


def _is_a_certain(text: str, start: int, end: int) -> bool:
    """Whether a name set off by commas stands after a "one": "a guard, one Ann Lee, saw it"."""
    return bool(_SET_OFF.search(text, max(0, start - 16), start) and _NAME.match(text, end))

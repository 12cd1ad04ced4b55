"""Numbers that are not figures: those of dates, names and labels, and of shapes (`masks.py`, `labels.py`)."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from newswire.enrich.figures.counted.phrase import find_phrase
from newswire.enrich.figures.labels import is_label
from newswire.enrich.figures.masks import masked
from newswire.enrich.figures.naming import is_name_of, is_of_one, is_pronoun, numbers_a_noun
from newswire.enrich.figures.near import MANY
from newswire.enrich.figures.units.unit import Unit
from newswire.enrich.lexicon.load import alternatives, read_toml
from newswire.enrich.numbers.number import Number
from newswire.enrich.passages.field import Passage

Spans = Sequence[tuple[int, int]]

_LEXICON = read_toml("en/labels")
#: entities that may hold a number as part of their name
_NAMES = frozenset(["ORG", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "WEAPON", "LOC", "GPE"])
_MODEL = re.compile(rf"\b(?:{alternatives(_LEXICON['makers']['words'])})\s(\d{{2,4}})\b")


class Exclusions:
    """What stands in the way of the numbers of one field: its dates, its names, and shapes that are not figures."""

    def __init__(self, passage: Passage) -> None:
        self.passage, self.masks = passage, masked(passage.text)
        #: numbers that the text gives a make with: "a Boeing 707"
        self.models = {m[1] for m in _MODEL.finditer(passage.text)}
        if "Boeing" in passage.text:
            self.models |= {f"7{n}7" for n in range(10)}

    def hold(self, number: Number, unit: Unit | None) -> bool:
        """Whether the number is not a figure."""
        text, doc, start, end = self.passage.text, self.passage.parse, number.start, number.end
        if within(self.masks, start, end):
            return True
        # "two years ago" and "the first ten days of June" are times; "every 33 years" holds a length
        kinds = ("date", "time") if unit and unit.kind == "duration" else ("date", "time", "set")
        dated = any(t.kind in kinds for t in self.passage.times_at(start, end))
        # a name may hold a number, but seldom begins with one: "Group of 20"
        named = any(e.type in _NAMES and e.start < start for e in self.passage.names_at(start, end))
        if ((dated or named) and not (unit and unit.kind in ("age", "money", "percent"))) or is_label(
            text, number, unit
        ):
            return True
        span = doc.char_span(start, end, alignment_mode="expand")
        assert span is not None  # the number was found in this text
        if text[start:end].lower().endswith("grand") and span[-1].pos_ == "ADJ":
            return True  # "a grand jury"
        if number.form == "ordinal":
            return not numbers_a_noun(text, doc, span.end - 1)
        if unit:
            return False
        if number.form == "words" and text[start:end].lower() == "one":
            return is_pronoun(doc, span.start, text, end)
        if text[start:end] in self.models:
            return not MANY.match(text, end)
        # "in March 300 cases": the month is not a name that the number belongs to
        dated = any(t.kind != "duration" for t in self.passage.times_at(start - 2, start))
        if not dated and is_name_of(text, doc, span.start, span.end - 1, number):
            return True
        phrase = find_phrase(doc, span.end - 1)
        return phrase is not None and is_of_one(doc, span.start, phrase[1], number)


def within(spans: Spans, start: int, end: int) -> bool:
    """Whether the stretch overlaps one of the sorted spans."""
    at = bisect.bisect_left(spans, (end,))
    return any(start < e for _, e in spans[max(0, at - 3) : at])

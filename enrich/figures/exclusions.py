"""Numbers that are not figures: those of dates, names and labels, and of shapes (`masks.py`, `labels.py`)."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from newswire.enrich.figures.counted.phrase import find_phrase
from newswire.enrich.figures.labels import is_label
from newswire.enrich.figures.masks import masked
from newswire.enrich.figures.naming import is_name_of, is_of_one, is_pronoun, numbers_a_noun
from newswire.enrich.figures.near import MANY
from newswire.enrich.figures.units.rates import is_base
from newswire.enrich.figures.units.unit import Unit
from newswire.enrich.figures.years import is_year
from newswire.enrich.lexicon.load import alternatives, read_toml
from newswire.enrich.numbers.number import Number
from newswire.enrich.passages.headline import is_title_case
from newswire.enrich.passages.passage import Passage

if TYPE_CHECKING:
    from spacy.tokens import Span

Spans = Sequence[tuple[int, int]]

_LEXICON = read_toml("en/labels/words")
#: entities that may hold a number as part of their name
_NAMES = frozenset(["ORG", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "WEAPON", "LOC", "GPE"])
_MODEL = re.compile(rf"\b(?:{alternatives(_LEXICON['makers']['words'])})\s(\d{{2,4}})\b")
#: where these are, 747 is a type
_AIRLINERS = re.compile(r"\b(?:Boeing|Airbus|airliners?|jetliners?|Dreamliners?|A3[1-8]0)\b")
_BEFORE = 32
#: of a figure whatever date or name it is written in
_SURE = ("age", "money", "percent")


class Exclusions:
    """What stands in the way of the numbers of one field: its dates, its names, and shapes that are not figures."""

    def __init__(self, passage: Passage) -> None:
        self.passage, self.masks = passage, masked(passage.text)
        #: numbers that the text gives a make with: "a Boeing 707"
        self.models = {m[1] for m in _MODEL.finditer(passage.text)}
        if _AIRLINERS.search(passage.text):
            self.models |= {f"7{n}7" for n in range(10)}
        self.headline = passage.field == "title" and is_title_case(passage.text)

    def hide(self, number: Number) -> bool:
        """Whether the number stands in a shape that is not a figure, whatever its unit."""
        return within(self.masks, number.start, number.end)

    def hold(self, number: Number, unit: Unit | None) -> bool:
        """Whether the number is not a figure."""
        span = self.passage.parse.char_span(number.start, number.end, alignment_mode="expand")
        assert span is not None  # the number was found in this text
        bare = unit is None and number.form != "ordinal"
        return any((bare or not rule.bare) and rule.holds(self, number, unit, span) for rule in RULES)


class Rule(NamedTuple):
    """A reason for a number not to be a figure."""

    name: str
    holds: Callable[[Exclusions, Number, Unit | None, Span], bool]
    wins: str  #: a text whose first number this rule alone takes out; a test demands it
    bare: bool = False  #: whether it needs a cardinal without a unit


def within(spans: Spans, start: int, end: int) -> bool:
    """Whether the stretch overlaps one of the sorted spans."""
    at = bisect.bisect_left(spans, (end,))
    return any(start < e for _, e in spans[max(0, at - 3) : at])


def _is_masked(x: Exclusions, number: Number, unit: Unit | None, span: Span) -> bool:
    return x.hide(number)


def _is_dated(x: Exclusions, number: Number, unit: Unit | None, span: Span) -> bool:
    # "two years ago" and "the first ten days of June" are times; "every 33 years" holds a length
    kinds = ("date", "time") if unit and unit.kind == "duration" else ("date", "time", "set")
    dated = any(t.kind in kinds for t in x.passage.times_at(number.start, number.end))
    return dated and not (unit and unit.kind in _SURE)


def _is_in_a_name(x: Exclusions, number: Number, unit: Unit | None, span: Span) -> bool:
    # a name may hold a number, but begins with one only in large letters: "Group of 20", "Three Mile Island"
    large = number.form == "words" and x.passage.text[number.start].isupper()
    named = any(
        e.type in _NAMES and (e.start < number.start or (e.start == number.start and large and e.end > number.end))
        for e in x.passage.names_at(number.start, number.end)
    )
    return named and not (unit and unit.kind in _SURE)


def _is_label(x: Exclusions, number: Number, unit: Unit | None, span: Span) -> bool:
    return is_label(x.passage.text, number, unit, headline=x.headline)


def _is_base(x: Exclusions, number: Number, unit: Unit | None, span: Span) -> bool:
    return is_base(x.passage.text, number)


def _is_year(x: Exclusions, number: Number, unit: Unit | None, span: Span) -> bool:
    return is_year(x.passage.text, number, x.passage.text[max(0, number.start - _BEFORE) : number.start])


def _is_grand(x: Exclusions, number: Number, unit: Unit | None, span: Span) -> bool:
    return x.passage.text[number.start : number.end].lower().endswith("grand") and span[-1].pos_ == "ADJ"


def _is_adverb(x: Exclusions, number: Number, unit: Unit | None, span: Span) -> bool:
    return number.form == "ordinal" and not numbers_a_noun(x.passage.text, x.passage.parse, span.end - 1)


def _is_pronoun(x: Exclusions, number: Number, unit: Unit | None, span: Span) -> bool:
    one = number.form == "words" and x.passage.text[number.start : number.end].lower() == "one"
    return one and is_pronoun(x.passage.parse, span.start, x.passage.text, number.end)


def _is_model(x: Exclusions, number: Number, unit: Unit | None, span: Span) -> bool:
    return x.passage.text[number.start : number.end] in x.models and not MANY.match(x.passage.text, number.end)


def _is_a_names(x: Exclusions, number: Number, unit: Unit | None, span: Span) -> bool:
    text, start = x.passage.text, number.start
    # "in March 300 cases": the month is not a name that the number belongs to
    if text[start : number.end] in x.models or any(t.kind != "duration" for t in x.passage.times_at(start - 2, start)):
        return False
    return is_name_of(text, x.passage.parse, span.start, span.end - 1, number)


def _is_before_a_name(x: Exclusions, number: Number, unit: Unit | None, span: Span) -> bool:
    phrase = find_phrase(x.passage.parse, span.end - 1)
    return phrase is not None and is_of_one(x.passage.parse, span.start, phrase[1], number)


RULES = (
    Rule("shape", _is_masked, "Call 555-0123 at once."),
    Rule("time", _is_dated, "It fell two years ago."),
    Rule("in a name", _is_in_a_name, "Three Mile Island was closed."),
    Rule("label", _is_label, "It is in chapter 3."),
    Rule("out of which", _is_base, "The cost per 100 people fell."),
    Rule("year", _is_year, "The 1895 victims are not known.", bare=True),
    Rule("not a thousand", _is_grand, "A grand jury met."),
    Rule("ordinal of no noun", _is_adverb, "At first he fled."),
    Rule("pronoun", _is_pronoun, "At one point it rained.", bare=True),
    Rule("model", _is_model, "Boeing built the 707 by hand.", bare=True),
    Rule("after a name", _is_a_names, "She sailed the Zephyr 90 to Oslo.", bare=True),
    Rule("before a name", _is_before_a_name, "The 687 Ridge fire grew.", bare=True),
)

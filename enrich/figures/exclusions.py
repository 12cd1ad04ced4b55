"""Numbers that are no figures: those of dates, names, labels and shapes (`enrich/figures/masks.py`)."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from enrich.figures.counted.phrase import find_phrase
from enrich.figures.masks import masked
from enrich.figures.naming import SUPERLATIVE, is_address, is_name_of, numbers_a_noun
from enrich.figures.singles import is_pronoun
from enrich.figures.units.unit import Unit
from enrich.lexicon.load import alternatives, read_toml
from enrich.numbers.number import Number
from enrich.passages.field import Passage

Spans = Sequence[tuple[int, int]]

_LEXICON = read_toml("en/labels")
_JOINED = frozenset(_LEXICON["joined"]["words"])
#: entities that may hold a number as part of their name
_NAMES = frozenset(["ORG", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "WEAPON", "LOC", "GPE"])
_LABEL = re.compile(
    rf"(?<![\w-])(?:{alternatives(_LEXICON['before']['words'])})(?:\s|-|\s(?:No\.|number)\s)?$", re.IGNORECASE
)
#: that are as often what somebody counts in: written large, or small where nothing behind could be counted
_SEAT = re.compile(
    r"(?<![\w-])(?:(?-i:Court|Cell|Track|Camp|Sector|Bus|Car|Hall|Day|Door|Desk|Well|Sol|Unit|Test|Step)"
    r"|seat|row|berth|precinct|runway|locker|bus|aisle|cabin|pod|turn|stall|slot)(?:\s(?:No\.|number))?\s$",
    re.IGNORECASE,
)
#: "KN-23", not "$5m-$10m"
_JOINED_BEFORE = re.compile(r"(?<![\dA-Za-z])([A-Za-z][A-Za-z.]{0,24})[-–]$")
#: "last week 40 people": of these there are many, and none is meant by its number
_NO_LABEL = re.compile(r"\b(?:last|next|past|previous|every|each|this)\s(?:weeks?|quarter|season)\s$", re.IGNORECASE)
_SET_OFF = re.compile(r",\s(?:[a-z]+ly\s)?$")
_NAME = re.compile(r"(?:\s[A-Z][\w.'’-]*){1,4}[,;)]")
_MODEL = re.compile(rf"\b(?:{alternatives(_LEXICON['makers']['words'])})\s(\d{{2,4}})\b")
_THE_MODEL = re.compile(r"\b(?:the|an?|this|that|and|or)\s$", re.IGNORECASE)
_INCHES = re.compile(r"(?:ft|feet|foot)[ -]?\|ins?\b")
_WORD_OF = re.compile(rf"-(?:{alternatives(_LEXICON['word_of']['words'])})\b", re.IGNORECASE)
#: "one day she may", "hopes one day to": some day
_ONE_DAY = re.compile(
    r"one day(?!\s(?:of|in|a|per|this|last|after|earlier|later|before|ago|at|and|or)\b)", re.IGNORECASE
)
_SOME_DAY = re.compile(
    r"(?:[.!?:;]\s+[\"“”]?|[\"“”,]\s|\b(?:will|would|could|might|may|can|that|hopes?|hoped|hoping|dreams?|wants?|to|and|but|be|who)\s)$"
)
#: "two-tiered", "four-legged"
_LIKE = re.compile(r"-(?!(?:based|paid|rated)\b)[a-z]+ed\b")
_YEAR_BEFORE = re.compile(rf"(?:\b(?:{alternatives(_LEXICON['year']['words'])})|['’]s|[-–(,/])\s?$", re.IGNORECASE)
_BOUND_BEFORE = re.compile(
    r"\b(?:at least|at most|(?:more|fewer|less) than|up to|nearly|almost|some|only)\s$", re.IGNORECASE
)
_CLAUSE_BEFORE = re.compile(r"(?:[,;:]|\b(?:and|while|but|which|that))\s$")
_SUBJECT = re.compile(r"\s(?:people|persons|men|women|children|were|had|have|are|was)\b")
#: clock times, numbers of things: "0900", "agent 007"
_ZERO = re.compile(r"0\d+(?!\d|[.,]\d)")
_MANY = re.compile(r"\s(?:people|[a-z]{3,}s)\b")
_UNIT_MEANING = frozenset({"duration", "age"})


class Exclusions:
    """What stands in the way of the numbers of one field: its dates, its names, and shapes that are no figures."""

    def __init__(self, passage: Passage) -> None:
        self.text, self.parse = passage.text, passage.parse
        self.masks = masked(passage.text)
        self.names = [(e.start, e.end) for e in passage.names if e.type in _NAMES]
        #: numbers that the text gives a make with: "a Boeing 707"
        self.models = {m[1] for m in _MODEL.finditer(passage.text)}
        times = [(t.start, t.end, t.kind) for t in passage.times if t.kind != "duration"]
        self.dates = [(start, end) for start, end, _ in times]
        self.days = [(start, end) for start, end, kind in times if kind != "set"]

    def hold(self, number: Number, unit: Unit | None) -> bool:
        """Whether the number is no figure."""
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
        if is_named(text, number, unit):
            return True
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return True
        if number.form == "ordinal":
            return not numbers_a_noun(doc, span.end - 1)
        if unit:
            return False
        if number.form == "words" and text[start:end].lower() == "one":
            return is_pronoun(doc, span.start, text, end) or _is_a_certain(text, start, end)
        if text[start:end] in self.models and _THE_MODEL.search(text, max(0, start - 16), start):
            return not _MANY.match(text, end)
        # "in March 300 cases": the month is no name that the number belongs to
        if not within(self.dates, start - 2, start) and is_name_of(doc, span.start, span.end - 1, number):
            return True
        phrase = find_phrase(doc, span.end - 1)
        return phrase is not None and is_address(doc, span.start, phrase[1], number)


def within(spans: Spans, start: int, end: int, *, inside: bool = False) -> bool:
    """Whether the stretch overlaps one of the sorted spans; with `inside`, begins behind the span's start."""
    at = bisect.bisect_left(spans, (end,))
    return any(start < e and (s < start or not inside) for s, e in spans[max(0, at - 3) : at])


def is_named(text: str, number: Number, unit: Unit | None) -> bool:
    """Whether the characters around the number make it part of a name, a word or a year."""
    start = unit.start if unit else number.start
    before = text[max(0, start - 32) : start]
    behind = text[number.end : number.end + 16]
    if before[-1:].isalpha() or before[-1:] == "_":
        return True
    if _ZERO.match(text, number.start):
        return True
    if (
        (m := _JOINED_BEFORE.search(before))
        and m[1].lower() not in _JOINED
        and not m[1].lower().endswith(("ty", "and", "to"))
    ):
        return True
    if unit and unit.kind == "duration" and behind[:1] == "s" and is_year(number, text, before):
        return True
    if number.value == 1 and _ONE_DAY.match(text, number.start) and (not before or _SOME_DAY.search(before)):
        return True
    if unit:
        return False
    if (
        behind[:1].isalpha()
        and not _INCHES.search(before + "|" + behind)
        and not (behind[:2].lower() == "x " or number.letter)
    ):
        return True
    if re.match(r"\so['’]clock", behind):
        return True
    if number.form == "words" and _LIKE.match(behind):
        return True
    if _WORD_OF.match(behind) or (number.form == "ordinal" and behind[:1] == "-" and not SUPERLATIVE.match(behind)):
        return True
    if number.scale == 1 and _LABEL.search(before) and not _NO_LABEL.search(before):
        return True
    if number.scale == 1 and _SEAT.search(before) and not _MANY.match(text, number.end):
        return True
    return is_year(number, text, before)


def _is_a_certain(text: str, start: int, end: int) -> bool:
    """Whether a name set off by commas stands behind a "one": "a guard, one Ann Lee, saw it"."""
    return bool(_SET_OFF.search(text, max(0, start - 16), start) and _NAME.match(text, end))


def is_year(number: Number, text: str, before: str) -> bool:
    """Four digits without separators that may be a year and stand like one."""
    digits = text[number.start : number.end]
    if len(digits) != 4 or not digits.isdigit() or not 1500 <= number.value <= 2199:
        return False
    if _BOUND_BEFORE.search(before) and _MANY.match(text, number.end):
        return False  # "at least 1950 households"
    if _CLAUSE_BEFORE.search(before) and _SUBJECT.match(text, number.end):
        return False  # "Of these, 1846 persons were treated and 1720 had left"
    return bool(_YEAR_BEFORE.search(before)) or 1900 <= number.value <= 2060

"""Numbers that the characters around them make part of a name, a word or a year, by the rows of a table."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from newswire.enrich.figures.naming import SUPERLATIVE
from newswire.enrich.figures.units.unit import Unit
from newswire.enrich.lexicon.load import alternatives, read_toml
from newswire.enrich.numbers.number import ONES, Number

_LEXICON = read_toml("en/labels")
_JOINED = frozenset(_LEXICON["joined"]["words"])
_LABEL = re.compile(
    rf"(?<![\w-])(?:{alternatives(_LEXICON['before']['words'])})(?:\s|-|\s(?:No\.|number)\s)?$", re.IGNORECASE
)
#: after such a noun and its number: "grade five or six", "version 0.3 to 0.4"
_LABEL_LIST = re.compile(
    rf"(?<![\w-])(?:{alternatives(_LEXICON['before']['words'])})s?\s(?:\d[\d.]*|{alternatives(ONES)})"
    r"\s(?:and|or|to)\s$",
    re.IGNORECASE,
)
#: programs and catalogues: "CentOS 7", "HR 6819"
_CODE = re.compile(r"(?<![\w$€£])(?:([A-Z]?[a-z]+[A-Z]{2,}[a-z]*|[a-z]+[A-Z][a-z]+)|[A-Z]{2,5})\s$")
_FOUR = re.compile(r"\d{4,}(?!\d|[,.]\d)")
#: that are as often what somebody counts in: written large, or small where nothing after could be counted
_SEAT = re.compile(
    r"(?<![\w-])(?:(?-i:Court|Cell|Track|Camp|Sector|Bus|Car|Hall|Day|Door|Desk|Well|Sol|Unit|Test|Step)"
    r"|seat|row|berth|precinct|runway|locker|bus|aisle|cabin|pod|turn|stall|slot)(?:\s(?:No\.|number))?\s$",
    re.IGNORECASE,
)
#: "KN-23", not "$5m-$10m"
_JOINED_BEFORE = re.compile(r"(?<![\dA-Za-z])([A-Za-z][A-Za-z.\d]{0,24})[-–]$")
#: "last week 40 people": of these there are many, and none is meant by its number
_NO_LABEL = re.compile(r"\b(?:last|next|past|previous|every|each|this)\s(?:weeks?|quarter|season)\s$", re.IGNORECASE)
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
_OCLOCK = re.compile(r"\so['’]clock")
#: after a number and what it counts: "40 people", "40 houses"
MANY = re.compile(r"\s(?:people|[a-z]{3,}s)\b")


#: before a word written large: a sentence goes on
_INSIDE = re.compile(r"[a-z],?\s[\"“‘']?$")
_PARTY = re.compile(r"\sparty\b|\sparties\b")
_PLACE = re.compile(r"\bin the \|\splace\b")
#: a unit written large is a name's, where the word before is not: "said on 60 Minutes", "its 10 Year Plan"
_LARGE_UNIT = re.compile(r"[\s-](?:Minutes|Hours|Days|Weeks|Months|Years?|Seconds)\b")


class Around(NamedTuple):
    """A number and what stands around it."""

    text: str
    number: Number
    unit: Unit | None
    before: str  #: the characters before it and its sign
    after: str


class Rule(NamedTuple):
    """A kind of number that is not a figure."""

    name: str
    holds: Callable[[Around], object]
    wins: str  #: a text whose first number this rule alone takes out; a test demands it
    with_unit: bool = False  #: whether a number with a unit may be one


def is_label(text: str, number: Number, unit: Unit | None) -> bool:
    """Whether the characters around the number make it part of a name, a word or a year."""
    start = unit.start if unit else number.start
    a = Around(text, number, unit, text[max(0, start - 32) : start], text[number.end : number.end + 16])
    return any((rule.with_unit or not unit) and rule.holds(a) for rule in RULES)


def _is_joined(a: Around) -> bool:
    m = _JOINED_BEFORE.search(a.before)
    word = m[1].lower() if m else ""
    return bool(word) and word not in _JOINED and not word.endswith(("ty", "and", "to"))


def _is_some_day(a: Around) -> bool:
    said = a.number.value == 1 and _ONE_DAY.match(a.text, a.number.start)
    return bool(said) and (not a.before or bool(_SOME_DAY.search(a.before)))


def _is_in_a_word(a: Around) -> bool:
    times = a.after[:2].lower() == "x " or a.number.letter
    return a.after[:1].isalpha() and not times and not _INCHES.search(f"{a.before}|{a.after}")


def _is_numbered(a: Around) -> bool:
    if a.number.scale == 1 and _LABEL_LIST.search(a.before):
        return not MANY.match(a.text, a.number.end)
    return a.number.scale == 1 and bool(_LABEL.search(a.before)) and not _NO_LABEL.search(a.before)


def _is_code(a: Around) -> bool:
    m = _CODE.search(a.before) if a.number.form == "digits" and a.number.scale == 1 else None
    if m is None or _SUBJECT.match(a.text, a.number.end):
        return False
    return not MANY.match(a.text, a.number.end) if m[1] else bool(_FOUR.match(a.text, a.number.start))


def _is_title(a: Around) -> bool:
    """Whether a word of a number is written large inside a sentence: "a Six Flags park"."""
    large = a.number.form in ("words", "ordinal") and a.text[a.number.start].isupper()
    return large and bool(_INSIDE.search(a.before))


def _is_title_of_unit(a: Around) -> bool:
    return bool(_LARGE_UNIT.match(a.after)) and bool(_INSIDE.search(a.before))


def _is_seat(a: Around) -> bool:
    return a.number.scale == 1 and bool(_SEAT.search(a.before)) and not MANY.match(a.text, a.number.end)


def _is_year(a: Around) -> bool:
    """Four digits without separators that may be a year and stand like one."""
    text, number, before = a.text, a.number, a.before
    digits = text[number.start : number.end]
    if len(digits) != 4 or not digits.isdigit() or not 1500 <= number.value <= 2199:
        return False
    if _BOUND_BEFORE.search(before) and MANY.match(text, number.end):
        return False  # "at least 1950 households"
    if _CLAUSE_BEFORE.search(before) and _SUBJECT.match(text, number.end):
        return False  # "Of these, 1846 persons were treated and 1720 had left"
    return bool(_YEAR_BEFORE.search(before)) or 1900 <= number.value <= 2060


RULES = (
    Rule(
        "in a word", lambda a: a.before[-1:].isalpha() or a.before[-1:] == "_", "the file a_12 is lost", with_unit=True
    ),
    Rule("leading zero", lambda a: _ZERO.match(a.text, a.number.start), "agent 007 left", with_unit=True),
    Rule("joined to a name", _is_joined, "the KN-23 flew", with_unit=True),
    Rule("some day", _is_some_day, "One day she may come back", with_unit=True),
    Rule("goes on in letters", _is_in_a_word, "a 12AX tube"),
    Rule("clock", lambda a: _OCLOCK.match(a.after), "It rang at six o’clock"),
    Rule("what it is like", lambda a: a.number.form == "words" and _LIKE.match(a.after), "a four-legged friend"),
    Rule("word of a number", lambda a: _WORD_OF.match(a.after), "a two-way street"),
    Rule(
        "ordinal in a word",
        lambda a: a.number.form == "ordinal" and a.after[:1] == "-" and not SUPERLATIVE.match(a.after),
        "a first-class seat",
    ),
    Rule("numbered thing", _is_numbered, "see chapter 3"),
    Rule("program or catalogue", _is_code, "They run CentOS 7"),
    Rule("title", _is_title, "a Six Flags park", with_unit=True),
    Rule("third party", lambda a: a.number.form == "ordinal" and _PARTY.match(a.after), "the third party candidate"),
    Rule("in the first place", lambda a: _PLACE.search(f"{a.before}|{a.after}"), "why in the first place"),
    Rule("capital unit", _is_title_of_unit, "on 60 Minutes last week", with_unit=True),
    Rule("seat", _is_seat, "in Seat 14"),
    Rule("year", _is_year, "the summer of 1895"),
)

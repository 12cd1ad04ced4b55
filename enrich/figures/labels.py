"""Numbers that the characters around them make part of a name, a word or a year, by the rows of a table."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from newswire.enrich.figures.hours import is_around_an_hour, is_hour_of_event, is_hour_of_span
from newswire.enrich.figures.naming import SUPERLATIVE
from newswire.enrich.figures.near import MANY
from newswire.enrich.figures.numbered import is_lettered, is_numbered
from newswire.enrich.figures.units.rates import is_base
from newswire.enrich.figures.units.unit import Unit
from newswire.enrich.figures.years import is_year
from newswire.enrich.lexicon.load import alternatives, read_toml
from newswire.enrich.numbers.number import Number

_LEXICON = read_toml("en/labels")
_JOINED = frozenset(_LEXICON["joined"]["words"])
#: programs and catalogues: "CentOS 7", "HR 6819"
_CODE = re.compile(
    r"(?<![\w$€£])(?:([A-Z]?[a-z]+[A-Z]{2,}[a-z]*|[a-z]+[A-Z][a-z]+|(?<=\bthe\s)[B-HJ-Z])|[A-Z]{2,5})\s$"
)
_FOUR = re.compile(r"\d{4,}(?!\d|[,.]\d)")
#: "KN-23", not "$5m-$10m"
_JOINED_BEFORE = re.compile(r"(?:(?<![\dA-Za-z])([A-Za-z][A-Za-z.\d]{0,24})|(?<=\d)[A-Z]{2,4})[-–]$")
#: "Web 2.0"
_VERSION = re.compile(r"(?<!\w)[A-Z][a-z]+\s$")
_POINT_NIL = re.compile(r"\d\.0(?![\d%]|,\d|\s[a-z]+s\b)")
#: "BRICS+6", "P5+1"
_ADDED = re.compile(r"(?<!\w)[A-Z]\w*\+$")
_WORD_OF = re.compile(rf"-(?:{alternatives(_LEXICON['word_of']['words'])})\b", re.IGNORECASE)
#: "One day she may", "hopes one day to"
_SOME_DAY = re.compile(r"One day(?!\s(?:of|in|after|earlier|later|before|ago)\b)|one day\s(?:to\b|[A-Z])")
#: "two-tiered", "four-legged"
_LIKE = re.compile(r"-[a-z]+ed\b")
_SUBJECT = re.compile(r"\s(?:people|persons|men|women|children|were|had|have|are|was)\b")
#: clock times, numbers of things: "0900", "agent 007"
_ZERO = re.compile(r"0\d+(?!\d|[.,]\d)")
_OCLOCK = re.compile(r"\so['’]clock")
#: before a word written large: a sentence goes on
_INSIDE = re.compile(r"[a-z],?\s[\"“‘']?$")
_IDIOM = re.compile(r"\|\s(?:grade|graders?|half|party|parties|aid|responders?)\b|\bin the \|\splace\b")
#: "the 111th Fighter Wing", "the seventh Congressional District"
_BODY = re.compile(rf"\s(?:[A-Z][\w-]+\s){{0,2}}(?:{alternatives(_LEXICON['bodies']['words'])})\b")
#: "in a day or two"
_OR_TWO = re.compile(r"\b(?:hour|day|night|week|month|year)s?\sor\s$")
#: a unit written large is a name's, where the word before is not: "said on 60 Minutes", "its 10 Year Plan"
_LARGE_UNIT = re.compile(r"[\s-](?:Feet|Miles|Minutes|Hours|Days|Weeks|Months|Years?|Seconds)\b")


class Around(NamedTuple):
    """A number and what stands around it."""

    text: str
    number: Number
    unit: Unit | None
    before: str  #: the characters before it and its sign
    after: str
    headline: bool  #: every word that matters is written large


class Rule(NamedTuple):
    """A kind of number that is not a figure."""

    name: str
    holds: Callable[[Around], object]
    wins: str  #: a text whose first number this rule alone takes out; a test demands it
    with_unit: bool = False  #: whether a number with a unit may be one


def is_label(text: str, number: Number, unit: Unit | None, *, headline: bool = False) -> bool:
    """Whether the characters around the number make it part of a name, a word or a year.

    `headline` is whether the text has its words written large, be they names or not.
    """
    start = unit.start if unit else number.start
    a = Around(text, number, unit, text[max(0, start - 32) : start], text[number.end : number.end + 16], headline)
    return any((rule.with_unit or not unit) and rule.holds(a) for rule in RULES)


def _is_joined(a: Around) -> bool:
    m = _JOINED_BEFORE.search(a.before)
    word = (m[1] or m[0]).lower() if m else ""
    return bool(word) and word not in _JOINED and not word.endswith(("ty", "and", "to"))


def _is_in_a_word(a: Around) -> bool:
    return a.after[:1].isalpha() and not a.number.letter


def _is_code(a: Around) -> bool:
    m = _CODE.search(a.before) if a.number.form == "digits" and a.number.scale == 1 else None
    if m is None or _SUBJECT.match(a.text, a.number.end):
        return False
    return not MANY.match(a.text, a.number.end) if m[1] else bool(_FOUR.match(a.text, a.number.start))


def _is_title(a: Around) -> bool:
    """Whether a word of a number, or its unit, is written large inside a sentence: "a Six Flags park"."""
    form = a.number.form
    large = (form == "ordinal" or (form == "words" and not a.headline)) and a.text[a.number.start].isupper()
    unit = not a.headline and _LARGE_UNIT.match(a.after)
    return bool((large or unit) and _INSIDE.search(a.before))


RULES = (
    Rule("in a word", lambda a: a.before[-1:].isalpha() or a.before[-1:] == "_", "the file a_12", with_unit=True),
    Rule("leading zero", lambda a: _ZERO.match(a.text, a.number.start), "agent 007 left", with_unit=True),
    Rule("joined to a name", _is_joined, "the KN-23 flew", with_unit=True),
    Rule("added to a name", lambda a: _ADDED.search(a.before), "the BRICS+6 met", with_unit=True),
    Rule("some day", lambda a: _SOME_DAY.match(a.text, a.number.start), "One day she may come back", with_unit=True),
    Rule("goes on in letters", _is_in_a_word, "a 12AX tube"),
    Rule("clock", lambda a: _OCLOCK.match(a.after), "It rang at six o’clock"),
    Rule("what it is like", lambda a: a.number.form == "words" and _LIKE.match(a.after), "a four-legged friend"),
    Rule("word of a number", lambda a: _WORD_OF.match(a.after), "a two-way street"),
    Rule(
        "ordinal in a word",
        lambda a: a.number.form == "ordinal" and a.after[:1] == "-" and not SUPERLATIVE.match(a.after),
        "a first-class seat",
    ),
    Rule("numbered thing", lambda a: is_numbered(a.text, a.number, a.before), "see chapter 3"),
    Rule("numbered with a letter", lambda a: is_lettered(a.text, a.number, a.before), "in seat 22A", with_unit=True),
    Rule(
        "around an hour", lambda a: is_around_an_hour(a.text, a.number, a.before), "at half past eight", with_unit=True
    ),
    Rule("hour of an event", lambda a: is_hour_of_event(a.text, a.number, a.before), "The show ends at 11."),
    Rule("hour of a span", lambda a: is_hour_of_span(a.text, a.number, a.before), "Open from 9 to 5."),
    Rule("program or catalogue", _is_code, "They run CentOS 7"),
    Rule(
        "version", lambda a: _VERSION.search(a.before) and _POINT_NIL.match(a.text, a.number.start), "Industry 4.0 came"
    ),
    Rule("title", _is_title, "a Six Flags park", with_unit=True),
    Rule(
        "idiom of an ordinal",
        lambda a: a.number.form == "ordinal" and _IDIOM.search(f"{a.before}|{a.after}"),
        "the third party candidate",
    ),
    Rule(
        "numbered body",
        lambda a: a.number.form == "ordinal" and _BODY.match(a.text, a.number.end),
        "the 111th Fighter Wing",
    ),
    Rule("out of which", lambda a: is_base(a.text, a.number), "in every 100 people", with_unit=True),
    Rule("or two", lambda a: _OR_TWO.search(a.before), "in a day or two"),
    Rule("year", lambda a: is_year(a.text, a.number, a.before), "the summer of 1895"),
)

"""The words of expressions of time, as numbers and as pieces of regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newswire.enrich.lexicon.load import read_toml
from newswire.enrich.numbers.number import CARDINALS, SCALES, YEAR_DIGITS
from newswire.enrich.numbers.number import LIKELY_YEAR as LIKELY_YEAR
from newswire.enrich.numbers.spelled import ORDINALS as _ORDINALS
from newswire.enrich.numbers.spelled import SEVERAL
from newswire.enrich.times.calendar.holidays import HOLIDAYS
from newswire.enrich.times.calendar.periods import SEASONS


def either(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"[\s-]+") for w in sorted(words, key=len, reverse=True)) + ")"


_CALENDAR: dict[str, dict[str, list[str]]] = read_toml("en/calendar")
_MONTH_NAMES, DAY_NAMES, UNITS = (_CALENDAR[name]["words"] for name in ("months", "weekdays", "units"))
#: nouns of stretches of time, beside the seasons
PERIODS = frozenset(_CALENDAR["periods"]["words"])
MONTHS = {name: n for n, name in enumerate(_MONTH_NAMES, 1)} | {name[:3]: n for n, name in enumerate(_MONTH_NAMES, 1)}
MONTHS |= {"sept": 9}
WEEKDAYS = {name: n for n, name in enumerate(DAY_NAMES)} | {name[:3]: n for n, name in enumerate(DAY_NAMES)}
WEEKDAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_PLURALS = {"centuries": "century"} | {f"{u}s": u for u in UNITS} | {u: u for u in UNITS}
_PLURALS |= {"weekend": "weekend", "weekends": "weekend", "hrs": "hour", "mins": "minute", "tmrw": "day"}

_TENS = {word: n for word, n in CARDINALS.items() if n >= 20}
_ONES = {word: n for word, n in CARDINALS.items() if 0 < n < 10}
NUMBERS = CARDINALS | {f"{t} {o}": v + n for t, v in _TENS.items() for o, n in _ONES.items()}
_FIRSTS = {word: n for word, n in _ORDINALS.items() if 0 < n < 10}
ORDINALS = _ORDINALS | {f"{t} {o}": v + n for t, v in _TENS.items() for o, n in _FIRSTS.items()}
#: scales from a million on, as they stand after a number that is not a year
LARGE = either(word for word, n in SCALES.items() if n >= 10**6)
_PLENTY = [f"{many} of" for many in ("dozens", "hundreds", "thousands", "tens of thousands", "millions")]
#: vague numbers have no value
COUNTS: dict[str, float | None] = {
    **NUMBERS, **dict.fromkeys((*SEVERAL, "some", "many", "couple of", "few", *_PLENTY)), "a": 1, "an": 1,
    "a couple of": 2, "a couple": 2, "half a": 0.5, "a half": 0.5, "one and a half": 1.5, "two and a half": 2.5,
    "a dozen": 12, "a hundred": 100, "a thousand": 1000,
}  # fmt: skip
#: how many units away from the present one
STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "upcoming": 1,
         "following": 1, "the": 0, "same": 0, "this past": -1, "this coming": 1, "this upcoming": 1}  # fmt: skip

#: how many days from the publication
DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "tmrw": 1, "tmr": 1, "otd": 0, "last night": -1,
        "the day before yesterday": -2, "day before yesterday": -2, "the day after tomorrow": 2,
        "day after tomorrow": 2, "this morning": 0, "this afternoon": 0, "this evening": 0}  # fmt: skip
OFTEN = {"hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M",
         "quarterly": "P3M", "annually": "P1Y", "yearly": "P1Y", "annual": "P1Y"}  # fmt: skip

#: a full stop after a full name ends the sentence
#: a short one may be glued to its day: Dec31
MONTH = rf"(?:{either(_MONTH_NAMES)}\b|{either(m for m in MONTHS if m not in _MONTH_NAMES)}(?:\b\.?|(?=\d)))"
DAYS_OF_WEEK = rf"{either(DAY_NAMES)}s"
WEEKDAY = rf"(?:{either(DAY_NAMES)}\b|{either(d for d in WEEKDAYS if d not in DAY_NAMES)}\b\.?)"
UNIT = r"(?:" + "|".join(sorted(_PLURALS, key=len, reverse=True)) + r")\b"
COUNT = rf"(?:\d{{1,4}}(?:\.\d+)?|{either(COUNTS)})"
_TWO = either(k for k, n in NUMBERS.items() if n)
TH = r"(?:st|nd|rd|th)"
_DAY_WORD = either([k for k, n in ORDINALS.items() if n <= 31])
_DAY_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])"
DAY = rf"(?:{_DAY_NUMBER}{TH}?(?![\d:%]|[.,]\d)|{_DAY_WORD}\b)"
DAY_TH = rf"(?:{_DAY_NUMBER}{TH}|{_DAY_WORD})\b"
#: an ordinal of a part of a year: up to twelfth in words, 19th in digits
NTH = rf"(?:{either(k for k, n in ORDINALS.items() if n <= 12)}|1?\d{TH})"
SEASON = either(SEASONS)
HOLIDAY = either(HOLIDAYS).replace("'", "['’]?").replace(r"\.", r"\.?")
HOW_OFTEN = either(OFTEN)
DAY_FROM_NOW = either(DAYS)
STEP = either(STEPS)
STEP_AWAY = either(STEPS.keys() - {"the", "same", "current"})
TIME_OF_DAY = r"(?:\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night|noon|midday))?"
ZONE = r"(?:\s+(?:EST|EDT|ET|PST|PDT|PT|GMT|UTC|BST|CET|CEST))?"
DAY_IN_WORDS = either(k for k, n in NUMBERS.items() if 2 <= n <= 31)
#: a year in digits; in words, only where it can be nothing else
YEAR4 = rf"{YEAR_DIGITS}(?![\d:%]|[.,]\d)"
_TEEN = either(k for k, n in NUMBERS.items() if 13 <= n <= 19)
YEAR_WORDS = (
    rf"(?:(?:one|two)\s+thousand(?:(?:\s+and)?\s+{_TWO})?|{_TEEN}\s+hundred(?:(?:\s+and)?\s+{_TWO})?"
    rf"|(?:{_TEEN}|twenty)[\s-]+{either(k for k, n in NUMBERS.items() if n >= 10)})\b"
)
YEAR = rf"(?:{YEAR4}|['’]\d\d\b|{YEAR_WORDS})"
#: one that the publication tells
NEAR_YEAR = r"(?:this|last|next)\s+year"
#: before a month, a year or a day
OF_TIME = "in|since|until|till|of|from|before|after|during|early|late|mid"
#: after a number that may be a day or a year: what is counted
MANY = re.compile(r"[\s-]+(?:[a-z]+\s+)?(?:people|men|women|children|[a-z]{2,}[^s\W]s)\b")

#: what rules need, by the name that their table has for it: the beginnings, in lower case, of words that it stands for
PIECES = {
    "DIGIT": frozenset("0123456789"),
    "MONTH": frozenset(name[:3] for name in MONTHS),
    "WEEKDAY": frozenset(name[:3] for name in WEEKDAYS),
    "UNIT": frozenset(name[:5] for name in _PLURALS),
    "SEASON": frozenset(SEASONS),
    "DAY_FROM_NOW": frozenset(name.rpartition(" ")[2] for name in DAYS),
    "HOW_OFTEN": frozenset(OFTEN),
    "HOLIDAY": frozenset(max(re.findall(r"\w+", name), key=len) for name in HOLIDAYS),
}

_SPACES, _MARKS = re.compile(r"[\s-]+"), re.compile(r"['’.]")


def plain(text: str) -> str:
    return _SPACES.sub(" ", text.lower()).strip()


def unmarked(text: str) -> str:
    """The name of a day without apostrophe and full stop."""
    return plain(_MARKS.sub("", text))


def month(text: str) -> int:
    """The number of a month, by its name or as it is."""
    return int(text) if text.isdigit() else MONTHS[text.lower().rstrip(".")]


def weekday(text: str) -> int:
    return WEEKDAYS[text.lower().rstrip(".")]


def unit(text: str) -> str:
    return _PLURALS[text.lower()]


def count(text: str) -> float | None:
    """How many; None for a vague number.

    >>> count("twenty-one"), count("several"), count("1.5")
    (21, None, 1.5)
    """
    text = plain(text)
    if text[0].isdigit():
        number = float(text)
        return int(number) if number == int(number) else number
    return COUNTS[text]


def ordinal(text: str) -> int:
    """The number of a day, a quarter, ... that is counted.

    >>> ordinal("third"), ordinal("21st"), ordinal("8"), ordinal("twenty")
    (3, 21, 8, 20)
    """
    text = plain(text)
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else (ORDINALS | NUMBERS)[text]


def year(text: str) -> int:
    """A year as a number; two digits are of the century that makes them the nearest to 1985.

    >>> year("nineteen ninety six"), year("two thousand and fifteen"), year("’87")
    (1996, 2015, 1987)
    """
    text = plain(text).lstrip("'’")
    if text.isdigit():
        number = int(text)
        return number if number > 99 else number + (1900 if number > 35 else 2000)
    text = text.replace(" and ", " ")
    for word, times in ((" thousand", 1000), (" hundred", 100), (" ", 100)):
        head, found, rest = text.partition(word)
        if found:
            return NUMBERS[head] * times + NUMBERS.get(rest.strip(), 0)
    raise ValueError(f"not a year: {text}")

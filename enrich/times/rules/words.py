"""The words of expressions of time, as numbers and as pieces of regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newswire.enrich.numbers.number import CARDINALS
from newswire.enrich.numbers.spelled import ORDINALS as _ORDINALS


def either(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"[\s-]+") for w in sorted(words, key=len, reverse=True)) + ")"


_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
MONTHS = {name: n for n, name in enumerate(_MONTH_NAMES, 1)} | {name[:3]: n for n, name in enumerate(_MONTH_NAMES, 1)}
MONTHS |= {"sept": 9}
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = {name: n for n, name in enumerate(_DAY_NAMES)} | {name[:3]: n for n, name in enumerate(_DAY_NAMES)}
WEEKDAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
UNITS = ("day", "week", "fortnight", "month", "quarter", "year", "decade", "century", "hour", "minute", "second")
_PLURALS = {"centuries": "century"} | {f"{u}s": u for u in UNITS} | {u: u for u in UNITS}
_PLURALS |= {"weekend": "weekend", "weekends": "weekend", "hrs": "hour", "mins": "minute", "tmrw": "day"}

_TENS = {word: n for word, n in CARDINALS.items() if n >= 20}
_ONES = {word: n for word, n in CARDINALS.items() if 0 < n < 10}
NUMBERS = CARDINALS | {f"{t} {o}": v + n for t, v in _TENS.items() for o, n in _ONES.items()}
_FIRSTS = {word: n for word, n in _ORDINALS.items() if 0 < n < 10}
ORDINALS = _ORDINALS | {f"{t} {o}": v + n for t, v in _TENS.items() for o, n in _FIRSTS.items()}
#: vague numbers have no value
_VAGUE = ("a few", "several", "some", "many", "couple of", "few")
COUNTS: dict[str, float | None] = {
    **NUMBERS, "a": 1, "an": 1, "a couple of": 2, "a couple": 2, "half a": 0.5, "a half": 0.5,
    "one and a half": 1.5, "two and a half": 2.5, "a dozen": 12, **dict.fromkeys(_VAGUE),
}  # fmt: skip

#: a full stop behind a full name ends the sentence
#: a short one may be glued to its day: Dec31
MONTH = rf"(?:{either(_MONTH_NAMES)}\b|{either(m for m in MONTHS if m not in _MONTH_NAMES)}(?:\b\.?|(?=\d)))"
WEEKDAY = rf"(?:{either(_DAY_NAMES)}\b|{either(d for d in WEEKDAYS if d not in _DAY_NAMES)}\b\.?)"
UNIT = r"(?:" + "|".join(sorted(_PLURALS, key=len, reverse=True)) + r")\b"
COUNT = rf"(?:\d{{1,4}}(?:\.\d+)?|{either(COUNTS)})"
_TWO = either(k for k, n in NUMBERS.items() if n)
_DAY_WORD = either([k for k, n in ORDINALS.items() if n <= 31])
DAY = rf"(?:(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d)|{_DAY_WORD}\b)"
DAY_TH = rf"(?:(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)\b|{_DAY_WORD}\b)"
#: a year in digits; in words, only where it can be nothing else
YEAR4 = r"(?:1[0-9]\d\d|2[01]\d\d)(?![\d:%]|[.,]\d)"
_TEEN = either(k for k, n in NUMBERS.items() if 13 <= n <= 19)
YEAR_WORDS = (
    rf"(?:(?:one|two)\s+thousand(?:(?:\s+and)?\s+{_TWO})?|{_TEEN}\s+hundred(?:(?:\s+and)?\s+{_TWO})?"
    rf"|(?:{_TEEN}|twenty)[\s-]+{either(k for k, n in NUMBERS.items() if n >= 10)})\b"
)
YEAR = rf"(?:{YEAR4}|['’]\d\d\b|{YEAR_WORDS})"

_SPACES = re.compile(r"[\s-]+")


def plain(text: str) -> str:
    return _SPACES.sub(" ", text.lower()).strip()


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


def day(text: str) -> int:
    text = plain(text)
    return int(re.match(r"\d+", text)[0]) if text[0].isdigit() else ORDINALS[text]  # type: ignore[index]


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
    head, _, rest = text.partition(" thousand")
    if rest or text.endswith("thousand"):
        return NUMBERS[head] * 1000 + (NUMBERS[rest.strip()] if rest.strip() else 0)
    head, _, rest = text.partition(" hundred")
    if text.endswith("hundred") or rest:
        return NUMBERS[head] * 100 + (NUMBERS[rest.strip()] if rest.strip() else 0)
    head, _, rest = text.partition(" ")
    return NUMBERS[head] * 100 + NUMBERS[rest]

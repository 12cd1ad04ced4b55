"""Where a date begins and ends among the words of a line."""

import re
from datetime import datetime
from functools import lru_cache

from newswire.ingest.dates.calendars import other_calendar
from newswire.ingest.dates.clocks import clock_of, unknown_words
from newswire.ingest.dates.harmless_words import DAY_WORDS
from newswire.ingest.dates.months import bare, months_of
from newswire.ingest.dates.read import read_date
from newswire.ingest.dates.zones import zone_of

_SIGNS = "|•·"
_DASHES = ("-", "–", "—", "/")
CLOCK = re.compile(r"\d{1,2}[:.h時시]\d{2}(?!\d)|\d{1,2}\s?(?:am|pm|uhr|h)\b", re.I)
_WHOLE = re.compile(r"\d[:./年년h時月-]\d|\d[年년月월日일時时시點点分분]")
_NUMBER = re.compile(r"\d{1,4}(?:st|nd|rd|th|er|e|º|ª)?[.,]?", re.I)
_ZONE_WORDS = frozenset(
    ["eastern", "central", "pacific", "mountain", "european", "standard", "daylight", "summer", "time"]
)
_AGO_WORDS = """
ago sec secs second seconds min mins minute minutes hour hours hr hrs day days week weeks vor stunde stunden minuten tag
tagen il y a heures jours hace horas minutos días fa ore minuti giorni há dias geleden uur
"""
_AGO = frozenset(_AGO_WORDS.split())
#: after a clock or a year
_AFTER_NUMBER = frozenset("uhr h hs hrs heures น ч час часов giờ года год г року рік р gada m ж жылы".split())  # noqa: SIM905
_ERAS = frozenset(["พ.ศ", "พศ", "ค.ศ", "วันที่", "هـ", "ه", "ش", "b.e", "be", "ad", "ce"])
_SAID = frozenset(["published", "posted", "date"])
_ANY_DAY = datetime(2024, 1, 1)  # noqa: DTZ001 - only to ask whether a word is a zone


def end_of_date(tokens: list[str], start: int) -> int:
    """Where a date that begins at a token ends; the start itself where none does."""
    if _is_surname(tokens, start):
        return start
    end = last = start
    numbers = words = 0
    whole = False
    while end < len(tokens) and (kind := _kind(tokens[end], after_number=bool(numbers))):
        if kind == "sign":
            clock = end == start + 1 and CLOCK.match(tokens[start]) and _is_dated(tokens[end + 1 : end + 2])
            if tokens[end] in _SIGNS and not (numbers and (clock or _is_clock_next(tokens, end))):
                break
            end += 1
            continue
        if kind == "filler" and end == start:
            return start  # `on` before a date belongs to what is said of it
        numbers += kind == "number"
        words += kind == "word"
        whole = whole or (kind == "number" and bool(_WHOLE.search(tokens[end])))
        end += 1
        if kind != "filler" or (numbers and tokens[end - 1].strip(".,)").lower() in _AFTER_NUMBER):
            last = end
    told = numbers and (words or whole or numbers > 2)
    return last if told else start


def _is_clock_next(tokens: list[str], at: int) -> bool:
    """Whether a clock follows a sign: `4 March 2024 | 10:05` is one time."""
    after = tokens[at + 1 : at + 3]
    return any(CLOCK.match(token) for token in after) and not any(is_month(token) for token in after)


def _is_surname(tokens: list[str], at: int) -> bool:
    """Whether a month is somebody's name: `Theresa May, 4 March`."""
    following = tokens[at + 1 : at + 3]
    return is_month(tokens[at]) and len(following) == 2 and following[0].strip(".").isdigit() and is_month(following[1])


def _is_dated(tokens: list[str]) -> bool:
    return any(_kind(token, after_number=True) == "number" for token in tokens)


@lru_cache(maxsize=1 << 12)
def _kind(token: str, *, after_number: bool) -> str:
    """`number`, `word`, `filler`, `sign`, or nothing where a token is not part of a date."""
    if token in _SIGNS or token in _DASHES:
        return "sign"
    if any(c.isdigit() for c in token):
        plain = token.strip("(),;")
        dated = (
            _NUMBER.fullmatch(plain) or _WHOLE.search(plain) or CLOCK.match(plain) or zone_of(plain.lower(), _ANY_DAY)
        )
        return "number" if dated or read_date(plain) else ""
    word = token.strip("(),;:.[]").lower()
    if not word:
        return "sign"
    if is_month(token) or word in _AGO:
        return "word"
    if word in _ERAS:
        return "filler"
    if after_number and word in _AFTER_NUMBER:
        return "filler"
    zone = word in _ZONE_WORDS or ((not word.isascii() or token.upper() == token) and zone_of(word, _ANY_DAY))
    if after_number and (zone or not clock_of(f"9:00 {word}")[1].strip()):
        return "word"
    if not unknown_words(word) and (after_number or word not in _SAID):
        return "word" if bare(word) in DAY_WORDS and len(word) > 2 else "filler"
    return ""


def is_month(token: str) -> bool:
    word = token.strip("(),;:[]").lower()
    return bool(months_of(word).numbers) or (word.isalpha() and other_calendar(f"1 {word} 1404", None) is not None)

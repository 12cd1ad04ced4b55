"""The day in a date as feeds write it: by numbers or names, in the orders and calendars that news is written in."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ingest.dates.months import AMBIGUOUS_MONTHS, bare, month_of

#: with the vowel signs of Indian scripts and Thai, which are no letters to `re`
_LETTER = "[^\\W\\d_]"
_MARK = "[\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0970\u0981-\u0983\u09bc-\u09cd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
WORD = f"{_LETTER}{_MARK}*(?:[.'’]?(?:{_LETTER}{_MARK}*))*"

_DAY_ORDER = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|e|º|ª|a)?[\s.,\-/]*(?:(?:de|di|of)\s+|d['’])?"
    rf"({WORD}(?:\s+(?:الثاني|الأول))?)[.,'׳]?[\s\-/.,]*(?:de\s+|del\s+)?(\d{{4}}|\d{{2}}(?=\s|,|$))(?!\d)"
)
_MONTH_ORDER = re.compile(rf"({WORD})\.?[\s\-]+(\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,\s*|\s+|-)(\d{{4}})(?!\d)")
_YEAR_ORDER = re.compile(
    rf"(?<!\d)(\d{{4}})[.,]?[\s\-/]+(?:m\.\s*)?(?:gada\s+(\d{{1,2}})\.\s*)?({WORD})\.?(?:[\s\-/]+(\d{{1,2}})(?![\d:]))?"
)
_ASCTIME = re.compile(
    rf"(?:(?P<month>{WORD})\.?\s+(?P<day>\d{{1,2}})|(?P<day_first>\d{{1,2}})\.?\s+(?P<month_last>{WORD})\.?)"
    r"\s+(?P<before>\d{1,2}:\d\d.*?)\s(?P<year>\d{4})(?!\d)(?P<behind>.*)$"
)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-/._])\s?(\d{1,2})\2\s?(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([-/. ])\s?(\d{1,2})\2\s?(\d{4})(?!\d)")
_SHORT_YEAR = re.compile(r"(?<![\d:])(\d{1,2})([-/.])(\d{1,2})\2(\d{2})(?![\d:])")
_EAST = re.compile(r"(\d{4})\s*[年년][\s.]*(\d{1,2})\s*[月월][\s.]*(\d{1,2})\s*[日일]?")
_EAST_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[\s.,]+(\d{1,2})[月월][\s.,]*(\d{4})(?!\d)")
_ERA = re.compile(r"(令和|平成|昭和|民國|民国)\s*(\d{1,3}|元)\s*年")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
_VIETNAMESE_MONTHS = ("mot", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai")
_VIETNAMESE = re.compile(
    rf"(\d{{1,2}})\s*(?:thang|thg)\s*(\d{{1,2}}|{'|'.join(reversed(_VIETNAMESE_MONTHS))})\s*,?\s*(?:nam\s*)?(\d{{4}})"
)
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d\d)(\d\d)(?:[t\s]?(\d\d)(\d\d)?(\d\d)?(?!\d|:))?(?!\d)")
_WEEK = re.compile(r"(?<!\d)(\d{4})-?w(\d\d)(?:-?([1-7]))?(?!\d)")
_ORDINAL = re.compile(r"(?<!\d)(\d{4})-?(\d{3})(?!\d)")
_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d))?")


class WrittenDay(NamedTuple):
    """What was found in a text; the day itself may be none of the calendar (31 February)."""

    day: tuple[int, int, int]  #: year, month, day
    rest: str  #: what stands around it: the time of day, the zone
    sure: bool  #: whether no other reading is possible


def written_day(text: str) -> WrittenDay | None:
    """The day in a text in small letters and plain digits; None where none is written.

    >>> written_day("fri, 18 oct 2024 09:30 gmt")
    WrittenDay(day=(2024, 10, 18), rest=' 09:30 gmt', sure=True)
    >>> written_day("2024. október 18.").day, written_day("3/4/2024").sure, written_day("today")
    ((2024, 10, 18), False, None)
    """
    text = _ERA.sub(lambda m: f"{_ERAS[m[1]] + (1 if m[2] == '元' else int(m[2]))}年", text)
    for forms in (_eastern, _year_first, _named, _numbered, _counted):
        if found := forms(text):
            return found
    return None


def _made(text: str, found: re.Match[str], day: tuple[int, int, int], sure: bool) -> WrittenDay:
    before = text[: found.start()]  # a weekday where it has no digit: pt. is Friday in Polish, and a zone
    return WrittenDay(day, f"{before if any(c.isdigit() for c in before) else ''}{text[found.end() :]}", sure)


def _eastern(text: str) -> WrittenDay | None:
    if found := _EAST.search(text):
        return _made(text, found, (int(found[1]), int(found[2]), int(found[3])), True)
    if found := _EAST_DAY_FIRST.search(text):
        return _made(text, found, (int(found[3]), int(found[2]), int(found[1])), True)
    return None


def _year_first(text: str) -> WrittenDay | None:
    found = _YEAR_FIRST.search(text)
    return found and _made(text, found, (int(found[1]), int(found[3]), int(found[4])), True)


def _named(text: str) -> WrittenDay | None:
    for found in _overlapping(_DAY_ORDER, text):
        if month := month_of(found[2]):
            return _made(text, found, (_year(found[3]), month, int(found[1])), _is_clear(found[2]))
    for found in _overlapping(_MONTH_ORDER, text):
        if month := month_of(found[1]):
            return _made(text, found, (int(found[3]), month, int(found[2])), _is_clear(found[1]))
    for found in _overlapping(_YEAR_ORDER, text):
        day = found[2] or found[4]
        if day and (month := month_of(found[3])):
            return _made(text, found, (int(found[1]), month, int(day)), _is_clear(found[3]))
    for found in _overlapping(_ASCTIME, text):
        name = found["month"] or found["month_last"]
        if month := month_of(name):
            day = (int(found["year"]), month, int(found["day"] or found["day_first"]))
            return WrittenDay(day, f" {found['before']} {found['behind']}", _is_clear(name))
    if "th" in text and (vietnamese := _VIETNAMESE.search(text := bare(text))):
        day, name, year = vietnamese.groups()
        month = _VIETNAMESE_MONTHS.index(name) + 1 if name in _VIETNAMESE_MONTHS else int(name)
        return _made(text, vietnamese, (int(year), month, int(day)), True)
    return None


def _overlapping(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Every match, also one within another: in `09:30 gmt, 18 october 2024` the first one is `30 gmt, 18`."""
    at = 0
    while found := pattern.search(text, at):
        yield found
        at = found.start() + 1


def _is_clear(month: str) -> bool:
    return bare(month) not in AMBIGUOUS_MONTHS


def _year(text: str) -> int:
    """Two digits mean a year from 1970 to 2069, as feeds are no older."""
    year = int(text)
    return year if len(text) == 4 else year + (1900 if year >= 70 else 2000)


def _numbered(text: str) -> WrittenDay | None:
    """Day and month by numbers: with dots the day stands first; else whichever can't be a month is the day."""
    if found := _YEAR_LAST.search(text):
        first, second, year, mark = int(found[1]), int(found[3]), int(found[4]), found[2]
        if mark == "." or first > 12:
            return _made(text, found, (year, second, first), True)
        if second > 12 or first == second:
            return _made(text, found, (year, first, second), mark != " ")
        day = (year, first, second) if mark == "/" else (year, second, first)
        return _made(text, found, day, False)
    if found := _SHORT_YEAR.search(text):
        first, second, mark = int(found[1]), int(found[3]), found[2]
        if first > 31:  # 99-10-18
            return _made(text, found, (_year(f"{first:02}"), second, int(found[4])), False)
        month_first = second > 12 or (mark == "/" and first <= 12)
        month, number = (first, second) if month_first else (second, first)
        return _made(text, found, (_year(found[4]), month, number), False)
    return None


def _counted(text: str) -> WrittenDay | None:
    """The short forms of ISO 8601: 20241018T0930, 2024-W42-5, 2024-292, 2024-10."""
    if found := _COMPACT.search(text):
        clock = f" {found[4]}:{found[5] or '00'}:{found[6] or '00'}" if found[4] else ""
        sure = not found[4] or bool(found[5])
        made = _made(text, found, (int(found[1]), int(found[2]), int(found[3])), sure)
        return made._replace(rest=f"{clock} {made.rest}" if clock else made.rest)
    try:
        if found := _WEEK.search(text):
            at = date.fromisocalendar(int(found[1]), int(found[2]), int(found[3] or 1))
            return _made(text, found, (at.year, at.month, at.day), bool(found[3]))
        if found := _ORDINAL.match(text):
            at = date.fromordinal(date(int(found[1]), 1, 1).toordinal() + int(found[2]) - 1)
            same = at.year == int(found[1])
            return _made(text, found, (at.year, at.month, at.day), "-" in found[0]) if same else None
    except (ValueError, OverflowError):
        return None
    if (found := _PARTIAL.fullmatch(text)) and 1900 <= int(found[1]) <= 2100:
        return WrittenDay((int(found[1]), int(found[2] or 1), 1), "", False)
    return None

"""The day in a date by numbers alone: 2024-10-18, 18.10.2024, 10/18/24, 2024年10月18日, ISO 8601's short forms."""

import re
from datetime import date
from typing import NamedTuple

from newswire.ingest.dates.calendars import short_year

_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-/._])\s?(\d{1,2})\2\s?(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([-/. ])\s?(\d{1,2})\2\s?(\d{4})(?!\d)")
_SHORT_YEAR = re.compile(r"(?<![\d:])(\d{1,2})([-/.])(\d{1,2})\2(\d{2})(?![\d:])")
_EAST = re.compile(r"(\d{4})\s*(?:[年년]|оны)[\s.]*(\d{1,2})\s*(?:[月월]|-?р?\s*сарын)[\s.]*(\d{1,2})\s*[日일]?")
_EAST_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[\s.,]+(\d{1,2})[月월][\s.,]*(\d{4})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d\d)(\d\d)(?:[t\s]?(\d\d)(\d\d)?(\d\d)?(?!\d|:))?(?!\d)")
_WEEK = re.compile(r"(?<!\d)(\d{4})-?w(\d\d)(?:-?([1-7]))?(?!\d)")
#: with slashes: of feeds that tell no language the most are American
_MONTH_FIRST = frozenset([None, "en", "fil"])
_ORDINAL = re.compile(r"(?<!\d)(\d{4})-?(\d{3})(?!\d)")
_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d))?")

Day = tuple[int, int, int]  #: year, month, day; may be none of the calendar (31 February)


class WrittenDay(NamedTuple):
    """What was found in a text."""

    day: Day
    rest: str  #: what stands around it: the time of day, the zone
    sure: bool  #: whether no other reading is possible
    others: tuple[Day, ...] = ()  #: the other readings


def made(text: str, found: re.Match[str], day: tuple[int, int, int], sure: bool) -> WrittenDay:
    before = text[: found.start()]  # a weekday where it has no digit: pt. is Friday in Polish, and a zone
    return WrittenDay(day, f"{before if any(c.isdigit() for c in before) else ''}{text[found.end() :]}", sure)


def year_first(text: str) -> WrittenDay | None:
    """A day with the marks of the East, or with the year before month and day."""
    return _eastern(text) or _year_first(text)


def year_last(text: str, language: str | None) -> WrittenDay | None:
    """Day and month by numbers in either order, or a short form of ISO 8601."""
    return _numbered(text, language) or _counted(text)


def _eastern(text: str) -> WrittenDay | None:
    if found := _EAST.search(text):
        return made(text, found, (int(found[1]), int(found[2]), int(found[3])), True)
    if found := _EAST_DAY_FIRST.search(text):
        return made(text, found, (int(found[3]), int(found[2]), int(found[1])), True)
    return None


def _year_first(text: str) -> WrittenDay | None:
    found = _YEAR_FIRST.search(text)
    return found and made(text, found, (int(found[1]), int(found[3]), int(found[4])), True)


def _numbered(text: str, language: str | None) -> WrittenDay | None:
    """Day and month by numbers: with dots the day stands first; else whichever can't be a month is the day."""
    if found := _YEAR_LAST.search(text):
        first, second, year, mark = int(found[1]), int(found[3]), int(found[4]), found[2]
        if mark == "." or first > 12:
            return made(text, found, (year, second, first), True)
        if second > 12 or first == second:
            return made(text, found, (year, first, second), mark != " ")
        days = ((year, first, second), (year, second, first))
        day, other = days if mark == "/" and language in _MONTH_FIRST else days[::-1]
        return made(text, found, day, False)._replace(others=(other,))
    if found := _SHORT_YEAR.search(text):
        first, second, mark = int(found[1]), int(found[3]), found[2]
        if first > 31:  # 99-10-18
            return made(text, found, (short_year(f"{first:02}", ""), second, int(found[4])), False)
        month_first = second > 12 or (mark == "/" and first <= 12 and language in _MONTH_FIRST)
        month, number = (first, second) if month_first else (second, first)
        return made(text, found, (short_year(found[4], ""), month, number), False)
    return None


def _counted(text: str) -> WrittenDay | None:
    """The short forms of ISO 8601: 20241018T0930, 2024-W42-5, 2024-292, 2024-10."""
    if found := _COMPACT.search(text):
        clock = f" {found[4]}:{found[5] or '00'}:{found[6] or '00'}" if found[4] else ""
        sure = not found[4] or bool(found[5])
        day = made(text, found, (int(found[1]), int(found[2]), int(found[3])), sure)
        return day._replace(rest=f"{clock} {day.rest}" if clock else day.rest)
    try:
        if found := _WEEK.search(text):
            at = date.fromisocalendar(int(found[1]), int(found[2]), int(found[3] or 1))
            return made(text, found, (at.year, at.month, at.day), bool(found[3]))
        if found := _ORDINAL.match(text):
            at = date.fromordinal(date(int(found[1]), 1, 1).toordinal() + int(found[2]) - 1)
            same = at.year == int(found[1])
            return made(text, found, (at.year, at.month, at.day), "-" in found[0]) if same else None
    except (ValueError, OverflowError):
        return None
    if (found := _PARTIAL.fullmatch(text)) and 1900 <= int(found[1]) <= 2100:
        return WrittenDay((int(found[1]), int(found[2] or 1), 1), "", False)
    return None

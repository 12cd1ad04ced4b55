"""The day in a date as feeds write it: by numbers or names, in the orders and calendars that news is written in."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ingest.dates.calendars import common_year, other_calendar, short_year, with_plain_years
from ingest.dates.months import WEEKDAYS, WORD, Months, bare, months_of

#: an earlier year is one of another calendar
_FIRST_COMMON_YEAR = 1600
_WORDS = re.compile(WORD)
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
_VIETNAMESE_MONTHS = ("mot", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai")
_VIETNAMESE = re.compile(
    rf"(\d{{1,2}})\s*(?:thang|thg)\s*(\d{{1,2}}|{'|'.join(reversed(_VIETNAMESE_MONTHS))})\s*,?\s*(?:nam\s*)?(\d{{4}})"
)
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d\d)(\d\d)(?:[t\s]?(\d\d)(\d\d)?(\d\d)?(?!\d|:))?(?!\d)")
_WEEK = re.compile(r"(?<!\d)(\d{4})-?w(\d\d)(?:-?([1-7]))?(?!\d)")
_ORDINAL = re.compile(r"(?<!\d)(\d{4})-?(\d{3})(?!\d)")
_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d))?")


Day = tuple[int, int, int]  #: year, month, day; may be none of the calendar (31 February)


class WrittenDay(NamedTuple):
    """What was found in a text."""

    day: Day
    rest: str  #: what stands around it: the time of day, the zone
    sure: bool  #: whether no other reading is possible
    others: tuple[Day, ...] = ()  #: the other readings


def written_day(text: str, language: str | None = None) -> WrittenDay | None:
    """The day in a text in small letters and plain digits; None where none is written.

    Of several readings the one counts that is the day of the week that stands beside it.

    >>> written_day("fri, 18 oct 2024 09:30 gmt")
    WrittenDay(day=(2024, 10, 18), rest=' 09:30 gmt', sure=True, others=())
    >>> written_day("2024. október 18.").day, written_day("3/4/2024").sure, written_day("today")
    ((2024, 10, 18), False, None)
    >>> written_day("wednesday, 3/4/2024").day, written_day("ponedjeljak, 4. listopada 2021").day
    ((2024, 4, 3), (2021, 10, 4))
    """
    text = with_plain_years(text)
    for forms in (_eastern, _year_first, _named, _numbered, _counted):
        if found := forms(text, language):
            break
    else:
        found = None
    if found is None or found.day[0] < _FIRST_COMMON_YEAR:
        found = _elsewhere(text, language) or found
    if found is None:
        return None
    if found.others:
        fitting = [day for day in (found.day, *found.others) if _fits(day, text)]
        if len(fitting) == 1:
            found = found._replace(day=fitting[0], sure=True)
    year, sure = common_year(found.day[0], text, language)
    return found._replace(day=(year, *found.day[1:]), sure=found.sure and sure)


def _elsewhere(text: str, language: str | None) -> WrittenDay | None:
    if other := other_calendar(text, language):
        match, days, sure = other
        first, *others = [(day.year, day.month, day.day) for day in days]
        return _made(text, match, first, sure)._replace(others=tuple(others))
    return None


def _fits(day: Day, text: str) -> bool:
    """Whether the text names the day of the week of a day."""
    try:
        wanted = date(*day).weekday()
    except ValueError:
        return False
    return any(wanted in WEEKDAYS.get(bare(word), ()) for word in _WORDS.findall(text))


def _made(text: str, found: re.Match[str], day: tuple[int, int, int], sure: bool) -> WrittenDay:
    before = text[: found.start()]  # a weekday where it has no digit: pt. is Friday in Polish, and a zone
    return WrittenDay(day, f"{before if any(c.isdigit() for c in before) else ''}{text[found.end() :]}", sure)


def _eastern(text: str, language: str | None) -> WrittenDay | None:
    if found := _EAST.search(text):
        return _made(text, found, (int(found[1]), int(found[2]), int(found[3])), True)
    if found := _EAST_DAY_FIRST.search(text):
        return _made(text, found, (int(found[3]), int(found[2]), int(found[1])), True)
    return None


def _year_first(text: str, language: str | None) -> WrittenDay | None:
    found = _YEAR_FIRST.search(text)
    return found and _made(text, found, (int(found[1]), int(found[3]), int(found[4])), True)


def _named(text: str, language: str | None) -> WrittenDay | None:
    for found in _overlapping(_DAY_ORDER, text):
        if (months := months_of(found[2], language)).numbers:
            year = short_year(found[3], found[2])
            return _of_months(text, found, months, (year, int(found[1])))
    for found in _overlapping(_MONTH_ORDER, text):
        if (months := months_of(found[1], language)).numbers:
            return _of_months(text, found, months, (int(found[3]), int(found[2])))
    for found in _overlapping(_YEAR_ORDER, text):
        day = found[2] or found[4]
        if day and (months := months_of(found[3], language)).numbers:
            return _of_months(text, found, months, (int(found[1]), int(day)))
    for found in _overlapping(_ASCTIME, text):
        name = found["month"] or found["month_last"]
        if (months := months_of(name, language)).numbers:
            made = _of_months(text, found, months, (int(found["year"]), int(found["day"] or found["day_first"])))
            return made._replace(rest=f" {found['before']} {found['behind']}")
    if "th" in text and (vietnamese := _VIETNAMESE.search(text := bare(text))):
        name = vietnamese[2]
        month = _VIETNAMESE_MONTHS.index(name) + 1 if name in _VIETNAMESE_MONTHS else int(name)
        return _made(text, vietnamese, (int(vietnamese[3]), month, int(vietnamese[1])), True)
    return None


def _of_months(text: str, found: re.Match[str], months: Months, of: tuple[int, int]) -> WrittenDay:
    """The day (year, number) of one of several months, the last of which is the likeliest."""
    year, number = of
    *others, month = months.numbers
    made = _made(text, found, (year, month, number), months.exact and not others)
    return made._replace(others=tuple((year, other, number) for other in others))


def _overlapping(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Every match, also one within another: in `09:30 gmt, 18 october 2024` the first one is `30 gmt, 18`."""
    at = 0
    while found := pattern.search(text, at):
        yield found
        at = found.start() + 1


def _numbered(text: str, language: str | None) -> WrittenDay | None:
    """Day and month by numbers: with dots the day stands first; else whichever can't be a month is the day."""
    if found := _YEAR_LAST.search(text):
        first, second, year, mark = int(found[1]), int(found[3]), int(found[4]), found[2]
        if mark == "." or first > 12:
            return _made(text, found, (year, second, first), True)
        if second > 12 or first == second:
            return _made(text, found, (year, first, second), mark != " ")
        days = ((year, first, second), (year, second, first))
        day, other = days if mark == "/" else days[::-1]
        return _made(text, found, day, False)._replace(others=(other,))
    if found := _SHORT_YEAR.search(text):
        first, second, mark = int(found[1]), int(found[3]), found[2]
        if first > 31:  # 99-10-18
            return _made(text, found, (short_year(f"{first:02}", ""), second, int(found[4])), False)
        month_first = second > 12 or (mark == "/" and first <= 12)
        month, number = (first, second) if month_first else (second, first)
        return _made(text, found, (short_year(found[4], ""), month, number), False)
    return None


def _counted(text: str, language: str | None) -> WrittenDay | None:
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

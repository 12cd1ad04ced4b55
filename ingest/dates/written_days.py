"""The day in a date as feeds write it: by numbers or names, in the orders and calendars that news is written in."""

import re
from collections.abc import Iterator
from datetime import date

from newswire.ingest.dates.calendars import common_year, other_calendar, short_year, with_plain_years
from newswire.ingest.dates.months import WEEKDAYS, WORD, Months, bare, months_of
from newswire.ingest.dates.numbered_days import Day, WrittenDay, made, year_first, year_last

#: an earlier year is one of another calendar
_FIRST_COMMON_YEAR = 1600
_WORDS = re.compile(WORD)
_DAY_ORDER = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|e|º|ª|a)?[\s.,،\-/]*(?:(?:de|di|of|ta['’])\s+|d['’])?"
    rf"({WORD})\.?(?:[\s/]+({WORD}))?[.,'’׳]?[\s\-/.,،]*(\d{{4}}|\d{{2}}(?=\s|,|$))(?!\d)"
)
_MONTH_ORDER = re.compile(rf"({WORD})\.?[\s\-]+(\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,\s*|\s+|-)(\d{{4}})(?!\d)")
_YEAR_ORDER = re.compile(
    r"(?<!\d)(\d{4})(?:\(e\)ko|ko)?[.,]?[\s\-/]+(?:(?:m|ж|թ|gada|د|yil|жылғы|жылдын|წლის|года|року)\.?,?\s+)?(?:(\d{1,2})\.?[\s\-]*)?"
    rf"({WORD})\.?(?:[\s\-/]+(\d{{1,2}})(?![\d:]))?"
)
_OF = frozenset(["de", "del", "of", "anno", "г", "р", "năm"])
_ASCTIME = re.compile(
    rf"(?:(?P<month>{WORD})\.?\s+(?P<day>\d{{1,2}})|(?P<day_first>\d{{1,2}})\.?\s+(?P<month_last>{WORD})\.?)"
    r"\s+(?P<before>\d{1,2}:\d\d.*?)\s(?P<year>\d{4})(?!\d)(?P<after>.*)$"
)
_VIETNAMESE_MONTHS = ("mot", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai")
_VIETNAMESE = re.compile(
    rf"(\d{{1,2}})\s*(?:thang|thg)\s*(\d{{1,2}}|{'|'.join(reversed(_VIETNAMESE_MONTHS))})\s*,?\s*(?:nam\s*)?(\d{{4}})"
)


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
    found = year_first(text) or _named(text, language) or year_last(text, language)
    if found is None or found.day[0] < _FIRST_COMMON_YEAR:
        found = _elsewhere(text, language) or found
    if found is None:
        return None
    if found.others:
        fitting = [day for day in (found.day, *found.others) if _fits(day, text)]
        if len(fitting) == 1:
            found = found._replace(day=fitting[0], sure=True)
    if found.rest and (other := other_calendar(found.rest, language)):  # the same day once more
        found = found._replace(rest=f"{found.rest[: other[0].start()]} {found.rest[other[0].end() :]}")
    year, sure = common_year(found.day[0], text, language)
    return found._replace(day=(year, *found.day[1:]), sure=found.sure and sure)


def _elsewhere(text: str, language: str | None) -> WrittenDay | None:
    if other := other_calendar(text, language):
        match, days, sure = other
        first, *others = [(day.year, day.month, day.day) for day in days]
        return made(text, match, first, sure)._replace(others=tuple(others))
    return None


def _fits(day: Day, text: str) -> bool:
    """Whether the text names the day of the week of a day."""
    try:
        wanted = date(*day).weekday()
    except ValueError:
        return False
    return any(wanted in WEEKDAYS.get(bare(word), ()) for word in _WORDS.findall(text))


def _named(text: str, language: str | None) -> WrittenDay | None:
    for found in _overlapping(_DAY_ORDER, text):
        if (months := _months(found[2], found[3], language)).numbers:
            year = short_year(found[4], found[2])
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
            day = _of_months(text, found, months, (int(found["year"]), int(found["day"] or found["day_first"])))
            return day._replace(rest=f" {found['before']} {found['after']}")
    if "th" in text and (vietnamese := _VIETNAMESE.search(text := bare(text))):
        name = vietnamese[2]
        month = _VIETNAMESE_MONTHS.index(name) + 1 if name in _VIETNAMESE_MONTHS else int(name)
        return made(text, vietnamese, (int(vietnamese[3]), month, int(vietnamese[1])), True)
    return None


def _months(word: str, second: str | None, language: str | None) -> Months:
    """The months that one or two words name: `كانون الثاني`, `marzo del`, `آذار/مارس`."""
    months = months_of(word, language)
    if not second or second in _OF:
        return months
    if (both := months_of(f"{word} {second}", language)).numbers:
        return both
    return months if set(months.numbers) & set(months_of(second, language).numbers) else Months((), True)


def _of_months(text: str, found: re.Match[str], months: Months, of: tuple[int, int]) -> WrittenDay:
    """The day (year, number) of one of several months, the last of which is the likeliest."""
    year, number = of
    *others, month = months.numbers
    day = made(text, found, (year, month, number), months.exact and not others)
    return day._replace(others=tuple((year, other, number) for other in others))


def _overlapping(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Every match, also one within another: in `09:30 gmt, 18 october 2024` the first one is `30 gmt, 18`."""
    at = 0
    while found := pattern.search(text, at):
        yield found
        at = found.start() + 1

"""Dates as feeds write them, to UTC: never silently wrong.

What can be read in one way only is read; where a doubt is left (no zone, a zone of two meanings, 3/4/2024, a word that
nobody here knows) the likeliest reading comes with `sure=False`, which becomes the flag `published_ambiguous`. A time
of day that is not written is not made up. Nothing that is not a date becomes one.
"""

import re
import unicodedata
from datetime import date, datetime, timedelta
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from newswire.ingest.dates.calendars import common_year
from newswire.ingest.dates.clocks import clock_of
from newswire.ingest.dates.written_days import written_day
from newswire.ingest.dates.zones import utc, zone_in, zone_of
from newswire.stream.text import normalized


class Moment(NamedTuple):
    """A date as ISO 8601 (`2024-10-18T09:30:00Z`, or the bare day), and whether no other reading is possible."""

    iso: str
    sure: bool


_SHORT = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTH3 = {m: i for i, m in enumerate(_SHORT.split(), 1)}
_RFC822 = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun),? )?(\d{1,2}) ([a-z]{3}) (\d{4}) "
    r"(\d\d):(\d\d)(?::(\d\d))? (gmt|utc|z|[+-]\d{4})$"
)
_COMMON_RFC822 = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?([0-9]{1,2}) ([A-Z][a-z]{2}) ([0-9]{4}) "
    r"([0-9]{2}):([0-9]{2}):([0-9]{2}) (?:GMT|UTC|Z|([+-])([0-9]{2})([0-9]{2}))"
)
_COMMON_ISO = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[T ]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:[.,][0-9]+)?"
    r"(?:Z|([+-])([0-9]{2}):?([0-9]{2}))"
)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)[t ](\d\d):(\d\d)(?::(\d\d))?(?:[.,]\d+)?(z|[+-]\d\d:?\d\d)$")
_TAG = re.compile(r"<!\[cdata\[|\]\]>|</?[a-z][^<>]*>", re.I)
_DASHES = str.maketrans("‐‑‒–−﹣－", "-------")
#: what programs write for no date
_ZERO_DAYS = frozenset({date(1970, 1, 1), date(1900, 1, 1), date(1899, 12, 30), date(1, 1, 1)})
#: a year before it is one of another calendar, or a slip
_FIRST_YEAR = 1800


def read_date(raw: str, language: str | None = None) -> Moment | None:
    """What a date means; None where it is not a date.

    `language` (`hr`, `fa-IR`) is what the text around it is in, where that is known: it decides between the meanings
    of a month's name, and of years and days by numbers in other calendars.

    >>> read_date("Fri, 18 Oct 2024 11:30:00 CEST")
    Moment(iso='2024-10-18T09:30:00Z', sure=True)
    >>> read_date("18 de octubre de 2024")
    Moment(iso='2024-10-18', sure=True)
    >>> read_date("3/4/2024 10:00 GMT").sure
    False
    >>> read_date("12 listopada 2024", "hr"), read_date("5 มี.ค. 2567")
    (Moment(iso='2024-10-12', sure=True), Moment(iso='2024-03-05', sure=True))
    >>> read_date("yesterday")
    """
    return _common(raw) or _uncommon(raw[:200], re.split("[-_]", language.lower())[0] if language else None)


@lru_cache(maxsize=2048)  # what a feed has imported at once has one date; and each poll brings the same ones again
def _uncommon(raw: str, language: str | None) -> Moment | None:
    text = " ".join(normalized("NFKC", raw).lower().split())
    if not any(c.isnumeric() for c in text) or "://" in text:
        return None
    if found := _ISO.match(text):
        year, month, day, hour, minute, second, zone = found.groups()
        return _instant((int(year), int(month), int(day)), (hour, minute, second), zone, language)
    if (found := _RFC822.match(text)) and found[2] in _MONTH3:
        day, name, year, hour, minute, second, zone = found.groups()
        return _instant((int(year), _MONTH3[name], int(day)), (hour, minute, second), zone, language)
    text = _plain(text)
    return _epoch(text) or _read(text, language)


def _common(raw: str) -> Moment | None:
    """What most feeds write, at a tenth of the cost; anything unusual about it is for the others."""
    if found := _COMMON_RFC822.fullmatch(raw):
        day, name, year, hour, minute, second, sign, hours, minutes = found.groups()
        month = _MONTH3.get(name.lower(), 0)
    elif found := _COMMON_ISO.fullmatch(raw):
        year, number, day, hour, minute, second, sign, hours, minutes = found.groups()
        month = int(number)
    else:
        return None
    try:
        at = datetime(int(year), month, int(day), int(hour), int(minute), int(second))  # noqa: DTZ001
    except ValueError:
        return None
    if sign:
        offset = timedelta(hours=int(hours), minutes=int(minutes))
        if offset > timedelta(hours=14) or minutes > "59":
            return None
        try:
            at = at - offset if sign == "+" else at + offset
        except OverflowError:  # before the first year, or after the last
            return None
    return Moment(f"{at.isoformat()}Z", True) if 1971 <= at.year <= 2399 else None


def is_future(moment: Moment, now: datetime) -> bool:
    """Whether it lies more than a day ahead, so that no time zone explains it."""
    return moment.iso > (now + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _plain(text: str) -> str:
    """Without markup and marks of direction, with plain digits and hyphens."""
    if "&" in text:
        text = unescape(unescape(text)).lower()
    text = _TAG.sub(" ", text).translate(_DASHES)
    if not text.isascii():
        text = "".join(c for c in text if unicodedata.category(c) != "Cf")
        text = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)
    return " ".join(text.split())


def _instant(
    day: tuple[int, int, int], clock: tuple[str, str, str | None], zone: str, language: str | None
) -> Moment | None:
    year, sure = common_year(day[0], "", language)
    local = _local((year, *day[1:]), int(clock[0]), int(clock[1]), int(clock[2] or 0))
    if local is None:
        return None
    known = zone_of(zone, local)
    return _moment(local, known.offset, known.sure and sure) if known else _moment(local, timedelta(0), False)


def _moment(local: datetime, offset: timedelta, sure: bool) -> Moment | None:
    at = utc(local, offset)
    if at is None or at.date() in _ZERO_DAYS or local.date() in _ZERO_DAYS or at.year < 1000:
        return None
    return Moment(at.strftime("%Y-%m-%dT%H:%M:%SZ"), sure and local.year >= _FIRST_YEAR)


def _local(day: tuple[int, int, int], hour: int, minute: int, second: int) -> datetime | None:
    """A local time; 24:00 is the next day's 0:00, a leap second the second before it."""
    late = timedelta(days=1) if (hour, minute, second) == (24, 0, 0) else timedelta(0)
    try:
        return datetime(*day, 0 if late else hour, minute, min(second, 59) if second == 60 else second) + late  # noqa: DTZ001
    except (ValueError, OverflowError):
        return None


def _epoch(text: str) -> Moment | None:
    """Seconds, or thousandths of them, since 1970: no feed's standard knows them, so that they stay in doubt."""
    if found := re.fullmatch(r"/date\((\d{10,13})(?:[+-]\d{4})?\)/", text):
        return _moment(datetime(1970, 1, 1) + timedelta(milliseconds=int(found[1])), timedelta(0), True)  # noqa: DTZ001
    if not re.fullmatch(r"\d{9,10}(\.\d+)?|\d{13}", text):
        return None
    seconds = int(text.partition(".")[0]) // (1000 if len(text) == 13 and "." not in text else 1)
    if seconds > 1_990_000_000 and re.fullmatch(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d[0-2]\d", text):
        return None  # 2024101809 is a day and an hour
    return _moment(datetime(1970, 1, 1) + timedelta(seconds=seconds), timedelta(0), False)  # noqa: DTZ001


def _read(text: str, language: str | None) -> Moment | None:
    found = written_day(text, language)
    if found is None:
        return None
    (year, month, number), rest, sure, _ = found
    try:
        day = date(year, month, number)
    except ValueError:
        return None
    clock, rest, clear = clock_of(rest, language)
    if clock is None:
        if day in _ZERO_DAYS or year < 1000:
            return None
        return Moment(day.isoformat(), sure and clear and year >= _FIRST_YEAR)
    local = _local((year, month, number), *clock)
    if local is None:
        return None
    offset, known = zone_in(rest, local)
    return _moment(local, offset, sure and clear and known)

"""Days that go by the moon, as days of our calendar: Islamic, Chinese, Hindu and Jewish feasts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from math import radians, sin

#: `date.toordinal` of the day before 1 Muharram of the year 1
_HIJRA = 227014
#: `date.toordinal` at the beginning of the Hebrew calendar
_ANNO_MUNDI = -1373427
#: the new moon that is counted from
_FIRST = datetime(2000, 1, 6, 14, 19, tzinfo=UTC)
_LUNATION = 29.530588861
#: a new moon before this hour (UT) can be seen in Mecca in the evening
_SUNSET = 15
#: sine terms of the new moon in days: multiples of the anomalies of sun and moon and of the moon's latitude (Meeus)
_TERMS = (
    (-0.4072, 0, 1, 0), (0.17241, 1, 0, 0), (0.01608, 0, 2, 0), (0.01039, 0, 0, 2), (0.00739, -1, 1, 0),
    (-0.00514, 1, 1, 0), (0.00208, 2, 0, 0),
)  # fmt: skip


def new_moon(after: date) -> datetime:
    """The first new moon (UT, to some minutes within centuries of 2000) at or after the beginning of a day."""
    day = datetime(after.year, after.month, after.day, tzinfo=UTC)
    k = round((day - _FIRST).days / _LUNATION) - 2
    while True:
        sun, moon, latitude = 2.5534 + 29.1053567 * k, 201.5643 + 385.81693528 * k, 160.7108 + 390.67050284 * k
        shift = sum(size * sin(radians(s * sun + m * moon + f * latitude)) for size, s, m, f in _TERMS)
        when = _FIRST + timedelta(k * _LUNATION + shift)
        if when >= day:
            return when
        k += 1


def islamic(year: int, month: int, day: int) -> date:
    """A day of the Islamic calendar, the first of two where a year has two; a moon seen otherwise moves it by one.

    >>> islamic(2023, 10, 1)
    datetime.date(2023, 4, 21)
    """
    hijri = (year - 622) * 33 // 32 - 1
    while True:
        first = _HIJRA + 1 + (59 * (month - 1) + 1) // 2 + 354 * (hijri - 1) + (3 + 11 * hijri) // 30
        moon = new_moon(date.fromordinal(first - 5))
        found = moon.date() + timedelta(day if moon.hour < _SUNSET else day + 1)
        if found.year >= year:
            return found
        hijri += 1


def chinese_new_year(year: int) -> date:
    """The first day of the first month of the Chinese calendar.

    >>> chinese_new_year(2024)
    datetime.date(2024, 2, 10)
    """
    return (new_moon(date(year, 1, 21)) + timedelta(hours=8)).date()


def diwali(year: int) -> date:
    """The night without moon of October or November.

    >>> diwali(2023)
    datetime.date(2023, 11, 12)
    """
    # a new moon that comes by day in India ends a night that began the evening before
    return (new_moon(date(year, 10, 18)) - timedelta(hours=14)).date()


def hebrew_new_year(year: int) -> date:
    """Rosh Hashanah.

    >>> hebrew_new_year(2024), hebrew_new_year(2023)
    (datetime.date(2024, 10, 3), datetime.date(2023, 9, 16))
    """
    number = year + 3761
    days = _elapsed(number)
    if _elapsed(number + 1) - days == 356:
        days += 2
    elif days - _elapsed(number - 1) == 382:
        days += 1
    return date.fromordinal(days + _ANNO_MUNDI)


def _elapsed(year: int) -> int:
    """Days to the new moon that begins a Hebrew year, put off where its weekday is not allowed."""
    months = (235 * year - 234) // 19
    days = 29 * months + (12084 + 13753 * months) // 25920
    return days + 1 if 3 * (days + 1) % 7 < 3 else days

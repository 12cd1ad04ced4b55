"""Stretches of days with the ISO 8601 value that names them: what an expression of time stands for.

All arithmetic of the calendar is here; which stretch a text means is decided in `enrich/times/rules/anchoring.py`.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

#: first month of each season; the winter of a year is the one that begins in its December
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_ISO = {"day": "D", "week": "W", "month": "M", "year": "Y"}
#: how many of a smaller unit a larger one has
_MULTIPLES = {
    "fortnight": (2, "week"),
    "weekend": (1, "week"),
    "quarter": (3, "month"),
    "season": (3, "month"),
    "decade": (10, "year"),
    "century": (100, "year"),
}
CLOCK = {"hour": "H", "minute": "M", "second": "S"}


class Period(NamedTuple):
    """Days from `first` to `last`, both included. `value` is its ISO 8601 name."""

    first: date
    last: date
    value: str
    unit: str = "day"  #: the granularity of the value

    @property
    def interval(self) -> str:
        return f"{self.first}/{self.last}"


def day(when: date) -> Period:
    return Period(when, when, when.isoformat())


def week(when: date) -> Period:
    """The week, Monday to Sunday, that holds a day."""
    monday = when - timedelta(when.weekday())
    year, number, _ = monday.isocalendar()
    return Period(monday, monday + timedelta(6), f"{year:04}-W{number:02}", "week")


def weekend(when: date) -> Period:
    """Saturday and Sunday of the week that holds a day."""
    saturday = when - timedelta(when.weekday()) + timedelta(5)
    return Period(saturday, saturday + timedelta(1), f"{saturday}/{saturday + timedelta(1)}", "week")


def month(year: int, number: int) -> Period:
    return Period(
        date(year, number, 1), date(year, number, monthrange(year, number)[1]), f"{year:04}-{number:02}", "month"
    )


def quarter(year: int, number: int) -> Period:
    whole = between(month(year, 3 * number - 2), month(year, 3 * number))
    return whole._replace(value=f"{year:04}-Q{number}", unit="quarter")


def half(year: int, number: int) -> Period:
    return between(month(year, 6 * number - 5), month(year, 6 * number))._replace(unit="half")


def season(year: int, name: str) -> Period:
    """The meteorological season that begins in a year.

    >>> season(2023, "winter").value
    '2023-12/2024-02'
    """
    first = month(year, SEASONS[name])
    return between(first, moved(first, 2, "month"))._replace(unit="season")


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31), f"{number:04}", "year")


def years(first: int, last: int, unit: str = "decade") -> Period:
    return Period(date(first, 1, 1), date(last, 12, 31), f"{first:04}/{last:04}", unit)


def of_unit(when: date, unit: str) -> Period:
    """The day, week, month, quarter, year, decade or century that holds a day."""
    match unit:
        case "week":
            return week(when)
        case "weekend":
            return weekend(when)
        case "month":
            return month(when.year, when.month)
        case "quarter":
            return quarter(when.year, (when.month + 2) // 3)
        case "year":
            return year(when.year)
        case "decade":
            return years(when.year // 10 * 10, when.year // 10 * 10 + 9)
        case "century":
            return years((when.year - 1) // 100 * 100 + 1, (when.year - 1) // 100 * 100 + 100, "century")
    return day(when)


def moved(period: Period, n: int, unit: str) -> Period:
    """The period of the same granularity, n units later."""
    return of_unit(shifted(period.first, n, unit), period.unit)


def shifted(when: date, n: int, unit: str) -> date:
    """A day n units later; the end of the month where it has no such day. Raises OverflowError beyond the calendar."""
    times, unit = _MULTIPLES.get(unit, (1, unit))
    n *= times
    if unit in ("day", "week"):
        return when + timedelta(n * (7 if unit == "week" else 1))
    if unit not in ("month", "year"):
        return when
    months = when.year * 12 + when.month - 1 + n * (12 if unit == "year" else 1)
    y, m = months // 12, months % 12 + 1
    if not 1 <= y <= 9999:
        raise OverflowError(f"year {y}")
    return date(y, m, min(when.day, monthrange(y, m)[1]))


def duration(n: float, unit: str) -> str:
    """ISO 8601 for a length of time: P2Y, PT3H, P0.5D."""
    times, unit = _MULTIPLES.get(unit, (1, unit))
    number = f"{n * times:g}"
    return f"PT{number}{CLOCK[unit]}" if unit in CLOCK else f"P{number}{_ISO[unit]}"


def between(first: Period, last: Period) -> Period:
    """From the beginning of one to the end of another."""
    return Period(first.first, last.last, f"{first.value}/{last.value}", first.unit)


def weekday(when: date, number: int, direction: int) -> date:
    """The nearest day that is the weekday (Monday is 0): `when` itself, else before it, for direction 1 after it."""
    if direction > 0:
        return when + timedelta((number - when.weekday()) % 7)
    return when - timedelta((when.weekday() - number) % 7)

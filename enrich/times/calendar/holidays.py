"""Days that have a name: when they are in a year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from newswire.enrich.lexicon.load import read_table
from newswire.enrich.times.calendar import lunar


def nth_weekday(month: int, weekday: int, which: int, after: int = 0, *, year: int) -> date:
    """The first, second, ... weekday (Monday is 0) of a month, or so many days after it; -1 is the last."""
    if which < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
        return last - timedelta((last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (which - 1) + after)


def easter(after: int = 0, *, year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher), or so many days after it.

    >>> easter(year=2019)
    datetime.date(2019, 4, 21)
    """
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    x = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * x) // 451
    month, day = divmod(h + x - 7 * m + 114, 31)
    return date(year, month, day + 1) + timedelta(after)


_KINDS: dict[str, Callable[..., date]] = {
    "fixed": lambda month, day, *, year: date(year, month, day),
    "weekday": nth_weekday,
    "easter": easter,
    "islamic": lambda month, day, *, year: lunar.islamic(year, month, day),
    "hebrew": lambda after, *, year: lunar.hebrew_new_year(year) + timedelta(after),
    "chinese": lambda *, year: lunar.chinese_new_year(year),
    "diwali": lambda *, year: lunar.diwali(year),
}


def _of_year(day: str) -> Callable[[int], date]:
    kind, *numbers = day.split()
    of_year = partial(_KINDS[kind], *map(int, numbers))
    return lambda year: of_year(year=year)


#: name in lower case -> its day in a year
HOLIDAYS = {name: _of_year(day) for names, day in read_table("en/times/holidays") for name in names.split("|")}

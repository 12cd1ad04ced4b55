"""What a reader of news takes an incomplete date to mean: on which side of the publication it lies.

A bare weekday is the nearest one not after publication, a month or a day of a month the nearest in the past, unless
the words around look forward. Where only the verb's present tense stands, the nearer of both sides counts for months
and days of months ("the vote is on 8 November").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import NamedTuple

from newswire.enrich.times.calendar import periods
from newswire.enrich.times.calendar.periods import Period
from newswire.enrich.times.rules import words

#: a leap day may be eight years away (around 1900)
_REACH = 9
_YEAR = timedelta(366)


class Reading(NamedTuple):
    """What an expression means. Without a period and value nobody can tell which time it is."""

    kind: str = "date"
    period: Period | None = None
    value: str | None = None  #: where it is not the period's
    interval: str | None = None
    steps: int | None = None  #: days from the day that the text told last: "the next day"


class Moment(NamedTuple):
    """Where an expression stands in time."""

    published: date
    direction: Callable[[], int]  #: 1 forward, -1 back, 0 unknown; asked only where it matters


#: two days of publication between which whatever is counted from one differs
_SOME_DAYS = (date(1899, 12, 31), date(2031, 12, 30))


def undated(
    read: Callable[[re.Match[str], Moment], Reading | None], match: re.Match[str], direction: Callable[[], int]
) -> Reading | None:
    """What a match means where the day of publication is not known: what it means on any day."""
    one, other = (read(match, Moment(day, direction)) for day in _SOME_DAYS)
    if one is None or other is None:
        return None
    return Reading._make(mine if mine == its else None for mine, its in zip(one, other, strict=True))


def on(period: Period | None) -> Reading | None:
    return None if period is None else Reading(period=period)


def exact(year: int, month: int, day: int) -> Period | None:
    """The day, None where the calendar has no such."""
    try:
        return periods.day(date(year, month, day))
    except ValueError:
        return None


def said_year(said: str, moment: Moment) -> int:
    """The year that is said, by its number or as "last year"."""
    step, _, rest = words.plain(said).partition(" ")
    return moment.published.year + words.STEPS[step] if rest == "year" else words.year(said)


def said_month(month: str, year: str | None, moment: Moment) -> Period:
    """The month in the year that is said with it, as `said_year` reads it; without one as news means it."""
    number = words.month(month)
    return periods.month(said_year(year, moment), number) if year else month_of_year(moment, number)


def day_of_month(moment: Moment, month: int, day: int, weekday: int | None = None) -> Period | None:
    """The day without a year, in the nearest where it falls on `weekday` if that is told; None where there is none.

    A weekday that fits only years ago is a slip of the pen.
    """
    days = _days(moment.published, month, day, _REACH)
    near = [d for d in days if d.weekday() == weekday and abs(d - moment.published) <= _YEAR]
    if near:
        return periods.day(min(near, key=lambda d: abs(d - moment.published)))
    chosen = _chosen(moment, days)
    return periods.day(chosen) if chosen else None


def nearest(published: date, month: int, day: int) -> Period | None:
    """The day without a year that lies nearest to the publication, on either side; None where there is none."""
    days = _days(published, month, day)
    return periods.day(min(days, key=lambda d: abs(d - published))) if days else None


def month_of_year(moment: Moment, month: int) -> Period:
    """The month without a year; the month of publication counts as past and as future."""
    now = moment.published
    chosen = _chosen(Moment(now.replace(day=1), moment.direction), _days(now, month, 1))
    assert chosen is not None
    return periods.month(chosen.year, chosen.month)


def holiday(moment: Moment, of_year: Callable[[int], date]) -> Period | None:
    now = moment.published
    chosen = _chosen(moment, [of_year(y) for y in _years(now)])
    return periods.day(chosen) if chosen else None


def weekday(moment: Moment, number: int) -> Period:
    return periods.day(periods.weekday(moment.published, number, 1 if moment.direction() > 0 else -1))


def _years(now: date, reach: int = 1) -> range:
    return range(max(1, now.year - reach), min(9999, now.year + reach) + 1)


def _days(now: date, month: int, day: int, reach: int = 1) -> list[date]:
    """The days of this name in the years around."""
    days = []
    for year in _years(now, reach):
        with suppress(ValueError):
            days.append(date(year, month, day))
    return days


def _chosen(moment: Moment, days: list[date]) -> date | None:
    """The nearest of some days on the side that the words look to."""
    now = moment.published
    past = max((d for d in days if d <= now), default=None)
    coming = min((d for d in days if d >= now), default=None)
    if past is None or coming is None:
        return past or coming
    side = moment.direction()
    if side > 0:
        return coming
    if side < 0:
        return past
    return coming if coming - now < now - past else past

"""Expressions of time that count from the publication: yesterday, last week, two days ago, in three months, Friday."""

from __future__ import annotations

import re

from newswire.enrich.times.calendar import periods
from newswire.enrich.times.rules import words
from newswire.enrich.times.rules.anchoring import Moment, Reading, on
from newswire.enrich.times.rules.words import DAYS, STEPS


def day(match: re.Match[str], moment: Moment) -> Reading | None:
    said = words.plain(match[0])
    name = next(n for n in sorted(DAYS, key=len, reverse=True) if said.startswith(n))
    return Reading(period=periods.day(periods.shifted(moment.published, DAYS[name], "day")))


def unit(match: re.Match[str], moment: Moment) -> Reading | None:
    """ "last week" is the calendar week before, "the past week" the seven days that end now."""
    said, step = words.plain(match[0]), words.plain(match["step"])
    unit = words.unit(match["unit"])
    if step == "the" or (step == "same" and unit == "day" and said.startswith("the")):
        return _whole(match, moment, unit) if step == "the" else None
    if unit == "day" and step in ("next", "previous", "following"):
        return None  # counted from the day that was told last: `enrich/times/rules/weekdays.py`
    if not step:
        return on(periods.of_unit(moment.published, unit))
    if step == "past" or (step in ("last", "previous") and said.startswith("the last") and unit != "day"):
        return _stretch(moment, -1, unit)
    if step == "coming" and said.startswith("the"):
        return _stretch(moment, 1, unit)
    here = periods.of_unit(moment.published, unit)
    if unit == "weekend":
        today = moment.published.weekday()
        if (step == "last" and today >= 5) or (step == "this" and today < 3 and moment.direction() < 0):
            return on(periods.of_unit(periods.shifted(moment.published, -1, "week"), unit))
    return on(periods.moved(here, STEPS[step], unit) if STEPS[step] else here)


def _whole(match: re.Match[str], moment: Moment, unit: str) -> Reading | None:
    """ "the year", "the day": only where it stands for the present one ("later in the year", "so far in the month")."""
    before = match.string[max(0, match.start() - 12) : match.start()].lower()
    if not re.search(r"(?:\bof |\bfor |\bin |earlier in |later in )$", before) and "in the" not in match[0].lower():
        return None
    if re.search(
        r"^\s+(?:of|before|after|that|when|to|ended|ending|since|\d)", match.string[match.end() : match.end() + 12]
    ):
        return None
    return on(periods.of_unit(moment.published, unit))


def _stretch(moment: Moment, n: float | None, unit: str) -> Reading:
    """A length of time that ends or begins at the publication."""
    if n is None:
        return Reading("duration")
    value = periods.duration(abs(n), unit)
    if unit == "hour" and n % 24 == 0:
        n, unit = n / 24, "day"
    elif unit == "year" and n * 12 % 12:
        n, unit = n * 12, "month"
    if unit in periods.CLOCK or n != int(n):
        return Reading("duration", None, value)
    other = periods.shifted(moment.published, int(n), unit)
    first, last = sorted((other, moment.published))
    return Reading("duration", None, value, f"{first}/{last}")


def past_units(match: re.Match[str], moment: Moment) -> Reading | None:
    n, unit = (words.count(match["n"]) if match["n"] else 1.5), words.unit(match["unit"])
    return _stretch(moment, n * STEPS[match["step"].lower()] if n else None, unit)


def season(match: re.Match[str], moment: Moment) -> Reading | None:
    """ "last winter" is the latest that is over or under way; "this summer" the one of the year of publication."""
    name, step = match["s"].lower(), words.plain(match["step"])
    now = moment.published
    if step == "this":
        found = periods.season(now.year, name)
        if name == "winter" and now.month <= 3:
            found = periods.season(now.year - 1, name)
        return on(found)
    known = [periods.season(y, name) for y in range(max(1, now.year - 2), min(9997, now.year + 1) + 1)]
    past = [p for p in known if p.last < now]
    coming = [p for p in known if p.first > now]
    chosen = coming[:1] if STEPS[step] > 0 else past[-1:]
    return on(chosen[0]) if chosen else None


def month(match: re.Match[str], moment: Moment) -> Reading | None:
    now, number, step = moment.published, words.month(match["m"]), words.plain(match["step"])
    side = STEPS[step]
    is_here = side * number > side * now.month or not side
    return on(periods.month(now.year if is_here else now.year + side, number))


def year_end(match: re.Match[str], moment: Moment) -> Reading | None:
    return on(periods.day(periods.year(moment.published.year).last))

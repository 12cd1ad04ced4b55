"""Named days, counted from the publication: Friday, last week on Friday, Christmas, the 5th, the day before."""

from __future__ import annotations

import re
from datetime import date

from newswire.enrich.times.calendar import periods
from newswire.enrich.times.calendar.holidays import HOLIDAYS
from newswire.enrich.times.calendar.periods import Period
from newswire.enrich.times.rules import anchoring, words
from newswire.enrich.times.rules.anchoring import Moment, Reading, on
from newswire.enrich.times.rules.words import MANY, STEPS


def weekday_of_week(match: re.Match[str], moment: Moment) -> Reading | None:
    step = words.plain(match["step"]).removeprefix("the ")
    monday = periods.week(periods.shifted(moment.published, STEPS[step], "week")).first
    return on(periods.day(periods.shifted(monday, words.weekday(match["w"]), "day")))


def weekday(match: re.Match[str], moment: Moment) -> Reading | None:
    name = match["w"]
    if (not name[0].isupper() and len(name.rstrip(".")) < 6) or (
        name in ("Sun", "Mon", "Sat", "Wed", "SUN") and not match["step"]
    ):
        return None
    step, number = words.plain(match["step"] or "").removeprefix("the "), words.weekday(name)
    now, monday = moment.published, periods.week(moment.published).first
    if not step:
        return on(anchoring.weekday(moment, number))
    if step in ("last", "previous", "this", "next", "following"):
        # of the week before or after: the latest one is "this past Friday" or just "Friday"
        return on(periods.day(periods.shifted(monday, 7 * STEPS[step] + number, "day")))
    side = STEPS[step]
    return on(periods.day(periods.weekday(periods.shifted(now, side, "day"), number, side)))


def beside(match: re.Match[str], moment: Moment) -> Reading | None:
    how = (match["how"] or match["how2"]).lower()
    if how == "that":
        return Reading(steps=0)  # without one told before it is not a day that is known
    n = {"same": 0, "next": 1, "following": 1, "after": 1, "later": 1}.get(how, -1)
    return Reading(period=periods.day(periods.shifted(moment.published, n, "day")), steps=n)


_BY_NAME = {words.unmarked(name): of_year for name, of_year in HOLIDAYS.items()}


def holiday(match: re.Match[str], moment: Moment) -> Reading | None:
    of_year = _BY_NAME[words.unmarked(match["h"])]
    if match["y"]:
        return on(periods.day(of_year(anchoring.said_year(match["y"], moment))))
    now, step = moment.published, (match["step"] or "").lower()
    if step == "this":
        return on(periods.day(of_year(now.year)))
    return on(anchoring.holiday(Moment(now, lambda: STEPS[step]) if step else moment, of_year))


def day_number(match: re.Match[str], moment: Moment) -> Reading | None:
    """A day of a month that is not named: the one that fits the weekday, else the nearest."""
    number = words.ordinal(match["d"])
    if match["d"].isdigit() and MANY.match(match.string, match.end()):
        return None  # "on Sunday 11 boats sank"
    if match["d"].isalpha() and _WORD.match(match.string, match.end()):
        return None  # "as of Friday the second debate was off"
    now, step = moment.published, (match["step"] or "").lower()
    if step:
        return on(_in_month(now, STEPS[step], number))
    weekday = match.groupdict().get("w")
    for months in sorted(range(-11, 12), key=lambda n: (abs(n), n > 0)):
        if found := _in_month(now, months, number):
            day = found.first
            if day.weekday() == words.weekday(weekday) if weekday else day <= now or moment.direction() > 0:
                return on(found)
    return None


_WORD = re.compile(r"\s+[a-z]")


def _in_month(now: date, months: int, number: int) -> Period | None:
    """The day of the month that lies this many months from now."""
    month = periods.moved(periods.of_unit(now, "month"), months, "month")
    return periods.day(month.first.replace(day=number)) if 1 <= number <= month.last.day else None

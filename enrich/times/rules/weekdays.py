"""Named days, counted from the publication: Friday, last week on Friday, Christmas, the 5th, the day before."""

from __future__ import annotations

import re
from datetime import date

from newswire.enrich.times.calendar import periods
from newswire.enrich.times.calendar.holidays import HOLIDAYS
from newswire.enrich.times.calendar.periods import Period
from newswire.enrich.times.rules import anchoring, words
from newswire.enrich.times.rules.anchoring import Moment, Reading
from newswire.enrich.times.rules.relative import PART as _PART
from newswire.enrich.times.rules.rule import Rule, on
from newswire.enrich.times.rules.words import DAY_TH, MANY, MONTH, NEAR_YEAR, STEPS, TH, WEEKDAY, YEAR4, either


def _weekday_of_week(match: re.Match[str], moment: Moment | None) -> Reading | None:
    if moment is None:
        return Reading()
    step = words.plain(match["step"]).removeprefix("the ")
    monday = periods.week(periods.shifted(moment.published, STEPS[step], "week")).first
    return on(periods.day(periods.shifted(monday, words.weekday(match["w"]), "day")))


def _weekday(match: re.Match[str], moment: Moment | None) -> Reading | None:
    name = match["w"]
    if (not name[0].isupper() and len(name.rstrip(".")) < 6) or (
        name in ("Sun", "Mon", "Sat", "Wed", "SUN") and not match["step"]
    ):
        return None
    if moment is None:
        return Reading()
    step, number = words.plain(match["step"] or "").removeprefix("the "), words.weekday(name)
    now, monday = moment.published, periods.week(moment.published).first
    if not step:
        return on(anchoring.weekday(moment, number))
    if step in ("last", "previous", "this", "next", "following"):
        # of the week before or after: the latest one is "this past Friday" or just "Friday"
        return on(periods.day(periods.shifted(monday, 7 * STEPS[step] + number, "day")))
    side = STEPS[step]
    return on(periods.day(periods.weekday(periods.shifted(now, side, "day"), number, side)))


def _beside(match: re.Match[str], moment: Moment | None) -> Reading | None:
    how = (match["how"] or match["how2"]).lower()
    if moment is None:
        return Reading()
    if how == "that":
        return Reading(steps=0)  # without one told before it is not a day that is known
    n = {"same": 0, "next": 1, "following": 1, "after": 1, "later": 1}.get(how, -1)
    return Reading(period=periods.day(periods.shifted(moment.published, n, "day")), steps=n)


_MARKS = re.compile(r"['’.]")
_BY_NAME = {_MARKS.sub("", name): of_year for name, of_year in HOLIDAYS.items()}
_HOLIDAY = either(HOLIDAYS).replace("'", "['’]?").replace(r"\.", r"\.?")


def _holiday(match: re.Match[str], moment: Moment | None) -> Reading | None:
    of_year = _BY_NAME[words.plain(_MARKS.sub("", match["h"]))]
    if match["y"]:
        year = anchoring.said_year(match["y"], moment)
        return Reading() if year is None else on(periods.day(of_year(year)))
    if moment is None:
        return Reading()
    now, step = moment.published, (match["step"] or "").lower()
    if step == "this":
        return on(periods.day(of_year(now.year)))
    return on(anchoring.holiday(Moment(now, lambda: STEPS[step]) if step else moment, of_year))


#: what only a count has: "on Sunday, the third day of the truce"
_NTH = r"\s+(?:(?:straight|consecutive|such)\s+)?(?:days?|nights?|times?|weeks?|months?|years?|rounds?|games?|in\s+a)\b"


def _day_number(match: re.Match[str], moment: Moment | None) -> Reading | None:
    """A day of a month that is not named: the one that fits the weekday, else the nearest."""
    number = words.ordinal(match["d"])
    if match["d"].isdigit() and MANY.match(match.string, match.end()):
        return None  # "on Sunday 11 boats sank"
    if match["d"].isalpha() and _WORD.match(match.string, match.end()):
        return None  # "as of Friday the second debate was off"
    if moment is None:
        return Reading()
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


RULES = (
    Rule(
        "week, weekday",
        rf"(?:(?:on|of)\s+)?(?P<step>last|this|next|previous)\s+week(?:\s*-\s*|\s+on\s+|\s+)(?P<w>{WEEKDAY}){_PART}",
        _weekday_of_week,
        wins="It rained last week on Friday.",
    ),
    Rule(
        "weekday of week",
        rf"(?:on\s+)?(?P<w>{WEEKDAY}){_PART}\s+(?:of\s+)?(?P<step>last|this|next|the\s+following|the\s+previous"
        rf"|previous)\s+week",
        _weekday_of_week,
        wins="It rained on Friday last week.",
    ),
    Rule(
        "weekday",
        rf"(?:(?P<step>last|next|this\s+past|this\s+coming|this\s+upcoming|upcoming|this|past|coming|previous|"
        rf"(?:the\s+)?following)\s+)?(?P<w>{WEEKDAY}){_PART}",
        _weekday,
        wins="It rained on Friday.",
    ),
    Rule(
        "day beside another",
        r"(?:the\s+)?(?P<how>same|that|next|following|previous)\s+day|(?:the\s+)?day\s+(?P<how2>before|after|earlier"
        r"|later)(?=\s*(?:[.,;?!]|$))",
        _beside,
        wins="It had rained the day before.",
    ),
    Rule(
        "holiday",
        rf"(?:the\s+)?(?:(?P<step>last|next|previous|following|this)\s+)?(?P<h>{_HOLIDAY})(?:,?\s+(?:of\s+)?"
        rf"(?P<y>{YEAR4}|{NEAR_YEAR}))?",
        _holiday,
        wins="It snowed at Christmas.",
    ),
    Rule(
        "ordinal day",
        rf"(?<=\bon )(?:the\s+)?(?P<d>\d\d?{TH})(?!\s+(?:floor|of|day|anniversary|birthday|century"
        rf"|{MONTH}))(?P<step>)",
        _day_number,
        wins="It rained on the 5th.",
    ),
    Rule(
        "weekday and ordinal day",
        rf"(?:(?P<w>{WEEKDAY}),?\s+)(?:the\s+)?(?P<d>{DAY_TH}|\d\d)(?![-‑]|\s*(?:{MONTH}|[ap]\.?m|:)|{_NTH})(?P<step>)",
        _day_number,
        wins="It rained on Friday the 11th.",
    ),
    Rule(
        "ordinal day of this month",
        rf"(?:on\s+)?the\s+(?P<d>{DAY_TH})(?:\s+day)?\s+of\s+(?P<step>this|next|last|the)\s+month",
        _day_number,
        wins="It rains on the 5th of this month.",
    ),
)

"""Expressions of time that count from the publication: yesterday, last week, two days ago, in three months, Friday."""

from __future__ import annotations

import re

from enrich.times.calendar import periods
from enrich.times.calendar.holidays import HOLIDAYS
from enrich.times.calendar.periods import Period
from enrich.times.rules import anchoring, words
from enrich.times.rules.anchoring import Moment, Reading
from enrich.times.rules.dated import on, rule
from enrich.times.rules.words import COUNT, DAY_TH, MONTH, UNIT, WEEKDAY, YEAR4, either

_DAYS = {
    "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "tmrw": 1, "tmr": 1, "otd": 0, "last night": -1,
    "the day before yesterday": -2, "day before yesterday": -2, "the day after tomorrow": 2, "day after tomorrow": 2,
    "this morning": 0, "this afternoon": 0, "this evening": 0,
}  # fmt: skip
_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "upcoming": 1,
          "following": 1, "the": 0, "same": 0, "this past": -1, "this coming": 1, "this upcoming": 1}  # fmt: skip
_STEP = rf"(?P<step>{either(_STEPS)})"
_PART = r"(?:\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night|noon|midday))?"


@rule(either(_DAYS) + _PART, wins="It rained yesterday.")
def _day(match: re.Match[str], moment: Moment | None) -> Reading | None:
    if moment is None:
        return Reading()
    said = words.plain(match[0])
    name = next(n for n in sorted(_DAYS, key=len, reverse=True) if said.startswith(n))
    return Reading(period=periods.day(periods.shifted(moment.published, _DAYS[name], "day")))


@rule(
    rf"(?:(?:earlier|later|early|late)\s+(?:in\s+)?)?(?:the\s+)?{_STEP}[\s-]+(?:calendar\s+|fiscal\s+)?"
    rf"(?P<unit>day|week|weekend|fortnight|month|quarter|year|decade|century)(?:['’]s)?",
    wins="It rained last week.",
)
@rule(r"(?:the\s+)?(?P<unit>year|month|week|quarter)[\s-]+to[\s-]+date(?P<step>)", wins="It is the year to date.")
def _unit(match: re.Match[str], moment: Moment | None) -> Reading | None:
    """ "last week" is the calendar week before, "the past week" the seven days that end now."""
    said, step = words.plain(match[0]), words.plain(match["step"])
    unit = words.unit(match["unit"])
    if step == "the" or (step == "same" and unit == "day" and said.startswith("the")):
        return _whole(match, moment, unit) if step == "the" else None
    if moment is None:
        return Reading()
    if not step:
        return on(periods.of_unit(moment.published, unit))
    if step == "past" or (step in ("last", "previous") and said.startswith("the last") and unit != "day"):
        return _stretch(moment, -1, unit)
    if step in ("coming",) and said.startswith("the"):
        return _stretch(moment, 1, unit)
    here = periods.of_unit(moment.published, unit)
    if unit == "weekend" and step == "last" and moment.published.weekday() >= 5:
        return on(periods.of_unit(periods.shifted(moment.published, -1, "week"), unit))
    if unit == "weekend" and step == "this" and moment.published.weekday() < 3 and moment.direction() < 0:
        return on(periods.of_unit(periods.shifted(moment.published, -1, "week"), unit))
    return on(periods.moved(here, _STEPS[step], unit) if _STEPS[step] else here)


def _whole(match: re.Match[str], moment: Moment | None, unit: str) -> Reading | None:
    """ "the year", "the day": only where it stands for the present one ("later in the year", "so far in the month")."""
    before = match.string[max(0, match.start() - 12) : match.start()].lower()
    if not re.search(r"(?:\bof |\bfor |\bin |earlier in |later in )$", before) and "in the" not in match[0].lower():
        return None
    if re.search(
        r"^\s+(?:of|before|after|that|when|to|ended|ending|since|\d)", match.string[match.end() : match.end() + 12]
    ):
        return None
    return Reading() if moment is None else on(periods.of_unit(moment.published, unit))


def _stretch(moment: Moment, n: float | None, unit: str) -> Reading:
    """A length of time that ends or begins at the publication."""
    if n is None:
        return Reading("duration")
    value = periods.duration(abs(n), unit)
    if unit in periods.CLOCK or n != int(n):
        return Reading("duration", None, value)
    other = periods.shifted(moment.published, int(n), unit)
    first, last = sorted((other, moment.published))
    return Reading("duration", None, value, f"{first}/{last}")


@rule(
    rf"the\s+(?P<step>past|last|previous|next|coming|following)\s+(?P<n>{COUNT})\s+(?P<unit>{UNIT})",
    wins="It rained over the past two years.",
)
@rule(rf"(?P<step>past|last|next)\s+(?P<n>{COUNT})\s+(?P<unit>{UNIT})", wins="It rained for past two weeks.")
def _past_units(match: re.Match[str], moment: Moment | None) -> Reading | None:
    n, unit = words.count(match["n"]), words.unit(match["unit"])
    if moment is None:
        return Reading("duration", None, periods.duration(n, unit) if n else None)
    sign = -1 if match["step"].lower() in ("past", "last", "previous") else 1
    return _stretch(moment, n * sign if n else None, unit)


@rule(
    r"(?P<step>last|next|this|past|the\s+previous|the\s+following|following|previous|this\s+past|this"
    r"\s+coming)\s+(?P<s>spring|summer|autumn|fall|winter)",
    wins="It snowed last winter.",
)
def _season(match: re.Match[str], moment: Moment | None) -> Reading | None:
    """ "last winter" is the latest that is over or under way; "this summer" the one of the year of publication."""
    name, step = match["s"].lower(), words.plain(match["step"])
    if moment is None:
        return Reading()
    now = moment.published
    if step == "this":
        found = periods.season(now.year, name)
        if name == "winter" and now.month <= 3:
            found = periods.season(now.year - 1, name)
        return on(found)
    known = [periods.season(y, name) for y in range(max(1, now.year - 2), min(9997, now.year + 1) + 1)]
    past = [p for p in known if p.last is not None and p.last < now]
    coming = [p for p in known if p.first is not None and p.first > now]
    chosen = coming[:1] if step in ("next", "following", "the following", "this coming") else past[-1:]
    return on(chosen[0]) if chosen else None


@rule(
    rf"(?:(?:early|late|mid|earlier|later)\s+)?(?P<step>last|next|this|this\s+past|this\s+coming)\s+(?P<m>{MONTH})",
    wins="It rained last October.",
)
@rule(rf"(?P<m>{MONTH})\s+(?:of\s+)?(?P<step>this|last|next)\s+year", wins="It rained in October last year.")
def _month(match: re.Match[str], moment: Moment | None) -> Reading | None:
    if moment is None:
        return Reading()
    now, number, step = moment.published, words.month(match["m"]), words.plain(match["step"])
    if match[0].lower().endswith("year"):
        return on(periods.month(now.year + {"this": 0, "last": -1, "next": 1}[step], number))
    if step == "this":
        return on(periods.month(now.year, number))
    if step in ("last", "this past"):
        return on(periods.month(now.year if number < now.month else now.year - 1, number))
    return on(periods.month(now.year if number > now.month else now.year + 1, number))


@rule(
    rf"(?:on\s+)?(?P<w>{WEEKDAY}){_PART}\s+(?:of\s+)?(?P<step>last|this|next|the\s+following|the\s+previous"
    rf"|previous)\s+week",
    wins="It rained on Friday last week.",
)
@rule(
    rf"(?:(?:on|of)\s+)?(?P<step>last|this|next|previous)\s+week(?:\s*-\s*|\s+on\s+|\s+)(?P<w>{WEEKDAY}){_PART}",
    wins="It rained last week on Friday.",
)
def _weekday_of_week(match: re.Match[str], moment: Moment | None) -> Reading | None:
    if moment is None:
        return Reading()
    step = words.plain(match["step"]).removeprefix("the ")
    monday = periods.week(periods.shifted(moment.published, _STEPS[step], "week")).first
    return None if monday is None else on(periods.day(periods.shifted(monday, words.weekday(match["w"]), "day")))


@rule(
    rf"(?:(?P<step>last|next|this\s+past|this\s+coming|this\s+upcoming|upcoming|this|past|coming|previous|"
    rf"(?:the\s+)?following)\s+)?(?P<w>{WEEKDAY}){_PART}",
    wins="It rained on Friday.",
)
def _weekday(match: re.Match[str], moment: Moment | None) -> Reading | None:
    name = match["w"]
    if (not name[0].isupper() and len(name.rstrip(".")) < 6) or (
        name in ("Sun", "Mon", "Sat", "Wed", "SUN") and not match["step"]
    ):
        return None
    if moment is None:
        return Reading()
    step, number = words.plain(match["step"] or "").removeprefix("the "), words.weekday(name)
    now = moment.published
    monday = periods.week(now).first
    if monday is None:
        return None
    if step in ("last", "previous"):
        # of the week before: the latest one is "this past Friday" or just "Friday"
        return on(periods.day(periods.shifted(monday, number - 7, "day")))
    if step in ("next", "following"):
        return on(periods.day(periods.shifted(monday, 7 + number, "day")))
    if step in ("past", "this past"):
        return on(periods.day(periods.weekday(periods.shifted(now, -1, "day"), number, -1)))
    if step in ("coming", "upcoming", "this coming", "this upcoming"):
        return on(periods.day(periods.weekday(periods.shifted(now, 1, "day"), number, 1)))
    if step == "this":
        return on(periods.day(periods.shifted(monday, number, "day")))
    return on(anchoring.weekday(moment, number))


@rule(
    r"(?:the\s+)?(?P<how>same|next|following|previous)\s+day|(?:the\s+)?day\s+(?P<how2>before|after|earlier"
    r"|later)(?=\s*(?:[.,;?!]|$))",
    wins="It had rained the day before.",
)
def _beside(match: re.Match[str], moment: Moment | None) -> Reading | None:
    how = (match["how"] or match["how2"]).lower()
    if moment is None:
        return Reading()
    n = {"same": 0, "next": 1, "following": 1, "after": 1, "later": 1}.get(how, -1)
    return on(periods.day(periods.shifted(moment.published, n, "day")))


_HOLIDAY = either(sorted({*HOLIDAYS, *(h.replace("'", "’") for h in HOLIDAYS)}, key=len, reverse=True))


@rule(
    rf"(?:the\s+)?(?:(?P<step>last|next|previous|following|this)\s+)?(?P<h>{_HOLIDAY})(?:,?\s+(?:of\s+)?"
    rf"(?P<y>{YEAR4}|this year|last year|next year))?",
    wins="It snowed at Christmas.",
)
def _holiday(match: re.Match[str], moment: Moment | None) -> Reading | None:
    of_year = HOLIDAYS[words.plain(match["h"].replace("’", "'"))]
    said = (match["y"] or "").lower()
    if said and said[0].isdigit():
        return on(periods.day(of_year(int(said))))
    if moment is None:
        return Reading()
    now, step = moment.published, (match["step"] or "").lower()
    if said:
        return on(periods.day(of_year(now.year + {"this year": 0, "last year": -1, "next year": 1}[said])))
    if step == "this":
        return on(periods.day(of_year(now.year)))
    if step:
        side = 1 if step in ("next", "following") else -1
        return on(anchoring.holiday(Moment(now, lambda: side), of_year))
    return on(anchoring.holiday(moment, of_year))


@rule(
    rf"(?:on\s+)?the\s+(?P<d>{DAY_TH})(?:\s+day)?\s+of\s+(?P<step>this|next|last|the)\s+month",
    wins="It rains on the 5th of this month.",
)
@rule(
    rf"(?:(?P<w>{WEEKDAY}),?\s+)(?:the\s+)?(?P<d>{DAY_TH}|\d\d)(?!\s*(?:{MONTH}|[ap]\.?m|:))(?P<step>)",
    wins="It rained on Friday the 11th.",
)
@rule(
    rf"(?<=\bon )(?:the\s+)?(?P<d>\d\d?(?:st|nd|rd|th))(?!\s+(?:floor|of|day|anniversary|birthday|century"
    rf"|{MONTH}))(?P<step>)",
    wins="It rained on the 5th.",
)
def _day_number(match: re.Match[str], moment: Moment | None) -> Reading | None:
    """A day of a month that is not named: the one that fits the weekday, else the nearest."""
    number = words.day(match["d"])
    if match["d"].isdigit() and _MANY.match(match.string, match.end()):
        return None  # "on Sunday 11 boats sank"
    if moment is None:
        return Reading()
    now, step = moment.published, (match["step"] or "").lower()
    if step:
        month = periods.moved(periods.of_unit(now, "month"), {"next": 1, "last": -1}.get(step, 0), "month")
        return _in_month(month, number)
    wanted = words.weekday(match["w"]) if "w" in match.re.groupindex and match["w"] else None
    offsets = sorted(range(-11, 12), key=lambda n: (abs(n), n > 0))
    for n in offsets:
        found = _in_month(periods.moved(periods.of_unit(now, "month"), n, "month"), number)
        first = found.period.first if found and found.period else None
        if first is None or (wanted is not None and first.weekday() != wanted):
            continue
        if moment.direction() <= 0 and wanted is None and first > now:
            continue
        return found
    return None


#: what is counted
_MANY = re.compile(r"\s(?:[a-z]+\s)?(?:people|men|women|children|[a-z]{2,}[^s\W]s)\b")


def _in_month(month: Period, number: int) -> Reading | None:
    if month.first is None or month.last is None or not 1 <= number <= month.last.day:
        return None
    return on(periods.day(month.first.replace(day=number)))

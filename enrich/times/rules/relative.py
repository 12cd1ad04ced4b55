"""Expressions of time that count from the publication: yesterday, last week, two days ago, in three months, Friday."""

from __future__ import annotations

import re

from newswire.enrich.times.calendar import periods
from newswire.enrich.times.rules import words
from newswire.enrich.times.rules.anchoring import Moment, Reading
from newswire.enrich.times.rules.rule import Rule, on
from newswire.enrich.times.rules.words import COUNT, MONTH, SEASON, STEPS, UNIT, either

_DAYS = {
    "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "tmrw": 1, "tmr": 1, "otd": 0, "last night": -1,
    "the day before yesterday": -2, "day before yesterday": -2, "the day after tomorrow": 2, "day after tomorrow": 2,
    "this morning": 0, "this afternoon": 0, "this evening": 0,
}  # fmt: skip
_STEP = rf"(?P<step>{either(STEPS)})"
PART = r"(?:\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night|noon|midday))?"


def _day(match: re.Match[str], moment: Moment | None) -> Reading | None:
    if moment is None:
        return Reading()
    said = words.plain(match[0])
    name = next(n for n in sorted(_DAYS, key=len, reverse=True) if said.startswith(n))
    return Reading(period=periods.day(periods.shifted(moment.published, _DAYS[name], "day")))


def _unit(match: re.Match[str], moment: Moment | None) -> Reading | None:
    """ "last week" is the calendar week before, "the past week" the seven days that end now."""
    said, step = words.plain(match[0]), words.plain(match["step"])
    unit = words.unit(match["unit"])
    if step == "the" or (step == "same" and unit == "day" and said.startswith("the")):
        return _whole(match, moment, unit) if step == "the" else None
    if unit == "day" and step in ("next", "previous", "following"):
        return None  # counted from the day that was told last: `enrich/times/rules/weekdays.py`
    if moment is None:
        return Reading()
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


def _past_units(match: re.Match[str], moment: Moment | None) -> Reading | None:
    n, unit = words.count(match["n"]), words.unit(match["unit"])
    if moment is None:
        return Reading("duration", None, periods.duration(n, unit) if n else None)
    return _stretch(moment, n * STEPS[match["step"].lower()] if n else None, unit)


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
    past = [p for p in known if p.last < now]
    coming = [p for p in known if p.first > now]
    chosen = coming[:1] if STEPS[step] > 0 else past[-1:]
    return on(chosen[0]) if chosen else None


def _month(match: re.Match[str], moment: Moment | None) -> Reading | None:
    if moment is None:
        return Reading()
    now, number, step = moment.published, words.month(match["m"]), words.plain(match["step"])
    side = STEPS[step]
    is_here = side * number > side * now.month or not side
    return on(periods.month(now.year if is_here else now.year + side, number))


def _year_end(match: re.Match[str], moment: Moment | None) -> Reading | None:
    return Reading() if moment is None else on(periods.day(periods.year(moment.published.year).last))


RULES = (
    Rule("day from now", either(_DAYS) + PART, _day, wins="It rained yesterday."),
    Rule(
        "to date",
        r"(?:the\s+)?(?P<unit>year|month|week|quarter)[\s-]+to[\s-]+date(?P<step>)",
        _unit,
        wins="It is the year to date.",
    ),
    Rule(
        "unit from now",
        rf"(?:(?:earlier|later|early|late)\s+(?:in\s+)?)?(?:the\s+)?{_STEP}[\s-]+(?:calendar\s+|fiscal\s+)?"
        rf"(?P<unit>day|week|weekend|fortnight|month|quarter|year|decade|century)(?:['’]s)?",
        _unit,
        wins="It rained last week.",
    ),
    Rule(
        "counted units from now",
        rf"(?:the\s+)?(?P<step>past|last|next|(?<=the\s)(?:previous|coming|following))\s+(?P<n>{COUNT})\s+(?P<unit>{UNIT})",
        _past_units,
        wins="It rained over the past two years.",
    ),
    Rule(
        "season from now",
        rf"(?:the\s+)?(?P<step>{either(STEPS.keys() - {'the', 'same', 'current'})})\s+(?P<s>{SEASON})",
        _season,
        wins="It snowed last winter.",
    ),
    Rule(
        "month from now",
        rf"(?:(?:early|late|mid|earlier|later)\s+)?(?P<step>last|next|this|this\s+past|this\s+coming)\s+(?P<m>{MONTH})",
        _month,
        wins="It rained last October.",
    ),
    Rule(
        "end of the year",
        r"(?:the\s+)?year[\s-]end(?!\s+(?:results|report|figures|bonus|list|review|party))",
        _year_end,
        wins="They close it by year-end.",
    ),
)

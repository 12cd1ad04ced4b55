"""Parts of a month or year that are counted: the second Tuesday in May, the first week of June, the third quarter."""

from __future__ import annotations

import re
from datetime import date

from newswire.enrich.times.calendar import periods
from newswire.enrich.times.calendar.holidays import nth_weekday
from newswire.enrich.times.calendar.periods import Period
from newswire.enrich.times.rules import anchoring, words
from newswire.enrich.times.rules.anchoring import Moment, Reading
from newswire.enrich.times.rules.rule import Rule, on
from newswire.enrich.times.rules.words import COUNT, MONTH, NEAR_YEAR, NTH, STEPS, WEEKDAY, YEAR4


def _nth_weekday(match: re.Match[str], moment: Moment | None) -> Reading | None:
    """ "the second Tuesday in November"."""
    month = anchoring.said_month(match["m"], match["y"], moment)
    if month is None:
        return Reading()
    when = _nth(match["n"], words.weekday(match["w"]), month)
    return on(periods.day(when)) if when else None


def _nth(said: str, weekday: int, month: Period) -> date | None:
    """The first, ... or last such weekday of a month; None where it has not that many."""
    number = -1 if said.lower() == "last" else words.ordinal(said)
    when = nth_weekday(month.first.year, month.first.month, weekday, number)
    return when if month.first <= when <= month.last else None


def _nth_week(match: re.Match[str], moment: Moment | None) -> Reading | None:
    """ "the first week of May": the week that holds its first, second, ... Thursday, as ISO counts those of a year."""
    month = anchoring.said_month(match["m"], match["y"], moment)
    if month is None:
        return Reading()
    thursday = _nth(match["n"], 3, month)
    if thursday is None or not match["w"]:
        return on(periods.week(thursday)) if thursday else None
    return on(periods.day(periods.shifted(thursday, words.weekday(match["w"]) - 3, "day")))


def _nth_month(match: re.Match[str], moment: Moment | None) -> Reading | None:
    """ "the ninth month of 2021"."""
    number = words.ordinal(match["n"])
    if not 1 <= number <= 12:
        return None
    return Reading(period=anchoring.said_month(str(number), match["y"], moment))


def _first_units(match: re.Match[str], moment: Moment | None) -> Reading | None:
    """ "the first two months of 2021", "the last ten days of June", "the first nine months" of the year."""
    n, unit, first = words.count(match["n"]), words.unit(match["unit"]), match["side"].lower() in ("first", "opening")
    if not (first or match["m"] or match["y"] or match["step"]):
        return None  # "the last three months" go back from now
    whole = _whole(match, moment, first and unit in ("month", "quarter"))
    if n is None or n != int(n) or whole is None:
        return Reading() if moment is None and n and not match["y"] else None
    if first:
        end = periods.shifted(periods.shifted(whole.first, int(n), unit), -1, "day")
        if not match["m"] and not match["y"] and not match["step"] and moment and end > moment.published:
            return None  # of what is not told
        begin = whole.first
    else:
        begin = periods.shifted(periods.shifted(whole.last, 1, "day"), -int(n), unit)
        end = whole.last
    if not whole.first <= begin <= end <= whole.last:
        return None
    return on(periods.between(periods.day(begin), periods.day(end)))


def _whole(match: re.Match[str], moment: Moment | None, bare: bool) -> Period | None:
    """What the parts are of; the year of publication where only "the first nine months" are said (`bare`)."""
    if match["m"]:
        return anchoring.said_month(match["m"], match["my"], moment)
    if match["y"]:
        return periods.year(words.year(match["y"]))
    if moment is None or not (match["step"] or bare):
        return None
    unit = (match["whole"] or "year").lower()
    return periods.moved(periods.of_unit(moment.published, unit), STEPS[(match["step"] or "this").lower()], unit)


def _quarter(match: re.Match[str], moment: Moment | None) -> Reading | None:
    number = words.ordinal(match["part"] or match["q"] or match["h"])
    is_half = bool(match["h"]) or (match["what"] or "").lower() == "half"
    if not 1 <= number <= (2 if is_half else 4) or (is_half and not match["y"]):
        return None
    make = periods.half if is_half else periods.quarter
    if (year := anchoring.said_year(match["y"] or "this year", moment)) is None or moment is None or match["y"]:
        return Reading() if year is None else Reading(period=make(year, number))
    found = make(year, number)
    if found.first > moment.published and moment.direction() <= 0:
        found = make(year - 1, number)
    return Reading(period=found)


RULES = (
    Rule(
        "counted weekday of month",
        rf"(?:the\s+)?(?P<n>last|{NTH})\s+(?P<w>{WEEKDAY})\s+(?:of|in)\s+(?P<m>{MONTH})"
        rf"(?:,?\s+(?:of\s+|in\s+)?(?P<y>{YEAR4}))?",
        _nth_weekday,
        wins="They vote on the second Tuesday in November.",
    ),
    Rule(
        "counted week of month",
        rf"(?:the\s+)?(?P<n>last|{NTH})\s+(?:full\s+)?week\s+(?:of|in)\s+(?P<m>{MONTH})"
        rf"(?:,?\s+(?:of\s+|in\s+)?(?P<y>{YEAR4}))?(?:,?\s+on\s+(?P<w>{WEEKDAY}))?",
        _nth_week,
        wins="It rained in the first week of May.",
    ),
    Rule(
        "counted month of year",
        rf"(?:the\s+)?(?P<n>{NTH})\s+month\s+of\s+(?P<y>{YEAR4}|{NEAR_YEAR})",
        _nth_month,
        wins="It rained in the ninth month of 2021.",
    ),
    Rule(
        "first or last units",
        rf"(?:the\s+)?(?P<side>first|opening|last|final|closing)\s+(?P<n>{COUNT})\s+(?P<unit>(?:day|week|month|quarter|year)s)"
        rf"(?:\s+(?:of|in)\s+(?:the\s+)?(?:fiscal\s+|calendar\s+)?(?:(?P<m>{MONTH})(?:,?\s+(?P<my>{YEAR4}))?|(?P<y>{YEAR4})"
        rf"|(?P<step>this|last|next|the)\s+(?P<whole>year|month|quarter|decade)))?",
        _first_units,
        wins="It rained in the first two months of 2021.",
    ),
    Rule(
        "quarter or half",
        rf"(?:the\s+)?(?:(?P<part>{NTH})[\s-]+(?P<what>quarter|half)|Q"
        rf"(?P<q>[1-4])|H(?P<h>[12]))(?:\s*,?\s*(?:of\s+|in\s+)?(?:fiscal\s+(?:year\s+)?)?(?P<y>{YEAR4}|['’]\d\d|{NEAR_YEAR}))?",
        _quarter,
        wins="It rained in the third quarter of 2023.",
    ),
)

"""Parts of a month or year that are counted: the second Tuesday in May, the first week of June, the third quarter."""

from __future__ import annotations

import re
from datetime import date

from newswire.enrich.times.calendar import holidays, periods
from newswire.enrich.times.calendar.periods import Period
from newswire.enrich.times.rules import anchoring, words
from newswire.enrich.times.rules.anchoring import Moment, Reading, on
from newswire.enrich.times.rules.words import STEPS


def nth_weekday(match: re.Match[str], moment: Moment) -> Reading | None:
    """ "the second Tuesday in November"."""
    month = anchoring.said_month(match["m"], match["y"], moment)
    when = _nth(match["n"], words.weekday(match["w"]), month)
    return on(periods.day(when)) if when else None


def _nth(said: str, weekday: int, month: Period) -> date | None:
    """The first, ... or last such weekday of a month; None where it has not that many."""
    number = -1 if said.lower() == "last" else words.ordinal(said)
    when = holidays.nth_weekday(month.first.month, weekday, number, year=month.first.year)
    return when if month.first <= when <= month.last else None


def nth_week(match: re.Match[str], moment: Moment) -> Reading | None:
    """ "the first week of May": the week that holds its first, second, ... Thursday, as ISO counts those of a year."""
    month = anchoring.said_month(match["m"], match["y"], moment)
    thursday = _nth(match["n"], 3, month)
    if thursday is None or not match["w"]:
        return on(periods.week(thursday)) if thursday else None
    return on(periods.day(periods.shifted(thursday, words.weekday(match["w"]) - 3, "day")))


def nth_month(match: re.Match[str], moment: Moment) -> Reading | None:
    """ "the ninth month of 2021"."""
    number = words.ordinal(match["n"])
    if not 1 <= number <= 12:
        return None
    return Reading(period=anchoring.said_month(str(number), match["y"], moment))


def first_units(match: re.Match[str], moment: Moment) -> Reading | None:
    """ "the first two months of 2021", "the last ten days of June", "the first nine months" of the year."""
    n, unit, first = words.count(match["n"]), words.unit(match["unit"]), match["side"].lower() in ("first", "opening")
    if not (first or match["m"] or match["y"] or match["step"]):
        return None  # "the last three months" go back from now
    whole = _whole(match, moment, first and unit in ("month", "quarter"))
    if n is None or n != int(n) or whole is None:
        return None
    if first:
        end = periods.shifted(periods.shifted(whole.first, int(n), unit), -1, "day")
        if not match["m"] and not match["y"] and not match["step"] and end > moment.published:
            return None  # of what is not told
        begin = whole.first
    else:
        begin = periods.shifted(periods.shifted(whole.last, 1, "day"), -int(n), unit)
        end = whole.last
    if not whole.first <= begin <= end <= whole.last:
        return None
    return on(periods.between(periods.day(begin), periods.day(end)))


def _whole(match: re.Match[str], moment: Moment, bare: bool) -> Period | None:
    """What the parts are of; the year of publication where only "the first nine months" are said (`bare`)."""
    if match["m"]:
        return anchoring.said_month(match["m"], match["my"], moment)
    if match["y"]:
        return periods.year(words.year(match["y"]))
    if not (match["step"] or bare):
        return None
    unit = (match["whole"] or "year").lower()
    return periods.moved(periods.of_unit(moment.published, unit), STEPS[(match["step"] or "this").lower()], unit)


#: what is told by halves of a year, where games have halves of their own
_MONEY = re.compile(r"\b(?:profits?|sales|revenues?|earnings|turnover|income|losses|exports|imports|GDP)\b", re.I)


def _is_of_money(match: re.Match[str]) -> bool:
    return bool(_MONEY.search(match.string, max(0, match.start() - 60), match.end() + 60))


def quarter(match: re.Match[str], moment: Moment) -> Reading | None:
    number = words.ordinal(match["part"] or match["q"] or match["q2"] or match["h"])
    is_half = bool(match["h"]) or (match["what"] or "").lower() == "half"
    if not 1 <= number <= (2 if is_half else 4) or (is_half and not match["y"] and not _is_of_money(match)):
        return None
    make = periods.half if is_half else periods.quarter
    if match["y"]:
        return Reading(period=make(anchoring.said_year(match["y"], moment), number))
    found = make(moment.published.year, number)
    if found.first > moment.published and moment.direction() <= 0:
        found = make(moment.published.year - 1, number)
    return Reading(period=found)


def ending(match: re.Match[str], moment: Moment) -> Reading | None:
    """ "the three months ended June 30", "the fiscal year to March"."""
    found = {k.rstrip("0123456789"): v for k, v in match.groupdict().items() if v}
    n, month = words.count(found.get("n", "one")), words.month(found["m"])
    if n is None or n != int(n):
        return None
    day, year = found.get("d"), found.get("y")
    last: Period | None
    if day is None:
        last = periods.day(anchoring.said_month(found["m"], year, moment).last)
    elif year:
        last = anchoring.exact(words.year(year), month, words.ordinal(day))
    else:
        last = anchoring.day_of_month(moment, month, words.ordinal(day))
    if last is None:
        return None
    after = periods.shifted(last.first, 1, "day")
    return on(periods.between(periods.day(periods.shifted(after, -int(n), words.unit(found["unit"]))), last))

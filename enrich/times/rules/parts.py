"""Parts of a month or year that are counted: the second Tuesday in May, the first week of June, the third quarter."""

from __future__ import annotations

import re

from newswire.enrich.times.calendar import periods
from newswire.enrich.times.calendar.holidays import nth_weekday
from newswire.enrich.times.calendar.periods import Period
from newswire.enrich.times.rules import anchoring, words
from newswire.enrich.times.rules.anchoring import Moment, Reading
from newswire.enrich.times.rules.rule import Rules, on
from newswire.enrich.times.rules.words import COUNT, MONTH, WEEKDAY, YEAR4, either

RULES = Rules()

_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_NTH |= {f"{n}{th}": n for n, th in ((1, "st"), (2, "nd"), (3, "rd"), (4, "th"), (5, "th"))}


@RULES.add(
    rf"(?:the\s+)?(?P<n>{either(_NTH)})\s+(?P<w>{WEEKDAY})\s+(?:of|in)\s+(?P<m>{MONTH})"
    rf"(?:,?\s+(?:of\s+|in\s+)?(?P<y>{YEAR4}))?",
    wins="They vote on the second Tuesday in November.",
)
def _nth_weekday(match: re.Match[str], moment: Moment | None) -> Reading | None:
    """ "the second Tuesday in November"."""
    month = _said_month(match, moment)
    if month is None or month.first is None or month.last is None:
        return Reading() if moment is None else None
    when = nth_weekday(month.first.year, month.first.month, words.weekday(match["w"]), _NTH[match["n"].lower()])
    return on(periods.day(when)) if when <= month.last else None


@RULES.add(
    rf"(?:the\s+)?(?P<n>{either(_NTH)})\s+(?:full\s+)?week\s+(?:of|in)\s+(?P<m>{MONTH})"
    rf"(?:,?\s+(?:of\s+|in\s+)?(?P<y>{YEAR4}))?(?:,?\s+on\s+(?P<w>{WEEKDAY}))?",
    wins="It rained in the first week of May.",
)
def _nth_week(match: re.Match[str], moment: Moment | None) -> Reading | None:
    """ "the first week of May": the week that holds its first, second, ... Thursday, as ISO counts those of a year."""
    month = _said_month(match, moment)
    if month is None or month.first is None:
        return Reading() if moment is None else None
    found = periods.week(nth_weekday(month.first.year, month.first.month, 3, _NTH[match["n"].lower()]))
    if match["w"] and found.first:
        found = periods.day(periods.shifted(found.first, words.weekday(match["w"]), "day"))
    return on(found)


def _said_month(match: re.Match[str], moment: Moment | None) -> Period | None:
    if match["y"]:
        return periods.month(words.year(match["y"]), words.month(match["m"]))
    return None if moment is None else anchoring.month_of_year(moment, words.month(match["m"]))


@RULES.add(
    rf"(?:the\s+)?(?P<n>{either(k for k, v in words.ORDINALS.items() if v <= 12)}|1?\d(?:st|nd|rd|th))\s+month\s+of\s+"
    rf"(?P<y>{YEAR4}|(?:this|last|next)\s+year)",
    wins="It rained in the ninth month of 2021.",
)
def _nth_month(match: re.Match[str], moment: Moment | None) -> Reading | None:
    """ "the ninth month of 2021"."""
    number, said = words.day(match["n"]), words.plain(match["y"])
    if not 1 <= number <= 12:
        return None
    if said.isdigit():
        return on(periods.month(int(said), number))
    if moment is None:
        return Reading()
    return on(periods.month(moment.published.year + {"this": 0, "last": -1, "next": 1}[said.split()[0]], number))


_UNITS = {"days": "day", "weeks": "week", "months": "month", "quarters": "quarter", "years": "year"}


@RULES.add(
    rf"(?:the\s+)?(?P<side>first|opening|last|final|closing)\s+(?P<n>{COUNT})\s+(?P<unit>{either(_UNITS)})"
    rf"(?:\s+(?:of|in)\s+(?:the\s+)?(?:fiscal\s+|calendar\s+)?(?:(?P<m>{MONTH})(?:,?\s+(?P<my>{YEAR4}))?|(?P<y>{YEAR4})"
    rf"|(?P<step>this|last|next|the)\s+(?P<whole>year|month|quarter|decade)))?",
    wins="It rained in the first two months of 2021.",
)
def _first_units(match: re.Match[str], moment: Moment | None) -> Reading | None:
    """ "the first two months of 2021", "the last ten days of June", "the first nine months" of the year."""
    n, unit, first = words.count(match["n"]), _UNITS[words.plain(match["unit"])], match["side"].lower() in _OPENING
    if not (first or match["m"] or match["y"] or match["step"]):
        return None  # "the last three months" go back from now
    whole = _whole(match, moment, first and unit in ("month", "quarter"))
    if n is None or n != int(n) or whole is None or whole.first is None or whole.last is None:
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
    made = periods.day(begin)
    return on(periods.between(made, periods.day(end)))


_OPENING = ("first", "opening")


def _whole(match: re.Match[str], moment: Moment | None, bare: bool) -> Period | None:
    """What the parts are of; the year of publication where only "the first nine months" are said (`bare`)."""
    if match["m"]:
        if match["my"]:
            return periods.month(words.year(match["my"]), words.month(match["m"]))
        return None if moment is None else anchoring.month_of_year(moment, words.month(match["m"]))
    if match["y"]:
        return periods.year(words.year(match["y"]))
    if moment is None or not (match["step"] or bare):
        return None
    step = {"last": -1, "next": 1}.get((match["step"] or "").lower(), 0)
    unit = (match["whole"] or "year").lower()
    return periods.moved(periods.of_unit(moment.published, unit), step, unit)


_PARTS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}


@RULES.add(
    rf"(?:the\s+)?(?:(?P<part>first|second|third|fourth|1st|2nd|3rd|4th)[\s-]+(?P<what>quarter|half)|Q"
    rf"(?P<q>[1-4])|H(?P<h>[12]))(?:\s*,?\s*(?:of\s+|in\s+)?(?:fiscal\s+(?:year\s+)?)?(?P<y>{YEAR4}|['’]\d\d"
    rf"|this year|last year|next year))?",
    wins="It rained in the third quarter of 2023.",
)
def _quarter(match: re.Match[str], moment: Moment | None) -> Reading | None:
    number = int(match["q"] or match["h"] or 0)
    what = match["what"] or ("quarter" if match["q"] else "half")
    if not number:
        number = _PARTS.get(match["part"].lower(), 0)
    if number == 0 or (what.lower() == "half" and number > 2):
        return None
    make = periods.quarter if what.lower() == "quarter" else periods.half
    said = (match["y"] or "").lower()
    if said and said[0] in "12'’":
        return Reading(period=make(words.year(said), number))
    if what.lower() == "half" and not said:
        return None
    if moment is None:
        return Reading()
    year = moment.published.year + {"last year": -1, "next year": 1}.get(said, 0)
    found = make(year, number)
    if not said and found.first is not None and found.first > moment.published and moment.direction() <= 0:
        found = make(year - 1, number)
    return Reading(period=found)

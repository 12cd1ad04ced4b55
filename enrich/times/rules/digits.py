"""Dates in digits: 2024-10-08, 10/8/2024, 24.12., 20241008."""

from __future__ import annotations

import re

from newswire.enrich.numbers.number import LIKELY_YEAR
from newswire.enrich.times.rules import anchoring, words
from newswire.enrich.times.rules.anchoring import Moment, Reading
from newswire.enrich.times.rules.rule import Rule, exact, on
from newswire.enrich.times.rules.words import MONTH, WEEKDAY, YEAR4

#: before a number that stands for a day or year without more: what shows that it is one
_AT = r"(?:(?<=\bon )|(?<=\bby )|(?<=\buntil )|(?<=\bsince )|(?<=\bbefore )|(?<=\bafter )|(?<=\bfrom ))"
_MONTH_OR_NUMBER = rf"(?:{MONTH}|0?[1-9]|1[0-2])"


def _iso(match: re.Match[str], moment: Moment | None) -> Reading | None:
    found = {k[0]: v for k, v in match.groupdict().items() if v}
    return exact(words.year(found["y"]), words.month(found["m"]), int(found["d"]))


def _slashes(match: re.Match[str], moment: Moment | None) -> Reading | None:
    """Month first, as most English news with slashes has it, unless only the day can be first."""
    a, b = int(match["a"]), int(match["b"])
    month, day = (b, a) if a > 12 else (a, b)
    if match["y"]:
        return exact(words.year(match["y"]), month, day)
    if moment is None or not 1 <= month <= 12:
        return Reading() if 1 <= month <= 12 and 1 <= day <= 31 else None
    step, *weekday = words.plain(match["w"] or "").split(" ")
    if step in ("this", "next", "last"):
        if weekday:
            # of the weeks around the publication
            return on(anchoring.nearest(moment.published, month, day))
        if step == "this":
            return exact(moment.published.year, month, day)
        side = 1 if step == "next" else -1
        return on(anchoring.day_of_month(Moment(moment.published, lambda: side), month, day))
    return on(anchoring.day_of_month(moment, month, day))


RULES = (
    Rule(
        "eight digits",
        rf"(?P<y>{LIKELY_YEAR})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])",
        _iso,
        wins="The file is called 20241008.",
    ),
    Rule(
        "month, year, day",
        rf"(?P<m>{MONTH})-(?P<y>{YEAR4})-(?P<d>\d\d?)|(?P<y2>{YEAR4})/(?P<d2>\d\d?)/(?P<m2>{MONTH})|(?P<d3>\d"
        rf"\d?)-(?P<y3>{YEAR4})-(?P<m3>{MONTH})",
        _iso,
        wins="It is dated Oct-2024-08.",
    ),
    Rule(
        "month-day-year",
        rf"(?P<m>{MONTH})(?P<sep>[-/])(?P<d>\d\d?)(?P=sep)(?P<y>{YEAR4})",
        _iso,
        wins="It is dated Oct-08-2024.",
    ),
    Rule(
        "day-month-year",
        rf"(?:{WEEKDAY},?\s+)?(?P<d>\d\d?)(?P<sep>[-/])(?P<m>{MONTH})(?P=sep)(?P<y>{YEAR4}|\d\d)",
        _iso,
        wins="It is dated 8-Oct-2024.",
    ),
    Rule(
        "year-month-day",
        rf"(?:{WEEKDAY},?\s+)?(?P<y>{YEAR4})(?P<sep>[-/. ])(?P<m>{_MONTH_OR_NUMBER})(?P=sep)(?P<d>\d\d?)"
        r"(?:T\d\d:\d\d\S*)?",
        _iso,
        wins="On 2024-10-08 it rained.",
    ),
    Rule(
        "day and month after a preposition",
        rf"{_AT}(?P<a>\d\d?)/(?P<b>\d\d?)(?![-/.]?\d)(?P<y>)(?P<w>)",
        _slashes,
        wins="It is due by 5/8.",
    ),
    Rule(
        "day and month with a dot",
        r"(?:(?<=\bon )|(?<=\bby )|(?<=\buntil ))(?P<a>\d\d?)\.(?P<b>\d\d)"
        r"(?=\s*(?:[,;:!?)\n]|\.(?!\d)|$))(?P<y>)(?P<w>)",
        _slashes,
        wins="It opens on 24.12.",
    ),
    Rule(
        "month and day as a whole line",
        r"(?<![^\n])(?P<a>[1-9])/(?P<b>1[3-9]|2\d|3[01])(?![^\n])(?P<y>)(?P<w>)",
        _slashes,
        wins="9/13",
    ),
    Rule(
        "month and day with a slash",
        r"(?P<a>1[0-2]|0[1-9])/(?P<b>1[3-9]|2\d|3[01])(?![-/.]?\d)(?P<y>)(?P<w>)",
        _slashes,
        wins="The 10/15 meeting was short.",
    ),
    Rule(
        "next month and day",
        r"(?P<w>this |next |last )(?P<a>\d\d?)/(?P<b>\d\d?)(?![-/.]?\d)(?P<y>)",
        _slashes,
        wins="It ends next 12/24.",
    ),
    Rule(
        "weekday with month and day",
        rf"(?P<w>(?:this |next |last )?{WEEKDAY}),?\s+(?P<a>\d\d?)[/.-](?P<b>\d\d?)(?![-/.]?\d)(?P<y>)",
        _slashes,
        wins="They met on Friday 10/11.",
    ),
    Rule(
        "month, day and year in digits",
        rf"(?:(?P<w>(?:this |next |last )?{WEEKDAY}),?\s+)?(?P<a>\d\d?)[/.-](?P<b>\d\d?)[/.-](?P<y>{YEAR4}|\d\d)",
        _slashes,
        wins="It was signed on 10/8/2024.",
    ),
)

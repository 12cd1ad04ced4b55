"""Expressions of time with a date of their own: 8 October 2024, June, the third quarter, 14:30, every Monday.

`enrich/times/rules/relative.py` has those that count from the publication.
"""

from __future__ import annotations

import re

from newswire.enrich.numbers.number import LIKELY_YEAR
from newswire.enrich.times.calendar import periods
from newswire.enrich.times.rules import anchoring, words
from newswire.enrich.times.rules.anchoring import Moment, Reading
from newswire.enrich.times.rules.rule import Rules, exact, on
from newswire.enrich.times.rules.words import DAY, MONTH, WEEKDAY, YEAR, YEAR4, YEAR_WORDS, either

RULES = Rules()
#: before a number that stands for a day or year without more: what shows that it is one
_AT = r"(?:(?<=\bon )|(?<=\bby )|(?<=\buntil )|(?<=\bsince )|(?<=\bbefore )|(?<=\bafter )|(?<=\bfrom ))"
_DAY_WORDS = either(k for k, n in words.NUMBERS.items() if 1 <= n <= 31)
_MONTH_OR_NUMBER = rf"(?:{MONTH}|0?[1-9]|1[0-2])"


@RULES.add(
    rf"(?:{WEEKDAY},?\s+)?(?P<y>{YEAR4})(?P<sep>[-/. ])(?P<m>{_MONTH_OR_NUMBER})(?P=sep)(?P<d>\d\d?)(?:T\d\d:\d\d\S*)?",
    wins="On 2024-10-08 it rained.",
)
@RULES.add(
    rf"(?:{WEEKDAY},?\s+)?(?P<d>\d\d?)(?P<sep>[-/])(?P<m>{MONTH})(?P=sep)(?P<y>{YEAR4}|\d\d)",
    wins="It is dated 8-Oct-2024.",
)
@RULES.add(rf"(?P<m>{MONTH})(?P<sep>[-/])(?P<d>\d\d?)(?P=sep)(?P<y>{YEAR4})", wins="It is dated Oct-08-2024.")
@RULES.add(
    rf"(?P<m>{MONTH})-(?P<y>{YEAR4})-(?P<d>\d\d?)|(?P<y2>{YEAR4})/(?P<d2>\d\d?)/(?P<m2>{MONTH})|(?P<d3>\d"
    rf"\d?)-(?P<y3>{YEAR4})-(?P<m3>{MONTH})",
    wins="It is dated Oct-2024-08.",
)
@RULES.add(rf"(?P<y>{LIKELY_YEAR})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])", wins="The file is called 20241008.")
def _iso(match: re.Match[str], moment: Moment | None) -> Reading | None:
    found = {k[0]: v for k, v in match.groupdict().items() if v}
    return exact(words.year(found["y"]), words.month(found["m"]), int(found["d"]))


@RULES.add(
    rf"(?:(?P<w>(?:this |next |last )?{WEEKDAY}),?\s+)?(?P<a>\d\d?)[/.-](?P<b>\d\d?)[/.-](?P<y>{YEAR4}|\d\d)",
    wins="It was signed on 10/8/2024.",
)
@RULES.add(
    rf"(?P<w>(?:this |next |last )?{WEEKDAY}),?\s+(?P<a>\d\d?)[/.-](?P<b>\d\d?)(?![-/.]?\d)(?P<y>)",
    wins="They met on Friday 10/11.",
)
@RULES.add(r"(?P<w>this |next |last )(?P<a>\d\d?)/(?P<b>\d\d?)(?![-/.]?\d)(?P<y>)", wins="It ends next 12/24.")
@RULES.add(
    r"(?P<a>1[0-2]|0[1-9])/(?P<b>1[3-9]|2\d|3[01])(?![-/.]?\d)(?P<y>)(?P<w>)", wins="The 10/15 meeting was short."
)
@RULES.add(r"(?<![^\n])(?P<a>[1-9])/(?P<b>1[3-9]|2\d|3[01])(?![^\n])(?P<y>)(?P<w>)", wins="9/13")
@RULES.add(
    r"(?:(?<=\bon )|(?<=\bby )|(?<=\buntil ))(?P<a>\d\d?)\.(?P<b>\d\d)(?=\s*(?:[,;:!?)\n]|\.(?!\d)|$))(?P<y>)(?P<w>)",
    wins="It opens on 24.12.",
)
@RULES.add(rf"{_AT}(?P<a>\d\d?)/(?P<b>\d\d?)(?![-/.]?\d)(?P<y>)(?P<w>)", wins="It is due by 5/8.")
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


_WEEKDAY_BEFORE = rf"(?:(?:this\s+|next\s+|last\s+)?(?P<w>{WEEKDAY})[,\s-]+\(?)?"


@RULES.add(
    rf"{_WEEKDAY_BEFORE}(?P<m>{MONTH})[\s,/-]*(?:the\s+)?(?P<d>{DAY})(?:\s*,?\s*(?:of\s+|in\s+)?(?P<y>{YEAR}))?\)?",
    wins="It rained on October 8, 2024.",
)
@RULES.add(
    rf"{_WEEKDAY_BEFORE}(?:the\s+)?(?P<d>{DAY})(?:\s+day)?(?:\s+of)?[\s-]+(?P<m>{MONTH})(?:\s*,?\s*(?:of\s+"
    rf"|in\s+)?(?P<y>{YEAR}|(?<=of\s)\d\d))?",
    wins="It rained on 8 October 2024.",
)
def _day(match: re.Match[str], moment: Moment | None) -> Reading | None:
    month, day = words.month(match["m"]), words.ordinal(match["d"])
    if match["m"] == "may" and not match["y"] and match["d"].isdigit() is False and match.start("m") == match.start():
        return None
    if match["y"]:
        return exact(words.year(match["y"]), month, day)
    if moment is None:
        return Reading()
    w = match.groupdict().get("w")
    return on(anchoring.day_of_month(moment, month, day, words.weekday(w) if w else None))


@RULES.add(
    rf"(?P<d>{DAY})(?=(?:,\s+{DAY}){{0,8}},?\s+(?:and|or|&)\s+(?:the\s+)?{DAY}(?:\s+of)?\s+(?P<m>{MONTH})"
    rf"(?:,?\s+(?P<y>{YEAR4}))?)",
    wins="It rained on 18 and 19 June.",
)
def _day_of_list(match: re.Match[str], moment: Moment | None) -> Reading | None:
    """ "on 18 and 19 June": the month is said once."""
    return _day(match, moment) if match["m"][0].isupper() else None


@RULES.add(
    rf"(?P<m>{MONTH})\s+(?P<d>{_DAY_WORDS})(?:\s+(?P<y>{YEAR_WORDS}))?",
    wins="It rained on October twenty.",
)
@RULES.add(
    rf"(?P<d>{_DAY_WORDS})\s+(?P<m>{MONTH})(?:\s+(?P<y>{YEAR_WORDS}))?",
    wins="It rained on twenty October.",
)
def _day_in_words(match: re.Match[str], moment: Moment | None) -> Reading | None:
    if match["m"] == "may" or words.plain(match["d"]) == "one":
        return None
    month, day = words.month(match["m"]), words.NUMBERS[words.plain(match["d"])]
    if match["y"]:
        return exact(words.year(match["y"]), month, day)
    return Reading() if moment is None else on(anchoring.day_of_month(moment, month, day))


@RULES.add(
    rf"(?:(?P<between>between|from)\s+)?(?P<m>{MONTH})\s+(?P<d>{DAY})(?P<how>\s*[-–—]\s*|\s+(?:and|to|through"
    rf"|until)\s+)(?P<e>{DAY})(?:,?\s+(?P<y>{YEAR4}))?",
    wins="It rained on October 8-13.",
)
@RULES.add(
    rf"(?:(?P<between>between|from)\s+)?(?:the\s+)?(?P<d>{DAY})(?P<how>\s*[-–—]\s*|\s+(?:and|to|through"
    rf"|until)\s+)(?:the\s+)?(?P<e>{DAY})(?:\s+of)?\s+(?P<m>{MONTH})(?:,?\s+(?P<y>{YEAR4}))?",
    wins="It rained from 8 to 13 October.",
)
def _days(match: re.Match[str], moment: Moment | None) -> Reading | None:
    """ "between October 8 and 13", "Oct. 8-13"; "October 8 and 13" alone are two days, no range."""
    month, first, last = words.month(match["m"]), words.ordinal(match["d"]), words.ordinal(match["e"])
    if (match["how"].strip() == "and" and (match["between"] or "").lower() != "between") or first >= last:
        return None
    if match["y"]:
        year = words.year(match["y"])
    elif moment is None:
        return Reading()
    elif (start := anchoring.day_of_month(moment, month, first)) is None:
        return None
    else:
        year = start.first.year
    begin, end = exact(year, month, first), exact(year, month, last)
    if begin is None or end is None or begin.period is None or end.period is None:
        return None
    return Reading(period=periods.between(begin.period, end.period))

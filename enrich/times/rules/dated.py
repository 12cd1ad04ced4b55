"""Days with the name of their month: 8 October 2024, on 18 and 19 June, October 8-13."""

from __future__ import annotations

import re

from newswire.enrich.times.calendar import periods
from newswire.enrich.times.rules import anchoring, words
from newswire.enrich.times.rules.anchoring import Moment, Reading
from newswire.enrich.times.rules.rule import Rule, exact, on
from newswire.enrich.times.rules.words import DAY, MONTH, WEEKDAY, YEAR, YEAR4, YEAR_WORDS, either

_DAY_WORDS = either(k for k, n in words.NUMBERS.items() if 1 <= n <= 31)
_WEEKDAY_BEFORE = rf"(?:(?:this\s+|next\s+|last\s+)?(?P<w>{WEEKDAY})[,\s-]+\(?)?"


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


def _day_of_list(match: re.Match[str], moment: Moment | None) -> Reading | None:
    """ "on 18 and 19 June": the month is said once."""
    return _day(match, moment) if match["m"][0].isupper() else None


def _day_in_words(match: re.Match[str], moment: Moment | None) -> Reading | None:
    if match["m"] == "may" or words.plain(match["d"]) == "one":
        return None
    month, day = words.month(match["m"]), words.NUMBERS[words.plain(match["d"])]
    if match["y"]:
        return exact(words.year(match["y"]), month, day)
    return Reading() if moment is None else on(anchoring.day_of_month(moment, month, day))


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


RULES = (
    Rule(
        "day of month",
        rf"{_WEEKDAY_BEFORE}(?:the\s+)?(?P<d>{DAY})(?:\s+day)?(?:\s+of)?[\s-]+(?P<m>{MONTH})(?:\s*,?\s*(?:of\s+"
        rf"|in\s+)?(?P<y>{YEAR}|(?<=of\s)\d\d))?",
        _day,
        wins="It rained on 8 October 2024.",
    ),
    Rule(
        "month and day",
        rf"{_WEEKDAY_BEFORE}(?P<m>{MONTH})[\s,/-]*(?:the\s+)?(?P<d>{DAY})(?:\s*,?\s*(?:of\s+|in\s+)?(?P<y>{YEAR}))?\)?",
        _day,
        wins="It rained on October 8, 2024.",
    ),
    Rule(
        "day of a list",
        rf"(?P<d>{DAY})(?=(?:,\s+{DAY}){{0,8}},?\s+(?:and|or|&)\s+(?:the\s+)?{DAY}(?:\s+of)?\s+(?P<m>{MONTH})"
        rf"(?:,?\s+(?P<y>{YEAR4}))?)",
        _day_of_list,
        wins="It rained on 18 and 19 June.",
    ),
    Rule(
        "day in words, month",
        rf"(?P<d>{_DAY_WORDS})\s+(?P<m>{MONTH})(?:\s+(?P<y>{YEAR_WORDS}))?",
        _day_in_words,
        wins="It rained on twenty October.",
    ),
    Rule(
        "month, day in words",
        rf"(?P<m>{MONTH})\s+(?P<d>{_DAY_WORDS})(?:\s+(?P<y>{YEAR_WORDS}))?",
        _day_in_words,
        wins="It rained on October twenty.",
    ),
    Rule(
        "days of month",
        rf"(?:(?P<between>between|from)\s+)?(?:the\s+)?(?P<d>{DAY})(?P<how>\s*[-–—]\s*|\s+(?:and|to|through"
        rf"|until)\s+)(?:the\s+)?(?P<e>{DAY})(?:\s+of)?\s+(?P<m>{MONTH})(?:,?\s+(?P<y>{YEAR4}))?",
        _days,
        wins="It rained from 8 to 13 October.",
    ),
    Rule(
        "month and days",
        rf"(?:(?P<between>between|from)\s+)?(?P<m>{MONTH})\s+(?P<d>{DAY})(?P<how>\s*[-–—]\s*|\s+(?:and|to|through"
        rf"|until)\s+)(?P<e>{DAY})(?:,?\s+(?P<y>{YEAR4}))?",
        _days,
        wins="It rained on October 8-13.",
    ),
)

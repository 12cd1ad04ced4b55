"""Months: October 2024, 2024-10, in October."""

from __future__ import annotations

import re

from newswire.enrich.times.rules import anchoring, words
from newswire.enrich.times.rules.anchoring import Moment, Reading
from newswire.enrich.times.rules.rule import Rule, on
from newswire.enrich.times.rules.words import MONTH, NEAR_YEAR, OF_TIME, YEAR, YEAR4


def _month_of_year(match: re.Match[str], moment: Moment | None) -> Reading | None:
    found = {k[0]: v for k, v in match.groupdict().items() if v}
    return Reading(period=anchoring.said_month(found["m"], found["y"], moment))


#: what may stand before a month whose name is a word of its own as well, or that is written small
_BEFORE_MONTH = re.compile(rf"\b(?:{OF_TIME}|by|through|this|the|for|to|and|or|last|next|on|is)\s*-?$", re.I)


def _month(match: re.Match[str], moment: Moment | None) -> Reading | None:
    name, text = match["m"], match.string
    before = text[max(0, match.start() - 12) : match.start()]
    short = len(name.rstrip(".")) < 5 and name.lower() not in ("june", "july")
    if not name[0].isupper() or short or name.lower() in ("march", "august"):
        if (
            name.lower() in ("may", "march", "mar", "dec", "sep", "jan")
            and name[0].islower()
            and not re.search(r"\b[Ii]n $", before)
        ):
            return None
        if not _BEFORE_MONTH.search(before):
            return None
    if moment is None:
        return Reading()
    return on(anchoring.month_of_year(moment, words.month(name)))


RULES = (
    Rule(
        "year and month in digits",
        rf"(?P<y>{YEAR4})-(?P<m>0?[1-9]|1[0-2])(?![-/\d])|(?P<m2>0[1-9]|1[0-2])-(?P<y2>{YEAR4})(?![-/\d])",
        _month_of_year,
        wins="The volume of 2024-10 is out.",
    ),
    Rule("year, month", rf"(?P<y>{YEAR4})[\s-]+(?P<m>{MONTH})", _month_of_year, wins="It rained in 2024 October."),
    Rule(
        "month of year",
        rf"(?P<m>{MONTH})(?:[\s,/-]+(?:of\s+|in\s+)?|\s+of\s+)(?P<y>{YEAR}|(?<=of )\d\d|{NEAR_YEAR})",
        _month_of_year,
        wins="It rained in October 2024.",
    ),
    Rule("month", rf"(?P<m>{MONTH})", _month, wins="It rained in October."),
)

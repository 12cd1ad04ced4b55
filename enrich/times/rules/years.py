"""Months, years and what is longer: October 2024, in October, two thousand and five, the 1990s, from 2001 to 2005."""

from __future__ import annotations

import re

from newswire.enrich.times.calendar import periods
from newswire.enrich.times.rules import anchoring, words
from newswire.enrich.times.rules.anchoring import Moment, Reading
from newswire.enrich.times.rules.words import MANY, MONTH, OF_TIME, SEASON


def month_of_year(match: re.Match[str], moment: Moment) -> Reading | None:
    found = {k[0]: v for k, v in match.groupdict().items() if v}
    return Reading(period=anchoring.said_month(found["m"], found["y"], moment))


#: what may stand before a month whose name is a word of its own as well, or that is written small
_BEFORE_MONTH = re.compile(rf"\b(?:{OF_TIME}|by|through|this|the|for|to|and|or|last|next|on|is)\s*-?$", re.I)


def month(match: re.Match[str], moment: Moment) -> Reading | None:
    name, text = match["m"], match.string
    before = text[max(0, match.start() - 12) : match.start()]
    is_word = name.lower() in ("may", "march", "mar", "dec", "sep", "jan")
    if name[0].islower() and is_word and not re.search(r"\b[Ii]n $", before):
        return None
    short = len(name.rstrip(".")) < 5 and name.lower() not in ("june", "july")
    if (name[0].islower() or short or name.lower() in ("march", "august")) and not _BEFORE_MONTH.search(before):
        return None
    return Reading(period=anchoring.month_of_year(moment, words.month(name)))


def season(match: re.Match[str], moment: Moment) -> Reading | None:
    return Reading(period=periods.season(words.year(match["y"]), match["s"].lower()))


def decade(match: re.Match[str], moment: Moment) -> Reading | None:
    first = int(match["y"]) if match["y"] else 1900 + int(match["s"])
    return Reading(period=periods.years(first, first + (99 if first % 100 == 0 and first < 2000 else 9)))


def century(match: re.Match[str], moment: Moment) -> Reading | None:
    number = int(match["n"])
    return Reading(period=periods.years(number * 100 - 99, number * 100, "century")) if number else None


#: numbers in words that are as often an amount
_COUNTS = re.compile(r"\b(?:thousand|hundred)\b", re.I)
_YEAR_AFTER = re.compile(rf"\b(?:{OF_TIME}|by|year|{SEASON}|to|and|{MONTH})[\s,-]+(?:the\s+year\s+)?$", re.I)


def _is_named(match: re.Match[str]) -> bool:
    """Whether "two thousand and five" is a year: after a preposition, and nothing after it that it counts."""
    text = match.string
    return bool(_YEAR_AFTER.search(text, max(0, match.start() - 24), match.start())) and not MANY.match(
        text, match.end()
    )


#: the year of the United States' government begins in October before it; that of a company is not told
_FISCAL = re.compile(r"(?:fiscal\s+year|FY)\b", re.IGNORECASE)


def named_year(match: re.Match[str], moment: Moment) -> Reading | None:
    said = match["y"] or match["y2"] or match["y3"]
    if match["y3"] and _COUNTS.search(said) and not _is_named(match):
        return None
    number = words.year(said)
    if _FISCAL.match(match[0]):
        return Reading(period=periods.year(number), interval=f"{number - 1}-10-01/{number}-09-30")
    return Reading(period=periods.year(number))


#: of sports, schools and budgets, from one summer to the next: "the 2022-23 season"
_SEASON = re.compile(r"\s(?:\w+\s)?(?:season|campaign|school\syear|academic\syear)\b", re.IGNORECASE)


def years(match: re.Match[str], moment: Moment) -> Reading | None:
    first, last = int(match["a"]), int(match["b"])
    how, opened = match["how"].strip().lower(), (match["between"] or "").lower()
    if last < 100:
        if how == "and" or (not opened and how not in ("-", "–", "—")):
            return None
        last += first // 100 * 100
    if (how == "and" and opened != "between") or (how not in ("-", "–", "—") and not opened) or last <= first:
        return None
    whole = periods.years(first, last, "year")
    of_sport = last == first + 1 and _SEASON.match(match.string, match.end())
    return Reading(period=whole, interval=f"{first}-07-01/{last}-06-30" if of_sport else None)

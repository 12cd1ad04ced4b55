"""Years and what is longer: 2019, two thousand and five, the 1990s, the 19th century, from 2001 to 2005."""

from __future__ import annotations

import re

from newswire.enrich.times.calendar import periods
from newswire.enrich.times.rules import words
from newswire.enrich.times.rules.anchoring import Moment, Reading
from newswire.enrich.times.rules.rule import Rule
from newswire.enrich.times.rules.words import MANY, MONTH, OF_TIME, SEASON, TH, YEAR4, YEAR_WORDS


def _season(match: re.Match[str], moment: Moment | None) -> Reading | None:
    return Reading(period=periods.season(words.year(match["y"]), match["s"].lower()))


_PART = r"(?:the\s+)?(?:(?:early|late|mid)[\s-]+)?"


def _decade(match: re.Match[str], moment: Moment | None) -> Reading | None:
    first = int(match["y"]) if match["y"] else 1900 + int(match["s"])
    return Reading(period=periods.years(first, first + (99 if first % 100 == 0 and first < 2000 else 9)))


def _century(match: re.Match[str], moment: Moment | None) -> Reading | None:
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


def _named_year(match: re.Match[str], moment: Moment | None) -> Reading | None:
    said = match["y"] or match["y2"] or match["y3"]
    if match["y3"] and _COUNTS.search(said) and not _is_named(match):
        return None
    number = words.year(said)
    if _FISCAL.match(match[0]):
        return Reading(period=periods.year(number), interval=f"{number - 1}-10-01/{number}-09-30")
    return Reading(period=periods.year(number))


def _years(match: re.Match[str], moment: Moment | None) -> Reading | None:
    first, last = int(match["a"]), int(match["b"])
    how, opened = match["how"].strip().lower(), (match["between"] or "").lower()
    if last < 100:
        if how == "and" or (not opened and how not in ("-", "–", "—")):
            return None
        last += first // 100 * 100
    if (how == "and" and opened != "between") or (how not in ("-", "–", "—") and not opened) or last <= first:
        return None
    return Reading(period=periods.years(first, last, "year"))


RULES = (
    Rule(
        "season of year",
        rf"(?:the\s+)?(?P<s>{SEASON})(?:\s+of)?\s+(?P<y>{YEAR4})(?:[-–/]\d\d)?",
        _season,
        wins="It rained in spring 2020.",
    ),
    Rule("decade", rf"{_PART}(?:(?P<y>1[5-9]\d0|20\d0)|['’](?P<s>[2-9]0))s", _decade, wins="It rained in the 1990s."),
    Rule("century", rf"{_PART}(?P<n>1?\d|2[01]){TH}[\s-]+century", _century, wins="It rained in the 19th century."),
    Rule(
        "named year",
        rf"(?:(?:fiscal|calendar|financial)\s+)?years?\s+(?P<y>{YEAR4})|(?:fiscal|calendar|FY|CY)[\s-]?"
        rf"(?P<y2>{YEAR4}|\d\d)|(?P<y3>{YEAR_WORDS})",
        _named_year,
        wins="It rained in fiscal year 2024.",
    ),
    Rule(
        "years",
        rf"(?:(?P<between>between|from)\s+)?(?P<a>{YEAR4})(?P<how>\s*[-–—]\s*|\s+(?:and|to|through|until)\s+)"
        rf"(?P<b>{YEAR4}|\d\d(?!\d))",
        _years,
        wins="It rained from 2001 to 2005.",
    ),
)

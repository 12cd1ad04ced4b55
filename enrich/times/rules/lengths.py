"""Expressions of time without a date: lengths (two years), times of day (3 p.m.), what comes again (every Monday)."""

from __future__ import annotations

import re

from newswire.enrich.times.calendar import periods
from newswire.enrich.times.rules import words
from newswire.enrich.times.rules.anchoring import Moment, Reading
from newswire.enrich.times.rules.rule import Rule
from newswire.enrich.times.rules.words import COUNT, DAYS_OF_WEEK, LARGE, UNIT, WEEKDAY

_OFTEN = {"hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M",
          "quarterly": "P3M", "annually": "P1Y", "yearly": "P1Y", "annual": "P1Y"}  # fmt: skip


def _length(match: re.Match[str], moment: Moment | None) -> Reading | None:
    if re.match(r"(?:['’]s?)?[\s-]+(?:old|olds|of\s+age)\b", match.string[match.end() : match.end() + 12], re.I):
        return None
    n, unit = words.count(match["n"]), words.unit(match["unit"])
    said = match["n"].lower()
    if (unit == "quarter" and _is_fraction(match)) or (
        len(match["n"]) == 4 and match["n"].isdigit() and unit == "hour"
    ):
        return None
    if unit in periods.CLOCK and unit == "second" and "-" in match["dash"]:
        return None
    if said in ("a", "an"):
        # "$6 a day", "twice a year" is how often
        before = match.string[max(0, match.start() - 14) : match.start()].rstrip().lower()
        if re.search(rf"(?:\d|\bonce|twice|times|{LARGE}|percent|%|dollars?)$", before):
            return Reading("set", None, periods.duration(1, unit))
    return Reading("duration", None, periods.duration(n, unit) if n else None)


#: "two and a quarter", "a quarter of the town", "a quarter-mile"
_AND = re.compile(r"\band[\s-]+$", re.I)
_OF = re.compile(
    r"[\s-]+(?:of\b(?!\s+(?:(?:negative|positive|slow|solid|strong|weak|falling|rising|flat|economic)\s+)*"
    r"(?:growth|decline|losses|contraction|expansion|recession))"
    rf"|(?:mile|{LARGE}|inch|pound|century|acre|hour|point|percentage|turn|ton|tonne|cup)\b)",
    re.I,
)


def _is_fraction(match: re.Match[str]) -> bool:
    """Whether a quarter, or three, is a share and no time."""
    if match["n"].lower() not in ("a", "one", "three"):
        return False
    return bool(
        _AND.search(match.string, max(0, match.start() - 8), match.start()) or _OF.match(match.string, match.end())
    )


def _again(match: re.Match[str], moment: Moment | None) -> Reading | None:
    if match["w"]:
        return Reading("set", None, "P1W")
    if match["unit"].lower() == "weekday":
        return Reading("set", None, "P1D")
    n = 2 if (match["n"] or "").lower() == "other" else words.count(match["n"]) if match["n"] else 1
    return Reading("set", None, periods.duration(n, words.unit(match["unit"])) if n else None)


def _weekdays(match: re.Match[str], moment: Moment | None) -> Reading | None:
    return Reading("set", None, "P1W")


def _often(match: re.Match[str], moment: Moment | None) -> Reading | None:
    return Reading("set", None, _OFTEN[match[0].lower()])


_ZONE = r"(?:\s+(?:EST|EDT|ET|PST|PDT|PT|GMT|UTC|BST|CET|CEST))?"


def _clock(match: re.Match[str], moment: Moment | None) -> Reading | None:
    """A time of day; which day is seen from what stands beside it (`enrich/times/tagger.py`)."""
    if match["word"]:
        hour, minute = (0 if match["word"].lower() == "midnight" else 12), 0
    elif match["h3"]:
        hour, minute = int(match["h3"]), int(match["min3"])
    elif match["h2"]:
        hour, minute = int(match["h2"]), int(match["min2"])
    else:
        hour, minute = int(match["h"]) % 12 + (12 if match["half"][0].lower() == "p" else 0), int(match["min"] or 0)
    return Reading("time", None, f"T{hour:02}:{minute:02}")


RULES = (
    Rule(
        "length",
        rf"(?P<n>{COUNT})(?P<dash>[\s-]+)(?:full\s+|straight\s+|consecutive\s+|more\s+|long\s+)?(?P<unit>{UNIT})",
        _length,
        wins="It rained for two years.",
    ),
    Rule(
        "every",
        rf"(?:every|each)\s+(?:(?P<n>{COUNT}|other)\s+)?(?P<unit>{UNIT}|weekday)|(?:every|each)\s+(?P<w>{WEEKDAY})",
        _again,
        wins="It rains every Monday.",
    ),
    Rule("weekdays", rf"(?:on\s+)?{DAYS_OF_WEEK}", _weekdays, wins="It rains on Mondays."),
    Rule("how often", "|".join(_OFTEN), _often, wins="It rains daily."),
    Rule(
        "time of day",
        rf"(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<min>[0-5]\d))?\s*(?P<half>[ap]\.?\s?m\b\.?){_ZONE}"
        rf"|(?P<h2>[01]?\d|2[0-3]):(?P<min2>[0-5]\d)(?::[0-5]\d)?{_ZONE}"
        r"|(?P<h3>[01]\d|2[0-3])(?P<min3>[0-5]\d)\s?(?:UTC|GMT|Z|(?:[CE]E?S?|[EPM][SD]|B?S)T|local\s+time"
        r"|(?:(?<=\bat \d{4} )|(?<=\bby \d{4} )|(?<=\bfrom \d{4} )|(?<=\buntil \d{4} ))h(?:ou)?rs)"
        r"|(?P<word>noon|midnight|midday)",
        _clock,
        wins="It rained at 3 p.m. there.",
    ),
)

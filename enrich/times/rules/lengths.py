"""Expressions of time without a date: lengths (two years), times of day (3 p.m.), what comes again (every Monday)."""

from __future__ import annotations

import re

from newswire.enrich.times.calendar import periods
from newswire.enrich.times.rules import words
from newswire.enrich.times.rules.anchoring import Moment, Reading
from newswire.enrich.times.rules.words import LARGE, OFTEN

#: after "one day", which is nobody knows when: "One day he will return"
_SOME = re.compile(r",?\s(?:I|you|he|she|it|we|they|soon|will|may|might|could)\b")


def length(match: re.Match[str], moment: Moment) -> Reading | None:
    if re.match(r"(?:['’]s?)?[\s-]+(?:old|olds|of\s+age)\b", match.string[match.end() : match.end() + 12], re.I):
        return None
    n, unit = words.count(match["n"]), words.unit(match["unit"])
    said = match["n"].lower()
    if said == "one" and unit == "day" and _SOME.match(match.string, match.end()):
        return None
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
    """Whether a quarter, or three, is a share and not a time."""
    if match["n"].lower() not in ("a", "one", "three"):
        return False
    return bool(
        _AND.search(match.string, max(0, match.start() - 8), match.start()) or _OF.match(match.string, match.end())
    )


def again(match: re.Match[str], moment: Moment) -> Reading | None:
    if match["w"]:
        return Reading("set", None, "P1W")
    if match["unit"].lower() == "weekday":
        return Reading("set", None, "P1D")
    n = 2 if (match["n"] or "").lower() == "other" else words.count(match["n"]) if match["n"] else 1
    return Reading("set", None, periods.duration(n, words.unit(match["unit"])) if n else None)


def weekdays(match: re.Match[str], moment: Moment) -> Reading | None:
    return Reading("set", None, "P1W")


def often(match: re.Match[str], moment: Moment) -> Reading | None:
    return Reading("set", None, OFTEN[match[0].lower()])


def clock(match: re.Match[str], moment: Moment) -> Reading | None:
    """A time of day; which day is seen from what stands beside it (`enrich/times/together.py`)."""
    if match["word"]:
        hour, minute = (0 if match["word"].lower() == "midnight" else 12), 0
    elif match["h3"]:
        hour, minute = int(match["h3"]), int(match["min3"])
    elif match["h2"]:
        hour, minute = int(match["h2"]), int(match["min2"])
    else:
        hour, minute = int(match["h"]) % 12 + (12 if match["half"][0].lower() == "p" else 0), int(match["min"] or 0)
    return Reading("time", None, f"T{hour:02}:{minute:02}")

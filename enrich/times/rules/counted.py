"""Days that lie a counted stretch from the publication: two weeks ago, in three days on Friday, 2 years 1 month on."""

from __future__ import annotations

import re
from datetime import date

from newswire.enrich.times.calendar import periods
from newswire.enrich.times.rules import words
from newswire.enrich.times.rules.anchoring import Moment, Reading
from newswire.enrich.times.rules.words import COUNT, UNIT

_MORE = re.compile(rf"(?P<n>{COUNT})\s+(?P<unit>{UNIT})", re.I)
_CAME = re.compile(r"\b(?:c[ao]mes?|coming)\s(?:just\s|only\s)?$")
_LENGTH = re.compile(r"\b(?:for|of|within|over|under|by|than|least|most|to)\s$")


def from_now(match: re.Match[str], moment: Moment) -> Reading | None:
    """The day that lies so far from publication; its interval is as wide as the unit ("two years ago": that year)."""
    n, unit = words.count(match["n"]), words.unit(match["unit"])
    how = words.plain(match["how"])
    if n is None or n != int(n):
        return Reading()
    sign = -1 if how in ("ago", "back", "earlier") else 1
    if unit in periods.CLOCK:
        if how == "from today":
            return None
        return Reading(
            "time", None, None, periods.day(moment.published).interval if how in ("ago", "back") and n < 12 else None
        )
    when = periods.shifted(moment.published, sign * int(n), unit)
    for other in _MORE.finditer(match["more"]):
        more, finer = words.count(other["n"]), words.unit(other["unit"])
        if more and finer not in periods.CLOCK:
            when, unit = periods.shifted(when, sign * int(more), finer), finer
    if said := match["w"] or match["w2"]:
        return Reading(period=periods.day(beside(when, unit, words.weekday(said))))
    steps = sign * int(n) * {"day": 1, "week": 7}.get(unit, 0) if how in ("earlier", "later") else 0
    wide = "month" if unit == "month" else "year" if unit in ("year", "decade", "century") else "day"
    return Reading("date", None, when.isoformat(), periods.of_unit(when, wide).interval, steps or None)


def within(match: re.Match[str], moment: Moment) -> Reading | None:
    """ "in two weeks" is a duration where the words look back, "charges in 18 minutes" tells how long it takes."""
    n, unit = words.count(match["n"]), words.unit(match["unit"])
    if "time" in match[0] or (unit not in periods.CLOCK and moment.direction() >= 0):
        return from_now(match, moment)
    return None if match["w"] else Reading("duration", None, periods.duration(n, unit) if n else None)


def beside(when: date, unit: str, weekday: int) -> date:
    """The weekday that is meant by "Monday, two weeks from now": of that week; counted in months or years, the next.

    Weeks begin on Sunday here, as those do who talk like this.
    """
    if unit in ("day", "week", "fortnight"):
        return periods.shifted(when, (weekday + 1) % 7 - (when.weekday() + 1) % 7, "day")
    return periods.weekday(when, weekday, 1)


def before_event(match: re.Match[str], moment: Moment) -> Reading | None:
    """ "came a day after he said ...": the news is of the present, what it follows lies so far back.

    What else happened a day after something has a day that the words do not tell.
    """
    n, unit = words.count(match["n"]), words.unit(match["unit"])
    before = match.string[max(0, match.start() - 16) : match.start()]
    if unit in periods.CLOCK or (not _CAME.search(before) and _LENGTH.search(before)):
        return None  # "six hours before help came": a length
    if n is None or n != int(n) or not _CAME.search(before) or not match[0].lower().endswith("after"):
        return Reading()
    when = periods.shifted(moment.published, -int(n), unit)
    return Reading(period=periods.of_unit(when, unit if unit in ("week", "month", "year") else "day"))

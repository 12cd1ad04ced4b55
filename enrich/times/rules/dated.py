"""Days with their month: 8 October 2024, on 18 and 19 June, October 8-13; in digits 2024-10-08, 10/8/2024, 24.12."""

from __future__ import annotations

import re

from newswire.enrich.times.calendar import periods
from newswire.enrich.times.rules import anchoring, words
from newswire.enrich.times.rules.anchoring import Moment, Reading, exact, on


def day(match: re.Match[str], moment: Moment) -> Reading | None:
    found = match.groupdict()
    month, number, in_words = words.month(found["m"]), words.ordinal(found["d"]), not found["d"][0].isdigit()
    if found["m"] == "may" and in_words and not found["y"] and not match[0].lower().endswith("may"):
        return None  # "it may second the motion"
    if in_words and words.plain(found["d"]) in words.NUMBERS and words.MANY.match(match.string, match.end()):
        return None  # "in March five people"
    if found["y"]:
        return on(exact(words.year(found["y"]), month, number))
    weekday = found.get("w")
    return on(anchoring.day_of_month(moment, month, number, words.weekday(weekday) if weekday else None))


def day_of_list(match: re.Match[str], moment: Moment) -> Reading | None:
    """ "on 18 and 19 June": the month is said once."""
    return day(match, moment) if match["m"][0].isupper() else None


def days(match: re.Match[str], moment: Moment) -> Reading | None:
    """ "between October 8 and 13", "Oct. 8-13"; "October 8 and 13" alone are two days, and not a range."""
    month, first, last = words.month(match["m"]), words.ordinal(match["d"]), words.ordinal(match["e"])
    if (match["how"].strip() == "and" and (match["between"] or "").lower() != "between") or first >= last:
        return None
    begin = exact(words.year(match["y"]), month, first) if match["y"] else anchoring.day_of_month(moment, month, first)
    end = exact(begin.first.year, month, last) if begin else None
    return on(periods.between(begin, end)) if begin and end else None


def iso(match: re.Match[str], moment: Moment) -> Reading | None:
    found = {k[0]: v for k, v in match.groupdict().items() if v}
    return on(exact(words.year(found["y"]), words.month(found["m"]), int(found["d"])))


def slashes(match: re.Match[str], moment: Moment) -> Reading | None:
    """Month first, as most English news with slashes has it, unless only the day can be first."""
    a, b = int(match["a"]), int(match["b"])
    month, number = (b, a) if a > 12 else (a, b)
    if match["y"]:
        return on(exact(words.year(match["y"]), month, number))
    if not 1 <= month <= 12:
        return None
    step, *weekday = words.plain(match["w"] or "").split(" ")
    if step in words.STEPS:
        if weekday:
            # of the weeks around the publication
            return on(anchoring.nearest(moment.published, month, number))
        if step == "this":
            return on(exact(moment.published.year, month, number))
        moment = moment._replace(direction=lambda: words.STEPS[step])
    return on(anchoring.day_of_month(moment, month, number))

"""Times that a figure is plainly of, right after it, and not of: those of what it is compared with."""

from __future__ import annotations

from newswire.enrich.figures.rules import RULES
from newswire.enrich.figures.when.dated import Dates
from newswire.enrich.figures.when.signs import Signs

#: characters before a figure, and between a figure and a time
_BEFORE, _GAP = 48, 80
#: kinds of which a time right after is often of something else: "after 43 years in May"
_OWN = frozenset(("age", "duration"))


def is_compared(text: str, start: int) -> bool:
    """Whether another figure is compared with the one that begins there."""
    return bool(RULES["compared with another"].search(text, max(0, start - _BEFORE), start))


def own_time(dates: Dates, figure: Signs) -> int | None:
    """The number of the time right after a figure or what it counts: "2 percent in 2014", "against 48 in 2021"."""
    compared = is_compared(dates.text, figure.figure.start)
    if not compared and (figure.kind in _OWN or {"hyphen", "joined"} & set(figure.own)):
        return None
    end = figure.figure.end if compared else figure.end
    number = dates.within(end, figure.sentence[1]).start
    if number >= len(dates.times) or not end <= dates.starts[number] < min(end + _GAP, figure.sentence[1]):
        return None
    after = RULES["right after what is compared" if compared else "right after"]
    return number if after.fullmatch(dates.text, end, dates.starts[number]) else None


def is_old_level(text: str, start: int) -> bool:
    """Whether the figure that begins there is what another one came from: "up from 31"."""
    return bool(RULES["old level"].search(text, max(0, start - _BEFORE), start))


def is_ruled_out(dates: Dates, figure: Signs, number: int) -> bool:
    """Whether a time of its sentence is plainly not that of a figure: it is of what that is compared with."""
    start, end, at = figure.figure.start, figure.figure.end, dates.starts[number]
    if at < start:
        return is_old_level(dates.text, start)
    if at - end >= _GAP:
        return False
    base = RULES["base of a change" if figure.figure.change or figure.kind == "percent" else "base"]
    return bool(base.fullmatch(dates.text, end, at))

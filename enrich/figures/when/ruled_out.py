"""Times that a figure is plainly not of, wherever they stand: of datelines, and of what it is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newswire.enrich.figures.rules import RULES
from newswire.stream.messages import Time

if TYPE_CHECKING:
    from newswire.enrich.figures.when.dated import Dates
    from newswire.enrich.figures.when.signs import Signs

#: characters of a line before the day of its dateline, before a figure, and between a figure and a time
_PLACE, _BEFORE, _GAP = 60, 48, 80


def is_dateline(text: str, time: Time) -> bool:
    """Whether a time is the day of a dateline, or the day alone above the text: when it was written."""
    line = text.rfind("\n", 0, time.start) + 1
    if time.start - line > _PLACE:
        return False
    if RULES["place of a dateline"].fullmatch(text, line, time.start):
        return bool(RULES["end of a dateline"].match(text, time.end))
    alone = line == 0 and RULES["before a day alone"].fullmatch(text, 0, time.start)
    return bool(alone and RULES["after a day alone"].match(text, time.end))


def is_compared(text: str, start: int) -> bool:
    """Whether another figure is compared with the one that begins there."""
    return bool(RULES["compared with another"].search(text, max(0, start - _BEFORE), start))


def own_time(dates: Dates, figure: Signs) -> int | None:
    """The number of the time right after a figure that another one is compared with: "against 48 in 2021"."""
    start, end = figure.figure.start, figure.figure.end
    if not is_compared(dates.text, start):
        return None
    number = dates.within(end, figure.sentence[1]).start
    if number >= len(dates.times) or not end <= dates.starts[number] < min(end + _GAP, figure.sentence[1]):
        return None
    return number if RULES["right after"].fullmatch(dates.text, end, dates.starts[number]) else None


def is_ruled_out(dates: Dates, figure: Signs, number: int) -> bool:
    """Whether a time of its sentence, or one before it, is plainly not that of a figure."""
    start, end, at = figure.figure.start, figure.figure.end, dates.starts[number]
    if at < start:  # of what it is compared with
        return bool(RULES["old level"].search(dates.text, max(0, start - _BEFORE), start))
    base = RULES["base of a change" if figure.figure.change or figure.kind == "percent" else "base"]
    return at - end < _GAP and bool(base.fullmatch(dates.text, end, at))

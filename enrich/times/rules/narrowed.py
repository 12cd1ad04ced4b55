"""Parts of a month or a year that words before it tell: late December, early 2025, the end of February."""

from __future__ import annotations

import re
from calendar import monthrange

from newswire.enrich.times.calendar import periods
from newswire.enrich.times.calendar.periods import Period

_PART = re.compile(
    r"\b(?:(?P<part>early|mid|late)[\s-]+(?:in\s+)?|the\s+(?P<of>start|beginning|middle|end)\s+of\s+(?:the\s+)?)$",
    re.IGNORECASE,
)
_SIDES = {"early": 0, "start": 0, "beginning": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
#: first and last day of the parts of a month; first and last month of those of a year, which reach into each other
_DAYS = ((1, 10), (11, 20), (21, 31))
_MONTHS = ((1, 4), (5, 8), (9, 12))
_BEFORE = 24


def narrowed(text: str, start: int, period: Period | None) -> Period | None:
    """The part of the month or year at `start` that the words before it tell; the period itself where they tell none.

    Its value stays that of the whole.
    """
    if period is None or period.unit not in ("month", "year"):
        return period
    match = _PART.search(text, max(0, start - _BEFORE), start)
    if match is None:
        return period
    side = _SIDES[(match["part"] or match["of"]).lower()]
    year, month = period.first.year, period.first.month
    if period.unit == "month":
        length = monthrange(year, month)[1]
        first, last = _DAYS[side][0], min(_DAYS[side][1], length)
        if match["of"] and side == 2:
            first = length - 4  # the end of a month are its last days
        elif match["of"] and side == 0:
            last = 5
        made = periods.between(
            periods.day(period.first.replace(day=first)), periods.day(period.first.replace(day=last))
        )
    else:
        made = periods.between(periods.month(year, _MONTHS[side][0]), periods.month(year, _MONTHS[side][1]))
    return made._replace(value=period.value, unit=period.unit)

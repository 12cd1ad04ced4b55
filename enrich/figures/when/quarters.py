"""Quarters that only their number names: "$3bn in the first quarter of 2022 and $1bn in the second"."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from newswire.enrich.times.calendar import periods
from newswire.stream.messages import Time, When

_ORDINALS = ("first", "second", "third", "fourth")
_ORDINAL = re.compile(rf"\sin\sthe\s({'|'.join(_ORDINALS)})(?=[.,;]|\s(?:and|but)\b|$)")


def next_quarter(text: str, end: int, times: Sequence[Time]) -> When | None:
    """The quarter after a figure that ends at `end`, of the year of the quarter that was told before it."""
    said = _ORDINAL.match(text, end)
    at = bisect.bisect_left(times, end, key=lambda t: t.start)
    before = times[at - 1].value or "" if at else ""
    if said is None or "-Q" not in before:
        return None
    made = periods.quarter(int(before[:4]), _ORDINALS.index(said[1]) + 1)
    return When(interval=made.interval, text=said[1], start=said.start(1), end=said.end(1))

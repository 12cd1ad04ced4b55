"""Quarters that only their number names: "$3bn in the first quarter of 2022 and $1bn in the second"."""

from __future__ import annotations

import re

from newswire.enrich.passages.passage import Passage
from newswire.enrich.times.calendar import periods
from newswire.enrich.times.rules.words import ORDINALS, either, ordinal
from newswire.stream.messages import When

_FOURTHS = either(word for word, n in ORDINALS.items() if 1 <= n <= 4)
_ORDINAL = re.compile(rf"\sin\sthe\s({_FOURTHS})(?=[.,;]|\s(?:and|but)\b|$)")


def next_quarter(passage: Passage, end: int) -> When | None:
    """The quarter after a figure that ends at `end`, of the year of the quarter that was told before it."""
    said = _ORDINAL.match(passage.text, end)
    time = passage.time_before(end) if said else None
    before = (time and time.value) or ""
    if said is None or "-Q" not in before:
        return None
    made = periods.quarter(int(before[:4]), ordinal(said[1]))
    return When(interval=made.interval, text=said[1], start=said.start(1), end=said.end(1))

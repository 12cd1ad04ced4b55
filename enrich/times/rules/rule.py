"""What a rule of time is: a pattern, what its matches mean, and a text in which it is the one that reads a time.

Each module of rules ends with its rows; `enrich/times/rules/table.py` puts them together, in the order that is written
down there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from newswire.enrich.times.calendar import periods
from newswire.enrich.times.calendar.periods import Period
from newswire.enrich.times.rules.anchoring import Moment, Reading
from newswire.enrich.times.rules.required import required

Resolve = Callable[[re.Match[str], Moment | None], Reading | None]


@dataclass(frozen=True)
class Rule:
    """A pattern of an expression and what its matches mean; None says that it is no time after all."""

    name: str
    expression: str  #: matched in any case, at the border of words
    resolve: Resolve
    wins: str  #: a text in which this rule reads a time that no other would read so; a test demands it

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w$€£])(?<![$€£]\s)(?:{self.expression})(?!\w)", re.IGNORECASE)

    @cached_property
    def required(self) -> list[frozenset[str]]:
        """What a paragraph has to hold for a match (see `enrich/times/rules/required.py`)."""
        return required(self.expression)


def on(period: Period | None) -> Reading | None:
    return None if period is None else Reading(period=period)


def exact(year: int, month: int, day: int) -> Reading | None:
    """The day, None where the calendar has no such."""
    try:
        return Reading(period=periods.day(date(year, month, day)))
    except ValueError:
        return None

"""What a rule of time is: a pattern, what its matches mean, and a text in which it is the one that reads a time.

Each module of rules has a list of its own; `enrich/times/rules/table.py` puts them together, in the order that
is written down there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from newswire.enrich.times.calendar import periods
from newswire.enrich.times.calendar.periods import Period
from newswire.enrich.times.rules.anchoring import Moment, Reading
from newswire.enrich.times.rules.required import required

Resolve = Callable[[re.Match[str], Moment | None], Reading | None]


class Rule(NamedTuple):
    """A pattern of an expression and what its matches mean; None says that it is not a time after all."""

    pattern: re.Pattern[str]
    resolve: Resolve
    required: list[frozenset[str]]  #: what a paragraph has to hold for a match (see `enrich/times/rules/required.py`)
    wins: str  #: a text in which this rule is the one that reads a time; a test demands it


class Rules(list[Rule]):
    """The rules of a module, in the order in which they stand there."""

    def add(self, pattern: str, *, wins: str) -> Callable[[Resolve], Resolve]:
        """Adds a function as the meaning of a pattern, which is matched in any case, at the border of words.

        `wins` is a text in which the rule reads a time that no other would read so.
        """

        def add(resolve: Resolve) -> Resolve:
            bordered = re.compile(rf"(?<![\w$€£])(?<![$€£]\s)(?:{pattern})(?!\w)", re.IGNORECASE)
            self.append(Rule(bordered, resolve, required(pattern), wins))
            return resolve

        return add


def on(period: Period | None) -> Reading | None:
    return None if period is None else Reading(period=period)


def exact(year: int, month: int, day: int) -> Reading | None:
    """The day, None where the calendar has no such."""
    try:
        return Reading(period=periods.day(date(year, month, day)))
    except ValueError:
        return None

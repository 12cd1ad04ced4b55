"""Which articles are out: decided by the clock, remembered in a small file so that a new start goes on.

The desk opens with a backlog. Then one article follows every `every_s` seconds for as long as the site runs; the
time that it does not run does not count. What was published keeps its time for ever.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from newswire.demo_site.texts import Article, write

#: articles that are out from the start, with their times in the hours before
BACKLOG = 9
BACKLOG_S = 37 * 60
#: one article is corrected and one withdrawn this long after the very first start
CORRECTION_S = 90
#: what a feed lists
LISTED = 20


class Shift(NamedTuple):
    """A time in which the site ran."""

    at: int  #: its start, seconds since 1970
    first: int  #: the number of the first article that it publishes
    every_s: int


def published_at(shifts: Sequence[Shift], number: int) -> int:
    """When an article came out or will, seconds since 1970."""
    if number < BACKLOG:
        return shifts[0].at - (BACKLOG - number) * BACKLOG_S
    shift = next(shift for shift in reversed(shifts) if shift.first <= number)
    return shift.at + (number - shift.first + 1) * shift.every_s


def count_at(shifts: Sequence[Shift], now: float) -> int:
    """How many articles are out."""
    last = shifts[-1]
    return last.first + max(0, int((now - last.at) // last.every_s))


class Newsroom:
    """The published articles. `tick` moves it on; without a state file it begins again."""

    def __init__(self, state: Path | None, every_s: int, now: float) -> None:
        self.state = state
        shifts, count = _read(state)
        self.shifts = [*shifts, Shift(int(now), count, every_s)]
        self.count = count
        self.now = now
        self._save(count)

    def tick(self, now: float) -> None:
        """Publishes what is due. The file first: what anybody has seen is never published again."""
        count = max(self.count, count_at(self.shifts, now))
        if count != self.count:
            self._save(count)
        self.count, self.now = count, now

    def article(self, number: int) -> Article:
        """An article as it is now, corrected or withdrawn where that is due."""
        corrected = self.shifts[0].at + CORRECTION_S
        return write(
            number,
            datetime.fromtimestamp(published_at(self.shifts, number), UTC),
            datetime.fromtimestamp(corrected, UTC) if corrected <= self.now else None,
        )

    def latest(self, desk: str | None = None, limit: int = LISTED, before: int | None = None) -> list[Article]:
        """The newest articles, of one desk or of all, those under the number `before` only."""
        found = []
        for number in range(self.count if before is None else before, 0, -1):
            article = self.article(number - 1)
            if desk in (None, article.desk) and article.page != "withdrawn":
                found.append(article)
            if len(found) == limit:
                break
        return found

    def _save(self, count: int) -> None:
        if self.state:
            self.state.parent.mkdir(parents=True, exist_ok=True)
            fresh = self.state.with_name(self.state.name + ".new")
            fresh.write_text(json.dumps({"shifts": self.shifts, "count": count}))
            fresh.replace(self.state)


def _read(state: Path | None) -> tuple[list[Shift], int]:
    try:
        kept = json.loads(state.read_text()) if state else None
    except FileNotFoundError:
        kept = None
    if not kept:
        return [], BACKLOG
    return [Shift(*map(int, shift)) for shift in kept["shifts"]], int(kept["count"])

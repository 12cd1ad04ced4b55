"""Signs from the figures before: what the last one is of, and those that count the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from newswire.enrich.figures.when.dated import Dates
from newswire.enrich.figures.when.signs import Signs
from newswire.enrich.figures.when.words import bucket

#: what the figure shows that counts together with the one before it
_TOGETHER = ("t=", "w=", "hyphen", "joined", "k=")
_JOINS = {"and": re.compile(r"\b(?:and|or)\b"), "up": re.compile(r"\b(?:from|than|of)\b"), "comma": re.compile(",")}
#: characters between two figures that are read, and figures before one that may count the same
_GAP, _RECENT = 60, 12
#: figures before one whose times are counted
_COUNTED = 64


class Told(NamedTuple):
    """A figure and the interval that was chosen for it."""

    signs: Signs
    interval: str | None


class Often(NamedTuple):
    """How often the figures before are of each interval, and of which most are."""

    counts: Counter[str | None]
    most: str | None
    times: int


def how_often(told: Sequence[Told]) -> Often:
    counts = Counter(before.interval for before in told[-_COUNTED:])
    return Often(counts, *(counts.most_common(1)[0] if counts else (None, 0)))


def signs_of_told(
    dates: Dates, figure: Signs, told: Sequence[Told], often: Often, interval: str | None, own: bool
) -> list[str]:
    """That a figure is of the same time as those before it; `own` where the time stands in its sentence, `often` from
    `how_often`."""
    side = "S" if own else "O"
    found = []
    if told:
        none = interval is None
        if interval == often.most:
            found += [f"same mode:{side}:{none}", f"same mode:{side}:{min(often.times, 4)}:{none}"]
        found += [] if none else [f"same count:{side}:{bucket(often.counts[interval], 0, 1, 3)}"]
    for before in told[-_RECENT:]:
        if before.interval == interval:
            found += _alike(before.signs, figure, side)
    return found + (_last(dates, figure, told[-1], interval, side) if told else [])


def _alike(before: Signs, figure: Signs, side: str) -> list[str]:
    found = []
    what = figure.what is not None and before.what == figure.what
    if figure.head and before.head == figure.head:
        again = before.figure.value == figure.figure.value
        found = [f"same thing:{side}", *([f"again:{side}"] if again else [])]
        found += [f"same row:{side}"] if before.what == figure.what else []
    if what:
        found += [f"same what:{side}", f"same what:{side}:{before.figure.kind == figure.figure.kind}"]
    return found


def _last(dates: Dates, figure: Signs, last: Told, interval: str | None, side: str) -> list[str]:
    before, here = last.signs.figure, figure.figure
    near = "x"
    if before.start >= figure.sentence[0]:
        near = "s"
    elif dates.passage.paragraph(before.start) == dates.passage.paragraph(here.start):
        near = "p"
    alike = before.kind == here.kind
    if last.interval is None:
        return [f"last none:{near}:{side}", *([f"last none:{near}:alike"] if alike else [])]
    if last.interval != interval:
        return [f"last other:{near}:{side}"]
    found = [f"last:{near}", f"last:{near}:{side}", f"last:{near}:{side}:k={figure.kind}"]
    found += [f"last:{near}:{s}" for s in figure.own if s.startswith(_TOGETHER)]
    found += [f"last:{near}:alike"] if alike else []
    found += [f"last:{near}:what"] if figure.what and last.signs.what == figure.what else []
    gap = dates.text[before.end : here.start]
    if len(gap) < _GAP:
        join = next((name for name, pattern in _JOINS.items() if pattern.search(gap)), "x")
        found.append(f"last:{near}:{join}")
    if figure.verb is not None and last.signs.verb is not None and figure.verb.i == last.signs.verb.i:
        found.append(f"last:{near}:verb")
    return found

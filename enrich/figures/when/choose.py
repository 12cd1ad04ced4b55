"""Chooses for each figure of a field the time that it is of, or none: by weights that were learned from annotated news.

A conditional logit (McFadden 1974): each time that may be meant, and none, has a sum of weights of its signs;
its chance is the exponential of that over the sum of all. Chances of times that are the same days are added.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from newswire.enrich.figures.when.clause import led_by, stated
from newswire.enrich.figures.when.dated import Dates
from newswire.enrich.figures.when.lists import of_one_time
from newswire.enrich.figures.when.pairs import signs_before, signs_of_figure, signs_of_none, signs_within
from newswire.enrich.figures.when.quarters import next_quarter
from newswire.enrich.figures.when.ruled_out import is_compared, is_old_level, is_ruled_out, own_time
from newswire.enrich.figures.when.signs import Signs
from newswire.enrich.figures.when.told import Told, how_often, signs_of_told
from newswire.enrich.lexicon.load import read_table
from newswire.enrich.lexicon.rules import Way
from newswire.enrich.passages.passage import Passage
from newswire.stream.messages import Figure, When

#: times of its sentence, before it, at the opening of the text and after it that a figure may be of
_OWN, _BEFORE, _FIRST, _AFTER = 16, 8, 4, 3
#: added to the weight of none: a wrong time misleads, a missing one does not
_CAREFUL = 1.0


class Candidate(NamedTuple):
    """A time that a figure may be of, by its number in the field; None: it is of none."""

    time: int | None
    signs: list[str]


def choose(passage: Passage, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of one field, each with the time that it is of."""
    dates, told, done = Dates(passage), list[Told](), list[Figure]()
    starts = [f.start for f in figures]
    for figure in figures:
        here = Here(dates, Signs(passage, figure), told, starts)
        when = next((decided[0] for way in WAYS if (decided := way.read(here))), None)
        done.append(replace(figure, when=when))
        if not is_compared(passage.text, figure.start):  # of another time: what follows does not go on from it
            told.append(Told(here.signs, when.interval if when else None))
    return of_one_time(passage, done)


class Here(NamedTuple):
    """A figure, the times of its field and the figures before it."""

    dates: Dates
    signs: Signs
    told: Sequence[Told]
    starts: Sequence[int]


#: the time of a figure or that it has none; None where nothing is decided
Decided = tuple[When | None] | None


def _numbered(h: Here, number: int | None) -> Decided:
    return None if number is None else (h.dates.when(number),)


def _quarter(h: Here) -> Decided:
    when = next_quarter(h.dates.passage, h.signs.figure.end)
    return (when,) if when else None


def candidates(dates: Dates, figure: Signs, told: Sequence[Told], starts: Sequence[int]) -> Iterator[Candidate]:
    """The times that a figure may be of with what speaks for each, and first that it is of none.

    `starts` are where the figures of the field begin, in order, and `told` are those before it.
    """
    here = dates.within(*figure.sentence)
    own = sorted(
        (n for n in here if not is_ruled_out(dates, figure, n)),
        key=lambda n: abs(dates.starts[n] - figure.figure.start),
    )[:_OWN]
    before = sorted({*range(max(0, here.start - _BEFORE), here.start), *range(min(_FIRST, here.start))})
    before = [] if is_old_level(dates.text, figure.figure.start) else before
    often = how_often(told)
    none = signs_of_none(figure, len(own), len(before))
    yield Candidate(None, none + signs_of_told(dates, figure, told, often, None, False))
    shared = {where: signs_of_figure(figure, where) for where in "SOA"}
    for number in (*own, *before, *range(here.stop, min(len(dates.times), here.stop + _AFTER))):
        dated, where = dates.times[number], "S" if number in here else "O" if number < here.start else "A"
        if where == "S":
            found = signs_within(dates, figure, dated, _between(starts, figure.figure.start, dated.time.start))
        else:
            found = signs_before(dates, figure, number, len(own)) if where == "O" else ["A"]
        found += signs_of_told(dates, figure, told, often, dated.interval, where == "S")
        yield Candidate(number, found + shared[where])


def _between(starts: Sequence[int], figure: int, time: int) -> int:
    """How many figures begin between a figure and a time."""
    first, last = sorted((figure, time))
    return bisect.bisect_left(starts, last) - bisect.bisect_right(starts, first)


def _best(dates: Dates, choices: Iterator[Candidate]) -> int | None:
    weights = _weights()
    chances: dict[str | None, float] = {}
    leading: dict[str | None, tuple[float, int | None]] = {}
    for number, signs in choices:
        weight = sum(weights.get(sign, 0.0) for sign in set(signs)) + (_CAREFUL if number is None else 0.0)
        interval = None if number is None else dates.times[number].interval
        chances[interval] = chances.get(interval, 0.0) + math.exp(weight)
        leading[interval] = max(leading.get(interval, (-math.inf, None)), (weight, number), key=lambda pair: pair[0])
    return leading[max(chances, key=chances.__getitem__)][1]


WAYS = (
    Way("next quarter", _quarter, "It made $3bn in the first quarter of 2022 and $1bn in the second."),
    Way(
        "right after",
        lambda h: _numbered(h, own_time(h.dates, h.signs)),
        "She took 3 percent of the vote in her 2012 run and 2 percent in her 2014 run.",
    ),
    Way("own clause", lambda h: _numbered(h, stated(h.dates, h.signs)), "In May the firm had sold 40 buses."),
    Way("led by", lambda h: _numbered(h, led_by(h.dates, h.signs)), "It came a day after she said that 40 had left."),
    Way(
        "weighed",
        lambda h: (h.dates.when(_best(h.dates, candidates(h.dates, h.signs, h.told, h.starts))),),
        "A ferry sank off Cebu on Tuesday. At least 14 people drowned.",
    ),
)


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    """Sign -> weight, as `training/when.py` wrote them."""
    return {sign: float(weight) for sign, weight in read_table("en/when/weights")}

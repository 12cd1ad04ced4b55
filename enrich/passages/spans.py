"""Stretches of a text by place: found by bisection, however many there are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

#: characters `start:end` of a text
Place = tuple[int, int]


class Stretch(Protocol):
    """What begins at one character of a text and ends before another."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Stretch)
T = TypeVar("T")


def beginning(among: Sequence[S], start: int, end: int) -> Sequence[S]:
    """Those that begin from `start` on and before `end`; they are in order."""
    first = bisect_left(among, start, key=start_of)
    return among[first : bisect_left(among, end, lo=first, key=start_of)]


def sharing(among: Sequence[S], start: int, end: int) -> Sequence[S]:
    """Those that have a character of `start:end`; they are in order and never overlap."""
    first = bisect_right(among, start, key=lambda one: one.end)
    return among[first : bisect_left(among, end, lo=first, key=start_of)]


def joined(spans: Iterable[T], join: Callable[[T, T], Sequence[T]]) -> list[T]:
    """The spans, in order, where `join` gives what stands in place of the last one and the next."""
    done: list[T] = []
    for span in spans:
        done[-1:] = join(done[-1], span) if done else [span]
    return done


def start_of(stretch: Stretch) -> int:
    return stretch.start

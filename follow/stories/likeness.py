"""How likely it is that two reports tell of one happening."""

import math
from collections.abc import Mapping

import msgspec

from newswire.follow.words import Words


class Weights(msgspec.Struct, frozen=True, kw_only=True):
    """Of a logistic regression over the square roots of cosines, and so forth. Set by hand, see docs/following.md."""

    words: float = 10.0
    capitals: float = 3.0
    names: float = 2.0
    figures: float = 2.0  #: a thing counted with the same value, each, up to three
    apart: float = 0.12  #: taken off for each day between them after the first five
    bias: float = -6.9


WEIGHTS = Weights()
_DAY = 86_400.0
_FREE_DAYS = 5.0
_MOST_DAYS = 30.0
_MOST_FIGURES = 3


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What of a report its likeness to others is told by."""

    words: Words
    figures: dict[str, float]  #: thing counted -> value
    at: float | None = None


def likeness(one: Told, other: Told, weights: Weights = WEIGHTS) -> float:
    """A probability."""
    same = sum(1 for thing, value in one.figures.items() if other.figures.get(thing) == value)
    logit = (
        weights.bias
        + weights.words * math.sqrt(_cosine(one.words.words, other.words.words))
        + weights.capitals * math.sqrt(_cosine(one.words.capitals, other.words.capitals))
        + weights.names * math.sqrt(_cosine(one.words.names, other.words.names))
        + weights.figures * min(same, _MOST_FIGURES)
        - weights.apart * _days(one.at, other.at)
    )
    return 1.0 / (1.0 + math.exp(-logit))


def _days(one: float | None, other: float | None) -> float:
    if one is None or other is None:
        return 0.0
    return min(max(abs(one - other) / _DAY - _FREE_DAYS, 0.0), _MOST_DAYS)


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)

"""What a unit is, and a step by which one is decided."""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

#: what a step looks at, in the order in which they are asked: what is beside a number, what follows its unit, the
#: whole article, of what two numbers are a pair, another quantity, the sentence and figures before it, what follows the
#: thing counted
Needs = Literal["number", "unit", "article", "pair", "neighbour", "sentence", "rate"]


class Unit(NamedTuple):
    """A unit and what of the text belongs to the number with it."""

    id: str | None  #: None of what is of a kind and has no unit: shares, levels of an index
    kind: str  #: money, percent, measure, duration, age, ratio, index, score, odds, ordinal, count
    start: int = 0
    end: int = 0
    factor: float = 1  #: the number is multiplied with: a cent is 0.01 USD
    plus: int = 0  #: what is added then: "an hour and a half"


class Step(NamedTuple):
    """A way to tell a unit."""

    name: str
    needs: Needs
    read: Callable[..., Unit | None]  #: of the facts that it needs, as `decide` gets them
    example: str  #: a text that no other step reads so; a test demands it
    #: what is counted then, of the facts
    counted: Callable[[Any], Any] = lambda known: known.counted

"""What a unit is, and a rule that reads one beside a number."""

from collections.abc import Callable
from typing import NamedTuple

from newswire.enrich.numbers.number import Number

#: a blank inside a quantity: no end of a paragraph
GAP = r"(?:[ \t\u00a0\u202f\u2009]|\n(?!\n))"
#: forms of numbers that have units
ALL = frozenset({"digits", "words", "fraction", "vague"})


class Unit(NamedTuple):
    """A unit and what of the text belongs to the number with it."""

    id: str
    kind: str  #: money, percent, measure, duration, age, ratio
    start: int
    end: int
    factor: float = 1  #: the number is multiplied with: a cent is 0.01 USD


class Rule(NamedTuple):
    """A way to write a unit."""

    name: str
    forms: frozenset[str]  #: of numbers that may have it
    read: Callable[[str, Number], Unit | None]
    wins: str  #: a text whose first number no other rule reads so; a test demands it

"""A number with its unit, bound and change."""

from __future__ import annotations

from dataclasses import dataclass

from newswire.enrich.figures.units.unit import Unit
from newswire.enrich.numbers.number import Number, Value


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what stands with it. `start` and `end` hold sign, number and unit, not the bound's words."""

    number: Number
    start: int
    end: int
    low: Value
    high: Value
    unit: Unit | None
    bound: str
    change: str | None
    kind: str
    last: int = 0  #: where its last number ends
    parts: tuple[Value, ...] | None = None

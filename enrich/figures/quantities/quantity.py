"""A number with its unit, bound and change."""

from __future__ import annotations

from dataclasses import dataclass

from newswire.enrich.figures.units.unit import Unit
from newswire.enrich.numbers.number import Number, Value

#: forms of numbers that are of a kind without a unit
_KINDS = {"fraction": "ratio", "ratio": "ratio", "ordinal": "ordinal"}


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
    last: int = 0  #: where its last number ends
    parts: tuple[Value, ...] | None = None

    @property
    def kind(self) -> str:
        """That of its unit, else what its form says."""
        return self.unit.kind if self.unit else kind_of(self.number)


def kind_of(number: Number) -> str:
    """The kind of a number without a unit."""
    return _KINDS.get(number.form, "count")

"""A number, and what a rule of what it counts may look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from newswire.enrich.numbers.number import Value
from newswire.stream.messages import Counted, Figure

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


class Site(NamedTuple):
    """A number that may count something."""

    text: str
    number: Span  #: in the parse
    end: int  #: of the number and its unit, in characters
    limits: tuple[Value, Value]  #: its value: low and high
    kind: str
    form: str
    unit: bool  #: whether a unit stands beside it
    before: Sequence[Figure]  #: the figures of its field before it

    @property
    def doc(self) -> Doc:
        return self.number.doc

    @property
    def start(self) -> int:
        return self.number.start_char

    @property
    def told(self) -> Figure | None:
        """The figure before it, where it stands in the same sentence and counts something."""
        last = self.before[-1] if self.before else None
        return last if last and last.counted and last.start >= self.number.sent.start_char else None


class Thing(NamedTuple):
    """What is counted; where nothing is said but that they are people, only the unit."""

    counted: Counted | None
    unit: str | None = None

"""What the sentence and the figures before it tell of a quantity, by which its unit is decided."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from newswire.enrich.figures.ages import is_age, is_aged
from newswire.enrich.figures.counted.decide import find_counted, find_same
from newswire.enrich.figures.counted.site import Site
from newswire.enrich.figures.people import are_people, is_crowd
from newswire.enrich.figures.quantities.quantity import Quantity
from newswire.enrich.figures.rules import RULES
from newswire.enrich.figures.units.unit import Unit
from newswire.enrich.passages.passage import Passage
from newswire.enrich.passages.readable import is_readable
from newswire.stream.messages import Counted, Figure

if TYPE_CHECKING:
    from spacy.tokens import Span

#: scales of temperature that bare degrees of the same text are on
_SCALES = frozenset(["celsius", "fahrenheit"])
_LEVEL_REACH = 120
_MILLION, _TOLD, _SUM_REACH = 1_000_000, 12, 72
#: figures before one that may be in its sentence
_NEAR = 8


class Known:
    """What is known of a quantity, each fact found when its unit is decided by it (`enrich/figures/units/decide.py`).

    `span` is the quantity in the parse, `before` are the figures of its field before it.
    """

    def __init__(self, passage: Passage, q: Quantity, span: Span, before: Sequence[Figure]) -> None:
        self.passage, self.text, self.q, self.span, self.before = passage, passage.text, q, span, before
        self.earlier = before[-1] if before else None
        #: what is written beside it, or beside the quantity that it goes on from
        self.unit, self.kind = q.unit, q.kind
        self._site = Site(passage.text, span, q.end, (q.low, q.high), q.kind, q.number.form, q.unit is not None, before)
        self.counted, unit = find_counted(self._site)
        self._of_people = unit == "person"

    def is_aged(self) -> bool:
        """Whether it is a length of time that is an age by the words before it."""
        return bool(self.q.unit and self.q.unit.id == "year" and is_aged(self.passage, self.q, self.span))

    def is_times(self) -> bool:
        return self.kind == "count" and bool(RULES["times as much"].match(self.text, self.q.end))

    def sum(self) -> Unit | None:
        """Money of the last sum before, where the words before bare millions say that they are money: "a profit of 38
        million", "up from the 52 billion"."""
        after = RULES["sum after"].match(self.text, self.q.end)
        if (self.counted and not after) or self.kind != "count" or self.q.number.scale < _MILLION:
            return None
        # a sum in brackets says another one in foreign money
        sums = (f for f in reversed(self.before[-_TOLD:]) if f.kind == "money" and self.text[f.start - 1] != "(")
        last = next(sums, None)
        near = (
            last
            and self.q.start - last.end < _SUM_REACH
            and RULES["against a sum"].search(self.text, last.end, self.q.start)
        )
        if (
            last is None
            or last.unit is None
            or not (near or after or RULES["sum"].search(self.text, max(0, self.q.start - 48), self.q.start))
        ):
            return None
        return Unit(last.unit.split("-per-")[0], "money")

    def scale(self) -> Unit | None:
        """The scale that bare degrees are on."""
        bare = self.unit and self.unit.id == "degree"
        return next((Unit(f.unit, f.kind) for f in reversed(self.before) if bare and f.unit in _SCALES), None)

    def is_age(self) -> bool:
        if self.counted or self.q.number.form == "vague":
            return False
        start = self.span.sent.start_char if is_readable(self.span.root) else self.q.start
        return is_age(self.passage, self.q, self.span, [f for f in self.before[-_NEAR:] if f.start >= start])

    def are_people(self) -> bool:
        return self._of_people or are_people(self.passage, self.counted, self.span, self.q, self.earlier)

    @cached_property
    def same(self) -> tuple[Unit, Counted | None] | None:
        """The unit and the thing of the figure before that it goes on counting."""
        if self.counted or not is_readable(self.span.root):
            return None
        same = find_same(self._site)
        return (Unit(same.unit, "count"), same.counted) if same else None

    def is_parent(self) -> bool:
        return self.counted is None and bool(RULES["parent"].search(self.text, max(0, self.q.start - 24), self.q.start))

    def is_crowd(self) -> bool:
        return self.counted is None and is_crowd(self.q, self.span)

    def are_points(self) -> bool:
        """Whether they are points of an index."""
        return bool(self.counted and self.counted.head == "point" and RULES["index"].search(self.span.sent.text))

    def is_magnitude(self) -> bool:
        """Whether it is the strength of a quake: "a magnitude 6.1 quake", "a 5.9-magnitude tremor"."""
        before = RULES["magnitude before"].search(self.text, max(0, self.q.start - 40), self.q.start)
        return self.q.number.form == "digits" and bool(before or RULES["magnitude after"].match(self.text, self.q.end))

    def is_level(self) -> bool:
        """Whether it is where an index stands: "the index fell to 47.9", "a reading of 106.5"."""
        said = RULES["level"].search(self.text, max(0, self.q.start - _LEVEL_REACH), self.q.start)
        return self.counted is None and self.q.number.form == "digits" and bool(said)

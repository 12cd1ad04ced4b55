"""A number that may be one of people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from newswire.enrich.figures.counted.expressions import EXPRESSIONS
from newswire.enrich.figures.quantities.quantity import Quantity
from newswire.enrich.passages.passage import Passage
from newswire.stream.messages import Counted, Figure

if TYPE_CHECKING:
    from spacy.tokens import Span


class Number(NamedTuple):
    """A number that may be one of people."""

    passage: Passage
    q: Quantity
    span: Span  #: it, in the parse
    counted: Counted | None
    before: Sequence[Figure]  #: of how many people: the figure before it; of an age: those of its sentence

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def head(self) -> str:
        return self.counted.head if self.counted else ""

    @property
    def noun(self) -> Span:
        """The noun that the number stands before, the number itself where it stands alone."""
        at = self.span.root
        at = at.head if at.dep_ == "nummod" else at
        return self.span.doc[at.i : at.i + 1]

    def is_before(self, name: str) -> bool:
        left = max(0, self.q.start - 72)
        return EXPRESSIONS[name].search(self.text, left, self.q.start) is not None

    def is_after(self, name: str) -> bool:
        return EXPRESSIONS[name].match(self.text, self.q.end) is not None

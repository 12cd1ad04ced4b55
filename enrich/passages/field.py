"""A field of a document with its parse, and what stands where in it: found by bisection, however long it is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from newswire.enrich.passages.claim_index import ClaimIndex
from newswire.enrich.passages.document import Document
from newswire.stream.messages import Claim, Entity, Time

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Passage:
    """What the enrichers before found in one field; it is looked up when it is first asked for, and then stays."""

    def __init__(self, document: Document, field: str, text: str, parse: Doc) -> None:
        self.document, self.field, self.text, self.parse = document, field, text, parse

    @cached_property
    def times(self) -> list[Time]:
        """Its expressions of time, in order."""
        return sorted((t for t in self.document.times if t.field == self.field), key=lambda t: t.start)

    @cached_property
    def names(self) -> list[Entity]:
        """Its named things, in order; none overlap."""
        return sorted((e for e in self.document.entities if e.field == self.field), key=lambda e: e.start)

    def times_in(self, start: int, end: int) -> Sequence[Time]:
        """The times that begin from `start` on and before `end`."""
        first = bisect_left(self.times, start, key=lambda t: t.start)
        return self.times[first : bisect_left(self.times, end, key=lambda t: t.start)]

    def names_at(self, start: int, end: int) -> Sequence[Entity]:
        """The named things that share a character with `start:end`."""
        first = bisect_right(self.names, start, key=lambda e: e.end)
        return self.names[first : bisect_left(self.names, end, key=lambda e: e.start)]

    def types_at(self, end: int) -> set[str]:
        """The types of the named things that end at a character."""
        return self.document.types_at(self.field, end)

    def claim_at(self, start: int, end: int) -> tuple[int, Claim] | None:
        """The innermost claim that holds `start:end`, with its index; None for the writer's words."""
        index = self._claims.at(start, end)
        return None if index is None else (index, self.document.claims[index])

    @cached_property
    def _claims(self) -> ClaimIndex:
        return ClaimIndex(self.document.claims, self.field, self.document.acts)

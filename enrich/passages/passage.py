"""A field of a document, alone and with its parse, and what stands where in it: found by bisection, however long."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from newswire.enrich.passages.claim_index import ClaimIndex
from newswire.enrich.passages.document import Document
from newswire.enrich.passages.read import Pointed
from newswire.enrich.passages.spans import beginning, sharing, start_of
from newswire.stream.messages import Claim, Entity, Time

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BREAK = re.compile(r"\n\n")


def passages(document: Document) -> Iterator[Passage]:
    """Each field of a document that has text, with what the enrichers before found in it."""
    return (Passage(document, *field) for field in document.parsed())


class Field:
    """What the enrichers before found in one field; it is looked up when it is first asked for, and then stays."""

    def __init__(self, document: Document, field: str, text: str) -> None:
        self.document, self.field, self.text = document, field, text

    @property
    def published(self) -> date | None:
        """The day of the document's publication."""
        return self.document.day

    @cached_property
    def times(self) -> list[Time]:
        """Its expressions of time, in order; none overlap."""
        return sorted((t for t in self.document.times if t.field == self.field), key=start_of)

    @cached_property
    def names(self) -> list[Entity]:
        """Its named things, in order; none overlap."""
        return sorted((e for e in self.document.entities if e.field == self.field), key=start_of)

    def times_in(self, start: int, end: int) -> Sequence[Time]:
        """The times that begin from `start` on and before `end`."""
        return beginning(self.times, start, end)

    def times_at(self, start: int, end: int) -> Sequence[Time]:
        """The times that share a character with `start:end`."""
        return sharing(self.times, start, end)

    def time_before(self, at: int) -> Time | None:
        """The last time that begins before a character."""
        until = bisect_left(self.times, at, key=start_of)
        return self.times[until - 1] if until else None

    def names_in(self, start: int, end: int) -> Sequence[Entity]:
        """The named things that begin from `start` on and before `end`."""
        return beginning(self.names, start, end)

    def names_at(self, start: int, end: int) -> Sequence[Entity]:
        """The named things that share a character with `start:end`."""
        return sharing(self.names, start, end)

    def names_before(self, at: int, many: int) -> Sequence[Entity]:
        """The last named things that begin before a character, in order."""
        until = bisect_left(self.names, at, key=start_of)
        return self.names[max(0, until - many) : until]

    def types_at(self, end: int) -> set[str]:
        """The types of the named things that end at a character."""
        return {e.type for e in self.names_at(end - 1, end) if e.end == end}

    def claim_at(self, start: int, end: int) -> tuple[int, Claim] | None:
        """The innermost claim that holds `start:end`, with its index; None for the writer's words."""
        index = self._claims.at(start, end)
        return None if index is None else (index, self.document.claims[index])

    def pointed(self, start: int, end: int) -> Mapping[str, Pointed]:
        """What the first number in `start:end` points at, role by role; empty where the reader does not tell."""
        at = bisect_left(self._numbers, start)
        inside = at < len(self._numbers) and self._numbers[at] < end
        return self.document.reads[self.field].numbers[self._numbers[at]] if inside else {}

    def paragraph(self, at: int) -> int:
        """The number of the paragraph of a character."""
        return bisect_right(self._breaks, at)

    @cached_property
    def _numbers(self) -> list[int]:
        read = self.document.reads.get(self.field)
        return sorted(read.numbers) if read else []

    @cached_property
    def _claims(self) -> ClaimIndex:
        return ClaimIndex(self.document.claims, self.field, self.document.acts)

    @cached_property
    def _breaks(self) -> list[int]:
        return [m.start() for m in _BREAK.finditer(self.text)]


class Passage(Field):
    """A field with its parse."""

    def __init__(self, document: Document, field: str, text: str, parse: Doc) -> None:
        super().__init__(document, field, text)
        self.parse = parse

    def sentence(self, at: int) -> int:
        """The number of the parse's sentence of a character."""
        return bisect_right(self._sentences, at) - 1

    @cached_property
    def _sentences(self) -> list[int]:
        return [s.start_char for s in self.parse.sents]

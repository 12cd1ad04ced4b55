"""A claim in the making: a cue with its source and the words that it introduces, still as tokens of the parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stream.messages import Contest

if TYPE_CHECKING:
    from spacy.tokens import Token

Span = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """A claim in the making."""

    cue: Token
    cue_span: Span
    head: Token | None  #: of the source
    tokens: Sequence[Token]
    content: list[Span]
    status: str
    speaks: bool = False  #: it may have a quotation beside it
    via: list[Token] = field(default_factory=list)
    contested_by: list[Contest] = field(default_factory=list)

    @property
    def size(self) -> int:
        return sum(end - start for start, end in self.content)

    def holds(self, place: int) -> bool:
        """Whether the character at a place is among its words."""
        return any(start <= place < end for start, end in self.content)


def in_paragraph(tokens: Sequence[Token], cue: Token, text: str) -> list[Token]:
    """The tokens without those that the parser took from the paragraph before or behind."""
    first, last = text.rfind("\n", 0, cue.idx), text.find("\n", cue.idx)
    return [t for t in tokens if first < t.idx and (last < 0 or t.idx < last)]

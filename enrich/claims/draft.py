"""A claim in the making: a cue with its source and the words that it introduces, still as tokens of the parse."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stream.messages import Contest

if TYPE_CHECKING:
    from spacy.tokens import Token

Span = tuple[int, int]
#: behind every place of a text
_END = 1 << 60


@dataclass(slots=True)
class Draft:
    """A claim in the making."""

    cue: Token
    cue_span: Span
    head: Token | None  #: of the source
    tokens: Sequence[Token]
    content: list[Span]  #: in order, none overlaps
    status: str
    speaks: bool = False  #: it may have a quotation beside it
    via: list[Token] = field(default_factory=list)
    contested_by: list[Contest] = field(default_factory=list)

    @property
    def size(self) -> int:
        return sum(end - start for start, end in self.content)

    def holds(self, place: int) -> bool:
        """Whether the character at a place is among its words."""
        at = bisect_right(self.content, (place, _END)) - 1
        return at >= 0 and place < self.content[at][1]

    def common(self, start: int, end: int) -> int:
        """How many characters of `start:end` are among its words."""
        at = max(0, bisect_right(self.content, (start, _END)) - 1)
        common = 0
        for first, last in self.content[at : bisect_left(self.content, (end,))]:
            common += max(0, min(last, end) - max(first, start))
        return common


def in_paragraph(tokens: Sequence[Token], cue: Token, text: str) -> list[Token]:
    """The tokens without those that the parser took from the paragraph before or behind."""
    if not tokens:
        return []
    # no further than the tokens reach: a text may be one line
    begin, end = min(t.idx for t in tokens), max(t.idx for t in tokens)
    first, last = text.rfind("\n", begin, max(begin, cue.idx)), text.find("\n", cue.idx, max(end, cue.idx))
    return [t for t in tokens if first < t.idx and (last < 0 or t.idx < last)]

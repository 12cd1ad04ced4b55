"""Which words and sentences of a parse are too long for anybody to read."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: no word of any language has more characters; spaCy's tokenizer is quadratic in them
LONGEST_WORD = 256
#: what runs on without a blank for longer than a word
ENDLESS = re.compile(rf"\S{{{LONGEST_WORD},}}")
#: in tokens; lists and tables without a full stop run on for more, and the tree of them tells nothing for ever
LONGEST_SENTENCE = 300
#: where a parse keeps which of its sentences are longer
_UNREADABLE = "newswire.unreadable"


def unreadable(parse: Doc) -> list[tuple[int, int]]:
    """The sentences of a parse, as tokens, that are too long for anybody to read."""
    known: list[tuple[int, int]] | None = parse.user_data.get(_UNREADABLE)
    if known is None:
        known = [(s.start, s.end) for s in parse.sents if len(s) > LONGEST_SENTENCE]
        parse.user_data[_UNREADABLE] = known
    return known


def is_readable(token: Token) -> bool:
    """Whether a token's sentence is short enough that its tree tells something."""
    known = unreadable(token.doc)
    at = bisect_right(known, (token.i, len(token.doc))) - 1
    return at < 0 or token.i >= known[at][1]

"""One parse as the makers of claims read it: with its text, and where the words of a lexicon stand in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
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


class Reading:
    """A parse, its text, and its words by number: looking for a lexicon makes no token but those that are in it."""

    def __init__(self, parse: Doc, text: str) -> None:
        self.parse = parse
        #: what was parsed; spaCy would put it together anew each time that it is asked for it
        self.text = text
        self._lemmas: list[int] = parse.to_array("LEMMA").tolist()
        self._forms: list[int] = parse.to_array("LOWER").tolist()
        self._unreadable = unreadable(parse)

    def lemmas(self, words: frozenset[str]) -> list[Token]:
        """The tokens with one of these lemmas, in order, in sentences that a person could read."""
        return self._tokens(self._lemmas, _numbers(words, any_case=True))

    def forms(self, words: frozenset[str]) -> list[Token]:
        """The tokens written like one of these words, in whatever case."""
        return self._tokens(self._forms, _numbers(words, any_case=False))

    def _tokens(self, numbers: list[int], wanted: frozenset[int]) -> list[Token]:
        parse = self.parse
        found = [parse[i] for i, number in enumerate(numbers) if number in wanted]
        for start, end in self._unreadable:
            found = [t for t in found if not start <= t.i < end]
        return found


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


@cache
def _numbers(words: frozenset[str], *, any_case: bool) -> frozenset[int]:
    """What spaCy calls the words. Lemmas of names keep their case."""
    from spacy.strings import StringStore

    store = StringStore()
    return frozenset(
        store.add(w) for word in words for w in ((word, word.capitalize(), word.upper()) if any_case else (word,))
    )

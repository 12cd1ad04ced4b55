"""A field of a document as the rules of claims see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from newswire.enrich.claims import quotes
from newswire.enrich.claims.rules import rules_of, words_of
from newswire.enrich.claims.sentences import Sentences
from newswire.enrich.lexicon.rules import NOTHING, held, may_match
from newswire.enrich.passages.document import Document
from newswire.enrich.passages.passage import Field
from newswire.enrich.passages.readable import is_readable
from newswire.enrich.passages.spans import Place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Spoken(Field):
    """A field with its quotations and sentences, its parse where there is one, and the rules that it may match."""

    def __init__(self, document: Document, field: str, lexicon: Path) -> None:
        """`lexicon` is the folder of the words of its language."""
        super().__init__(document, field, document.texts[field])
        self.parse: Doc | None = document.parses.get(field)
        self.lexicon, self.words = lexicon, words_of(lexicon)
        self.quoted, self.sentences = list(quotes.find(self.text)), Sentences(self.text)
        self._table, self._rules = rules_of(lexicon), dict[str, re.Pattern[str]]()
        self._held = held(self._table.pieces, self.text.lower())
        self._roots: dict[Place, Token | None] = {}

    def said(self, place: Place) -> str:
        """The words of a place."""
        return self.text[slice(*place)]

    def rule(self, name: str) -> re.Pattern[str]:
        """The expression of a rule; one that never matches where the text lacks what it needs, or the language it."""
        if name not in self._rules:
            rule = self._table.rules.get(name)
            self._rules[name] = rule.pattern if rule and may_match(rule.needs, self._held) else NOTHING
        return self._rules[name]

    def match(self, name: str, start: int, end: int | None = None) -> re.Match[str] | None:
        """The match of a rule that begins at `start` and ends by `end`."""
        return self.rule(name).match(self.text, start, len(self.text) if end is None else end)

    def search(self, name: str, start: int, end: int) -> re.Match[str] | None:
        """The first match of a rule within `start:end`; where `start` is negative, from the first character on."""
        return self.rule(name).search(self.text, max(0, start), end)

    def each(self, name: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Each match of a rule, from left to right."""
        return self.rule(name).finditer(self.text, start, len(self.text) if end is None else end)

    def apart(self, before: int, after: int) -> int:
        """How many sentences a character stands before another; 0 in the same."""
        return self.sentences.of(after) - self.sentences.of(before)

    def same_sentence(self, a: int, b: int) -> bool:
        """Whether two characters stand in one sentence."""
        return self.apart(a, b) == 0

    def root(self, place: Place) -> Token | None:
        """The word of a place that governs its others; None where the parse tells nothing of it."""
        if place not in self._roots:
            span = self.parse.char_span(*place, alignment_mode="expand") if self.parse is not None else None
            self._roots[place] = span.root if span is not None and is_readable(span.root) else None
        return self._roots[place]

"""A figure and its sentence, as the rules of what happens look at it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from newswire.enrich.figures.counted.phrase import lemma
from newswire.enrich.figures.events.words import LIGHT, PARTS, SAYING, SIZE, WORDS
from newswire.stream.messages import Counted, Figure, What

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: kinds that are an amount of something, where others are a number of things
_AMOUNTS = frozenset(("money", "percent", "measure", "index", "other", "ratio"))
_CLIMB = 8


class Told:
    """`number` are the tokens of a figure of this kind, `before` the figures before it."""

    def __init__(self, text: str, number: Span, counted: Counted | None, kind: str, before: Sequence[Figure]) -> None:
        self.text, self.number, self.counted, self.kind, self.before = text, number, counted, kind, before
        self.doc, self.start, self.end = number.doc, number.start_char, number.end_char

    @cached_property
    def last(self) -> Token:
        """The head of the thing counted where it stands after the number, else the number's own."""
        if self.counted is not None and self.end <= self.counted.start < self.number.sent.end_char:
            span = self.doc.char_span(self.counted.start, self.counted.end, alignment_mode="expand")
            if span is not None:
                return span[-1]
        return self.number.root

    @cached_property
    def thing(self) -> Token:
        """The highest token of the number and what it counts: what hangs in the sentence."""
        token, number = self.last, self.number
        for _ in range(_CLIMB):
            up = token.head
            of = token.dep_ == "pobj" and up.lower_ in ("of", "in")
            if of and (up.head.lemma_.lower() in PARTS or number.start <= up.head.i < number.end):
                token = up.head
            elif token.dep_ in ("nummod", "quantmod", "compound", "nmod") and up.i != token.i and up.i <= self.last.i:
                token = up
            else:
                break
        return token

    @cached_property
    def is_amount(self) -> bool:
        """Whether it is an amount of something, and not a part of things that do or suffer something: "26 % of voters
        support", "lay 115 miles of line"."""
        acts = self.thing.dep_ in ("nsubj", "nsubjpass")
        if self.counted is None:  # "63 percent said they would vote"
            verb = self.thing.head.lemma_.lower()
            share = self.kind == "percent" and acts and verb not in SIZE | (LIGHT - SAYING)
        else:
            share = self.kind in ("percent", "ratio", "measure") and (acts or self.thing.dep_ == "dobj")
        return self.kind in _AMOUNTS and not share

    def said(self, token: Token | None) -> What | None:
        """A word as what happens: with the noun before it where it names no quantity by itself ("death toll")."""
        if token is None or not token.is_alpha:
            return None
        first, before = token, token.nbor(-1) if token.i else None
        joined = before is not None and before.dep_ == "compound" and before.head.i == token.i
        if before is not None and joined and before.is_alpha and before.pos_ == "NOUN":
            first = before if lemma(token) in WORDS["generic"] else token
        start, end = first.idx, token.idx + len(token.text)
        word = lemma(token) if first is token else f"{lemma(first)} {lemma(token)}"
        return What(text=self.text[start:end], start=start, end=end, lemma=word)

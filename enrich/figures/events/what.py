"""The word that says what happens to the thing counted, or which quantity a figure is: kill, missing, revenue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newswire.enrich.figures.counted.phrase import lemma
from newswire.enrich.figures.events.amounts import of_amount, paid_in
from newswire.enrich.figures.events.shape import beside, by_shape
from newswire.enrich.figures.events.things import of_things
from newswire.enrich.figures.events.words import HAPPENINGS, LIGHT, PARTS, SAYING, SIZE, WORDS
from newswire.stream.messages import Counted, Figure, What

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

#: kinds that are an amount of something, where others are a number of things
_AMOUNTS = frozenset(("money", "percent", "measure", "index", "other", "ratio"))
#: between a figure and the one that it is set beside: they are the same quantity
_BESIDE = re.compile(
    r"(?:\s[\w’'-]+){0,10}?,?\s(?:\(|(?:(?:(?:up|down)\s)?from|compared (?:with|to)|against|versus|vs\.?|than"
    r"|including|of which|or|to|and)\s)(?:(?:the|about|around|nearly|some|at least|more than|only|just|roughly)\s)*",
    re.IGNORECASE,
)
_REACH = 96
#: figures before one that may be the one it is set beside
_SET_BESIDE = 3
_BRACKET = re.compile(r"\s?\((?:[a-z]+\s){0,2}")
#: what a game counts, and what its players do for it
_POINTS, _PLAYS = (
    frozenset(("point", "goal", "try", "touchdown")),
    frozenset(("rebound", "assist", "steal", "block", "save")),
)
_SCORING = WORDS["scoring"]
_CLIMB = 8


def find_what(
    text: str, doc: Doc, number: Span, counted: Counted | None, kind: str, before: Sequence[Figure]
) -> What | None:
    """The word over `number`, the tokens of a figure; None where the sentence has none that tells anything.

    `before` are the figures before it: "rose to 40, from 31" is twice the same quantity.
    """
    found = by_shape(text, number, kind)
    if found is None and kind == "score":
        found = _made(text, _contest(number))
    if found is None and kind == "ordinal":
        found = _made(text, _ranked(doc, number, counted))
    if found is not None or kind in ("score", "odds", "ordinal"):
        return found
    twin = before[-1] if before and before[-1].kind == kind and before[-1].end <= number.start_char else None
    if twin and twin.what:
        gap = text[twin.end : number.start_char]
        if _BRACKET.fullmatch(gap):
            return twin.what
    last = _last(doc, number, counted)
    if kind in ("count", "ratio", "percent") and (found := beside(text, last.idx + len(last.text))):
        return found
    word = _word(doc, number, counted, kind, _thing(last, number), last)
    if word is None or word.lemma_.lower() in ("compare", "include"):
        alike = next(
            (f for f in reversed(before[-_SET_BESIDE:]) if f.kind == kind and f.field == before[-1].field), None
        )
        if alike and alike.what and len(gap := text[alike.end : number.start_char]) < _REACH and _BESIDE.fullmatch(gap):
            return alike.what
    made = _made(text, word)
    if made and counted and kind == "count" and made.lemma in _SCORING and counted.head in _POINTS | _PLAYS:
        return replace(made, lemma="score" if counted.head in _POINTS else "have")  # "added 12 points and five assists"
    return made


def _word(doc: Doc, number: Span, counted: Counted | None, kind: str, token: Token, last: Token) -> Token | None:
    if kind == "ratio" and counted and number.root.dep_ == "predet":
        return last  # "half the size"
    if kind in _AMOUNTS and not _is_share(token, kind, counted):
        return paid_in(doc, number) or of_amount(token, number.root)
    if kind == "duration":
        found = of_things(token)
        fits = found is not None and (found.pos_ == "VERB" or found.i >= number.start or lemma(found) in HAPPENINGS)
        # "close 150 shops over three years"
        over = next((t for t in number.root.ancestors if t.pos_ == "VERB"), None)
        acts = over is not None and over.lemma_.lower() not in LIGHT and any(c.dep_ == "dobj" for c in over.children)
        return found if fits else over if acts else None
    if last.pos_ == "NOUN" and lemma(last) in HAPPENINGS and last.i != token.i:
        return last  # "12,000 of the casualties"
    return of_things(token)


def _ranked(doc: Doc, number: Span, counted: Counted | None) -> Token | None:
    """By what an ordinal ranks: "the third-largest town"; or what happened so often: "the fourth crash"."""
    at = number.end + 1
    if at < len(doc) and doc[number.end].text == "-" and doc[at].tag_ in ("JJS", "RBS"):
        return doc[at]
    last = _last(doc, number, counted)
    return last if counted is not None and lemma(last) in HAPPENINGS else None


def same(what: str | None) -> str | None:
    """One word for all that mean the same: a row is not another one where "killed 41" became "41 died"."""
    return _SAME.get(what, what) if what else what


_SAME = dict(pair.split("=") for pair in sorted(WORDS["same"]))


def _made(text: str, token: Token | None) -> What | None:
    if token is None or not token.is_alpha:
        return None
    first = token
    before = token.nbor(-1) if token.i else None
    if (
        lemma(token) in WORDS["generic"]
        and before is not None
        and before.dep_ == "compound"
        and before.head.i == token.i
    ):
        first = before if before.is_alpha and before.pos_ == "NOUN" else token
    start, end = first.idx, token.idx + len(token.text)
    word = lemma(token) if first is token else f"{lemma(first)} {lemma(token)}"
    return What(text=text[start:end], start=start, end=end, lemma=word)


def _contest(number: Span) -> Token | None:
    """What a score is of: the noun after it, else the nearest word of contest before it."""
    sentence = number.sent
    after = [t for t in sentence if number.end <= t.i < number.end + 2]
    before = [t for t in reversed(list(sentence)) if t.i < number.start]
    return next((t for t in (*after, *before) if t.lemma_.lower() in WORDS["contests"]), None)


def _is_share(token: Token, kind: str, counted: Counted | None) -> bool:
    """Whether it is a part of things that do or suffer something: "26 % of voters support", "lay 115 miles of line"."""
    acts = token.dep_ in ("nsubj", "nsubjpass")
    if counted is None:  # "63 percent said they would vote"
        return kind == "percent" and acts and token.head.lemma_.lower() not in SIZE | (LIGHT - SAYING)
    return kind in ("percent", "ratio", "measure") and (acts or token.dep_ == "dobj")


def _last(doc: Doc, number: Span, counted: Counted | None) -> Token:
    """The head of the thing counted where it stands after the number, else the number's own."""
    if counted is not None and number.end_char <= counted.start < number.sent.end_char:
        span = doc.char_span(counted.start, counted.end, alignment_mode="expand")
        if span is not None:
            return span[-1]
    return number.root


def _thing(last: Token, number: Span) -> Token:
    """The highest token of the number and what it counts: what hangs in the sentence."""
    token = last
    for _ in range(_CLIMB):
        up = token.head
        of = token.dep_ == "pobj" and up.lower_ in ("of", "in")
        if of and (up.head.lemma_.lower() in PARTS or number.start <= up.head.i < number.end):
            token = up.head
        elif token.dep_ in ("nummod", "quantmod", "compound", "nmod") and up.i != token.i and up.i <= last.i:
            token = up
        else:
            break
    return token

"""Finds the words that tell that somebody says, believes, estimates or plans something, and how they are built in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from enrich.lexicon.load import read_table
from enrich.passages.passage import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token


class Frame(NamedTuple):
    """How a cue takes its content and what it says of it."""

    status: str
    clause: bool
    quotation: bool
    object: bool
    infinitive: bool
    recipient: bool
    amount: bool  #: "put the toll at 40"
    sorting: bool  #: "rated the claim as false"
    weak: bool  #: only with a clause or quotation
    prepositions: frozenset[str]


class Found(NamedTuple):
    """A cue in a parse."""

    token: Token
    frame: Frame
    kind: str  #: verb, noun, adj


_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adj"}


def _frame(status: str, frames: str) -> Frame:
    # the first word is letters, the others are prepositions; a frame of prepositions only begins with a blank
    letters, *prepositions = frames.split(" ")
    return Frame(
        status,
        "c" in letters,
        "q" in letters,
        "o" in letters,
        "x" in letters,
        "r" in letters,
        "a" in letters,
        "s" in letters,
        "w" in letters,
        frozenset(prepositions),
    )


FRAMES = {(lemma, kind): _frame(status, frames) for lemma, kind, status, frames in read_table("en/claims/cues")}


_LEMMAS = frozenset(lemma for lemma, _ in FRAMES)


def find(reading: Reading) -> Iterator[Found]:
    """The cues of a parse, from left to right. Whether one of them has content is for the caller to see."""
    for token in reading.lemmas(_LEMMAS):
        kind = _POS.get(token.pos_)
        if kind:
            frame = FRAMES.get((token.lemma_.lower(), kind))
            if frame and not _adds(token):
                yield Found(token, frame, kind)


def _adds(token: Token) -> bool:
    """Whether something is added and not said: "Norway gave 30 trucks, Finland added 12 million euros"."""
    if token.lemma_.lower() != "add":
        return False
    objects = [c for c in token.children if c.dep_ in ("dobj", "obj") and c.i > token.i]
    return any(c.pos_ in ("NOUN", "NUM", "SYM", "PROPN") and not _opens(c) for c in objects)


def _opens(token: Token) -> bool:
    """Whether a quotation stands right before a word or its phrase."""
    first = token.left_edge
    return first.is_quote or (first.i > 0 and first.nbor(-1).is_quote)


def is_speech(token: Token) -> bool:
    """Whether a word is a verb that tells that somebody says or thinks something."""
    return (token.lemma_.lower(), "verb") in FRAMES

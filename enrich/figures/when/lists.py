"""Figures of one list are of one time: "seized 126 skins, eight tails and two live jackals from 2013 to 2019"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newswire.enrich.figures.events.words import NOUNS
from newswire.enrich.passages.passage import Passage
from newswire.enrich.passages.readable import is_readable
from newswire.stream.messages import Figure

if TYPE_CHECKING:
    from spacy.tokens import Token

#: dependencies of a member of a list on the one before it, and of a number on its noun
_MEMBER, _OF_NOUN = frozenset(("conj", "appos")), frozenset(("nummod", "quantmod"))
#: kinds of figures of which each has its own time, or none
_OWN = frozenset(("age", "ordinal"))
_MOST = 30


def of_one_time(passage: Passage, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of one field; in a list of which one time is told, those without a time are of that one, too."""
    lists: dict[int, list[int]] = {}
    for n, figure in enumerate(figures):
        first = _first(passage, figure) if figure.kind not in _OWN else None
        if first is not None:
            lists.setdefault(first.i, []).append(n)
    done = list(figures)
    for members in lists.values():
        told = {when.interval: when for n in members if (when := figures[n].when)}
        things = {c.start for n in members if (c := figures[n].counted)}
        # of "nine of its 41 shops" the whole may be of any time
        if len(told) == 1 and len(things) == sum(figures[n].counted is not None for n in members):
            [when] = told.values()
            for n in members:
                done[n] = replace(figures[n], when=figures[n].when or when)
    return done


def _first(passage: Passage, figure: Figure) -> Token | None:
    """The first noun of the list in which a figure stands."""
    counted = figure.counted
    beside = counted is not None and counted.start >= figure.end
    place = (counted.start, counted.end) if counted and beside else (figure.start, figure.end)
    span = passage.parse.char_span(*place, alignment_mode="expand")
    if span is None or not is_readable(span.root):
        return None
    token = span.root
    if token.dep_ in _OF_NOUN and token.head.pos_ in NOUNS:
        token = token.head
    for _ in range(_MOST):
        if token.dep_ not in _MEMBER or token.head.pos_ not in (*NOUNS, "NUM", "SYM"):
            break
        token = token.head
    return token

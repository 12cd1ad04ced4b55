"""What the reader points at from a number, beside what the rules found in its sentence.

Where both differ the reader wins if it is much surer of its own word than of theirs. How much was measured on articles
that neither had seen (docs/decisions/0038-what-numbers-point-at.md).
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from newswire.enrich.figures.counted.phrase import lemma
from newswire.enrich.figures.events.shape import SHAPED
from newswire.enrich.figures.events.where import PLACES, may_be_at, mention
from newswire.enrich.figures.events.words import LIGHT, SAYING, SIZE
from newswire.enrich.figures.quantities.quantity import Quantity
from newswire.enrich.passages.passage import Passage
from newswire.enrich.passages.read import Pointed
from newswire.stream.messages import Figure, Mention, What

#: how many times likelier a word must be than that of the rules, or than none where they found none
_SURER, _SURER_THAN_NOTHING = 150.0, 7.5
#: than none, of the place of what is counted
_SURER_OF_PLACE = 2.0
#: chance that is given to a word which the reader does not name
_LEAST = 1e-3
#: chance of no figure from which on a number is none
_NO_FIGURE = 0.9
#: kinds of which the words around tell what happens, whatever the tree
_BY_SHAPE = frozenset(("age", "score", "ordinal", "odds", "index"))


def is_none(passage: Passage, quantity: Quantity) -> bool:
    """Whether the reader takes a bare number for no figure: one with a unit is one, or the rules know better."""
    pointed = passage.pointed(quantity.start, quantity.end).get("figure")
    return pointed is not None and pointed.nothing >= _NO_FIGURE and quantity.unit is None


def weighed(passage: Passage, figures: Sequence[Figure]) -> list[Figure]:
    """Figures of one field with the word for what happens, and the place, that are likeliest by rules and reader.

    Those that the rules give the same word keep the same: "30 metres (98 feet)".
    """
    done: list[Figure] = []
    for n, figure in enumerate(figures):
        found = _weighed(passage, figure)
        if n and figure.what and figure.what == figures[n - 1].what:
            found = replace(found, what=done[-1].what)
        done.append(found)
    return done


def _weighed(passage: Passage, figure: Figure) -> Figure:
    pointed = passage.pointed(figure.start, figure.end)
    if not pointed:
        return figure
    what, where = figure.what, figure.where
    shaped = figure.kind in _BY_SHAPE or (what and what.lemma in SHAPED)
    if not shaped and (word := better(pointed["what"], what, _SURER_THAN_NOTHING)):
        what = _more_telling(what, _what(passage, *word))
    if word := better(pointed["where"], where, _SURER_OF_PLACE if figure.kind == "count" else _SURER_THAN_NOTHING):
        places = (e for e in passage.names_at(*word) if e.type in PLACES and may_be_at(passage, figure, e))
        where = next(map(mention, places), where)
    return replace(figure, what=what, where=where)


def better(pointed: Pointed, found: What | Mention | None, than_nothing: float) -> tuple[int, int] | None:
    """The word that the reader is so sure of that it replaces `found`, the rules' own; None where there is none. Where
    they have none it must be `than_nothing` times likelier than that there is none."""
    if not pointed.words:
        return None
    start, end, chance = pointed.words[0]
    nothing = pointed.nothing + pointed.no_word
    if found is None:
        return (start, end) if chance > than_nothing * nothing else None
    theirs = max((c for a, b, c in pointed.words if a < found.end and found.start < b), default=_LEAST)
    return (start, end) if chance > nothing and chance > _SURER * theirs else None


def _what(passage: Passage, start: int, end: int) -> What | None:
    span = passage.parse.char_span(start, end, alignment_mode="expand")
    return What(text=passage.text[start:end], start=start, end=end, lemma=lemma(span.root)) if span else None


def _more_telling(ours: What | None, theirs: What | None) -> What | None:
    """The reader's word, where it tells something: "made 46 arrests" is of arrests, "cases rose to 46" of cases."""
    return ours if theirs is None or (ours and theirs.lemma in LIGHT | SAYING | SIZE) else theirs

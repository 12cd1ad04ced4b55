"""What the words right around a figure tell, whatever the tree: 34 years old, magnitude 6.1, 22 still missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newswire.enrich.figures.events.words import WORDS
from newswire.enrich.figures.near import NEAR, TOWNS
from newswire.stream.messages import What

if TYPE_CHECKING:
    from spacy.tokens import Span

_OLD = re.compile(r"(?:[- ]years?|[- ]months?|[- ]weeks?)?[- ](old)\b")
_AGED = re.compile(r"\b(aged?|ages)(?:\s(?:of|between))?\s$")
_QUAKE = re.compile(r" ((?:earth)?quake|aftershock|tremor)\b")
_MAGNITUDE_BEFORE = re.compile(r"\b(magnitude)\b[^.;]{0,24}$", re.IGNORECASE)
_ON_BOARD = re.compile(r"(?:\s[a-z-]+){0,5}?[\s-](on[ -]board|aboard)\b")
_DIMENSION = re.compile(r"(?:\s?\([^()]{1,24}\))?[ -](?:or so\s)?([a-z]+)\b")
_DIMENSIONS = dict(pair.split("=") for pair in sorted(WORDS["dimensions"]))
#: a population, and a town of 4,000; not "a city of 40 mosques"
_PLURAL = re.compile(r"\s[a-z]+s\b")
_POPULATION = re.compile(
    rf"\b(population)\b[^.;:\d]{{0,64}}\s(?:at|to|of|is|was|reached|tops|topped|exceeds)\s{NEAR}?$|\b({TOWNS})\sof\s{NEAR}?$"
)
#: what only the words right around a figure, and the thing counted, tell
SHAPED = frozenset((*_DIMENSIONS.values(), "population", "worth", "score"))
#: a team's record of games: "the Panthers (14-16)"
_RECORD = re.compile(r"[(,]\s?$")
_WORTH = re.compile(r"\b(worth)\s(?:[a-z]+\s){0,3}$")


def by_shape(text: str, number: Span, kind: str) -> What | None:
    """What the words right around a number tell, whatever the tree."""
    start, end = number.start_char, number.end_char
    if kind == "measure" and (m := _DIMENSION.match(text, end)) and m[1] in _DIMENSIONS:
        return said(m, _DIMENSIONS[m[1]])
    m = _POPULATION.search(text, max(0, start - 96), start) if kind == "count" else None
    if m and (m[1] or not _PLURAL.match(text, end)):
        at = m.lastindex or 1
        return What(text=m[at], start=m.start(at), end=m.end(at), lemma="population")
    if kind == "money" and (m := _WORTH.search(text, max(0, start - 24), start)):
        return said(m, "worth")
    if kind == "age":
        before = _AGED.search(text, max(0, start - 24), start)
        found = said(before or _OLD.search(text, start, end), "age")
        # "Ann Lee, 34, ...": no word says it but the number
        return found or What(text=text[start:end], start=start, end=end, lemma="age")
    if kind == "score" and _RECORD.search(text, max(0, start - 2), start):
        return What(text=text[start:end], start=start, end=end, lemma="record")
    if kind != "index":
        return None
    before = _MAGNITUDE_BEFORE.search(text, max(0, start - 40), start)
    return said(before or _QUAKE.match(text, end), "magnitude")


def said(m: re.Match[str] | None, word: str) -> What | None:
    """The word that a match found, under its lemma."""
    return What(text=m[1], start=m.start(1), end=m.end(1), lemma=word) if m else None


def beside(text: str, at: int) -> What | None:
    """What became of things, in the words after them: "40 dead", "22 still missing", "190 people on board"."""
    return said(_ON_BOARD.match(text, at), "aboard")

"""What the words right around a figure tell, whatever the tree: 34 years old, magnitude 6.1, 190 people on board."""

from __future__ import annotations

import re

from newswire.enrich.figures.events.expressions import EXPRESSIONS
from newswire.enrich.figures.events.told import Told
from newswire.enrich.figures.events.words import WORDS
from newswire.stream.messages import What

_DIMENSIONS = dict(pair.split("=") for pair in sorted(WORDS["dimensions"]))
#: what only the words right around a figure, and the thing counted, tell
SHAPED = frozenset((*_DIMENSIONS.values(), "population", "worth", "score"))


def dimension(told: Told) -> What | None:
    """ "90 miles south of the town", "30 metres high"."""
    m = EXPRESSIONS["dimension"].match(told.text, told.end) if told.kind == "measure" else None
    return _said(m, _DIMENSIONS[m[1]]) if m and m[1] in _DIMENSIONS else None


def population(told: Told) -> What | None:
    """ "A town of 4,000"; not "a city of 40 mosques"."""
    if told.kind != "count" or EXPRESSIONS["plural"].match(told.text, told.end):
        return None
    return _said(_before(told, "town"), "population")


def worth(told: Told) -> What | None:
    """ "The estate is worth $40 million"."""
    return _said(_before(told, "worth"), "worth") if told.kind == "money" else None


def age(told: Told) -> What | None:
    """ "aged 34", "a 34-year-old"; of "Ann Lee, 34, ..." no word says it but the number."""
    if told.kind != "age":
        return None
    old = EXPRESSIONS["old"]
    inside = old.search(told.text, told.start, told.end)
    return _said(inside or old.match(told.text, told.end) or _before(told, "aged"), "age")


def record(told: Told) -> What | None:
    """A team's record of games: "the Panthers (14-16)"."""
    return _number(told, "record") if told.kind == "score" and _before(told, "record") else None


def magnitude(told: Told) -> What | None:
    """ "of magnitude 6.1", "a 5.8 quake"."""
    if told.kind != "index":
        return None
    return _said(_before(told, "magnitude") or EXPRESSIONS["quake"].match(told.text, told.end), "magnitude")


def aboard(told: Told) -> What | None:
    """ "190 people on board"."""
    if told.kind not in ("count", "ratio", "percent"):
        return None
    return _said(EXPRESSIONS["on board"].match(told.text, told.last.idx + len(told.last.text)), "aboard")


def _before(told: Told, name: str) -> re.Match[str] | None:
    return EXPRESSIONS[name].search(told.text, max(0, told.start - _REACH), told.start)


#: characters before a number
_REACH = 96


def _number(told: Told, word: str) -> What:
    return What(text=told.text[told.start : told.end], start=told.start, end=told.end, lemma=word)


def _said(m: re.Match[str] | None, word: str) -> What | None:
    """The word that a match found, under its lemma."""
    return What(text=m[1], start=m.start(1), end=m.end(1), lemma=word) if m else None

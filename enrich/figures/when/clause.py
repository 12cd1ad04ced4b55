"""The time that a figure's own clause tells, where it plainly tells one: "The court jailed six men on Monday"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newswire.enrich.figures.events.words import NOUNS, VERBS
from newswire.enrich.figures.when.dated import Dated, Dates, is_part
from newswire.enrich.figures.when.signs import Signs
from newswire.enrich.figures.when.words import clauses, descent
from newswire.enrich.times.tense import DONE

if TYPE_CHECKING:
    from spacy.tokens import Token

#: how a figure hangs below its verb when it is what the verb tells of: "six men", "rose by 3%", "lost 40 of its shops"
_TOLD = frozenset(
    "nummod quantmod compound amod nsubj nsubjpass dobj attr npadvmod advmod dative oprd acomp pobj conj".split()  # noqa: SIM905
)
#: how an expression of time hangs below the verb that it dates
_DATING = frozenset(("prep", "npadvmod", "advmod", "pobj", "tmod", "nsubj"))
#: what leads to a time that is compared with, or to a figure that was before: "up from 31 last year", "after 43 years"
_OTHER = frozenset("than since from like after before despite following against versus until till over".split())  # noqa: SIM905
#: how far away, how dear: properties
_PROPERTIES = frozenset(("away", "worth", "long", "high", "deep", "wide", "tall"))
#: between a figure and the time of another one
_PARTED = re.compile(r"[\d,;]")
#: between a figure and the time of what it is compared with: "3 percent more than in May"
_COMPARED = re.compile(r"\b(?:than|compared|versus|vs)\b")


def stated(dates: Dates, figure: Signs) -> int | None:
    """The number of the one time that stands in a figure's own clause, at its verb; None where that is not plain.

    What is learned weighs times against each other; where a sentence says it in so many words, there is no doubt.
    """
    if not figure.path or figure.kind == "age" or {"hyphen", "joined"} & set(figure.own):
        return None
    found: dict[str | None, int] = {}
    for number in dates.within(*figure.sentence):
        dated = dates.times[number]
        if dated.span is None or (dated.time.start < figure.figure.end and figure.figure.start < dated.time.end):
            return None
        below, common = descent(figure.path, figure.places, dated.span.root)
        if common is None or not below:
            return None
        above = figure.path[: figure.places[common.i]]
        if clauses([t for t in below if not _is_done(t)]) or clauses(above) or any(_is_number(t, dated) for t in below):
            continue  # of another clause, or of another figure: "40 by the end of the month and 3 by Friday"
        if not _dates(below, dated) or (above and not (common.pos_ in VERBS and _is_told(above))):
            return None
        if _COMPARED.search(dates.text, figure.figure.end, dated.time.start):
            return None
        if not above:
            return number  # "40, and 3 more by Friday"
        found.setdefault(dated.interval, number)  # "Today, 13 February" is one
    if len(found) > 1:  # "In Q2 2024 it was 14 million, in Q1 2024 11 million"
        found = {i: n for i, n in found.items() if not _PARTED.search(_between(dates, figure, n))}
    return next(iter(found.values())) if len(found) == 1 else None


def _between(dates: Dates, figure: Signs, number: int) -> str:
    """The text between a figure and the time of that number."""
    time, own = dates.times[number].time, figure.figure
    return dates.text[min(time.end, own.end) : max(time.start, own.start)]


def led_by(dates: Dates, figure: Signs) -> int | None:
    """The number of the time right before a figure in its sentence that says after what something came: "it came a day
    after she said that 40 had left"."""
    before = dates.within(figure.sentence[0], figure.figure.start)
    return before[-1] if before and dates.times[before[-1]].time.text.lower().endswith(" after") else None


def _is_done(token: Token) -> bool:
    """Whether it is an infinitive that happens when the verb above does: "failed to pay"."""
    return token.dep_ == "xcomp" and token.head.lemma_.lower() in DONE


def _is_number(token: Token, dated: Dated) -> bool:
    return token.like_num and not _is_within(token, dated)


def _dates(below: list[Token], dated: Dated) -> bool:
    """Whether a time at the foot of that path hangs right on the verb above, and is not what is compared with."""
    *inner, top = [t for t in below if not _is_done(t)] or below
    if top.lower_ in _OTHER or top.dep_ not in _DATING:
        return False
    return all(t.lower_ not in _OTHER and (t.pos_ not in NOUNS or is_part(t) or _is_within(t, dated)) for t in inner)


def _is_within(token: Token, dated: Dated) -> bool:
    return dated.time.start <= token.idx < dated.time.end


def _is_told(path: list[Token]) -> bool:
    """Whether a figure at the foot of that path is what the verb above tells of, and not a property of a thing."""
    *inner, top = path
    if top.dep_ == "prep":
        if top.lower_ in _OTHER:
            return False
    elif top.dep_ not in _TOLD or top.lower_ in _PROPERTIES:
        return False
    return all(t.dep_ in _TOLD and t.lower_ not in _PROPERTIES for t in inner)

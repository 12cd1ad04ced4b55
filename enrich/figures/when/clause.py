"""The time that a figure's own clause tells, where it plainly tells one: "The court jailed six men on Monday"."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

from newswire.enrich.figures.events.words import NOUNS, VERBS
from newswire.enrich.figures.when.dated import Dated, Dates, is_part
from newswire.enrich.figures.when.ruled_out import is_ruled_out
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
#: between a figure and the time of what it is compared with
_COMPARED = re.compile(r"\b(?:than|compared|versus|vs)\b")


class Both(NamedTuple):
    """A figure and a time of its sentence."""

    dates: Dates
    figure: Signs
    dated: Dated
    below: list[Token]  #: from the time up to the word that both hang under
    above: list[Token]  #: from the figure up to it
    common: Token


class Verdict(NamedTuple):
    """What shows whether a time is that of a figure's clause."""

    name: str
    says: Literal["own", "other", "doubt"]  #: the figure's; of something else; not plain, so that no time of them is
    holds: Callable[[Both], object]
    example: str


def stated(dates: Dates, figure: Signs) -> int | None:
    """The number of the one time that stands in a figure's own clause, at its verb; None where that is not plain.

    What is learned weighs times against each other; where a sentence says it in so many words, there is no doubt.
    Of each time the first of `VERDICTS` that holds tells; where none does, it may be the one.
    """
    found: dict[str | None, int] = {}
    for number in dates.within(*figure.sentence):
        if is_ruled_out(dates, figure, number):
            continue
        dated = dates.times[number]
        if dated.span is None or (dated.time.start < figure.figure.end and figure.figure.start < dated.time.end):
            return None
        below, common = descent(figure.path, figure.places, dated.span.root)
        if common is None or not below:
            return None
        both = Both(dates, figure, dated, below, figure.path[: figure.places[common.i]], common)
        says = next((v.says for v in VERDICTS if v.holds(both)), None)
        if says == "doubt":
            return None
        if says == "own":
            return number
        if says is None:
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


def _dates(b: Both) -> bool:
    """Whether the time hangs right on the word that both hang under, and is not what is compared with."""
    *inner, top = [t for t in b.below if not _is_done(t)] or b.below
    if top.lower_ in _OTHER or top.dep_ not in _DATING:
        return False
    return all(t.lower_ not in _OTHER and (t.pos_ not in NOUNS or is_part(t) or _is_within(t, b.dated)) for t in inner)


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


VERDICTS = (
    Verdict("age", "doubt", lambda b: b.figure.kind == "age", "He turned 34 on Monday."),
    Verdict(
        "part of a word",
        "doubt",
        lambda b: {"hyphen", "joined"} & set(b.figure.own),
        "A 12-seat bus crashed on Monday.",
    ),
    Verdict(
        "clause of the time",
        "other",
        lambda b: clauses([t for t in b.below if not _is_done(t)]),
        "The firm, which opened on Monday, employs 40 people.",
    ),
    Verdict(
        "clause of the figure",
        "other",
        lambda b: clauses(b.above),
        "In May the firm had sold 40 buses, and it has 12 more.",
    ),
    Verdict(
        "of another figure",
        "other",
        lambda b: any(t.like_num and not _is_within(t, b.dated) for t in b.below),
        "Ferries will carry 90 lorries by the end of the year, and 7 more by Sunday.",
    ),
    Verdict("not at the verb", "doubt", lambda b: not _dates(b), "It sold 40 buses after Monday."),
    Verdict(
        "not what the verb tells",
        "doubt",
        lambda b: b.above and not (b.common.pos_ in VERBS and _is_told(b.above)),
        "He quit on Monday after 43 years.",
    ),
    Verdict(
        "compared with",
        "doubt",
        lambda b: _COMPARED.search(b.dates.text, b.figure.figure.end, b.dated.time.start),
        "Costs were $5m, compared with $4m in 2021.",
    ),
    Verdict("beside", "own", lambda b: not b.above, "Exports will rise 5% by May and 2% by October."),
)

"""Signs between a figure and a time: in its sentence (S), told before (O) or after it (A); and of none (N)."""

from __future__ import annotations

import re

from newswire.enrich.figures.events.words import VERBS
from newswire.enrich.figures.when.dated import Dated, Dates
from newswire.enrich.figures.when.signs import Signs
from newswire.enrich.figures.when.words import bucket, clauses, descent

#: between a figure and the time that is its own: "70 in April", "$20m last year"
_ADJACENT = re.compile(
    r",?\s(?:(?:in|on|during|for|at|over|by|through|since|until|as of|before|after)\s)?(?:the\s)?|\s\(", re.IGNORECASE
)
_GAP = 16
#: words between a figure and a time of its sentence, and what they show
_BETWEEN = {
    "and": re.compile(r"\b(?:and|but|while|whereas)\b"),
    "who": re.compile(r"\b(?:who|which|that|whose|where|when)\b"),
    "after": re.compile(r"\b(?:after|before|since|following|despite)\b"),
    "compared": re.compile(r"\b(?:from|against|versus|vs\.?|compared (?:with|to)|than)\b[^.;]*$"),
    "part": re.compile(r";"),
    "ended": re.compile(r"[.!?][”\"]?\s+[A-Z]"),
}
#: characters between both that are looked at
_FAR = 400
_RELATED = (" later", " after", " before", " earlier")
_EARLIER = frozenset(("after", "before", "despite", "since", "following"))


def signs_of_none(figure: Signs, own: int, before: int) -> list[str]:
    """That a figure has no time: `own` of its sentence and `before` of it there are to choose from."""
    return ["N", f"N:own={bucket(own, 0, 1)}", f"N:before={bucket(before, 0)}", *(f"N&{s}" for s in figure.own)]


def signs_within(dates: Dates, figure: Signs, dated: Dated, figures: int) -> list[str]:
    """That a figure is of a time of its sentence, with this many `figures` between both."""
    f, t, text = figure.figure, dated.time, dates.text
    if t.start <= f.start and f.end <= t.end:
        return ["S", "S:holds", f"S:holds:{figure.kind}"]
    side = "b" if t.start < f.start else "a"
    first, last = (t.end, f.start) if side == "b" else (f.end, t.start)
    gap = text[first:last] if last - first < _FAR else ""
    found = ["S", f"S:{side}", f"S:{side}:gap={bucket(last - first, 10, 30, 80, 160)}"]
    found.append(f"S:{side}:figures={bucket(figures, 0, 1, 2)}")
    found.append(f"S:{side}:commas={bucket(gap.count(','), 0, 1)}")
    found += [f"S:{side}:{name}" for name, pattern in _BETWEEN.items() if pattern.search(gap)]
    found += [f"S:length={dated.length}", f"S:kind={t.kind}"]
    shown = {
        "adjacent": side == "a" and bool(_ADJACENT.fullmatch(text[figure.end : t.start][:_GAP])),
        "opens": dated.opens,
        "whose": text.startswith(("'s", "’s"), t.end),
        "related": t.text.endswith(_RELATED),
    }
    found += [f"S:{name}" for name, holds in shown.items() if holds]
    found += _in_tree(figure, dated)
    return found


def _in_tree(figure: Signs, dated: Dated) -> list[str]:
    """How both hang together in the parse: over which word, through which clauses."""
    if dated.anchor is None or not figure.path:
        return []
    below, common = descent(figure.path, figure.places, dated.anchor)
    if common is None:
        return ["S:unlinked"]
    above = figure.path[: figure.places[common.i]]
    return [
        f"S:up={bucket(len(above), 0, 1, 2, 3, 5)}",
        f"S:down={bucket(len(below), 0, 1, 2, 4)}",
        f"S:over={'verb' if common.pos_ in VERBS else 'noun'}",
        f"S:figure in {(clauses(above) or ['none'])[-1]}",
        f"S:time in {(clauses(below) or ['none'])[-1]}",
        *(["S:earlier"] if any(t.dep_ in ("prep", "mark") and t.lower_ in _EARLIER for t in above) else []),
    ]


def signs_of_figure(figure: Signs, where: str) -> list[str]:
    """What a figure shows by itself of times in its sentence (S), or before it (O)."""
    if where == "S":
        return [f"S&{s}" for s in (*figure.own, figure.clause) if s.startswith(("w=", "t=", "c=", "hyphen", "one of"))]
    return [f"O&{s}" for s in (*figure.own, figure.clause)] if where == "O" else []


def signs_before(dates: Dates, figure: Signs, number: int, own: int) -> list[str]:
    """That a figure is of the time of that number, told before its sentence, which has `own` times."""
    dated, start, here = dates.times[number], figure.figure.start, dates.passage
    since = {d.interval for d in dates.times[number + 1 : number + 1 + _MOST_SINCE] if d.time.start < start}
    found = [
        "O",
        f"O:own={bucket(own, 0, 1)}",
        f"O:sentences={bucket(here.sentence(start) - here.sentence(dated.time.start), 1, 2, 3, 5, 9)}",
        f"O:paragraphs={bucket(here.paragraph(start) - dated.paragraph, 0, 1, 2, 4)}",
        f"O:length={dated.length}",
        f"O:since={bucket(len(since - {dated.interval}), 0, 1, 2, 4)}",
        f"O:told={bucket(dates.told[dated.interval or ''], 1, 2, 3)}",
    ]
    shown = {
        "lead": number == dates.lead,
        "first": number == 0,
        "opening": dated.paragraph == 0,
        "violent": dated.violent,
    }
    found += [f"O:{name}" for name, holds in shown.items() if holds]
    found += _with_what_it_shows(dates, figure, number)
    if figure.sent is not None and dated.sentence is not None:
        both = dates.content(figure.sent) & dates.content(dated.sentence)
        names = sum(word[0].isupper() for word in both)
        found += [f"O:names={bucket(names, 0, 1)}", f"O:words={bucket(len(both) - names, 0, 1, 2)}"]
    return found


#: times after one that are looked at for other ones
_MOST_SINCE = 12
#: what a figure shows that tells whether it is of the day or stretch that the text is about
_SHOWN = ("k=", "t=", "w=", "h=")


def _with_what_it_shows(dates: Dates, figure: Signs, number: int) -> list[str]:
    """Signs of the text's first day and first stretch, and of the sentence before, each with those of the figure."""
    dated, start, here = dates.times[number], figure.figure.start, dates.passage
    shown = [s for s in figure.own if s.startswith(_SHOWN)]
    places = []
    if number == dates.lead:
        places.append("O:lead")
    if dates.topic is not None and dated.interval == dates.times[dates.topic].interval:
        places.append("O:topic")
    alone = here.paragraph(start) == dated.paragraph
    found = []
    if alone and here.sentence(start) - here.sentence(dated.time.start) == 1:
        places.append("O:prev")
        found = [f"O:prev:{dated.length}", *(["O:prev:opens"] if dated.opens else [])]
    return found + [sign for place in places for sign in (place, *(f"{place}&{s}" for s in shown))]

"""The word that says what happens to the thing counted, or which quantity a figure is: kill, missing, revenue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from newswire.enrich.figures.counted.phrase import lemma
from newswire.enrich.figures.events.amounts import of_amount, paid_in
from newswire.enrich.figures.events.expressions import EXPRESSIONS
from newswire.enrich.figures.events.shape import aboard, age, dimension, magnitude, population, record, worth
from newswire.enrich.figures.events.things import of_things
from newswire.enrich.figures.events.told import Told
from newswire.enrich.figures.events.words import HAPPENINGS, LIGHT, WORDS
from newswire.enrich.lexicon.rules import Way
from newswire.enrich.times.rules.words import PERIODS
from newswire.stream.messages import What

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 96
#: figures before one that may be the one it is set beside
_SET_BESIDE = 3
#: what a game counts, and what its players do for it
_POINTS, _PLAYS = (
    frozenset(("point", "goal", "try", "touchdown")),
    frozenset(("rebound", "assist", "steal", "block", "save")),
)
#: of these kinds only what stands right around them, and the contest, tell what happens
_AROUND = ("score", "odds", "ordinal", "age")
_ELSEWHERE = ("compare", "include")


def find_what(told: Told) -> What | None:
    """The word over a figure by the first way that reads one; None where its sentence has none that tells anything."""
    read = (way.read(told) for way in WAYS)
    return next((what for what in read if what), None)


def same(what: str | None) -> str | None:
    """One word for all that mean the same: a row is not another one where "killed 41" became "41 died"."""
    return _SAME.get(what, what) if what else what


_SAME = dict(pair.split("=") for pair in sorted(WORDS["same"]))


def _contest(told: Told) -> What | None:
    """What a score is of: the noun after it, else the nearest word of contest before it."""
    if told.kind != "score":
        return None
    number, sentence = told.number, told.number.sent
    after = [t for t in sentence if number.end <= t.i < number.end + 2]
    before = [t for t in reversed(list(sentence)) if t.i < number.start]
    return told.said(next((t for t in (*after, *before) if t.lemma_.lower() in WORDS["contests"]), None))


def _rank(told: Told) -> What | None:
    """By what an ordinal ranks: "the third-largest town"."""
    doc, at = told.doc, told.number.end + 1
    if told.kind != "ordinal" or at >= len(doc) or doc[at - 1].text != "-" or doc[at].tag_ not in ("JJS", "RBS"):
        return None
    return told.said(doc[at])


def _so_often(told: Told) -> What | None:
    """What happened so often: "the fourth crash"."""
    happened = told.kind == "ordinal" and told.counted is not None and lemma(told.last) in HAPPENINGS
    return told.said(told.last) if happened else None


def _in_brackets(told: Told) -> What | None:
    """What the figure before is, which it says in another unit: "40 metres (131 feet)"."""
    twin = told.before[-1] if told.before else None
    if twin is None or twin.kind != told.kind or twin.end > told.start or told.kind in _AROUND:
        return None
    return twin.what if EXPRESSIONS["in brackets"].fullmatch(told.text[twin.end : told.start]) else None


def _of_part(told: Told) -> What | None:
    """ "Won by half the margin"."""
    part = told.kind == "ratio" and told.counted and told.number.root.dep_ == "predet"
    return told.said(told.last) if part else None


def _paid_in(told: Told) -> What | None:
    return told.said(paid_in(told.doc, told.number)) if told.is_amount else None


def _joined(told: Told) -> What | None:
    """The noun between two amounts of which the verb is said once: "sales rose to $31m and net income to $2m"."""
    last = told.before[-1] if told.before and told.before[-1].kind == told.kind else None
    m = EXPRESSIONS["joined"].fullmatch(told.text, last.end, told.start) if last and told.is_amount else None
    noun = m and told.doc.char_span(*m.span(1))
    return told.said(noun[-1]) if noun and noun[-1].pos_ == "NOUN" and lemma(noun[-1]) not in PERIODS else None


def _amount(told: Told) -> What | None:
    return _telling(told, of_amount(told.thing, told.number.root)) if told.is_amount else None


def _lasting(told: Told) -> What | None:
    """What lasts so long, and what is done over it: "a six-year sentence", "close 150 shops over three years"."""
    if told.kind != "duration":
        return None
    found = of_things(told.thing)
    if found is not None and (found.pos_ == "VERB" or found.i >= told.number.start or lemma(found) in HAPPENINGS):
        return _telling(told, found)
    over = next((t for t in told.number.root.ancestors if t.pos_ == "VERB"), None)
    acts = over is not None and over.lemma_.lower() not in LIGHT and any(c.dep_ == "dobj" for c in over.children)
    return _telling(told, over) if acts else None


def _happening(told: Told) -> What | None:
    """What is counted, where that is what happened: "12,000 of the casualties"."""
    last = told.last
    happened = last.pos_ == "NOUN" and lemma(last) in HAPPENINGS and last.i != told.thing.i
    return told.said(last) if happened and _is_of_things(told) else None


def _things(told: Told) -> What | None:
    return _telling(told, of_things(told.thing)) if _is_of_things(told) else None


def _scored(told: Told) -> What | None:
    """What is done for a point or in a game: "added 12 points and five assists"."""
    head = told.counted.head if told.counted and told.kind == "count" else ""
    what = _things(told) if head in _POINTS | _PLAYS else None
    scores = what and what.lemma in WORDS["scoring"]
    return replace(what, lemma="score" if head in _POINTS else "have") if what and scores else None


def _set_beside(told: Told) -> What | None:
    """What the figure is that it is set beside: "120 eels, compared to 90"."""
    recent = reversed(told.before[-_SET_BESIDE:])
    alike = next((f for f in recent if f.kind == told.kind), None) if told.kind not in _AROUND else None
    gap = told.text[alike.end : told.start] if alike else ""
    return alike.what if alike and len(gap) < _REACH and EXPRESSIONS["set beside"].fullmatch(gap) else None


def _is_of_things(told: Told) -> bool:
    return not told.is_amount and told.kind not in ("duration", *_AROUND)


def _telling(told: Told, token: Token | None) -> What | None:
    return told.said(token) if token is not None and token.lemma_.lower() not in _ELSEWHERE else None


WAYS = (
    Way("dimension", dimension, "The camp lies 90 miles south of Oslo."),
    Way("population", population, "She is mayor of a city of almost 110,000."),
    Way("worth", worth, "The estate is worth $40 million."),
    Way("age", age, "The boy, aged nine, was found alive."),
    Way("record", record, "The Panthers (14-16) won."),
    Way("magnitude", magnitude, "A magnitude 6.8 quake hit the island."),
    Way("contest", _contest, "Rovers beat City 3-1 at home."),
    Way("rank", _rank, "It is the second-largest airport."),
    Way("so often", _so_often, "It was the fourth crash of the year."),
    Way("in brackets", _in_brackets, "The camp lies 90 miles (145 km) south of Oslo."),
    Way("aboard", aboard, "There were 190 people on board."),
    Way("of a part", _of_part, "She won it with half the margin of her rival."),
    Way("paid in", _paid_in, "The storm did $90 million in damage."),
    Way("joined", _joined, "Sales rose to $31m and net income to $2m."),
    Way("amount", _amount, "Bitcoin slid below $40,000."),
    Way("lasting", _lasting, "He quit on Monday after 43 years."),
    Way("scored", _scored, "Jones added 12 points and five assists."),
    Way("happening", _happening, "He told of 12,000 of the casualties."),
    Way("things", _things, "The hotel has 212 rooms."),
    Way("set beside", _set_beside, "They caught 120 eels, compared to 90 then."),
)

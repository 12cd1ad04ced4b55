"""What a quantity is of: its kind, its unit where the text beside it has none, and what it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from newswire.enrich.figures.ages import is_age, is_aged
from newswire.enrich.figures.counted.antecedent import find_apart, find_same, is_of_people
from newswire.enrich.figures.counted.phrase import find_counted
from newswire.enrich.figures.counted.totals import find_total, of_forecast
from newswire.enrich.figures.near import NEAR
from newswire.enrich.figures.quantities.quantify import INDEX
from newswire.enrich.figures.quantities.quantity import Quantity
from newswire.enrich.lexicon.load import read_toml
from newswire.enrich.lexicon.people import is_people
from newswire.enrich.passages.field import Passage
from newswire.enrich.passages.passage import is_readable
from newswire.stream.messages import Counted, Figure

if TYPE_CHECKING:
    from spacy.tokens import Span

_MAGNITUDE = re.compile(
    rf"\bmagnitude(?:[- ]|\s(?:of|was|at)\s)(?:{NEAR}|between\s)?$",
    re.IGNORECASE,
)
_MAGNITUDE_BEHIND = re.compile(
    r"[- ]?(?:-?\s?magnitude\b|\s(?:on|in|by)\sthe\s(?:open-ended\s)?(?:Richter|moment|magnitude)\b)", re.IGNORECASE
)

#: "a confidence index of 47.9", "the Nikkei closed at 7,864"
_LEVEL = re.compile(
    rf"(?:\b(?:[Ii]ndex|[Ii]ndices|[Bb]arometer)\b|{INDEX.pattern})(?:[^.;:()]|\.\d){{0,72}}\s(?:to|at|of|above|below|from)\s{NEAR}?$"
    rf"|\breading\s(?:of|at|above|below)\s{NEAR}?$"
)
_LEVEL_REACH = 120
#: how many times as much: "three times the average", not "shot three times"
_TIMES = re.compile(
    r"\stimes\s(?:more|less|fewer|as\s(?:many|much|likely|[a-z]+\sas)"
    r"|(?!after|later|earlier|under|rather|either|together|another|however|other)[a-z]{3,}er"
    r"|that|what|its|their|his|her|the(?=\s(?!last|past|next|first|previous|same|day|night|week|month|year)))\b"
)

#: figures before one that may be in its sentence
_NEAR = 8
#: from how many on a vague number is one of people: dozens are as often things
_CROWD = 100
#: "a father of three"
_PARENT = re.compile(r"\b(?:(?:grand)?(?:father|mother|parent)|dad|mum|mom)(?:\sof\s|-of-)$", re.IGNORECASE)
#: "the 18,000-strong force"; herds are strong, too
_STRONG = re.compile(r"[- ]strong\b")
_HERDS = frozenset(["fleet", "herd", "flock", "pack"])
#: from how many on forces are those who serve in them
_FORCE = 20
#: nouns of people that stand for states, too, and what says that they do
_STATES = frozenset(["member", "neighbor", "neighbour", "rival", "partner"])
_UNION = re.compile(
    r"\s(?:of\s(?:the\s)?)?(?:[A-Z][\w’'-]+\s){0,2}(?:Union|Organi[sz]ation|League|Commonwealth|Association|NATO|ASEAN"
    r"|OPEC|EU|AU|[Aa]lliance|bloc|cartel)\b"
)
#: there are no more of them
_NATIONS = 200
_THE = re.compile(r"\b(?:the|both|its)\s$", re.IGNORECASE)
_LEXICON = read_toml("en/phrases")
#: what bare thousands are when that is done: money, or things
_OF_PEOPLE = frozenset(_LEXICON["of_people"]["words"])
_NO_CROWD = frozenset(_LEXICON["of_money"]["words"]) | frozenset(_LEXICON["of_things"]["words"])


class Meaning(NamedTuple):
    """A figure's kind, unit and thing counted."""

    kind: str
    unit: str | None
    counted: Counted | None


def meaning(passage: Passage, q: Quantity, span: Span, before: Sequence[Figure]) -> Meaning:
    """What the quantity in `span` is of; `before` are the figures of its field before it."""
    earlier = before[-1] if before else None
    if q.unit and q.unit.id == "year" and is_aged(passage.text, q):
        return Meaning("age", "year-person", None)
    counted, people = _counted(passage, q, span, earlier)
    if q.kind == "count" and _TIMES.match(passage.text, q.end):
        return Meaning("ratio", None, None)
    if q.unit or q.kind != "count":
        return Meaning(q.kind, q.unit.id if q.unit else None, counted)
    start = span.sent.start_char if is_readable(span.root) else q.start
    here = [f for f in before[-_NEAR:] if f.start >= start]
    if not counted and q.number.form != "vague" and is_age(passage, q, here):
        return Meaning("age", "year-person", None)
    if people or _are_people(passage, counted, span, q, earlier):
        return Meaning("count", "person", counted)
    if counted is None and is_readable(span.root) and (same := find_same(passage.text, span, (q.low, q.high), before)):
        return Meaning("count", same[1], same[0])
    if counted is None and (_PARENT.search(passage.text, max(0, q.start - 24), q.start) or _is_crowd(q, span)):
        return Meaning("count", "person", None)
    if counted and counted.head == "point" and INDEX.search(span.sent.text):
        return Meaning("index", None, counted)
    if _is_magnitude(passage.text, q) or (counted is None and _is_level(passage.text, q)):
        return Meaning("index", None, None)
    return Meaning("count", None, counted)


def _counted(passage: Passage, q: Quantity, span: Span, earlier: Figure | None) -> tuple[Counted | None, bool]:
    """What is counted, and whether the words for it alone say that it is people."""
    text, doc = passage.text, passage.parse
    counted: Counted | None = None
    if q.kind not in ("score", "odds") and not of_forecast(text, q.end):
        counted = find_counted(text, doc, span.end - 1, of=_needs_of(q))
    # of a list without end no sentence tells what is counted
    if q.unit or counted or not is_readable(span.root):
        return counted, False
    if q.kind in ("count", "ratio"):
        counted = find_apart(text, doc, span, q.end, earlier)
    return find_total(text, doc, span, q.start, earlier) if q.kind == "count" and not counted else (counted, False)


def _is_magnitude(text: str, q: Quantity) -> bool:
    """Whether it is the strength of a quake: "a magnitude 6.1 quake", "a 5.9-magnitude tremor"."""
    before = text[max(0, q.start - 40) : q.start]
    return q.number.form == "digits" and bool(_MAGNITUDE.search(before) or _MAGNITUDE_BEHIND.match(text, q.end))


def _is_level(text: str, q: Quantity) -> bool:
    """Whether it is where an index stands: "the index fell to 47.9", "a reading of 106.5"."""
    return q.number.form == "digits" and bool(_LEVEL.search(text, max(0, q.start - _LEVEL_REACH), q.start))


def _is_crowd(q: Quantity, span: Span) -> bool:
    """Whether thousands that count nothing are people: "drew thousands", "the support of millions"; not "spent
    millions", "in the thousands"."""
    root = span.root
    if q.number.form != "vague" or (q.low or 0) < _CROWD or not is_readable(root):
        return False
    if root.dep_ == "pobj" and root.head.lower_ == "of":
        return root.head.head.lemma_.lower() in _OF_PEOPLE
    over = root.head if root.dep_ in ("nsubj", "nsubjpass", "dobj", "agent") else None
    return over is not None and over.pos_ == "VERB" and over.lemma_.lower() not in _NO_CROWD


def _needs_of(q: Quantity) -> bool:
    """Whether only what stands behind an "of" is counted: units come between a number and its noun."""
    return q.unit is not None or q.number.form == "fraction"


def _are_people(passage: Passage, counted: Counted | None, number: Span, q: Quantity, earlier: Figure | None) -> bool:
    """Whether people are counted, said by a noun, a nationality, "30 others" or what is done to them."""
    text, head = passage.text, counted.head if counted else ""
    if _STRONG.match(text, q.end):
        return head not in _HERDS
    if counted is None:
        return is_of_people(text, number, q.end)
    if head == "other":
        return _are_others(number, earlier)
    if head == "force":  # two forces are armies, two thousand are soldiers
        return q.low >= _FORCE
    if head in _STATES and _are_states(passage, counted, number, q):
        return False
    named = counted.text[-len(head) :][:1].isupper() and is_of_people(text, _noun(number), q.end)
    return is_people(head) or named or counted.text.startswith("ethnic ") or _is_nationality(passage, counted)


def _are_others(number: Span, earlier: Figure | None) -> bool:
    """Whether the others are people: not those beside things, as in "lost 14 homes and 30 others"."""
    if earlier and earlier.kind == "count" and earlier.counted and earlier.start >= number.sent.start_char:
        return earlier.unit == "person" or is_of_people(number.doc.text, _noun(number), number.end_char)
    others = _noun(number).root
    beside = others.head if others.dep_ == "conj" else others
    return beside.i == others.i or beside.pos_ != "NOUN" or is_people(beside.lemma_.lower())


def _noun(number: Span) -> Span:
    """The noun that the number stands before, the number itself where it stands alone."""
    at = number.root
    at = at.head if at.dep_ == "nummod" else at
    return number.doc[at.i : at.i + 1]


def _are_states(passage: Passage, counted: Counted, number: Span, q: Quantity) -> bool:
    """Whether members or neighbors are states: "the 27-member European Union", "the two neighbors"."""
    if counted.head == "member":
        union = _UNION.match(passage.text, counted.end) or "permanent" in counted.text
        return bool(union) and q.low <= _NATIONS
    named = {e.type for e in passage.names_at(number.sent.start_char, number.sent.end_char)}
    both = _THE.search(passage.text, max(0, q.start - 8), q.start)
    return bool(both) and (
        counted.head.startswith("neigh") or ("PERSON" not in named and bool(named & {"GPE", "NORP"}))
    )


def _is_nationality(passage: Passage, counted: Counted) -> bool:
    """Whether people are counted by where they come from: "40 North Koreans"."""
    return "NORP" in passage.types_at(counted.end)

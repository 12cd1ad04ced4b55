"""Whether a number counts people: by its noun, a nationality, "30 others", what is done to them, or as a crowd."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newswire.enrich.figures.counted.antecedent import is_of_people
from newswire.enrich.figures.quantities.quantity import Quantity
from newswire.enrich.lexicon.load import read_toml
from newswire.enrich.lexicon.people import is_people
from newswire.enrich.passages.field import Passage
from newswire.enrich.passages.passage import is_readable
from newswire.stream.messages import Counted, Figure

if TYPE_CHECKING:
    from spacy.tokens import Span

#: from how many on a vague number is one of people: dozens are as often things
_CROWD = 100
#: "the 18,000-strong force"; herds are strong, too
_STRONG = re.compile(r"[- ]strong\b")
_HERDS = frozenset(["fleet", "herd", "flock", "pack"])
#: what befalls people after their number
_BEFELL = re.compile(
    r"\s(?:(?:were|are|been|currently|still|known|confirmed|left)\s)*(?:dead|displaced|stranded|imprisoned|jailed|trapped|unaccounted)\b"
)
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


def are_people(passage: Passage, counted: Counted | None, number: Span, q: Quantity, earlier: Figure | None) -> bool:
    """Whether people are counted, said by a noun, a nationality, "30 others" or what is done to them."""
    text, head = passage.text, counted.head if counted else ""
    if _STRONG.match(text, q.end):
        return head not in _HERDS
    if counted is None:
        return bool(_BEFELL.match(text, q.end)) or is_of_people(text, number, q.end)
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


def is_crowd(q: Quantity, span: Span) -> bool:
    """Whether thousands that count nothing are people: "drew thousands", "the support of millions"; not "spent
    millions", "in the thousands"."""
    root = span.root
    if q.number.form != "vague" or (q.low or 0) < _CROWD or not is_readable(root):
        return False
    if root.dep_ == "pobj" and root.head.lower_ == "of":
        return root.head.head.lemma_.lower() in _OF_PEOPLE
    if root.dep_ == "pobj" and root.head.dep_ == "agent":
        return True  # "was attended by thousands"
    over = root.head if root.dep_ in ("nsubj", "nsubjpass", "dobj", "agent") else None
    return over is not None and over.pos_ == "VERB" and over.lemma_.lower() not in _NO_CROWD

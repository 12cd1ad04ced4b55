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
_BEFELL = re.compile(r"\s(?:(?:were|are|been|left)\s)?(?:displaced|stranded|imprisoned|jailed|trapped|unaccounted)\b")
#: from how many on forces are those who serve in them
_FORCE = 20
#: after members that are states: "the 27-member European Union"
_UNION = re.compile(
    r"\s(?:of\s(?:the\s)?)?(?:[A-Z][\w’'-]+\s){0,2}(?:Union|Organi[sz]ation|League|Commonwealth|Association|NATO|ASEAN"
    r"|OPEC|EU|AU|[Aa]lliance|bloc|cartel)\b"
)
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
    if (head == "member" and _UNION.match(text, counted.end)) or (
        head in ("neighbor", "neighbour") and _THE.search(text, max(0, q.start - 8), q.start)
    ):
        return False  # states
    named = counted.text[-len(head) :][:1].isupper() and is_of_people(text, _noun(number), q.end)
    return is_people(head) or named or counted.text.startswith("ethnic ") or "NORP" in passage.types_at(counted.end)


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


def is_crowd(q: Quantity, span: Span) -> bool:
    """Whether thousands that count nothing are people: "drew thousands", "the support of millions"; not "spent
    millions", "in the thousands"."""
    root = span.root
    if q.number.form != "vague" or q.low < _CROWD or not is_readable(root):
        return False
    if root.dep_ == "pobj" and root.head.lower_ == "of":
        return root.head.head.lemma_.lower() in _OF_PEOPLE
    if root.dep_ == "pobj":
        return root.head.dep_ == "agent"  # "was attended by thousands"
    return root.dep_ in ("nsubj", "nsubjpass", "dobj") and root.head.lemma_.lower() not in _NO_CROWD

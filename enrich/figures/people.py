"""Whether people are counted: by a noun, a nationality, "30 others", what is done to them, or as a crowd. The first way
that knows decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newswire.enrich.figures.counted.antecedent import is_of_people
from newswire.enrich.figures.counted.expressions import EXPRESSIONS
from newswire.enrich.figures.person import Number
from newswire.enrich.figures.quantities.quantity import Quantity
from newswire.enrich.lexicon.load import read_toml
from newswire.enrich.lexicon.people import is_people
from newswire.enrich.lexicon.rules import Way
from newswire.enrich.passages.passage import Passage
from newswire.enrich.passages.readable import is_readable
from newswire.stream.messages import Counted, Figure

if TYPE_CHECKING:
    from spacy.tokens import Span

#: from how many on a vague number is one of people: dozens are as often things
_CROWD = 100
#: herds are strong, too
_HERDS = frozenset(["fleet", "herd", "flock", "pack", "chain", "convoy", "collection"])
#: from how many on forces are those who serve in them
_FORCE = 20
_LEXICON = read_toml("en/counted/words")
#: what bare thousands are when that is done: money, or things
_OF_PEOPLE = frozenset(_LEXICON["of_people"]["words"])
_NO_CROWD = frozenset(_LEXICON["of_money"]["words"]) | frozenset(_LEXICON["of_things"]["words"])


def are_people(passage: Passage, counted: Counted | None, number: Span, q: Quantity, earlier: Figure | None) -> bool:
    """Whether people are counted, said by a noun, a nationality, "30 others" or what is done to them."""
    n = Number(passage, q, number, counted, [earlier] if earlier else [])
    read = (way.read(n) for way in PEOPLE)
    return next((known for known in read if known is not None), False)


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


def _strong(n: Number) -> bool | None:
    return n.head not in _HERDS if n.is_after("strong") else None


def _of_people(n: Number) -> bool | None:
    return is_of_people(n.text, n.span, n.q.end) if n.counted is None else None


def _others_told(n: Number) -> bool | None:
    """Of others whether those before them in the sentence are people, else what is done to them."""
    earlier = n.before[0] if n.before else None
    if n.head != "other" or earlier is None or earlier.start < n.span.sent.start_char:
        return None
    if earlier.kind != "count" or not earlier.counted:
        return None
    return earlier.unit == "person" or is_of_people(n.text, n.noun, n.span.end_char)


def _others(n: Number) -> bool | None:
    """Others are people, but for those beside things: "the bridge and two others"."""
    others = n.noun.root
    beside = others.head if others.dep_ == "conj" else others
    are = beside.i == others.i or beside.pos_ != "NOUN" or is_people(beside.lemma_.lower())
    return are if n.head == "other" else None


def _force(n: Number) -> bool | None:
    """Two forces are armies, two thousand are soldiers."""
    return n.q.low >= _FORCE if n.head == "force" else None


def _states(n: Number) -> bool | None:
    union = n.head == "member" and n.counted and EXPRESSIONS["union"].match(n.text, n.counted.end)
    return False if union else None


def _neighbours(n: Number) -> bool | None:
    return False if n.head in ("neighbor", "neighbour") and n.is_before("both") else None


def _noun(n: Number) -> bool | None:
    return is_people(n.head) or None


def _name(n: Number) -> bool | None:
    """A plural name to which something happens that happens to people."""
    large = n.counted and n.counted.text[-len(n.head) :][:1].isupper()
    return (large and is_of_people(n.text, n.noun, n.q.end)) or None


def _ethnic(n: Number) -> bool | None:
    return (n.counted is not None and n.counted.text.startswith("ethnic ")) or None


def _nationality(n: Number) -> bool | None:
    return (n.counted is not None and "NORP" in n.passage.types_at(n.counted.end)) or None


PEOPLE = (
    Way("strong", _strong, "The 900-strong garrison left."),
    Way("of people", _of_people, "The blast wounded 40."),
    Way("others told", _others_told, "The blaze gutted 14 homes and damaged 30 others."),
    Way("others", _others, "A fire hurt a guard and three others."),
    Way("force", _force, "Some 3,000 security forces lined the road."),
    Way("states", _states, "The 22-member Arab League met."),
    Way("neighbours", _neighbours, "Talks between the two neighbors failed."),
    Way("noun", _noun, "It hired 40 nurses."),
    Way("name", _name, "The shelling killed 14 Lemko in the valley."),
    Way("ethnic", _ethnic, "Nearly 600 ethnic Lemkos fled."),
    Way("nationality", _nationality, "There are dozens of North Koreans."),
)

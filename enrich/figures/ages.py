"""Whether a number is how old somebody is: by the words beside it, after a name, as what somebody is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newswire.enrich.figures.counted.expressions import EXPRESSIONS
from newswire.enrich.figures.person import Number
from newswire.enrich.figures.quantities.quantity import Quantity
from newswire.enrich.lexicon.people import is_people
from newswire.enrich.lexicon.rules import Way
from newswire.enrich.passages.passage import Passage
from newswire.stream.messages import Figure

if TYPE_CHECKING:
    from spacy.tokens import Span

_ANYBODY = ("those", "anyone", "everyone")
#: nobody is older
_OLDEST = 120
#: from how many on somebody "is" so many years, and a noun before a number has them
_GROWN, _NAMED = 12, 14


def is_age(passage: Passage, q: Quantity, number: Span, before_it: Sequence[Figure]) -> bool:
    """ "Ivan Petrov, 34, said", "aged 34", "at the age of 34"; `before_it` are the figures of its sentence."""
    if not isinstance(q.low, int) or not 0 < q.low < _OLDEST or q.number.scale > 1:
        return False
    n = Number(passage, q, number, None, before_it)
    return any(way.read(n) for way in AGES)


def is_aged(passage: Passage, q: Quantity, number: Span) -> bool:
    """Whether a length of time is an age by the words before it: "aged 16 years", "over the age of 70 years"."""
    return Number(passage, q, number, None, ()).is_before("aged")


def _aged(n: Number) -> bool:
    return n.is_before("aged")


def _over(n: Number) -> bool:
    m = EXPRESSIONS["over"].search(n.text, max(0, n.q.start - 40), n.q.start)
    return m is not None and (m[1] in _ANYBODY or is_people(m[1].lower().removesuffix("s")))


def _older(n: Number) -> bool:
    return n.is_after("older")


def _others_aged(n: Number) -> bool:
    return any(f.kind == "age" for f in n.before) and n.is_before("over others")


def _both_aged(n: Number) -> bool:
    ages = [f for f in n.before if f.kind == "age"]
    return bool(ages) and n.is_after("end") and n.text[ages[-1].end : n.q.start] in (", ", " and ", ", and ")


def _was(n: Number) -> bool:
    return n.is_before("was") and n.is_after("end or clause")


def _somebody_is(n: Number) -> bool:
    """ "He will be 35 by then", "who is 70"."""
    root = n.span.root
    if n.q.low < _GROWN or root.dep_ not in ("attr", "acomp", "oprd") or root.head.lemma_ not in ("be", "turn"):
        return False
    subjects = [t for t in root.head.children if t.dep_ == "nsubj"]
    return any(t.lower_ in ("he", "she", "i", "who") or t.ent_type_ == "PERSON" for t in subjects)


def _noun_aged(n: Number) -> bool:
    name = n.passage.parse.char_span(n.q.start - 3, n.q.start - 2, alignment_mode="expand") if _is_aside(n) else None
    if name is None or n.q.low <= _NAMED or n.text[n.q.end : n.q.end + 1] not in (",", ")"):
        return False
    return name[-1].tag_ == "NN" and is_people(name[-1].lemma_.lower())


def _person_aged(n: Number) -> bool:
    at = n.q.start - 2
    return _is_aside(n) and any("PERSON" in n.passage.types_at(end) for end in (at, at - 1))


def _is_aside(n: Number) -> bool:
    return n.is_before("aside after a name") and (n.is_after("and another") or n.is_after("end"))


AGES = (
    Way("aged", _aged, "The boy, aged nine, was found alive."),
    Way("over", _over, "It is free for women between 20 and 35."),
    Way("older", _older, "The rule is for voters 45 and older."),
    Way("others", _others_aged, "Two were aged above 60 and two between 51 and 60."),
    Way("both", _both_aged, "Two men, aged 19 and 23, were charged."),
    Way("was", _was, "She was nine when it fell."),
    Way("somebody is", _somebody_is, "He will be 35 by then."),
    Way("noun", _noun_aged, "The suspect, 27, was held."),
    Way("person", _person_aged, "Anna Berger, 56, who runs the shop, agreed."),
)

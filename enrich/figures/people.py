"""Whether a number is of people: how many they are (by a noun, a nationality, "30 others", what is done to them, as a
crowd), or how old (a bare number after a name, what somebody is)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newswire.enrich.figures.counted.antecedent import is_of_people
from newswire.enrich.figures.quantities.quantity import Quantity
from newswire.enrich.lexicon.load import read_toml
from newswire.enrich.lexicon.people import is_people
from newswire.enrich.passages.passage import Passage
from newswire.enrich.passages.readable import is_readable
from newswire.stream.messages import Counted, Figure

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

#: from how many on a vague number is one of people: dozens are as often things
_CROWD = 100
#: "the 18,000-strong force"; herds are strong, too
_STRONG = re.compile(r"[- ]strong\b")
_HERDS = frozenset(["fleet", "herd", "flock", "pack"])
#: from how many on forces are those who serve in them
_FORCE = 20
#: after members that are states: "the 27-member European Union"
_UNION = re.compile(
    r"\s(?:of\s(?:the\s)?)?(?:[A-Z][\w’'-]+\s){0,2}(?:Union|Organi[sz]ation|League|Commonwealth|Association|NATO|ASEAN"
    r"|OPEC|EU|AU|[Aa]lliance|bloc|cartel)\b"
)
_THE = re.compile(r"\b(?:the|both|its)\s$", re.IGNORECASE)
_LEXICON = read_toml("en/counted/words")
#: what bare thousands are when that is done: money, or things
_OF_PEOPLE = frozenset(_LEXICON["of_people"]["words"])
_NO_CROWD = frozenset(_LEXICON["of_money"]["words"]) | frozenset(_LEXICON["of_things"]["words"])
#: before an age: "aged 34", "the youngest is 2", "the retirement age of 65", "boys of 15"
_AGED = re.compile(
    r"\b(?:aged|ages?(?: of)?|turn(?:ed|s|ing)|(?:young|old)er than|(?:died|dies|dead) at)\s+"
    r"(?:(?:between|from|above|over|under|below|at least|about)\s+)?$"
    r"|\b(?:young|old|eld)est (?:of [a-z]+ )?(?:is|was|being|just|only) $"
    r"|\b(?:retirement|pension|voting|average|median|minimum) age\b[^.;\d]{0,40}\b(?:from|to|at|of|is|was) $"
    r"|\b(?:boy|girl|man|woman|men|women|child|children|youth|teenager|conscript|student|widow)s?\sof\s$"
)
#: "children under 12", "those over 65", "women between 20 and 35"
_OVER = re.compile(r"\b([A-Za-z]+)\s+(?:over|under|above|below|older than|younger than|between(?=\s+$))\s+$")
_ANYBODY = ("those", "anyone", "everyone")
#: "one over 60, two between 51 and 60": they are of those before them in the sentence
_OTHERS = re.compile(r"\b(?:between|over|under|above|below)\s+$")
#: "Ann Lee and Omar Diaz, 40 and 49, said"
_AND_AGE = re.compile(r"(?:, | and |, and )")
_TWO = re.compile(r"\sand\s\d\d\s?[,.;)]")
_AFTER = re.compile(r"\s?[,.;)―—–\n]|$")
_GOES_ON = re.compile(rf"{_AFTER.pattern}|\s(?:when|and|but|or|I|he|she)\b")
#: "since she was 5": somebody in the past is a bare number
_WAS = re.compile(r"\b(?:[Hh]e|[Ss]he|I)\swas\s(?:just\s|only\s|about\s)?$")
#: "voters 45 and older"
_OLDER = re.compile(r"\s(?:and|or)\s(?:older|over|above|younger|under)\b")


def are_people(passage: Passage, counted: Counted | None, number: Span, q: Quantity, earlier: Figure | None) -> bool:
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


def is_age(passage: Passage, q: Quantity, before_it: Sequence[Figure]) -> bool:
    """ "Ivan Petrov, 34, said", "aged 34", "at the age of 34"; `before_it` are the figures of its sentence."""
    text, doc = passage.text, passage.parse
    if not isinstance(q.low, int) or not 0 < q.low < 120 or q.number.scale > 1:
        return False
    before, after = text[max(0, q.start - 24) : q.start], text[q.end : q.end + 8]
    over = _OVER.search(text, max(0, q.start - 40), q.start)
    of_people = over and (over[1] in _ANYBODY or is_people(over[1].lower().removesuffix("s")))
    if is_aged(text, q) or of_people or _OLDER.match(text, q.end):
        return True
    ages = [f for f in before_it if f.kind == "age"]
    if ages and (_OTHERS.search(before) or (_AND_AGE.fullmatch(text, ages[-1].end, q.start) and _AFTER.match(after))):
        return True
    if (_WAS.search(before) and _GOES_ON.match(after)) or (q.low >= 12 and _says_age(doc, q)):
        return True
    if not before.endswith((", ", " (")) or not (_TWO.match(text, q.end) or _AFTER.match(after)):
        return False
    at = q.start - 2
    name = doc.char_span(at - 1, at, alignment_mode="expand")
    if q.low > 14 and name and after.startswith((",", ")")):
        if name[-1].pos_ == "PROPN" and after[0] == ",":
            return name[-1].ent_type_ not in ("GPE", "DATE", "LOC", "FAC")
        if name[-1].tag_ == "NN" and is_people(name[-1].lemma_.lower()):
            return True  # "the mayor, 61, was re-elected"
    return any("PERSON" in passage.types_at(end) for end in (at, at - 1))


def is_aged(text: str, q: Quantity) -> bool:
    """Whether a length of time is an age by the words before it: "aged 16 years", "over the age of 70 years"."""
    return bool(_AGED.search(text, max(0, q.start - 72), q.start))


def _says_age(doc: Doc, q: Quantity) -> bool:
    """ "He will be 35 by then", "who is 70": somebody is a bare number."""
    span = doc.char_span(q.start, q.end, alignment_mode="expand")
    if span is None or span.root.dep_ not in ("attr", "acomp", "oprd") or span.root.head.lemma_ not in ("be", "turn"):
        return False
    subjects = [t for t in span.root.head.children if t.dep_ == "nsubj"]
    return any(t.lower_ in ("he", "she", "i", "who") or t.ent_type_ == "PERSON" for t in subjects)

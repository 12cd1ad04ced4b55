"""Ages of people: a bare number after a name, or what somebody is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newswire.enrich.figures.quantities.quantity import Quantity
from newswire.enrich.lexicon.people import is_people
from newswire.enrich.passages.field import Passage
from newswire.stream.messages import Figure

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: before an age: "aged 34", "the youngest is 2", "the retirement age of 65", "boys of 15"
_AGED = re.compile(
    r"\b(?:aged|ages?(?: of)?|turn(?:ed|s|ing)|(?:young|old)er than|(?:died|dies|dead) at)\s+"
    r"(?:(?:between|from|above|over|under|below|at least|about)\s+)?$"
    r"|\bages of \d{1,2} and $|\b(?:young|old|eld)est (?:of [a-z]+ )?(?:is|was|being|just|only) $"
    r"|\b(?:retirement|pension|voting|average|median|minimum) age\b[^.;\d]{0,40}\b(?:from|to|at|of|is|was) $"
    r"|\b(?:boy|girl|man|woman|men|women|child|children|youth|teenager|conscript|student|widow)s?\sof\s$"
)
#: "children under 12", "those over 65", "women between 20 and 35"
_OVER = re.compile(
    r"\b(?:those|people|anyone|everyone|children|kids|adults|men|women|persons|girls|boys|teenagers|youths|seniors"
    r"|residents|workers|players|patients|drivers|voters|americans|respondents|students|pupils|users|citizens)\s+"
    r"(?:over|under|above|below|older than|younger than|between(?=\s+$))\s+$"
)
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


def is_age(passage: Passage, q: Quantity, before_it: Sequence[Figure]) -> bool:
    """ "Ivan Petrov, 34, said", "aged 34", "at the age of 34"; `before_it` are the figures of its sentence."""
    text, doc = passage.text, passage.parse
    if not isinstance(q.low, int) or not 0 < q.low < 120 or q.number.scale > 1:
        return False
    before, after = text[max(0, q.start - 24) : q.start], text[q.end : q.end + 8]
    if is_aged(text, q) or _OVER.search(text, max(0, q.start - 40), q.start) or _OLDER.match(text, q.end):
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

"""The thing counted where it stands apart from its number: "troops ... 1,500 of them", "of the 300 men, 40 were"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from enrich.counted import is_people, lemma
from stream.messages import Counted, Figure

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_OF_THEM = re.compile(r"\s+of\s+(them|whom|which|those)\b", re.IGNORECASE)
_OF_THE = re.compile(r"(?:^|[.;:]\s+|\bout )of (?:the|these|those|its|their|all|about|some|more than)\b", re.IGNORECASE)
_DEAD = frozenset(
    (
        "kill",
        "wound",
        "injure",
        "arrest",
        "detain",
        "hospitalize",
        "hospitalise",
        "evacuate",
        "rescue",
        "behead",
        "massacre",
    )
)


def find_apart(text: str, doc: Doc, number: Span, end: int, earlier: Figure | None) -> Counted | None:
    """What the number counts that has no noun behind it, None where the sentence does not say."""
    sentence = number.sent
    before = earlier if earlier and earlier.counted and earlier.start >= sentence.start_char else None
    if m := _OF_THEM.match(text, end):
        noun = _antecedent(sentence, number, people=m[1].lower() == "whom")
        if before and before.counted and (noun is None or noun.idx <= before.counted.start):
            return before.counted
        return (
            Counted(text=noun.text, start=noun.idx, end=noun.idx + len(noun.text), head=lemma(noun)) if noun else None
        )
    root = number.root
    opens = _OF_THE.search(text[max(0, sentence.start_char - 2) : number.start_char])
    if before and opens and root.dep_ in ("nsubj", "nsubjpass") and before.end < number.start_char:
        return before.counted
    return None


def is_of_people(number: Span) -> bool:
    """Whether what happens to the number happens to people: "killed 12 and wounded 30"."""
    root = number.root
    return root.dep_ in ("dobj", "nsubjpass") and root.head.lemma_.lower() in _DEAD


def _antecedent(sentence: Span, number: Span, *, people: bool) -> Token | None:
    """The plural that "them" or "whom" stands for: the nearest, of people for "whom"; a subject before others."""
    plurals = [t for t in sentence if t.i < number.start and t.tag_ in ("NNS", "NNPS") and t.ent_type_ != "DATE"]
    if people:
        plurals = [t for t in plurals if is_people(lemma(t))]
    subjects = [t for t in plurals if t.dep_ in ("nsubj", "nsubjpass")]
    chosen = subjects if subjects and not people else plurals
    return chosen[-1] if chosen else None

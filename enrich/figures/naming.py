"""Numbers that the parse shows to be part of a name or a pronoun: "Boeing 737", "no one"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newswire.enrich.figures.counted.antecedent import is_of_people
from newswire.enrich.lexicon.load import alternatives
from newswire.enrich.lexicon.people import is_people
from newswire.enrich.numbers.number import CARDINALS, Number

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: after an ordinal: "the third-largest town"
SUPERLATIVE = re.compile(r"-(?:most|least|best|worst|[a-z]{2,}est)\b")
_SCORE = re.compile(r"\s?[-–]\s?\d")
_SCORE_BEFORE = re.compile(r"\d\s?[-–]\s?$")
#: "one to two metres", "one or two"
_MORE = alternatives(word for word, n in CARDINALS.items() if n > 1)
_TO_MORE = re.compile(rf"(?:[\s-](?:to|or)[\s-]|[-–])(?:{_MORE})\b", re.IGNORECASE)
_OF_THE = re.compile(r"\s+of\s+(?:the|its|his|her|their|our|my|these|those|your|[a-z']+s)\b", re.IGNORECASE)
#: before a one that is nobody and nothing: "no one", "at one point"
_NO = frozenset(["no", "any", "every", "each"])


def is_name_of(text: str, doc: Doc, first: int, last: int, number: Number) -> bool:
    """Whether the tokens make it a name's number: "Boeing 737", "Mirage 2000"."""
    if first == 0 or number.form != "digits" or number.scale > 1:
        return False
    if _SCORE.match(text, number.end) or _SCORE_BEFORE.search(text, max(0, number.start - 6), number.start):
        return False  # "beat the Hornets 110-102"
    before: Token = doc[first - 1]
    if before.pos_ != "PROPN" or not before.text[:1].isupper() or before.is_sent_start:
        return False
    token = doc[last]
    return not (token.dep_ == "nummod" and token.head.i > last)


def is_of_one(doc: Doc, first: int, head: int, number: Number) -> bool:
    """Whether the number stands before the name of one thing: "the 687 Ridge fire"; of more there would be fires."""
    if number.form != "digits" or number.scale > 1 or head - first != 2:
        return False
    named = doc[head].tag_ == "NN" and doc[head - 1].tag_ == "NNP"
    return named and any(t.lower_ in ("the", "a", "this", "that") for t in doc[max(0, first - 2) : first])


def numbers_a_noun(text: str, doc: Doc, last: int) -> bool:
    """Whether an ordinal numbers a noun: "first step"; not "at first", "First, ...", "a second ago"."""
    token = doc[last]
    if SUPERLATIVE.match(text, token.idx + len(token.text)):
        return True
    return token.pos_ in ("ADJ", "NUM") and token.dep_ in ("amod", "nummod", "compound")


def is_pronoun(doc: Doc, first: int, text: str, end: int) -> bool:
    """Whether a lone "one" counts nothing: "no one", "the one who", "one another", "one day"."""
    token = doc[first]
    before = doc[first - 1].lower_ if first else ""
    if _TO_MORE.match(text, end) or is_of_people(text, doc[first : first + 1], end):
        return False
    if _OF_THE.match(text, end):
        return before in _NO or before in ("the", "this", "that", "which") or _is_manner_of_speaking(token)
    if token.dep_ != "nummod" or token.head.i < token.i or token.head.pos_ not in ("NOUN", "PROPN"):
        return True
    if token.head.ent_type_ == "PERSON":
        return True  # "a guard, one Ann Lee, saw it"
    return before in _NO or before == "at" or token.head.lower_ in ("day", "another", "thing", "way", "hand", "side")


def _is_manner_of_speaking(token: Token) -> bool:
    """Whether "one of the" just introduces: "that is one of the reasons"; not "one of the crew died"."""
    things = next((o for p in token.children if p.lower_ == "of" for o in p.children if o.dep_ == "pobj"), None)
    if things is None or token.dep_ in ("nsubj", "nsubjpass") or any(c.dep_ == "nummod" for c in things.children):
        return False
    if any(t.tag_ == "JJS" for t in things.lefts) or any(t.tag_ == "RBS" for t in things.subtree):
        return False  # "one of the best goalkeepers": a rank
    return token.dep_ != "dobj" or not is_people(things.lemma_.lower())

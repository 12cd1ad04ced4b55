"""Numbers that the parse shows to be part of a name, an address or a pronoun: "Boeing 737", "22 Baker Street"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newswire.enrich.figures.singles import is_of_one
from newswire.enrich.lexicon.load import read_toml
from newswire.enrich.numbers.number import Number

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: after an ordinal: "the third-largest town"
SUPERLATIVE = re.compile(r"-(?:most|least|best|worst|[a-z]{2,}est)\b")
_SCORE = re.compile(r"\s?[-–]\s?\d")
_SCORE_BEFORE = re.compile(r"\d\s?[-–]\s?$")
_STREETS = frozenset(read_toml("en/labels")["streets"]["words"])
#: in front of a number they say that one thing is named by it
_ONE_THING = frozenset(["a", "an", "own", "new", "latest", "same"])


def is_name_of(text: str, doc: Doc, first: int, last: int, number: Number) -> bool:
    """Whether the tokens make it a name's number: "Boeing 737", "Mirage 2000"."""
    if first == 0 or number.form != "digits" or number.scale > 1:
        return False
    if _SCORE.match(text, number.end) or _SCORE_BEFORE.search(text, max(0, number.start - 6), number.start):
        return False  # "beat the Hornets 110-102"
    before: Token = doc[first - 1]
    if before.pos_ != "PROPN" or not before.whitespace_ or not before.text[:1].isupper() or before.is_sent_start:
        return False
    token = doc[last]
    counts = token.dep_ == "nummod" and token.head.i > last and token.head.pos_ in ("NOUN", "PROPN")
    return not counts


def is_address(doc: Doc, first: int, head: int, number: Number) -> bool:
    """Whether the number stands in front of the name of one thing: "22 Baker Street", "a 787 Dreamliner"."""
    if number.form != "digits" or number.scale > 1 or number.value == 1:
        return False
    noun = doc[head]
    if noun.tag_ == "NN" and head - first == 2 and doc[head - 1].tag_ == "NNP" and isinstance(number.value, int):
        return is_of_one(doc, first)  # "the 687 Ridge fire": of more there would be fires
    if noun.tag_ != "NNP" or noun.ent_type_ == "NORP" or noun.lower_.endswith(("s", "men", "people")):
        return False
    return noun.lower_ in _STREETS or (first > 0 and doc[first - 1].lower_ in _ONE_THING)


def numbers_a_noun(text: str, doc: Doc, last: int) -> bool:
    """Whether an ordinal numbers a noun: "first step"; not "at first", "First, ...", "a second ago"."""
    token = doc[last]
    if SUPERLATIVE.match(text, token.idx + len(token.text)):
        return True
    return token.pos_ in ("ADJ", "NUM") and token.dep_ in ("amod", "nummod", "compound") and token.head.i > last

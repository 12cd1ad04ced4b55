"""The number one where it counts nothing, and numbers that name one thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newswire.enrich.figures.counted.antecedent import is_of_people
from newswire.enrich.lexicon.people import is_people

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


#: "one to two metres", "one or two"
_TO_MORE = re.compile(r"(?:[\s-](?:to|or)[\s-]|[-–])(?:two|three|four|five|ten)\b", re.IGNORECASE)


def is_pronoun(doc: Doc, first: int, text: str, end: int) -> bool:
    """Whether a lone "one" counts nothing: "no one", "the one who", "one another", "one day", "one Ann Lee"."""
    token = doc[first]
    if _TO_MORE.match(text, end) or is_of_people(text, doc[first : first + 1], end):
        return False
    if re.match(
        r"\s+of\s+(?:the|its|his|her|their|our|my|these|those|your|[a-z']+s)\b", text[end : end + 24], re.IGNORECASE
    ):
        named = first > 0 and doc[first - 1].lower_ in ("no", "any", "every", "each", "the", "this", "that", "which")
        return named or _is_manner_of_speaking(token)
    if token.dep_ == "nummod" and token.head.i > token.i and token.head.pos_ in ("NOUN", "PROPN"):
        return token.head.lower_ in ("day", "another", "thing", "way", "hand", "side") or (
            first > 0 and doc[first - 1].lower_ in ("no", "any", "every", "each", "at")
        )
    return True


def is_of_one(doc: Doc, first: int) -> bool:
    """Whether an article, with at most an adjective, stands before the token."""
    before = doc[first - 1] if first else None
    if before is not None and before.pos_ == "ADJ" and before.i:
        before = doc[before.i - 1]
    return before is not None and before.lower_ in ("the", "a", "this", "that")


def _is_manner_of_speaking(token: Token) -> bool:
    """Whether "one of the" just introduces: "that is one of the reasons"; not "one of the crew died"."""
    things = next((o for p in token.children if p.lower_ == "of" for o in p.children if o.dep_ == "pobj"), None)
    if things is None or token.dep_ in ("nsubj", "nsubjpass") or any(c.dep_ == "nummod" for c in things.children):
        return False
    if any(t.tag_ in ("JJS", "RBS") for t in things.lefts) or any(t.tag_ == "RBS" for t in things.subtree):
        return False  # "one of the best goalkeepers": a rank
    return token.dep_ != "dobj" or not is_people(things.lemma_.lower())

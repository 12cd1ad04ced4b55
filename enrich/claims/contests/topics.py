"""What words are about, as keys that can be compared: lemmas of what they name, identities of their names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

#: what is the same thing for a denial
_KIN = {
    "soldier": "troop",
    "force": "troop",
    "fighter": "troop",
    "serviceman": "troop",
    "personnel": "troop",
    "death": "kill",
    "dead": "kill",
    "die": "kill",
    "killing": "kill",
    "toll": "kill",
    "casualty": "kill",
    "injury": "injure",
    "arrest": "detain",
    "detention": "detain",
    "attack": "strike",
}
_MATTER = frozenset(("NOUN", "PROPN", "VERB", "ADJ"))
#: words that say nothing of what a claim is about
_EMPTY = frozenset(
    ("be", "have", "do", "say", "tell", "make", "get", "use", "new", "other", "more", "such")
) | frozenset(("people", "claim", "report", "information", "statement", "number", "figure"))


def keys(tokens: Iterable[Token], places: dict[int, str]) -> frozenset[str]:
    """Lemmas of the content words, near synonyms as one; `places` has the identity of the name at a token."""
    return frozenset(k for t in tokens if (k := key(t, places)))


def key(token: Token, places: dict[int, str]) -> str | None:
    """The key of one word; None where it says nothing."""
    if token.i in places:
        return places[token.i]
    lemma = token.lemma_.lower()
    if token.pos_ not in _MATTER or lemma in _EMPTY or len(lemma) < 3:
        return None
    return _KIN.get(lemma, lemma)


def is_name(key: str) -> bool:
    """Whether a key is the identity of a name."""
    return ":" in key

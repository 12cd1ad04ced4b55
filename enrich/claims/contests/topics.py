"""What words are about, as keys that can be compared: stems of what they name, identities of their names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from newswire.enrich.claims.lemmas import stem
from newswire.enrich.claims.rules import WORDS
from newswire.enrich.claims.spoken import Spoken
from newswire.enrich.lexicon.load import read_table, read_words
from newswire.enrich.passages.spans import Place
from newswire.stream.messages import Entity

_WORD, _NOUN = re.compile(r"[^\W\d_]{3,}"), re.compile(r"[a-z]+")
#: "the official toll" is whoever's
_ROLES = frozenset(row[0] for row in read_table("en/roles")) - {"official"} | WORDS["origin"]


@cache
def _kin() -> dict[str, str]:
    rows = read_table("en/claims/kin")
    return {stem(word): stem(first) for first, others in rows for word in (first, *others.split(" "))}


@cache
def _empty() -> frozenset[str]:
    return frozenset(stem(word) for word in read_words("en/claims/empty"))


class Topics:
    """The keys of the words of one field."""

    def __init__(self, field: Spoken) -> None:
        self.field = field

    def keys(self, start: int, end: int) -> frozenset[str]:
        """Of the content words of `start:end`: near synonyms are one, a name is its id."""
        named = self._names(start, end)
        found = {_identity(e) for e in named}
        for match in _WORD.finditer(self.field.text, start, end):
            if not any(e.start <= match.start() < e.end for e in named) and (word := key(match[0])):
                found.add(word)
        return frozenset(found)

    def whose(self, said: Place | None) -> frozenset[str]:
        """The keys of those whom words name: ids of names, words with a capital, and the noun: "from the agency"."""
        if said is None:
            return frozenset()
        named = {m[0].lower() for m in self.field.each("capitals that tell whose it is", *said)}
        nouns = _ROLES & set(_NOUN.findall(self.field.text, *said))
        return frozenset(_identity(e) for e in self._names(*said)) | named | nouns

    def _names(self, start: int, end: int) -> Sequence[Entity]:
        return [e for e in self.field.names_in(start, end) if e.type != "WEAPON"]


def key(word: str) -> str | None:
    """The key of one word; None where it says nothing."""
    base = stem(word)
    return None if base in _empty() else _kin().get(base, base)


def is_name(key: str) -> bool:
    """Whether a key is the identity of a name."""
    return ":" in key


def _identity(entity: Entity) -> str:
    return entity.entity_id or f"name:{entity.name.lower()}"

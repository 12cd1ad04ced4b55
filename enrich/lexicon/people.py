"""Nouns that stand for people."""

from functools import cache

from newswire.enrich.lexicon.load import read_table, read_toml

_NOUNS, _ENDINGS, _OTHERS = (tuple(read_toml("en/people")[name]["words"]) for name in ("nouns", "endings", "others"))


def is_people(head: str) -> bool:
    """Whether the noun (a lemma) stands for people."""
    known = _known()
    if head in known or head.removesuffix("s") in known:
        return True
    return head.endswith(_ENDINGS) and len(head) > 4 and head not in _OTHERS


@cache
def _known() -> frozenset[str]:
    """Nouns of people, and of those who come from a country: "german"."""
    nationalities = (word.lower() for row in read_table("world/countries") for word in row[2].split("|") if word)
    return frozenset(_NOUNS).union(nationalities)

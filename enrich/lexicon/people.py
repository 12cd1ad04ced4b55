"""Nouns that stand for people."""

from functools import cache

from newswire.enrich.lexicon.load import read_table, read_words

#: what only nouns of people end in: tribesman, biologist, churchgoer
_ENDINGS = ("man", "woman", "women", "children", "people", "ist", "goer", "bearer", "keeper")
#: that end so, too
_NO_PEOPLE = frozenset(
    [
        *("assist", "twist", "wrist", "heist", "hoist", "waist", "talisman", "ottoman", "walkman"),
        *("checklist", "playlist", "shortlist", "wishlist", "waitlist", "watchlist", "blacklist", "setlist", "hitlist"),
    ]
)


@cache
def is_people(head: str) -> bool:
    """Whether the noun (a lemma) stands for people."""
    known = read_words("en/people") | _nationalities()
    if head in known or head.removesuffix("s") in known:
        return True
    return head.endswith(_ENDINGS) and len(head) > 4 and head not in _NO_PEOPLE


@cache
def _nationalities() -> frozenset[str]:
    """Lemmas of those who come from a country: "german"."""
    return frozenset(word.lower() for row in read_table("world/countries") for word in row[2].split("|") if word)

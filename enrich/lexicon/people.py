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


def is_people(head: str) -> bool:
    """Whether the noun (a lemma) stands for people."""
    known = _known()
    if head in known or head.removesuffix("s") in known:
        return True
    return head.endswith(_ENDINGS) and len(head) > 4 and head not in _NO_PEOPLE


@cache
def _known() -> frozenset[str]:
    """Nouns of people, and of those who come from a country: "german"."""
    nationalities = (word.lower() for row in read_table("world/countries") for word in row[2].split("|") if word)
    return read_words("en/people").union(nationalities)

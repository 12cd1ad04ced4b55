"""Nouns that stand for people."""

from newswire.enrich.lexicon.load import read_words


def is_people(head: str) -> bool:
    """Whether the noun (a lemma) stands for people."""
    return head in read_words("en/people") or head.endswith(("woman", "women", "children"))

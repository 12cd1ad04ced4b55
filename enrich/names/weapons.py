"""Finds weapons and military platforms: designations (KN-23, F-16), names of the list, nouns that stand for them."""

from collections.abc import Iterator

from newswire.enrich.names.words import Words

#: characters around an unsure one in which a word of arms shows what it is
_WINDOW = 80


def find(text: str, words: Words) -> Iterator[tuple[int, int]]:
    """Spans of weapons, from left to right within each kind; spans of different kinds may overlap.

    The noun after a name belongs to it and is not a weapon of its own: "the KN-23 missile".
    """
    named = set()
    for start, end in _named(text, words):
        named.add(end)
        yield start, end
    for match in words["weapon"].finditer(text):
        if match.start() - 1 not in named:
            yield match.span()


def _named(text: str, words: Words) -> Iterator[tuple[int, int]]:
    for match in words["designation"].finditer(text):
        if not match["unsure"] or _among_arms(text, *match.span(), words):
            yield match.span()
    for match in words["weapon name"].finditer(text):
        yield match.span()
    for match in words["weapon word"].finditer(text):
        if _among_arms(text, *match.span(), words):
            yield match.span()


def _among_arms(text: str, start: int, end: int, words: Words) -> bool:
    """Whether the words around a span are about arms."""
    before, after = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    return bool(words["among arms"].search(before) or words["among arms"].search(after))

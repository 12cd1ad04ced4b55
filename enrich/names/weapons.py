"""Finds weapons and military platforms: designations (KN-23, F-16), names of the list, nouns that stand for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newswire.enrich.names.mention import Mention, Text

#: characters around an unsure one in which a word of arms shows what it is
_WINDOW = 80


def find(found: Sequence[Mention], at: Text) -> Iterator[Mention]:
    """Weapons, kind by kind; those of different kinds may overlap.

    The noun after a name belongs to it and is not a weapon of its own: "the KN-23 missile".
    """
    ends = set()
    for match in _named(at):
        ends.add(match.end())
        yield at.mention(*match.span(), "WEAPON")
    for match in at.words["weapon"].finditer(at.text):
        if match.start() - 1 not in ends:
            yield at.mention(*match.span(), "WEAPON")


def _named(at: Text) -> Iterator[re.Match[str]]:
    for match in at.words["designation"].finditer(at.text):
        if not match["unsure"] or _is_among_arms(at, *match.span()):
            yield match
    yield from at.words["weapon name"].finditer(at.text)
    for match in at.words["weapon word"].finditer(at.text):
        if _is_among_arms(at, *match.span()):
            yield match


def _is_among_arms(at: Text, start: int, end: int) -> bool:
    """Whether the words around a span are about arms."""
    around = (at.text[max(0, start - _WINDOW) : start], at.text[end : end + _WINDOW])
    return any(at.words["among arms"].search(words) for words in around)

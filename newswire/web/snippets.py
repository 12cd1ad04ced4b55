"""The place of a text where what was looked for stands."""

import re
from typing import NamedTuple

from newswire.search.asked import terms

_AROUND = 110


class Bit(NamedTuple):
    """A stretch of a snippet."""

    text: str
    hit: bool


def snippet(text: str, words: str) -> list[Bit]:
    """Some words around the first hit, each hit marked; the beginning where there is none to be seen (an accent that
    the index does not mind).

    >>> [bit.text for bit in snippet("He said that 41 people died.", "people") if bit.hit]
    ['people']
    """
    patterns = []
    for term in terms(words):
        parts = [re.escape(part) for part in re.findall(r"\w+", term)]
        if parts:
            patterns.append(r"\b" + r"\W+".join(parts) + (r"\w*" if term.endswith("*") else r"\b"))
    if not patterns:
        return [Bit(_cut(text, 0, 2 * _AROUND), False)]
    wanted = re.compile("|".join(patterns), re.IGNORECASE)
    first = wanted.search(text)
    begin = max(0, first.start() - _AROUND) if first else 0
    shown = _cut(text, begin, begin + 2 * _AROUND)
    bits, at = [Bit("… ", False)] if begin else [], 0
    for hit in wanted.finditer(shown):
        bits += [Bit(shown[at : hit.start()], False), Bit(hit[0], True)]
        at = hit.end()
    return [bit for bit in (*bits, Bit(shown[at:], False)) if bit.text]


def _cut(text: str, begin: int, end: int) -> str:
    """Between spaces, on one line."""
    piece = text[begin:end]
    if begin and " " in piece[:30]:
        piece = piece[piece.index(" ") + 1 :]
    if end < len(text) and " " in piece[-30:]:
        piece = piece[: piece.rindex(" ")] + " …"
    return " ".join(piece.split())

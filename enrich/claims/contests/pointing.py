"""At what words point back: "these figures", "denied it", "the Danish claim"."""

from __future__ import annotations

import re
from typing import Literal

from newswire.enrich.claims.lemmas import look_up
from newswire.enrich.claims.spoken import Spoken
from newswire.enrich.lexicon.load import read_table
from newswire.enrich.passages.spans import Place

Pointer = Literal["", "words", "number", "clause"]

#: nouns that stand for what was said before -> words or number
POINTERS: dict[str, Pointer] = {
    noun: "number" if kind == "number" else "words"
    for noun, kind in read_table("en/claims/pointers")
    if kind != "quantity"
}
_WORD = re.compile(r"[\w-]+")
#: characters between the two: "the Danish and the Swedish figure"
_REACH = 24
_EDGES = ' ,.“”"\n'


def points(field: Spoken, start: int, end: int) -> tuple[Pointer, Place | None]:
    """At what words point back (empty where they say themselves what they are about), and the words for whose it is."""
    text = field.text
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    back = field.match("pronoun that points back", start, end)
    if back and (back.end() == end or (back["it"] and text[back.end()] == " ")):
        return ("words" if back["it"] else "clause"), None
    opening = field.match("before a noun that points back", start, end)
    first = opening.end() if opening else start
    for word in _WORD.finditer(text, first, min(end, first + _REACH)):
        if kind := look_up(word[0], POINTERS):
            by = field.match("by whom it is", word.end(), end)
            owner = opening is not None and field.search("owner", *opening.span())
            which = field.match("says which", by.end() if by else word.end(), end)
            whose = by.span("who") if by else (start if owner else first, word.start())
            return (kind if opening and not which else ""), whose
    return "", None

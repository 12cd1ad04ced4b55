"""At what words point back: "these figures", "denied it", "the Danish claim"."""

from __future__ import annotations

import re
from typing import Literal

from newswire.enrich.claims.lemmas import lemmas
from newswire.enrich.lexicon.load import read_table
from newswire.enrich.passages.spans import Place

Pointer = Literal["", "words", "number", "clause"]

#: nouns that stand for what was said before -> words or number
POINTERS: dict[str, Pointer] = {
    noun: "number" if kind == "number" else "words"
    for noun, kind in read_table("en/claims/pointers")
    if kind != "quantity"
}
_BACK = re.compile(r"(?P<it>it|them|so)|(?:that|which|this|these|those)", re.I)
#: what a noun that points back stands after
_OPENING = re.compile(
    r"(?:that\s|as\s|of\s)?(?:the|these|those|this|that|such|both|all|his|her|its|their|[\w’'-]+['’]s?)\s", re.I
)
_WORD = re.compile(r"[\w-]+")
#: characters between the two: "the Danish and the Swedish figure"
_REACH = 24
_SAYS_WHICH = re.compile(r"\s+(?:that|of\s\w+ing|on|about)\b", re.I)
_BY = re.compile(r"\s(?:from|by|of)\s(?P<who>(?:(?!that\b|which\b|who\b)[\w’'-]+\s?){1,6})", re.I)
_OWNER = re.compile(r"['’]")
_EDGES = ' ,.“”"\n'


def points(text: str, start: int, end: int) -> tuple[Pointer, Place | None]:
    """At what words point back (empty where they say themselves what they are about), and the words for whose it is."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    back = _BACK.match(text, start, end)
    if back and (back.end() == end or (back["it"] and text[back.end()] == " ")):
        return ("words" if back["it"] else "clause"), None
    opening = _OPENING.match(text, start, end)
    first = opening.end() if opening else start
    for word in _WORD.finditer(text, first, min(end, first + _REACH)):
        kind = next((POINTERS[form] for form in lemmas(word[0]) if form in POINTERS), None)
        if kind:
            by = _BY.match(text, word.end(), end)
            owner = by.span("who") if by else (start if opening and _OWNER.search(opening[0]) else first, word.start())
            which = _SAYS_WHICH.match(text, by.end() if by else word.end(), end)
            return (kind if opening and not which else ""), owner
    return "", None

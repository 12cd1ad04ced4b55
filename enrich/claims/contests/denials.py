"""Denials, doubts and confirmations withheld: which claims are such, and what they point at.

"Russia denies using North Korean troops" names what it is about, wherever that was said; "did not confirm these
reports" and "denied it" point back; "called the figure a lie" points back at a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from newswire.enrich.claims.lemmas import lemmas
from newswire.enrich.claims.link import Linked
from newswire.enrich.claims.status import is_negated, words
from newswire.enrich.lexicon.load import read_table

Place = tuple[int, int]
Pointer = Literal["", "words", "number", "clause"]

_HOW = {(lemma, kind): how for lemma, kind, how in read_table("en/claims/denials")}
#: nouns that stand for what was said before -> words or number
_POINTERS: dict[str, Pointer] = {
    noun: "number" if kind == "number" else "words"
    for noun, kind in read_table("en/claims/pointers")
    if kind != "quantity"
}
_CONFIRM = frozenset(("confirm", "verify", "corroborate", "substantiate"))
#: verbs that say by themselves that it was not confirmed
_FAILED = frozenset(("decline", "refuse", "fail"))
#: "called the figure a lie"
_NAMING = frozenset(("call", "brand", "label", "describe", "term", "deem"))
#: before a word they make it a noun: "in answer to a question"
_NOUNS = frozenset(("a", "an", "the", "his", "her", "their", "no", "any", "in", "under", "without"))
_WITHHELD = re.compile(
    r"(?:\b(?:not|never|unable|cannot|impossible|declin\w+|refus\w+|failed)\b|n['’]t\b)[^.;:\n]{0,40}?"
    r"\b(?:confirm|verify|corroborate|substantiate)(?:ed)?\b\s*(?P<object>[^.;\n]*)",
    re.I,
)
#: "these numbers are invented", "the report was nothing but a lie"
_PREDICATE = re.compile(
    r"\b(?P<about>(?:the|these|those|this|that|such|their|his|her|its|all|[\w’']+['’]s?)(?:\s[\w’'-]+){0,2})\s"
    r"(?:is|are|was|were|being|as)\s(?P<said>(?:[\w“\"'’-]+\s){0,3}?[\w-]+)",
    re.I,
)
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


@dataclass(slots=True)
class Denial:
    """Somebody's denial, and what it is about."""

    claim: Linked  #: whose source denies
    cue: Place
    how: str  #: denied, disputed, not_confirmed
    about: Place | None  #: the words for what is denied
    points: Pointer  #: they point back: at words, at a number, or at the clause before
    origin: Place | None  #: the words for whose claim it is: "information from the agency", "the Danish figure"
    inside: bool = False  #: the denial stands in the words of the claim

    def is_claim(self) -> bool:
        """Whether the claim's content is what is denied: no claim of its source."""
        return not self.inside and not self.points and self.about is not None

    def only_points(self) -> bool:
        """Whether the claim's content is but a word for what another one said: "denied it", "disputed that figure"."""
        return not self.inside and bool(self.points)


def find(claims: list[Linked], text: str) -> Iterator[Denial]:
    """The denials of a text, in the order of their claims."""
    for claim in claims:
        by_cue = _by_cue(claim, text) or _by_naming(claim, text)
        if by_cue is not None:
            yield by_cue
            continue
        for start, end in claim.content:
            yield from _inside(claim, start, end, text)


def is_denial(cue: str) -> bool:
    """Whether a cue contests what others said."""
    return _how(cue) is not None


def _how(cue: str) -> str | None:
    """In which way a cue contests something, None where it doesn't."""
    said = words(cue)
    for n, word in enumerate(said):
        before = said[:n]
        forms = lemmas(word)
        if any(f in _CONFIRM for f in forms):
            failed = is_negated(before) or any(f in _FAILED for b in before for f in lemmas(b))
            return "not_confirmed" if failed else None
        for form in forms:
            how = _HOW.get((form, "verb")) if not (before and before[-1] in _NOUNS) else None
            how = how or _HOW.get((form, "noun"))
            if how is not None:
                return None if is_negated(before) else how
    return None


def _by_cue(claim: Linked, text: str) -> Denial | None:
    """A cue that contests its content."""
    how = _how(text[slice(*claim.cue)])
    if how is None:
        return None
    after = [c for c in claim.content if c[0] >= claim.cue[0]] or claim.content
    if not after:
        return Denial(claim, claim.cue, how, None, "clause", None)
    points, origin = _points(text, *after[0])
    if len(after) > 1 and points and text[after[0][1] : after[0][1] + 1] == ":":
        # "rejected that: the rate was 4 percent" says something of its own
        return Denial(claim, claim.cue, how, after[0], points, origin, inside=True)
    about = (after[0][0], after[-1][1])
    return Denial(claim, claim.cue, how, about, *_points(text, *about))


def _by_naming(claim: Linked, text: str) -> Denial | None:
    """ "called the figure a lie"."""
    if not any(form in _NAMING for word in words(text[slice(*claim.cue)]) for form in lemmas(word)):
        return None
    for start, end in claim.content:
        points, origin = _points(text, start, end)
        how = next((how for word in words(text[start:end]) if (how := _lie(word))), None)
        if points and how:
            return Denial(claim, claim.cue, how, (start, end), points, origin, inside=True)
    return None


def _inside(claim: Linked, start: int, end: int, text: str) -> Iterator[Denial]:
    """What somebody says of what others said: "said that the alliance could not confirm it", "the report is false"."""
    for match in _WITHHELD.finditer(text, start, end):
        cue = (match.start(), match.start("object"))
        if not match["object"].strip():
            yield Denial(claim, cue, "not_confirmed", None, "words", None, inside=True)
        else:
            about = match.span("object")
            yield Denial(claim, cue, "not_confirmed", about, *_points(text, *about), inside=True)
    for match in _PREDICATE.finditer(text, start, end):
        about = match.span("about")
        points, origin = _points(text, *about)
        said = words(match["said"])
        how = next((how for word in said if (how := _lie(word))), None)
        if points and how and not is_negated(said):
            yield Denial(claim, match.span(), how, about, points, origin, inside=True)


def _lie(word: str) -> str | None:
    """How a word contests the claim of which it is said."""
    return next((how for form in lemmas(word) for kind in ("adj", "lie") if (how := _HOW.get((form, kind)))), None)


def _points(text: str, start: int, end: int) -> tuple[Pointer, Place | None]:
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
        kind = next((_POINTERS[form] for form in lemmas(word[0]) if form in _POINTERS), None)
        if kind:
            by = _BY.match(text, word.end(), end)
            owner = by.span("who") if by else (start if opening and _OWNER.search(opening[0]) else first, word.start())
            which = _SAYS_WHICH.match(text, by.end() if by else word.end(), end)
            return (kind if opening and not which else ""), owner
    return "", None

"""Denials, doubts and confirmations withheld: which claims are such, and what they point at.

"Russia denies using North Korean troops" names what it is about, wherever that was said; "did not confirm these
reports" and "denied it" point back; "called the figure a lie" points back at a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newswire.enrich.claims.contests.pointing import POINTERS, Pointer, points
from newswire.enrich.claims.lemmas import WORDS, lemmas
from newswire.enrich.claims.link import Linked
from newswire.enrich.claims.status import is_negated, words
from newswire.enrich.lexicon.load import alternatives, read_table
from newswire.enrich.passages.spans import Place

_HOW = {(lemma, kind): how for lemma, kind, how in read_table("en/claims/denials")}
#: before a word they make it a noun: "in answer to a question"
_NOUNS = frozenset(("a", "an", "the", "his", "her", "their", "no", "any", "in", "under", "without"))
_WITHHELD = re.compile(
    r"(?:\b(?:not|never|unable|cannot|impossible|declin\w+|refus\w+|failed)\b|n['’]t\b)[^.;:\n]{0,40}?"
    rf"\b(?:{alternatives(WORDS['confirming'])})(?:ed)?\b\s*(?P<object>[^.;\n]*)",
    re.I,
)
#: "reports that 40 had drowned were false"
_REPORTS = re.compile(
    r"(?P<about>(?:(?:the|these|those|all|media|local) )*(?:reports?|claims?|allegations?|rumou?rs?|suggestions?)"
    r" (?:that|of) [^.;\n]{4,200}?) (?:is|are|was|were) (?P<said>(?:[\w-]+ ){0,2}[\w-]+)$",
    re.I,
)
#: before who says so: "There is no truth in it, the bank said"
_UNTRUE = re.compile(
    r"\b(?:there(?: is|[’']s| was) (?:no|little|not a word of) (?:truth|basis|substance|foundation)"
    r"|(?:it|that|this)(?: is|[’']s| was) (?:not true|untrue|false|a lie))\b[^.;:\n]{0,60}$",
    re.I,
)
#: the same with what is not true: "There is no truth to the report of 40 deaths"
_NO_TRUTH = re.compile(
    r"[\"“]?there(?: is|[’']s| was) (?:no|little) (?:truth|basis|substance) (?:in|to|for) (?P<about>.+)", re.I
)
#: what is called so, before who calls it so: "a number that Cairo called exaggerated"
_CALLED = re.compile(
    r"\b(?:a|an|the|those|these)\s(?:[\w-]+\s)?(?P<noun>(?!that\b|which\b)\w+)\s(?:(?:that|which)\s)?$", re.I
)
#: characters that these are looked for in
_SEEN = 120
#: "these numbers are invented", "the report was nothing but a lie"
_PREDICATE = re.compile(
    r"\b(?P<about>(?:the|these|those|this|that|such|their|his|her|its|all|[\w’']+['’]s?)(?:\s[\w’'-]+){0,2})\s"
    r"(?:is|are|was|were|being|as)\s(?P<said>(?:[\w“\"'’-]+\s){0,3}?[\w-]+)",
    re.I,
)


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
        by_cue = _by_cue(claim, text) or _by_naming(claim, text) or _by_judging(claim, text)
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
        if any(f in WORDS["confirming"] for f in forms):
            failed = is_negated(before) or any(f in WORDS["failing"] for b in before for f in lemmas(b))
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
    back, origin = points(text, *after[0])
    if len(after) > 1 and back and text[after[0][1] : after[0][1] + 1] == ":":
        # "rejected that: the rate was 4 percent" says something of its own
        return Denial(claim, claim.cue, how, after[0], back, origin, inside=True)
    about = (after[0][0], after[-1][1])
    return Denial(claim, claim.cue, how, about, *points(text, *about))


def _by_naming(claim: Linked, text: str) -> Denial | None:
    """ "called the figure a lie"."""
    if not any(form in WORDS["naming"] for word in words(text[slice(*claim.cue)]) for form in lemmas(word)):
        return None
    for start, end in claim.content:
        back, origin = points(text, start, end)
        how = next((how for word in words(text[start:end]) if (how := _lie(word))), None)
        if back and how:
            return Denial(claim, claim.cue, how, (start, end), back, origin, inside=True)
        before = claim.source and _CALLED.search(text, max(0, claim.source[0] - _SEEN), claim.source[0])
        if before and how and (kind := next((POINTERS[f] for f in lemmas(before["noun"]) if f in POINTERS), None)):
            return Denial(claim, claim.cue, how, before.span("noun"), kind, None)
    return None


def _by_judging(claim: Linked, text: str) -> Denial | None:
    """ "Reports that 40 had drowned were false, she said", "There is no truth in it, she said"."""
    for start, end in claim.content:
        if untrue := _NO_TRUTH.match(text, start, end):
            about = untrue.span("about")
            return Denial(claim, claim.cue, "denied", about, *points(text, *about))
        reports = _REPORTS.match(text, start, end)
        how = next((h for word in words(reports["said"]) if (h := _lie(word))), None) if reports else None
        if reports and how and not is_negated(words(reports["said"])):
            return Denial(claim, reports.span(), how, reports.span("about"), "", None)
    before = claim.source and _UNTRUE.search(text, max(0, claim.source[0] - _SEEN), claim.source[0])
    return Denial(claim, before.span(), "denied", None, "words", None, inside=True) if before else None


def _inside(claim: Linked, start: int, end: int, text: str) -> Iterator[Denial]:
    """What somebody says of what others said: "said that the alliance could not confirm it", "the report is false"."""
    for match in _WITHHELD.finditer(text, start, end):
        cue = (match.start(), match.start("object"))
        if not match["object"].strip():
            yield Denial(claim, cue, "not_confirmed", None, "words", None, inside=True)
        else:
            about = match.span("object")
            yield Denial(claim, cue, "not_confirmed", about, *points(text, *about), inside=True)
    for match in _PREDICATE.finditer(text, start, end):
        about = match.span("about")
        back, origin = points(text, *about)
        said = words(match["said"])
        how = next((how for word in said if (how := _lie(word))), None)
        if back and how and not is_negated(said):
            yield Denial(claim, match.span(), how, about, back, origin, inside=True)


def _lie(word: str) -> str | None:
    """How a word contests the claim of which it is said."""
    return next((how for form in lemmas(word) for kind in ("adj", "lie") if (how := _HOW.get((form, kind)))), None)

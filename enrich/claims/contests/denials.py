"""Denials, doubts and confirmations withheld: which claims are such, and what they point at.

"Russia denies using North Korean troops" names what it is about, wherever that was said; "did not confirm these
reports" and "denied it" point back; "called the figure a lie" points back at a number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newswire.enrich.claims.contests.pointing import POINTERS, Pointer, points
from newswire.enrich.claims.lemmas import is_form, look_up
from newswire.enrich.claims.link import Linked
from newswire.enrich.claims.rules import WORDS
from newswire.enrich.claims.spoken import Spoken
from newswire.enrich.claims.status import is_negated, is_refusal, words
from newswire.enrich.claims.subjects import is_clause
from newswire.enrich.lexicon.load import read_table
from newswire.enrich.lexicon.rules import Way
from newswire.enrich.passages.spans import Place

#: part of speech -> word -> how it contests something
_HOW: dict[str, dict[str, str]] = {"verb": {}, "noun": {}, "adj": {}, "lie": {}}
for _lemma, _kind, _how in read_table("en/claims/denials"):
    _HOW[_kind][_lemma] = _how
#: how a word contests the claim of which it is said
_LIES = _HOW["adj"] | _HOW["lie"]
#: characters before a source that are looked at
_SEEN = 120


@dataclass(slots=True)
class Denial:
    """Somebody's denial, and what it is about."""

    claim: Linked  #: whose source denies
    cue: Place
    how: str  #: denied, disputed, not_confirmed
    about: Place | None  #: the words for what is denied
    points: Pointer  #: they point back: at words, at a number, or at the clause before
    origin: Place | None = None  #: the words for whose claim it is: "information from the agency", "the Danish figure"
    inside: bool = False  #: the denial stands in the words of the claim


def find(claims: Sequence[Linked], field: Spoken) -> Iterator[Denial]:
    """The denials of a text, in the order of their claims; of one that has some of a form, later forms are not
    looked for."""
    for claim in claims:
        yield from next((found for form in FORMS if (found := list(form.read(claim, field)))), ())


def _how_of(cue: str) -> str | None:
    """In which way a cue contests something, None where it doesn't."""
    said = words(cue)
    for n, word in enumerate(said):
        before = said[:n]
        if is_form(word, WORDS["confirming"]):
            failed = is_negated(before) or any(is_form(b, WORDS["failing"]) for b in before)
            return "not_confirmed" if failed else None
        # "in answer to a question": a noun
        how = look_up(word, _HOW["verb"]) if not (before and before[-1] in WORDS["before_a_noun"]) else None
        if how := how or look_up(word, _HOW["noun"]):
            return None if is_negated(before) else how
    return None


def _lie(said: str) -> str | None:
    """How words contest the claim of which they are said: "a lie", "misleading"."""
    return next((how for word in words(said) if (how := look_up(word, _LIES))), None)


def _by_cue(claim: Linked, field: Spoken) -> Iterator[Denial]:
    """A cue that contests its content."""
    how = _how_of(field.said(claim.cue))
    after = [c for c in claim.content if c[0] >= claim.cue[0]] or claim.content
    if how and after and is_refusal(field.said(claim.cue), field.said(after[0])) and not is_clause(field, after[0]):
        return
    if how and not after:
        yield Denial(claim, claim.cue, how, None, "clause")
    elif how:
        back, _ = points(field, *after[0])
        # "rejected that: the rate was 4 percent" says something of its own
        inside = len(after) > 1 and bool(back) and field.text[after[0][1] : after[0][1] + 1] == ":"
        about = after[0] if inside else (after[0][0], after[-1][1])
        yield Denial(claim, claim.cue, how, about, *points(field, *about), inside=inside)


def _by_naming(claim: Linked, field: Spoken) -> Iterator[Denial]:
    """ "Called the figure a lie", "a number that she called exaggerated"."""
    if not any(is_form(word, WORDS["naming"]) for word in words(field.said(claim.cue))):
        return
    before = claim.source and field.search("noun for what is called so", claim.source[0] - _SEEN, claim.source[0])
    called = look_up(before["noun"], POINTERS) if before else None
    for start, end in claim.content:
        back, origin = points(field, start, end)
        how = _lie(field.said((start, end)))
        if back and how:
            yield Denial(claim, claim.cue, how, (start, end), back, origin, inside=True)
        elif before and called and how:
            yield Denial(claim, claim.cue, how, before.span("noun"), called)


def _no_truth(claim: Linked, field: Spoken) -> Iterator[Denial]:
    """ "There is no truth to the report of 40 deaths"."""
    for place in claim.content:
        if untrue := field.match("no truth to what it says", *place):
            about = untrue.span("about")
            yield Denial(claim, claim.cue, "denied", about, *points(field, *about))


def _false_reports(claim: Linked, field: Spoken) -> Iterator[Denial]:
    """ "Reports that 40 had drowned were false, she said"."""
    for place in claim.content:
        reports = field.match("reports are false", *place)
        how = _lie(reports["said"]) if reports else None
        if reports and how and not is_negated(words(reports["said"])):
            yield Denial(claim, reports.span(), how, reports.span("about"), "")


def _untrue_before(claim: Linked, field: Spoken) -> Iterator[Denial]:
    """ "There is no truth in it, the bank said"."""
    before = claim.source and field.search("untrue, before who says so", claim.source[0] - _SEEN, claim.source[0])
    if before:
        yield Denial(claim, before.span(), "denied", None, "words", inside=True)


def _inside(claim: Linked, field: Spoken) -> Iterator[Denial]:
    """What somebody says of what others said: "said that the alliance could not confirm it", "the report is false"."""
    for place in claim.content:
        for match in field.each("confirmation withheld", *place):
            about = match.span("object") if match["object"].strip() else None
            back: tuple[Pointer, Place | None] = points(field, *about) if about else ("words", None)
            yield Denial(claim, (match.start(), match.start("object")), "not_confirmed", about, *back, inside=True)
        for match in field.each("said of a claim", *place):
            pointer, origin = points(field, *match.span("about"))
            how = _lie(match["said"])
            if pointer and how and not is_negated(words(match["said"])):
                yield Denial(claim, match.span(), how, match.span("about"), pointer, origin, inside=True)


_POLICE = "{Police|S} {said|Q} {40 cows died|C}. "
FORMS = (
    Way("cue", _by_cue, _POLICE + "{Ann Lee|S} {rejected|Q} {the accusation|C}."),
    Way("name for it", _by_naming, _POLICE + "{Ann Lee|S} {called|Q} {the figure a lie|C}."),
    Way("no truth", _no_truth, "{There is no truth to the report of 40 cows|C}, {Ann Lee|S} {said|Q}."),
    Way("false reports", _false_reports, "{Reports that 40 cows drowned were false|C}, {Ann Lee|S} {said|Q}."),
    Way("untrue before", _untrue_before, _POLICE + "There is no truth in it, {Ann Lee|S} {said of|Q} {the police|C}."),
    Way("inside", _inside, _POLICE + "{Ann Lee|S} {said|Q} {the report was misleading|C}."),
)

"""Writes into each claim who contests it, wherever in the article the denial stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from enrich.claims import sources
from enrich.claims.contests import denials, topics
from enrich.claims.contests.denials import Denial
from enrich.claims.draft import Draft
from enrich.claims.referents import Referents
from enrich.passages.document import Document
from enrich.passages.passage import Reading
from stream.messages import Contest, Cue, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: denials; no article has more, and each is held against each claim
_MOST = 100
#: as far back as "these reports" may point, in sentences
_NEAR = 2
#: as far as what names only its matter may be from the claim
_FAR = 12
_OWN = frozenset(("its", "their", "his", "her"))


class _Claim(NamedTuple):
    """A draft as a denial sees it."""

    draft: Draft
    source: Mention
    about: frozenset[str]
    sentence: int
    counts: bool  #: it holds a number


def contest(
    drafts: Sequence[Draft],
    mentions: Sequence[Mention | None],
    referents: Referents,
    document: Document,
    field: str,
    reading: Reading,
) -> None:
    """Adds to each draft who denies, disputes or could not confirm it. `mentions` are the drafts' sources.

    What is expressly not confirmed ("did not confirm these reports") becomes unconfirmed.
    """
    parse = reading.parse
    places = _places(document, field, parse)
    found = list(denials.find(reading, places))[:_MOST]
    if not found:
        return
    numbers = {s.start: n for n, s in enumerate(parse.sents)}
    claims = list(_claims(drafts, mentions, places, numbers, parse))
    text = document.texts[field]
    for denial in found:
        by = _speaker(denial, drafts, mentions)
        if by is None and denial.source is not None:
            by = referents.mention(denial.source, *sources.span(denial.source, parse), None)
        if by is None:
            continue
        start, end = denial.cue.idx, denial.cue.idx + len(denial.cue)
        cue = Cue(text=text[start:end], start=start, end=end)
        sides = _sides(by, denial, claims)
        others = [c for c in claims if not _is_own(c, denial, sides)]
        for claim in _contested(denial, others, numbers[denial.cue.sent.start]):
            claim.draft.contested_by.append(
                Contest(name=by.name, text=by.text, start=by.start, end=by.end, how=denial.how, cue=cue)
            )
            if denial.how == "not_confirmed" and denial.points and claim.draft.status != "planned":
                claim.draft.status = "unconfirmed"


def _claims(
    drafts: Sequence[Draft],
    mentions: Sequence[Mention | None],
    places: dict[int, str],
    numbers: dict[int, int],
    parse: Doc,
) -> Iterator[_Claim]:
    """The claims that somebody may contest; who denies something does not claim it."""
    for draft, source in zip(drafts, mentions, strict=True):
        if source is None or denials.is_cue(draft.cue):
            continue
        tokens = [t for s, e in draft.content for t in parse.char_span(s, e, alignment_mode="expand") or ()]
        about, counts = topics.keys(tokens, places), any(t.like_num or t.ent_type_ == "CARDINAL" for t in tokens)
        yield _Claim(draft, source, about, numbers[draft.cue.sent.start], counts)


def _contested(denial: Denial, claims: Sequence[_Claim], here: int) -> list[_Claim]:
    """The claims that a denial in sentence `here` is about."""
    named = [c for c in claims if _is_about(denial, c, here - c.sentence)]
    return named or (_pointed_at(denial, claims, here) if denial.points else [])


def _pointed_at(denial: Denial, claims: Sequence[_Claim], here: int) -> list[_Claim]:
    """Those of the nearest sentence before it that fit."""
    fitting = [
        c
        for c in claims
        if 0 <= here - c.sentence <= _NEAR
        and c.draft.content[0][0] < denial.cue.idx
        and (c.counts or denial.points != "number")
    ]
    nearest = max((c.sentence for c in fitting), default=None)
    return [c for c in fitting if c.sentence == nearest]


def _is_about(denial: Denial, claim: _Claim, back: int) -> bool:
    """Whether a denial names what a claim says, that many sentences before it (negative: behind it)."""
    if denial.points == "number" and not claim.counts:
        return False
    if denial.head in claim.about and 0 <= back <= _FAR and not topics.is_name(denial.head or ":"):
        return True
    common = denial.about & claim.about
    if any(topics.is_name(k) for k in common) and len(common) >= 2:
        return True
    return len(common) >= 3 or (len(common) >= 2 and bool(common & denial.deeds) and abs(back) <= _FAR)


def _is_own(claim: _Claim, denial: Denial, sides: frozenset[str]) -> bool:
    """Whether it is the denier's own claim, has the denial in its words, or is not by whom the denial names.

    "The union said it would be 900, which the company denied": only the clause behind the comma is the denier's.
    """
    if claim.draft.cue.i == denial.cue.i:
        return True
    if claim.draft.holds(denial.cue.idx) and denial.points != "clause":
        return True
    if claim.source.name is not None and claim.source.name.lower() in sides:
        return True
    return bool(denial.origin) and not denial.origin & _name_keys(claim.source)


def _sides(by: Mention, denial: Denial, claims: Sequence[_Claim]) -> frozenset[str]:
    """The denier's name, and that of whom he speaks for: "its president" is on the side of whoever spoke before."""
    sides = {by.name.lower()} if by.name else set()
    words = by.text.lower().split()
    head = denial.source
    if (head is not None and any(c.lower_ in _OWN for t in (head, *head.children) for c in t.children)) or (
        words and words[0] in _OWN
    ):
        before = [c for c in claims if c.draft.cue.i < denial.cue.i and c.source.name and c.source.name != by.name]
        if before:
            sides.add((before[-1].source.name or "").lower())
    return frozenset(sides)


def _speaker(denial: Denial, drafts: Sequence[Draft], mentions: Sequence[Mention | None]) -> Mention | None:
    """The person in whose words a denial stands: who says that his side could not confirm it contests it."""
    around = [
        (d.size, m)
        for d, m in zip(drafts, mentions, strict=True)
        if m is not None and d.cue.i != denial.cue.i and d.head is not None
        if (denial.source is None or d.head.ent_type_ == "PERSON") and d.holds(denial.cue.idx)
    ]
    return min(around, key=lambda a: a[0])[1] if around else None


def _places(document: Document, field: str, parse: Doc) -> dict[int, str]:
    """Token -> identity of the name that it belongs to."""
    found = {}
    for entity in document.entities:
        if entity.field == field and entity.type != "WEAPON":
            for token in parse.char_span(entity.start, entity.end, alignment_mode="expand") or ():
                found[token.i] = entity.entity_id or f"name:{entity.name.lower()}"
    return found


def _name_keys(mention: Mention) -> frozenset[str]:
    name = (mention.name or mention.text).lower()
    return frozenset((*name.split(), f"name:{name}")) | ({mention.entity_id} if mention.entity_id else frozenset())

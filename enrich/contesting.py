"""Writes into each claim who contests it, wherever in the article the denial stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from enrich import contests, sources
from enrich.document import Document
from enrich.draft import Draft
from enrich.referents import Referents
from stream.messages import Contest, Cue, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: denials; no article has more, and each is held against each claim
_MOST = 100


def contest(
    drafts: Sequence[Draft],
    mentions: Sequence[Mention | None],
    referents: Referents,
    document: Document,
    field: str,
    parse: Doc,
) -> None:
    """Adds to each draft who denies, disputes or could not confirm it. `mentions` are the drafts' sources.

    What is expressly not confirmed ("did not confirm these reports") becomes unconfirmed.
    """
    places = _places(document, field, parse)
    denials = list(contests.find(parse, places))[:_MOST]
    if not denials:
        return
    numbers = {s.start: n for n, s in enumerate(parse.sents)}
    matters = [
        contests.keys([t for s, e in d.content for t in parse.char_span(s, e, alignment_mode="expand") or ()], places)
        for d in drafts
    ]
    for denial in denials:
        by = _speaker(denial.cue, drafts, mentions) or referents.mention(
            denial.source, *sources.span(denial.source, parse), None
        )
        here = numbers[denial.cue.sent.start]
        text = document.texts[field]
        start, end = denial.cue.idx, denial.cue.idx + len(denial.cue)
        cue = Cue(text=text[start:end], start=start, end=end)
        for draft, source, matter in zip(drafts, mentions, matters, strict=True):
            if source is None or draft.cue.i == denial.cue.i or draft.holds(start):
                continue
            if by.name is not None and source.name == by.name:
                continue
            if denial.origin and not denial.origin & _name_keys(source):
                continue
            if contests.is_about(denial, matter, here - numbers[draft.cue.sent.start]):
                draft.contested_by.append(
                    Contest(name=by.name, text=by.text, start=by.start, end=by.end, how=denial.how, cue=cue)
                )
                if denial.how == "not_confirmed" and denial.is_anaphoric and draft.status != "planned":
                    draft.status = "unconfirmed"


def _speaker(cue: Token, drafts: Sequence[Draft], mentions: Sequence[Mention | None]) -> Mention | None:
    """The person in whose words a denial stands: who says that his side could not confirm it contests it."""
    around = [
        (d.size, m)
        for d, m in zip(drafts, mentions, strict=True)
        if m is not None and d.cue.i != cue.i and d.head is not None and d.head.ent_type_ == "PERSON"
        if d.holds(cue.idx)
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
    words = frozenset((mention.name or mention.text).lower().split())
    return words | ({mention.entity_id} if mention.entity_id else frozenset())

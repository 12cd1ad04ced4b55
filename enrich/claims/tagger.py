"""Claims: who says what in an article, how sure it is said to be, and who contests it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from enrich.claims import drafts, quotes, quoting, sources
from enrich.claims.contests import contesting
from enrich.claims.draft import Draft
from enrich.claims.referents import Referents
from enrich.passages.document import Document
from enrich.passages.passage import Reading
from stream.messages import Claim, Cue, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

_UNNAMED = frozenset(("unnamed", "anonymous", "unidentified", "undisclosed"))

#: what is told in time to come: "she will announce 40 new schools"
_LATER = frozenset(("will", "shall", "'ll", "’ll"))

#: claims before and behind one that may hold it
_BESIDE = 20


class Attribution:
    """Finds the claims of each document; needs its entities."""

    name = "attribution"
    version = "3"

    def __call__(self, batch: Sequence[Document], /) -> Sequence[Document]:
        for document in batch:
            for name, text, parse in document.parsed():
                document.claims.extend(_claims(document, name, text, parse))
        return batch


def make() -> Attribution:
    """The tagger of claims."""
    return Attribution()


def _claims(document: Document, name: str, text: str, parse: Doc) -> list[Claim]:
    quoted = list(quotes.find(text))
    reading = Reading(parse, text)
    found = _nested_away(quoting.assign(drafts.make(reading, quoted), quoted, reading))
    referents = Referents(document, name, parse)
    mentions: list[Mention | None] = []
    last: Mention | None = None
    for draft in found:
        mention = None
        if draft.head is not None:
            mention = last = referents.mention(draft.head, *sources.span(draft.head, parse, draft.cue), last)
        mentions.append(mention)
    for draft in found:
        draft.status = _status(draft)
    contesting.contest(found, mentions, referents, document, name, reading)
    return [
        Claim(
            field=name,
            content=tuple(draft.content),
            source=mention,
            via=tuple(referents.mention(v, *sources.span(v, parse), None) for v in draft.via),
            cue=Cue(text=text[slice(*draft.cue_span)], start=draft.cue_span[0], end=draft.cue_span[1]),
            status=draft.status,
            contested_by=tuple(draft.contested_by),
        )
        for draft, mention in zip(found, mentions, strict=True)
    ]


def _nested_away(found: list[Draft]) -> list[Draft]:
    """Without the nouns that nobody owns inside somebody's words: they tell where these have them from."""
    kept = []
    for place, draft in enumerate(found):
        if draft.head is None and draft.cue.pos_ == "NOUN":
            near = [d for d in found[max(0, place - _BESIDE) : place + _BESIDE] if d is not draft]
            if any(d.content == draft.content for d in near):
                continue
            outer = [d for d in near if d.holds(draft.cue_span[0])]
            if outer:
                min(outer, key=lambda d: d.size).via.append(draft.cue)
                continue
        kept.append(draft)
    return kept


def _status(draft: Draft) -> str:
    """What the claim's own words make of the status of its cue."""
    if draft.status == "planned" or any(c.dep_ == "aux" and c.lower_ in _LATER for c in draft.cue.children):
        return "planned"
    if any(t.lower_ in _UNNAMED for v in draft.via for t in v.subtree):
        return "unconfirmed"
    if draft.status == "confirmed" and any(c.dep_ == "neg" for c in draft.cue.children):
        return "unconfirmed"
    if draft.status == "claimed":
        top = next((t for t in draft.tokens if t.dep_ in ("ccomp", "xcomp")), None)
        if top is not None and any(
            c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ == "if" for m in c.children) for c in top.children
        ):
            return "conditional"
    return draft.status

"""The place of what happened to a figure: where its own clause says so."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import TYPE_CHECKING

from enrich.figures.events.words import NOUNS, VERBS
from enrich.lexicon.load import read_table
from stream.messages import Entity, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PLACES = frozenset(("GPE", "LOC", "FAC"))
#: before a place where something is or happens; "from", "to", "between" say where it comes from and goes
_AT = frozenset(
    (
        "in",
        "at",
        "near",
        "on",
        "across",
        "around",
        "outside",
        "off",
        "inside",
        "within",
        "throughout",
        "over",
        "through",
        "along",
        "into",
    )
)
#: whose subject is the place: "Cuba saw 750 deaths"
_HOSTS = frozenset(("see", "experience", "record", "suffer", "register", "report", "count", "log", "have", "confirm"))
_SPEECH = frozenset(row[0] for row in read_table("en/claims/cues") if row[1] == "verb")
#: of figures that are nowhere
_NOWHERE = frozenset(("age", "ordinal", "odds", "index"))
#: quantities that are nowhere: how far it is, what is paid
_NO_PLACE = frozenset(("distance", "length", "width", "height", "depth", "price", "worth", "cost"))
_CLIMB = 8
#: places of a sentence that are looked at: the nearest
_MOST = 8


def places_of(entities: Sequence[Entity], field: str) -> list[Entity]:
    """The places of a field, in order."""
    return sorted((e for e in entities if e.field == field and e.type in PLACES), key=lambda e: e.start)


def find_where(doc: Doc, token: Token, kind: str, what: str | None, places: Sequence[Entity]) -> Mention | None:
    """The place that the clause of `token`, a figure's root, says; None where it says none.

    `places` are those of the field, in order.
    """
    if (kind in _NOWHERE and what != "magnitude") or what in _NO_PLACE or not places:
        return None
    sentence = token.sent
    first = bisect.bisect_left(places, sentence.start_char, key=lambda e: e.start)
    until = bisect.bisect_left(places, sentence.end_char, key=lambda e: e.start)
    path = {t.i: n for n, t in enumerate((token, *token.ancestors))}
    near = sorted(places[first:until], key=lambda e: abs(e.start - token.idx))[:_MOST]
    ranked = [(d, abs(e.start - token.idx), e) for e in near if (d := _distance(doc, path, e)) is not None]
    return mention(min(ranked, key=lambda r: r[:2])[2]) if ranked else None


def mention(place: Entity) -> Mention:
    """The place as a figure names it."""
    return Mention(text=place.text, start=place.start, end=place.end, name=place.name, entity_id=place.entity_id)


def _distance(doc: Doc, path: dict[int, int], place: Entity) -> int | None:
    """How far the word that a place belongs to stands from a figure; None where it is of something else."""
    span = doc.char_span(place.start, place.end, alignment_mode="expand")
    if span is None or span.root.i in path:
        return None
    token = span.root
    while (
        token.dep_ in ("appos", "conj", "compound", "npadvmod")
        and token.head.pos_ in NOUNS
        and token.head.i not in path
    ):
        token = token.head
    up = token.head
    if token.dep_ == "nsubj" and up.i in path and up.lemma_.lower() in _HOSTS:
        return path[up.i]
    if up.pos_ != "ADP" or up.lower_ not in _AT:
        return None
    steps, anchor = 0, up.head
    while anchor.i not in path:
        of_noun = anchor.dep_ in ("acl", "relcl") and anchor.head.i in path
        if steps >= _CLIMB or anchor.head.i == anchor.i or (anchor.pos_ in VERBS and not of_noun):
            return None  # in a clause of its own
        steps, anchor = steps + 1, anchor.head
    inside = anchor.lemma_.lower() in _SPEECH and steps == 0
    # "said in Kabul that 40 died": the saying is of Kabul
    if inside and any(path.get(c.i) == path[anchor.i] - 1 and c.dep_ in ("ccomp", "xcomp") for c in anchor.children):
        return None
    return path[anchor.i] * 2 + steps

"""The place of what happened to a figure: where its own clause says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newswire.enrich.figures.events.words import NOUNS, SPEECH, VERBS, WORDS
from newswire.enrich.passages.passage import Passage
from newswire.stream.messages import Entity, Figure, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

PLACES = frozenset(("GPE", "LOC", "FAC"))
#: before a place where something is or happens; "from", "to", "between" say where it comes from and goes
_AT = WORDS["at_places"]
#: whose subject is the place: "Cuba saw 750 deaths"
_HOSTS = WORDS["hosts"]
#: whose object is the place: "a quake hit Nepal"
_STRUCK = WORDS["struck"]
_PARTS_OFPLACES = WORDS["parts_of_places"]
#: of figures that are nowhere
_NOWHERE = frozenset(("age", "ordinal", "odds", "index"))
#: quantities that are nowhere: how far it is, what is paid
_NO_PLACE = WORDS["no_place"]
#: bodies that are where they vote
_VOTERS = WORDS["voters"]
#: after a figure that is at no place of its sentence: "37 cases in other countries"
_ELSEWHERE = re.compile(
    r"(?:\s[\w’'-]+){0,4}?\s(?:elsewhere|abroad|overseas|worldwide|globally|on\sa\sglobal\sbasis|in\sother\s(?:countries|states|cities|places))\b"
)
_CLIMB = 8
#: places of a sentence that are looked at: the nearest
_MOST = 8


def places_in(passage: Passage, sentence: Span) -> list[Entity]:
    """The places that a sentence names, in order."""
    return [e for e in passage.names_in(sentence.start_char, sentence.end_char) if e.type in PLACES]


def find_where(passage: Passage, token: Token, kind: str, what: str | None) -> Mention | None:
    """The place that the clause of `token`, a figure's root, says; None where it says none."""
    if (kind in _NOWHERE and what != "magnitude") or what in _NO_PLACE:
        return None
    doc, places = passage.parse, places_in(passage, token.sent)
    if not places or is_elsewhere(" " + doc[token.i + 1 : token.i + 8].text, 0):
        return None
    path = {t.i: n for n, t in enumerate((token, *token.ancestors))}
    near = sorted(places, key=lambda e: abs(e.start - token.idx))[:_MOST]
    ranked = [(d, abs(e.start - token.idx), e) for e in near if (d := _distance(doc, path, e)) is not None]
    return mention(min(ranked, key=lambda r: r[:2])[2]) if ranked else None


def is_elsewhere(text: str, end: int) -> bool:
    """Whether the words after a figure put it at no place of its sentence: "37 cases in other countries"."""
    return bool(_ELSEWHERE.match(text, end))


def may_be_at(passage: Passage, figure: Figure, place: Entity) -> bool:
    """Whether a figure may be at a place: not where its words say elsewhere, not where somebody says it, or goes to."""
    span = passage.parse.char_span(place.start, place.end, alignment_mode="expand")
    if span is None or is_elsewhere(passage.text, figure.end):
        return False
    if span.root.dep_ != "pobj":
        return True
    before = span.root.head
    verb = next((t for t in before.ancestors if t.pos_ in VERBS), None)  # "told lawmakers in Seoul"
    return before.lower_ in _AT and (verb is None or verb.lemma_.lower() not in SPEECH)


def mention(place: Entity) -> Mention:
    """The place as a figure names it."""
    return Mention(text=place.text, start=place.start, end=place.end, name=place.name, entity_id=place.entity_id)


def _owns(token: Token, path: dict[int, int]) -> int | None:
    """How far the thing of a place stands from a figure: "25 of Nevada's delegates", "40 residents of Kabul"."""
    up = token.head
    if token.dep_ == "poss":
        if up.i in path:
            return path[up.i] * 2
        of = up.head
        return path[of.head.i] * 2 if up.dep_ == "pobj" and of.lower_ == "of" and of.head.i in path else None
    if token.dep_ != "pobj" or up.lower_ != "of":
        return None
    office = up.head  # "served as mayor of Leeds for 12 years", "the parliament of Fiji voted 40 to 3"
    if office.dep_ == "pobj" and office.head.lower_ == "as" and office.head.head.i in path:
        return path[office.head.head.i]
    if office.dep_ == "nsubj" and office.head.i in path and office.lemma_.lower() in _VOTERS:
        return path[office.head.i]
    if up.head.i not in path:
        return None
    return path[up.head.i] * 2 if path[up.head.i] <= 1 and up.head.pos_ in ("NUM", *NOUNS) else None


def _distance(doc: Doc, path: dict[int, int], place: Entity) -> int | None:
    """How far the word that a place belongs to stands from a figure; None where it is of something else."""
    span = doc.char_span(place.start, place.end, alignment_mode="expand")
    if span is None:
        return None
    if span.root.i in path:  # "Iowa, where he won 39"
        below = [t for t in span.root.children if t.dep_ == "relcl" and t.i in path]
        told = below and any(c.lower_ == "where" for t in below for c in t.children)
        return path[below[0].i] if told else None
    token, aside = span.root, 0
    while (
        token.dep_ in ("appos", "conj", "compound", "npadvmod")
        and token.head.pos_ in NOUNS
        and token.head.i not in path
        and not (token.dep_ == "compound" and token.head.lemma_.lower() in _PARTS_OFPLACES)
    ):
        token, aside = token.head, 1  # "Randolph, New Hampshire": the narrower one is meant
    up = token.head
    if (owned := _owns(token, path)) is not None:
        return owned + aside
    if token.dep_ == "nsubj" and up.i in path and up.lemma_.lower() in _HOSTS:
        return path[up.i]
    if token.dep_ == "dobj" and up.i in path and up.lemma_.lower() in _STRUCK:
        return path[up.i]
    while up.lower_ == "of" and up.head.lemma_.lower() in _PARTS_OFPLACES and up.head.i not in path:
        token, up = up.head, up.head.head  # "in northern parts of the island"
    struck = up.lower_ == "between" and up.head.lemma_.lower() in WORDS["violent"]
    if up.pos_ != "ADP" or not (struck or up.lower_ in _AT):
        return None
    steps, anchor = 0, up.head
    while anchor.i not in path:
        of_noun = anchor.dep_ in ("acl", "relcl") and anchor.head.i in path
        if steps >= _CLIMB or anchor.head.i == anchor.i or (anchor.pos_ in VERBS and not of_noun):
            return None  # in a clause of its own
        steps, anchor = steps + 1, anchor.head
    # "said in Kabul that 40 died", "officials in Kabul said that 40 died": the saying is of Kabul
    if anchor.lemma_.lower() in SPEECH and any(
        path.get(c.i) == path[anchor.i] - 1 and c.dep_ in ("ccomp", "xcomp") for c in anchor.children
    ):
        return None
    return path[anchor.i] * 2 + steps + aside

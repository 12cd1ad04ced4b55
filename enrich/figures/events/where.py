"""The place of what happened to a figure: where its own clause says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newswire.enrich.figures.events.expressions import EXPRESSIONS
from newswire.enrich.figures.events.words import NOUNS, SPEECH, VERBS, WORDS
from newswire.enrich.lexicon.rules import Way
from newswire.enrich.passages.passage import Passage
from newswire.stream.messages import Entity, Figure, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

PLACES = frozenset(("GPE", "LOC", "FAC"))
#: before a place where something is or happens; "from", "to", "between" say where it comes from and goes
_AT = WORDS["at_places"]
#: of figures that are nowhere
_NOWHERE = frozenset(("age", "ordinal", "odds", "index"))
#: quantities that are nowhere: how far it is, what is paid
_NO_PLACE = WORDS["no_place"]
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
    return bool(EXPRESSIONS["elsewhere"].match(text, end))


def may_be_at(passage: Passage, figure: Figure, place: Entity) -> bool:
    """Whether a figure may be at a place: not where its words say elsewhere, not where somebody says it, or goes to,
    and not at a state that does something ("Kyiv will send 40 tanks")."""
    span = passage.parse.char_span(place.start, place.end, alignment_mode="expand")
    if span is None or span.root.dep_ == "nsubj" or is_elsewhere(passage.text, figure.end):
        return False
    if span.root.dep_ != "pobj":
        return True
    before = span.root.head
    verb = next((t for t in before.ancestors if t.pos_ in VERBS), None)  # "told lawmakers in Seoul"
    return before.lower_ in _AT and (verb is None or verb.lemma_.lower() not in SPEECH)


def mention(place: Entity) -> Mention:
    """The place as a figure names it."""
    return Mention(text=place.text, start=place.start, end=place.end, name=place.name, entity_id=place.entity_id)


class _Near(NamedTuple):
    """A place of a sentence, and the words over a figure with how far each is above it."""

    root: Token  #: of the place
    token: Token  #: of what the place belongs to: "Randolph, New Hampshire" is New Hampshire's
    path: dict[int, int]

    @property
    def up(self) -> Token:
        return self.token.head


def _relative(near: _Near) -> int | None:
    below = [t for t in near.root.children if t.dep_ == "relcl" and t.i in near.path]
    told = below and any(c.lower_ == "where" for t in below for c in t.children)
    return near.path[below[0].i] if told else None


def _of_owner(near: _Near) -> int | None:
    if near.token.dep_ != "poss":
        return None
    of = near.up.head
    if near.up.i in near.path:
        return near.path[near.up.i] * 2
    of_thing = near.up.dep_ == "pobj" and of.lower_ == "of" and of.head.i in near.path
    return near.path[of.head.i] * 2 if of_thing else None


def _of(near: _Near) -> Token | None:
    """Whose place it is, by "of"."""
    return near.up.head if near.token.dep_ == "pobj" and near.up.lower_ == "of" else None


def _of_office(near: _Near) -> int | None:
    office = _of(near)
    held = office is not None and office.dep_ == "pobj" and office.head.lower_ == "as"
    return near.path.get(office.head.head.i) if office is not None and held else None


def _of_voters(near: _Near) -> int | None:
    body = _of(near)
    votes = body is not None and body.dep_ == "nsubj" and body.lemma_.lower() in WORDS["voters"]
    return near.path.get(body.head.i) if body is not None and votes else None


def _of_thing(near: _Near) -> int | None:
    thing = _of(near)
    above = near.path.get(thing.i) if thing is not None and thing.pos_ in ("NUM", *NOUNS) else None
    return above * 2 if above is not None and above <= 1 else None


def _host(near: _Near) -> int | None:
    hosts = near.token.dep_ == "nsubj" and near.up.lemma_.lower() in WORDS["hosts"]
    return near.path.get(near.up.i) if hosts else None


def _struck(near: _Near) -> int | None:
    struck = near.token.dep_ == "dobj" and near.up.lemma_.lower() in WORDS["struck"]
    return near.path.get(near.up.i) if struck else None


def _between(near: _Near) -> int | None:
    struck = near.up.lower_ == "between" and near.up.head.lemma_.lower() in WORDS["violent"]
    return _at(near, near.up) if struck else None


def _in(near: _Near) -> int | None:
    up = near.up
    while up.lower_ == "of" and up.head.lemma_.lower() in WORDS["parts_of_places"] and up.head.i not in near.path:
        up = up.head.head  # "in northern parts of the island"
    return _at(near, up) if up.pos_ == "ADP" and up.lower_ in _AT else None


def _at(near: _Near, up: Token) -> int | None:
    """How far from a figure that hangs at which a preposition of place stands."""
    steps, anchor, path = 0, up.head, near.path
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
    return path[anchor.i] * 2 + steps


WAYS = (
    Way("relative", _relative, "He won in Iowa, where he took 39 towns."),
    Way("owner", _of_owner, "Lee won 25 of Nevada's delegates."),
    Way("office", _of_office, "Ann Lee served as president of Peru for twelve years."),
    Way("voters", _of_voters, "The parliament of Fiji voted 40 to 3 for it."),
    Way("thing", _of_thing, "Some 40 residents of Kabul were hurt."),
    Way("host", _host, "Cuba saw 750 road deaths."),
    Way("struck", _struck, "A surge of 7 metres hit Cuba."),
    Way("between", _between, "The bus crashed between Lima and Cusco, killing seven people."),
    Way("in", _in, "The chain has 48 shops in Ireland."),
)


def _distance(doc: Doc, path: dict[int, int], place: Entity) -> int | None:
    """How far the word that a place belongs to stands from a figure; None where it is of something else."""
    span = doc.char_span(place.start, place.end, alignment_mode="expand")
    if span is None:
        return None
    token, aside = span.root, 0
    while (
        token.dep_ in ("appos", "conj", "compound", "npadvmod")
        and token.head.pos_ in NOUNS
        and token.head.i not in path
        and not (token.dep_ == "compound" and token.head.lemma_.lower() in WORDS["parts_of_places"])
    ):
        token, aside = token.head, 1  # "Randolph, New Hampshire": the narrower one is meant
    over = span.root.i in path  # a figure in a clause that the place has
    read = (way.read(_Near(span.root, token, path)) for way in WAYS if (way.read is _relative) is over)
    found = next((steps for steps in read if steps is not None), None)
    return None if found is None else found + aside

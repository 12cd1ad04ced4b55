"""Words and readings that the signs of a figure's time are made of."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from newswire.enrich.figures.events.happened import verb_over
from newswire.enrich.figures.events.words import VERBS, WORDS
from newswire.enrich.lexicon.load import read_toml
from newswire.enrich.times.tense import MODAL

if TYPE_CHECKING:
    from spacy.tokens import Token

#: adverbs and the like by what they tell of a sentence's time: "ever", "previously", "usually"
ADVERBS = {word: group for group, table in read_toml("en/when/words").items() for word in table["words"]}
LIGHT, TOLLS, VIOLENT, HAPPENINGS = (WORDS[name] for name in ("light", "tolls", "violent", "happenings"))
_HAD, _HAVE = frozenset(("had", "'d", "’d")), frozenset(("has", "have", "'ve", "’ve"))
#: clauses of their own
_CLAUSES = frozenset(("relcl", "advcl", "acl", "ccomp", "xcomp", "pcomp", "parataxis", "csubj"))
_FORMS = {"VBN": "past", "VBG": "ing", "VB": "inf"}
_CLIMB = 8


@lru_cache(maxsize=4096)
def bucket(number: int, *edges: int) -> str:
    """The first edge that a number is not above, as a word."""
    return next((str(edge) for edge in edges if number <= edge), "more")


def verb_near(token: Token) -> Token | None:
    """The verb that a token is or hangs under; None where there is none near."""
    return verb_over(token, _CLIMB + 4)


def tense(verb: Token | None) -> str:
    """past, perfect, pluperfect, present, modal; ing or inf for what no verb above tells more of; none."""
    for _ in range(_CLIMB):
        if verb is None:
            return "none"
        helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
        words = {h.lower_ for h in helpers}
        tags = {verb.tag_, *(h.tag_ for h in helpers)}
        if words & MODAL:
            return "modal"
        if words & _HAD:
            return "pluperfect"
        if words & _HAVE:
            return "perfect"
        if "VBD" in tags:
            return "past"
        if tags & {"VBZ", "VBP"}:
            return "present"
        over = verb_near(verb.head) if verb.head.i != verb.i else None
        if over is None:
            return _FORMS.get(verb.tag_, "none")
        verb = over
    return "none"


def clauses(path: list[Token]) -> list[str]:
    """The kinds of the clauses that a path up the tree leaves."""
    return [t.dep_ for t in path if t.dep_ in _CLAUSES or (t.dep_ == "conj" and t.pos_ in VERBS)]


def descent(path: list[Token], places: dict[int, int], anchor: Token) -> tuple[list[Token], Token | None]:
    """The words from `anchor` up to a path of which `places` are the places by token, and where it meets the path."""
    below: list[Token] = []
    common: Token | None = anchor
    while common is not None and common.i not in places:
        below.append(common)
        common = common.head if common.head.i != common.i else None
    return below, common


def near_words(anchor: Token | None) -> set[str]:
    """The lemmas of a word and of what hangs right below it."""
    if anchor is None:
        return set()
    found = {anchor.lemma_.lower()}
    for child in anchor.children:
        if child.pos_ in ("NOUN", "VERB"):
            found.add(child.lemma_.lower())
        if child.dep_ in ("prep", "conj", "dobj", "agent", "advcl", "xcomp", "ccomp"):
            found |= {c.lemma_.lower() for c in child.children if c.pos_ in ("NOUN", "VERB")}
    return found

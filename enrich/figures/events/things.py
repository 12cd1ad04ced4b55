"""What happens to things: their own word, a participle beside them, the verb over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newswire.enrich.figures.counted.phrase import lemma
from newswire.enrich.figures.events.amounts import size_of
from newswire.enrich.figures.events.words import HAPPENINGS, LIGHT, NOUNS, SAYING, STATES, VERBS, WORDS

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLIMB = 8


def of_things(token: Token, depth: int = 0) -> Token | None:
    """The word for what hangs at `token`; None where none tells anything."""
    up, dep = token.head, token.dep_
    if depth > _CLIMB:
        return None
    if token.pos_ == "NOUN" and lemma(token) in HAPPENINGS:
        return token
    for child in token.children:
        told = child.dep_ in ("acl", "amod") and child.i > token.i and child.tag_ in ("VBN", "VBG")
        if told and child.lemma_ not in WORDS["describing"]:
            return child
    if up.i == token.i:
        return None
    if dep in ("conj", "appos", "nummod", "amod", "quantmod") or up.pos_ == "NUM":
        return of_things(up, depth + 1)
    if up.pos_ in VERBS:
        return _over(token, up)
    if up.pos_ == "ADP" and up.head.i != up.i:
        if up.head.pos_ in (*NOUNS, "NUM"):
            return of_things(up.head, depth + 1)
        return _over(up, up.head) if up.head.pos_ in VERBS else None
    return None


def _state(verb: Token) -> Token | None:
    """What is said of a subject by "be" and more words: "are to storm it", "are in custody", "was without power"."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "without", "under") and child.i > verb.i:
            noun = next((c for c in child.children if c.dep_ == "pobj"), None)
            bare = noun is not None and noun.tag_ == "NN" and not any(c.dep_ in ("det", "poss") for c in noun.children)
            if noun is not None and bare and not noun.ent_type_:
                return noun
    return None


def _over(token: Token, verb: Token) -> Token | None:
    """The word that a verb says of what hangs under it: its own, or what it is joined to."""
    for child in verb.children:
        if child.dep_ in ("acomp", "oprd", "xcomp", "attr", "ccomp", "advmod") and child.lemma_.lower() in STATES:
            return child
        if child.dep_ in ("oprd", "xcomp") and child.tag_ == "VBN":
            return child
    subject = token.dep_ in ("nsubj", "nsubjpass")
    if subject and verb.lemma_ == "be" and (state := _state(verb)) is not None:
        return state
    word = verb.lemma_.lower()
    if subject and word in SAYING:
        inner = next((c for c in verb.children if c.dep_ == "ccomp"), None)
        theirs = inner is not None and any(c.dep_ == "nsubj" and c.lower_ == "they" for c in inner.children)
        return inner if theirs and inner is not None and inner.lemma_ != "be" else verb
    if word in LIGHT and not subject:
        between = [t for t in verb.doc[verb.i + 1 : token.i] if t.pos_ == "VERB"]
        if between and token.dep_ == "prep":
            return between[-1]
    if token.dep_ == "prep" or (token.dep_ == "attr" and token.like_num):
        return size_of(token) or verb  # "the toll stands at 40", "the rate was three"
    return verb

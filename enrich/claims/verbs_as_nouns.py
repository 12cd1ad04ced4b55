"""Verbs that the parser takes for nouns: "Documents obtained by the paper show that ...", "Lee charges that ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

#: of those that introduce a clause the ones that are nouns as well
BOTH = frozenset(("charge", "claim", "estimate", "forecast", "project", "report", "reveal", "show", "state", "suggest"))
_NAMES = frozenset(("NOUN", "PROPN"))
#: what only a noun has before it
_OF_NOUNS = frozenset(("det", "poss", "amod", "nummod"))


def subject(token: Token) -> Token | None:
    """Who says something by a word that is read as a noun; None where it is one, or where it can't be told."""
    if token.pos_ != "NOUN" or token.lemma_.lower() not in BOTH or token.i == token.sent.start:
        return None
    return _of_plural(token) or _of_phrase(token)


def content(token: Token) -> list[Token]:
    """What it introduces: all to the end of the clause behind it."""
    sentence = token.sent
    verb = next((t for t in token.doc[token.i + 1 : sentence.end] if t.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return []
    last = max(verb.right_edge.i, verb.i)
    return list(token.doc[token.i + 1 : last + 1])


def _of_plural(token: Token) -> Token | None:
    """ "Lee charges that ...": a name, a word in -s, a clause."""
    before = token.nbor(-1)
    if token.tag_ != "NNS" or token.i + 1 >= token.sent.end or not _is_that(token.nbor(1)):
        return None
    if before.pos_ not in _NAMES or any(c.dep_ in _OF_NOUNS for c in token.children):
        return None
    return before if before.text[:1].isupper() and before.tag_ not in ("NNS", "NNPS") else None


def _of_phrase(token: Token) -> Token | None:
    """ "Papers seen by the bank show (that) ...": the plural that the sentence begins with, no verb but this one."""
    sentence = token.sent
    if token.tag_ != "NN" or token.dep_ != "pobj" or token.i + 1 >= sentence.end:
        return None
    first = next((t for t in sentence if t.dep_ in ("nsubj", "ROOT") and t.pos_ in _NAMES), None)
    if first is None or first.i >= token.i or first.tag_ not in ("NNS", "NNPS") or not token.is_lower:
        return None
    if first.dep_ == "ROOT":
        return first if _is_that(token.nbor(1)) else None
    # "Data from the ministry show 40 farms closed": a verb with two subjects
    between = [c for c in first.head.children if c.dep_ == "nsubj" and token.i < c.i < first.head.i]
    return first if between else None


def _is_that(token: Token) -> bool:
    return token.lower_ == "that" and token.tag_ == "IN"

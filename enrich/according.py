"""Whose words a clause is by a phrase inside it: "according to the bank", "by one estimate", "allegedly"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from enrich import contents, cues
from enrich.draft import Draft, in_paragraph

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_HEARSAY = frozenset(("allegedly", "reportedly", "purportedly", "supposedly", "presumably"))


def by_according(parse: Doc) -> Iterator[Draft]:
    """ "according to the bank": all else that its clause says."""
    text = parse.text
    for token in cues.readable(parse):
        if token.lower_ != "according" or token.i + 1 >= len(parse):
            continue
        to = parse[token.i + 1]
        head = next((c for c in to.children if c.dep_ == "pobj"), None)
        if to.lower_ != "to" or head is None:
            continue
        clause = token.head
        while clause.pos_ not in ("VERB", "AUX") and clause.dep_ != "ROOT":
            clause = clause.head
        clause = _whole(clause, token)
        own = {t.i for t in token.subtree} | {t.i for t in to.subtree}
        around = clause.subtree if clause.pos_ in ("VERB", "AUX") else token.sent
        before = max((t.i for t in token.sent if t.text == ";" and t.i < token.i), default=-1)
        tokens = in_paragraph([t for t in around if t.i not in own and t.i > before], token, text)
        yield Draft(token, (token.idx, to.idx + len(to)), head, tokens, contents.spans(tokens, parse), "claimed")


def by_hearsay(parse: Doc) -> Iterator[Draft]:
    """ "allegedly", "reportedly": somebody says so, the writer leaves out who."""
    text = parse.text
    for token in cues.readable(parse):
        if token.lower_ not in _HEARSAY or token.dep_ != "advmod":
            continue
        clause = token.head
        if clause.dep_ in ("amod", "nummod"):
            continue
        while clause.dep_ in ("xcomp", "aux") and clause.head is not clause:
            clause = clause.head
        tokens = in_paragraph([t for t in clause.subtree if t.i != token.i], token, text)
        place = (token.idx, token.idx + len(token))
        yield Draft(token, place, None, tokens, contents.spans(tokens, parse), "unconfirmed")


def _whole(clause: Token, cue: Token) -> Token:
    """The clause that an "according to" behind its comma is about: not only the last one that the parser hung it on."""
    if cue.i and cue.nbor(-1).text == "," and clause.i < cue.i:
        while clause.dep_ in ("ccomp", "xcomp", "advcl", "acl", "conj") and clause.head.i < clause.i:
            if cues.is_speech(clause.head):
                break
            clause = clause.head
            while clause.pos_ not in ("VERB", "AUX") and clause.dep_ != "ROOT":
                clause = clause.head
    return clause

"""Whose words a clause is by a phrase inside it: "according to the bank", "by one estimate", "under her plan"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from enrich.claims import contents, cues, findings
from enrich.claims.draft import Draft, in_paragraph
from enrich.passages.passage import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

#: whose reckoning it is, where it is nobody's by name: "by one estimate"
_ONE = frozenset(("one", "some", "most", "several", "any", "official", "conservative"))
_ACCORDING, _BY = frozenset(("according",)), frozenset(("by", "per"))
_PLANS = frozenset(("plan", "proposal", "budget", "blueprint", "policy", "scheme"))
_WOULD = frozenset(("would", "will", "could", "'d", "’d"))
_HEARSAY = frozenset(("allegedly", "reportedly", "purportedly", "supposedly", "presumably"))


def by_according(reading: Reading) -> Iterator[Draft]:
    """ "according to the bank": all else that its clause says."""
    parse = reading.parse
    for token in reading.forms(_ACCORDING):
        if token.i + 1 >= len(parse):
            continue
        to = parse[token.i + 1]
        head = next((c for c in to.children if c.dep_ == "pobj"), None)
        if to.lower_ == "to" and head is not None:
            yield _draft(reading, token, to, head, "claimed")


def by_reckoning(reading: Reading) -> Iterator[Draft]:
    """ "by one estimate", "by the bank's count", "per the bank": the same in other words."""
    for token in reading.forms(_BY):
        word = token.lower_
        if token.dep_ != "prep":
            continue
        head = next((c for c in token.children if c.dep_ == "pobj"), None)
        if head is None:
            continue
        if word == "per":
            # "per gallon", "per day" are no sources
            if head.ent_type_ in ("ORG", "PERSON") and token.head.pos_ in ("VERB", "AUX"):
                yield _draft(reading, token, token, head, "claimed")
        elif head.lemma_.lower() in findings.RECKONINGS:
            owner = next((c for c in head.children if c.dep_ == "poss"), head)
            one = owner is not head or any(c.lower_ in _ONE for c in head.children)
            if one:
                yield _draft(reading, token, token, owner, "estimated")


def by_plan(reading: Reading) -> Iterator[Draft]:
    """ "Under the minister's plan, taxes would rise", "the minister's plan would raise taxes": what its owner plans."""
    text, parse = reading.text, reading.parse
    for token in reading.lemmas(_PLANS):
        if token.pos_ != "NOUN":
            continue
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        if owner is None or owner.tag_ == "PRP$":
            continue
        under = token.dep_ == "pobj" and token.head.lower_ == "under"
        verb = token.head.head if under else token.head
        if (not under and token.dep_ != "nsubj") or verb.pos_ not in ("VERB", "AUX"):
            continue
        if any(c.dep_ == "aux" and c.lower_ in _WOULD for c in verb.children):
            own = {t.i for t in (token.head if under else token).subtree}
            tokens = in_paragraph([t for t in verb.subtree if t.i not in own], token, text)
            place = (token.idx, token.idx + len(token))
            yield Draft(token, place, owner, tokens, contents.spans(tokens, parse), "planned")


def _draft(reading: Reading, cue: Token, cue_end: Token, head: Token, status: str) -> Draft:
    """A claim of all that stands around a phrase in its clause."""
    parse = reading.parse
    clause = cue.head
    while clause.pos_ not in ("VERB", "AUX") and clause.dep_ != "ROOT":
        clause = clause.head
    clause = _whole(clause, cue)
    own = {t.i for t in cue.subtree} | {t.i for t in cue_end.subtree}
    around = clause.subtree if clause.pos_ in ("VERB", "AUX") else cue.sent
    before = max((t.i for t in cue.sent if t.text == ";" and t.i < cue.i), default=-1)
    tokens = in_paragraph([t for t in around if t.i not in own and t.i > before], cue, reading.text)
    place = (cue.idx, cue_end.idx + len(cue_end))
    return Draft(cue, place, head, tokens, contents.spans(tokens, parse), status)


def by_hearsay(reading: Reading) -> Iterator[Draft]:
    """ "allegedly", "reportedly": somebody says so, the writer leaves out who."""
    text, parse = reading.text, reading.parse
    for token in reading.forms(_HEARSAY):
        if token.dep_ != "advmod":
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

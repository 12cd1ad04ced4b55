"""Sources by the parse: the subject of a cue's verb, where the reader saw a piece of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newswire.enrich.claims.lemmas import SPEAKERS, WORDS
from newswire.enrich.claims.link import Linked
from newswire.enrich.passages.passage import Field
from newswire.enrich.passages.readable import is_readable
from newswire.enrich.passages.spans import Place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SPEAK = frozenset(("PERSON", "ORG", "GPE", "NORP"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl"))
#: as what the verb of a clause that is told stands
_MAIN = frozenset(("ccomp", "ROOT", "conj"))
#: tokens that are climbed from a verb to the one whose subject it shares
_CLIMBED = 3
#: characters of a subject; a longer one is a list, or read wrongly
_LONGEST = 300
_EDGES = " ,;:-–—\"“”'\n"


def with_subjects(claims: Sequence[Linked], doc: Doc, names: Field) -> None:
    """Gives a claim whose source is missing, or a piece of its cue's subject, that subject; and one whose source is
    "who" those whom it stands for."""
    text = names.text
    for claim in claims:
        source = claim.source
        if agent := _agent(doc, claim, text):
            claim.source = agent
            continue
        if source is not None and _is_told_of(doc, claim.cue, source):
            claim.source = None
            continue
        head = subject_of(doc, claim.cue)
        if head is None:
            if source is not None and text[slice(*source)].lower() in WORDS["relative"]:
                claim.stands_for = _antecedent(doc, source, text)
            continue
        place = place_of(head, claim.cue[0], text)
        if source is None:
            if place is None or not is_somebody(head, names):
                continue
        elif place is not None and source[1] <= place[0] and is_somebody(head, names):
            claim.source = place  # "the office warned, and other forecasters predicted": not who stands before
            continue
        elif (
            place is None or not place[0] <= source[0] < source[1] <= claim.cue[0] or source[0] <= head.idx < source[1]
        ):
            continue
        # "the official in charge of the plan to move [all 8,000 settlers] next year says"
        rest = [c for c in claim.content if not place[0] <= c[0] < place[1]]
        if rest or not claim.content:
            claim.source, claim.content = place, rest


def _agent(doc: Doc, claim: Linked, text: str) -> Place | None:
    """By whom it was told, where the source is nobody or to whom: "he was told by the minister", "claimed by Hamas"."""
    span = doc.char_span(*claim.cue, alignment_mode="expand")
    if span is None or not is_readable(span.root):
        return None
    by = next((c for c in span.root.rights if c.dep_ == "agent"), None)
    head = next(iter(by.rights), None) if by is not None else None
    if head is None or head.idx < claim.cue[0]:
        return None
    told = next((c for c in span.root.lefts if c.dep_ == "nsubjpass"), None)
    if claim.source is not None and not (told is not None and claim.source[0] <= told.idx < claim.source[1]):
        return None
    until = min((c[0] for c in claim.content if c[0] > head.idx), default=len(text))
    return _noun(head, until - len(" of ") if text.endswith(" of ", 0, until) else until, text)


def _is_told_of(doc: Doc, cue: Place, source: Place) -> bool:
    """Whether something is told of the source, by others: "the bank is expected to cut", "a crowd expected to grow"."""
    span = doc.char_span(*cue, alignment_mode="expand")
    if span is None or not is_readable(span.root):
        return False
    verb = span.root
    of = [c for c in verb.lefts if c.dep_ == "nsubjpass"] or ([verb.head] if verb.dep_ == "acl" else [])
    return verb.tag_ == "VBN" and verb.lemma_ in WORDS["told_of"] and any(source[0] <= t.idx < source[1] for t in of)


def _antecedent(doc: Doc, source: Place, text: str) -> Place | None:
    """The words that "who" or "which" stands for: the noun of which its clause is told."""
    span = doc.char_span(*source, alignment_mode="expand")
    verb = span.root.head if span is not None and is_readable(span.root) else None
    return _noun(verb.head, source[0], text) if verb is not None and verb.dep_ == "relcl" else None


def is_attribute(doc: Doc, start: int, end: int) -> bool:
    """Whether a cue only says of what kind a thing is: "the alleged payment of 40 euros"."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return span is not None and is_readable(span.root) and span.root.dep_ == "amod"


def is_clause(doc: Doc, start: int, end: int) -> bool:
    """Whether the words of a place are a clause of their own: with a subject, and a verb that is not an attribute's.

    A parse without dependencies can't tell, as in a language that has no parser: then they may be one.
    """
    if not doc.has_annotation("DEP"):
        return True
    span = doc.char_span(start, end, alignment_mode="contract")
    return span is not None and any(
        t.dep_ in _SUBJECTS and t.head.dep_ in _MAIN and span.start <= t.head.i < span.end for t in span
    )


def subject_of(doc: Doc, cue: Place) -> Token | None:
    """The head of the subject of a cue's verb, where it stands before it and is not a pronoun that points back."""
    span = doc.char_span(*cue, alignment_mode="expand")
    if span is None or not is_readable(span.root):
        return None
    verb = span.root
    for _ in range(_CLIMBED):
        for child in verb.lefts:
            if child.dep_ == "nsubj":
                return None if child.lower_ in WORDS["relative"] or child.idx >= cue[0] else child
        if verb.dep_ not in ("aux", "auxpass", "conj", "xcomp") or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def place_of(head: Token, before: int, text: str) -> Place | None:
    """The words of a subject, without the relative clause that ends it."""
    # "Witnesses in Cairo, Suez and other towns say": read as two subjects
    last = [c for c in head.head.lefts if c.dep_ == "nsubj" and c.i >= head.i][-1:] or [head]
    return _noun(head, before, text, last[0].right_edge)


def _noun(head: Token, before: int, text: str, last: Token | None = None) -> Place | None:
    """The words of a noun up to a character, without the relative clause that ends them."""
    last = last or head.right_edge
    start, end = head.left_edge.idx, min(last.idx + len(last.text), before)
    clause = next((c for c in head.rights if c.dep_ == "relcl"), None)
    if clause is not None and text[: clause.left_edge.idx].rstrip().endswith(","):
        end = min(end, clause.left_edge.idx)
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    while start < end and text[start] in _EDGES:
        start += 1
    return (start, end) if start <= head.idx < end and end - start <= _LONGEST else None


def is_somebody(head: Token, names: Field) -> bool:
    """Whether the head of a subject is one that speaks: a pronoun, a noun for who does, a name."""
    if head.lower_ in ("he", "she") or head.lemma_.lower() in SPEAKERS:
        return True
    return any(e.type in _SPEAK for e in names.names_at(head.idx, head.idx + 1))

"""Sources by the parse: the subject of a cue's verb, where the reader saw a piece of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newswire.enrich.claims.link import Linked
from newswire.enrich.claims.rules import SPEAKERS, WORDS
from newswire.enrich.claims.spoken import Spoken
from newswire.enrich.lexicon.rules import Way
from newswire.enrich.passages.passage import Field
from newswire.enrich.passages.spans import Place

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPEAK = frozenset(("PERSON", "ORG", "GPE", "NORP"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl"))
#: as what the verb of a clause that is told stands
_MAIN = frozenset(("ccomp", "ROOT", "conj"))
#: tokens that are climbed from a verb to the one whose subject it shares
_CLIMBED = 3
#: characters of a subject; a longer one is a list, or read wrongly
_LONGEST = 300
_EDGES = " ,;:-–—\"“”'\n"


def with_subjects(claims: Sequence[Linked], field: Spoken) -> None:
    """Gives a claim whose source is missing, or a piece of its cue's subject, that subject; and one whose source is
    "who" those whom it stands for."""
    for claim in claims:
        head = subject_of(field.root(claim.cue), claim.cue)
        any(rule.read(claim, head, field) for rule in RULES)


def _by_whom(claim: Linked, head: Token | None, field: Spoken) -> bool:
    """ "He was told by the minister", "claimed by Hamas"."""
    verb, text = field.root(claim.cue), field.text
    by = next((c for c in verb.rights if c.dep_ == "agent"), None) if verb is not None else None
    agent = next(iter(by.rights), None) if by is not None else None
    if verb is None or agent is None or agent.idx < claim.cue[0]:
        return False
    told = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None)
    if claim.source and not (told is not None and claim.source[0] <= told.idx < claim.source[1]):
        return False
    until = min((c[0] for c in claim.content if c[0] > agent.idx), default=len(text))
    place = _noun(agent, until - len(" of ") if text.endswith(" of ", 0, until) else until, field)
    claim.source = place or claim.source
    return place is not None


def _of_whom(claim: Linked, head: Token | None, field: Spoken) -> bool:
    """Others say it of the source: "the bank is expected to cut", "a crowd expected to grow"."""
    verb, source = field.root(claim.cue), claim.source
    if verb is None or source is None or verb.tag_ != "VBN" or verb.lemma_ not in WORDS["told_of"]:
        return False
    of = [c for c in verb.lefts if c.dep_ == "nsubjpass"] or ([verb.head] if verb.dep_ == "acl" else [])
    if not any(source[0] <= t.idx < source[1] for t in of):
        return False
    claim.source = None
    return True


def _who(claim: Linked, head: Token | None, field: Spoken) -> bool:
    """The words that "who" or "which" stands for: the noun of which its clause is told."""
    if head is None and claim.source and field.said(claim.source).lower() in WORDS["relative"]:
        root = field.root(claim.source)
        if root is not None and root.head.dep_ == "relcl":
            claim.stands_for = _noun(root.head.head, claim.source[0], field)
    return head is None


def _missing(claim: Linked, head: Token | None, field: Spoken) -> bool:
    if claim.source is None and head is not None and is_somebody(head, field):
        _give(claim, place_of(head, claim.cue[0], field))
    return claim.source is None


def _another(claim: Linked, head: Token | None, field: Spoken) -> bool:
    """Of two who speak the one right before: "the office warned, and other forecasters predicted"."""
    place = place_of(head, claim.cue[0], field) if head is not None and is_somebody(head, field) else None
    if place is None or claim.source is None or claim.source[1] > place[0]:
        return False
    claim.source = place
    return True


def _whole(claim: Linked, head: Token | None, field: Spoken) -> bool:
    """All of the subject of which the source is a piece without its head."""
    place, source = place_of(head, claim.cue[0], field) if head is not None else None, claim.source
    if head is None or place is None or source is None or source[0] <= head.idx < source[1]:
        return False
    if place[0] <= source[0] < source[1] <= claim.cue[0]:
        _give(claim, place)
    return True


#: ways to tell whose claim it is by the head of its cue's subject, if any: whether that is told then
RULES = (
    Way("by whom", _by_whom, "{Ann Lee|S} {was told|Q} by the minister of {40 dead cows|C}."),
    Way("of whom", _of_whom, "{Norway|S} {is expected|Q} {to lose 40 cows|C}."),
    Way("who", _who, "The herders of Oslo, {which|S} {say|Q} {40 cows died|C}, came late."),
    Way("missing", _missing, "The ministry {said|Q} {40 cows died|C}."),
    Way(
        "another",
        _another,
        "{Norway|S} {said|Q} {it rained|C}, and the ministry {warned|Q} {that 40 bridges closed|C}.",
    ),
    Way("whole", _whole, "A vet in {Oslo|S} {says|Q} {40 cows died|C}."),
)


def _give(claim: Linked, place: Place | None) -> None:
    """The place as its source, unless all that is told stands there: "the official in charge of the plan to move [all
    8,000 settlers] next year says"."""
    if place is not None:
        rest = [c for c in claim.content if not place[0] <= c[0] < place[1]]
        if rest or not claim.content:
            claim.source, claim.content = place, rest


def is_attribute(field: Spoken, cue: Place, source: Place | None) -> bool:
    """Whether a cue only says of what kind a thing is: "the alleged payment", but not "reported officials"."""
    root = field.root(cue)
    if root is None or root.dep_ != "amod":
        return False
    return source is None or not source[0] <= root.head.idx < source[1]


def is_clause(field: Spoken, place: Place) -> bool:
    """Whether the words of a place are a clause of their own: with a subject, and a verb that is not an attribute's.

    A parse without dependencies can't tell, as in a language that has no parser: then they may be one.
    """
    if field.parse is None or not field.parse.has_annotation("DEP"):
        return field.parse is not None
    span = field.parse.char_span(*place, alignment_mode="contract")
    return span is not None and any(
        t.dep_ in _SUBJECTS and t.head.dep_ in _MAIN and span.start <= t.head.i < span.end for t in span
    )


def subject_of(verb: Token | None, cue: Place) -> Token | None:
    """The head of a verb's subject, where it stands before the cue and is not a pronoun that points back."""
    for _ in range(_CLIMBED if verb is not None else 0):
        assert verb is not None
        for child in verb.lefts:
            if child.dep_ == "nsubj":
                return None if child.lower_ in WORDS["relative"] or child.idx >= cue[0] else child
        if verb.dep_ not in ("aux", "auxpass", "conj", "xcomp") or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def place_of(head: Token, before: int, field: Spoken) -> Place | None:
    """The words of a subject, without the relative clause that ends it."""
    # "Witnesses in Cairo, Suez and other towns say": read as two subjects
    last = [c for c in head.head.lefts if c.dep_ == "nsubj" and c.i >= head.i][-1:] or [head]
    return _noun(head, before, field, last[0].right_edge)


def _noun(head: Token, before: int, field: Spoken, last: Token | None = None) -> Place | None:
    """The words of a noun up to a character, without the relative clause that ends them."""
    last, text = last or head.right_edge, field.text
    start, end = head.left_edge.idx, min(last.idx + len(last.text), before)
    if field.search("turn in a subject", start, end):
        return None
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

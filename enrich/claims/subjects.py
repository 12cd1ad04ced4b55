"""Sources by the parse: the subject of a cue's verb, where the reader saw a piece of it or nothing; and who puts a toll
at a number, of whom it sees nothing at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newswire.enrich.claims.link import Linked
from newswire.enrich.claims.relayed import SPEAKERS
from newswire.enrich.lexicon.load import read_table
from newswire.enrich.passages.passage import is_readable
from newswire.enrich.passages.read import Span
from newswire.enrich.passages.spans import sharing, start_of
from newswire.stream.messages import Entity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Place = tuple[int, int]

_SPEAK = frozenset(("PERSON", "ORG", "GPE", "NORP"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl"))
#: as what the verb of a clause that is told stands
_MAIN = frozenset(("ccomp", "ROOT", "conj"))
_RELATIVES = frozenset(("who", "which", "that"))
#: nouns that are numbers: the toll, the figure
_NUMBERS = frozenset(noun for noun, kind in read_table("en/claims/pointers") if kind == "number")
#: verb -> the word before the number that it sets: "put the toll at 40", "raised the number of dead to 214"
_SETS = {"put": "at", "peg": "at", "speak": "of"} | dict.fromkeys(
    ("raise", "lower", "revise", "cut", "increase", "correct", "update", "reduce"), "to"
)
#: words that begin a part of a number
_PARTS = frozenset(("including", "among"))
#: tokens that are climbed from a verb to the one whose subject it shares
_CLIMBED = 3
#: characters of a subject; a longer one is a list, or read wrongly
_LONGEST = 300
#: characters of a content that is but a piece of what is told: "put [the] toll at 40"
_SPLINTER = 10
_EDGES = " ,;:-–—\"“”'\n"


class Named:
    """Where the names of those who can speak stand in a field."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._names = sorted((e for e in entities if e.type in _SPEAK), key=start_of)

    def has(self, place: int) -> bool:
        """Whether a character belongs to such a name."""
        return bool(sharing(self._names, place, place + 1))


def with_subjects(claims: Sequence[Linked], doc: Doc, text: str, named: Named) -> None:
    """Gives a claim whose source is missing, or a piece of its cue's subject, that subject."""
    for claim in claims:
        head = subject_of(doc, claim.cue)
        if head is None:
            continue
        place = place_of(head, claim.cue[0], text)
        source = claim.source
        if source is None:
            if place is None or not _is_somebody(head, named):
                continue
        elif (
            place is None
            or not place[0] <= source[0] < source[1] <= claim.cue[0]
            or source[0] <= head.idx < source[1]
            or text[slice(*source)].lower() in _RELATIVES
        ):
            continue
        claim.source = place
        # "the official in charge of the plan to move [all 8,000 settlers] next year says"
        claim.content = [c for c in claim.content if not place[0] <= c[0] < place[1]] or claim.content


def setting(speech: Sequence[Span], doc: Doc, text: str, named: Named) -> list[Span]:
    """The spans with who sets a number: "Sudan puts the toll at 10,000", "the ministry spoke of 30"."""
    found = [
        span
        for token in doc
        if _SETS.get(token.lemma_) and is_readable(token)
        for span in _set(token, text, named)
        if not _is_read(speech, token)
    ]
    return sorted([*found, *(s for s in speech if not sharing(found, s.start, s.end))]) if found else list(speech)


def _is_read(speech: Sequence[Span], verb: Token) -> bool:
    """Whether the reader saw what is told by a verb."""
    end = verb.idx + len(verb.text)
    return any(
        s.end > end + (_SPLINTER if s.label == "Content" else 0)
        for s in sharing(speech, verb.idx, end + 2)
        if s.label != "Source"
    )


def _set(verb: Token, text: str, named: Named) -> Iterator[Span]:
    head = subject_of(verb.doc, (verb.idx, verb.idx + len(verb.text)))
    thing = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    preposition = _SETS[verb.lemma_]
    if preposition == "to" and (thing is None or thing.lemma_ not in _NUMBERS):
        return
    at = next(
        (
            c
            for near in (verb, thing)
            if near is not None
            for c in near.rights
            if c.lower_ == preposition and c.dep_ == "prep"
        ),
        None,
    )
    number = next((c for c in at.rights), None) if at is not None else None
    if head is None or at is None or number is None or not _is_somebody(head, named):
        return
    said = [t for t in number.subtree if t.like_num or t.pos_ == "NUM"]
    # "put their losses at $4 million", not "put barriers at 40 crossings"
    is_value = thing is None or thing.lemma_ in _NUMBERS or thing.pos_ == "PRON" or number in said or len(said) > 1
    if not said or not is_value:
        return
    place = place_of(head, verb.idx, text)
    last = _with_part(number.right_edge)
    end = last.idx + len(last.text)
    start = thing.left_edge.idx if thing is not None and thing.i > verb.i else at.nbor().idx
    if place is not None and start < end:
        yield Span(*place, "Source")
        yield Span(verb.idx, start - 1 if thing is not None and thing.i > verb.i else at.idx + len(at.text), "Cue")
        yield Span(start, end, "Content")


def _with_part(last: Token) -> Token:
    """The last word of what is told, with the part that follows a number: "at 40, including 12 children"."""
    after = list(last.doc[last.i + 1 : min(last.i + 3, last.sent.end)])
    if len(after) == 2 and after[0].text == "," and after[1].lower_ in _PARTS:
        return next((t for t in reversed(list(last.sent)) if not t.is_punct and not t.is_space), last)
    return last


def is_clause(doc: Doc, start: int, end: int) -> bool:
    """Whether the words of a place are a clause of their own: with a subject, and a verb that is not an attribute's."""
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
                return None if child.lower_ in _RELATIVES or child.idx >= cue[0] else child
        if verb.dep_ not in ("aux", "auxpass", "conj", "xcomp") or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def place_of(head: Token, before: int, text: str) -> Place | None:
    """The words of a subject, without the relative clause that ends it."""
    # "Witnesses in Cairo, Suez and other towns say": read as two subjects
    last = [c for c in head.head.lefts if c.dep_ == "nsubj" and c.i >= head.i][-1:] or [head]
    start, end = head.left_edge.idx, min(last[0].right_edge.idx + len(last[0].right_edge.text), before)
    clause = next((c for c in head.rights if c.dep_ == "relcl"), None)
    if clause is not None and text[: clause.left_edge.idx].rstrip().endswith(","):
        end = min(end, clause.left_edge.idx)
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    while start < end and text[start] in _EDGES:
        start += 1
    return (start, end) if start <= head.idx < end and end - start <= _LONGEST else None


def _is_somebody(head: Token, named: Named) -> bool:
    if head.lower_ in ("he", "she") or head.lemma_.lower() in SPEAKERS:
        return True
    return named.has(head.idx)

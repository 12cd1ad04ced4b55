"""Who puts a number at what: "Sudan puts the toll at 10,000", "the ministry spoke of 30", of which the reader sees
little or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from newswire.enrich.claims.link import QUOTES
from newswire.enrich.claims.rules import WORDS
from newswire.enrich.claims.spoken import Spoken
from newswire.enrich.claims.subjects import is_somebody, place_of, subject_of
from newswire.enrich.lexicon.load import read_table
from newswire.enrich.lexicon.rules import Way
from newswire.enrich.passages.read import Span
from newswire.enrich.passages.readable import is_readable
from newswire.enrich.passages.spans import sharing

if TYPE_CHECKING:
    from spacy.tokens import Token

#: nouns that are numbers (the toll, the figure), and quantities that a number is put to (losses, the temperature)
_NUMBERS = frozenset(noun for noun, kind in read_table("en/claims/pointers") if kind == "number")
_QUANTITIES = _NUMBERS | {noun for noun, kind in read_table("en/claims/pointers") if kind == "quantity"}
#: what does not belong to a number that is told, and ends it
_NEXT = frozenset(("cc", "conj", "advcl", "ccomp", "parataxis"))
_EDGES = " ,;\n"
_ENDS = frozenset((";", '"', "”", "''", "’’"))


def estimated(speech: Sequence[Span], field: Spoken) -> list[Span]:
    """The spans, in order, with those of who sets a number to what; what they share with others is theirs."""
    found: list[Span] = []
    sets = {verb: way.read for way in SETS for verb in WORDS[way.name]}
    for token in field.parse or ():
        if token.lemma_ in sets and is_readable(token):
            spans = _set(token, sets[token.lemma_], field)
            if spans and not _is_read(speech, token, spans[-1], field.text):
                found += spans
    found.sort()
    return sorted([*found, *(part for s in speech for part in _left(s, found, field.text))])


def _left(span: Span, found: Sequence[Span], text: str) -> Iterator[Span]:
    """What is left of a span before those that were found."""
    shared = sharing(found, span.start, span.end)
    if not shared:
        yield span
    elif span.label == "Content" and span.start < shared[0].start:
        yield Span(span.start, span.start + len(text[span.start : shared[0].start].rstrip(_EDGES)), "Content")


def _is_read(speech: Sequence[Span], verb: Token, said: Span, text: str) -> bool:
    """Whether the reader saw all that is told by a verb, or a quotation has it in its words."""
    return any(
        s.end >= said.end and (s.start > verb.idx or text[s.start] in QUOTES)
        for s in sharing(speech, verb.idx, said.end)
        if s.label == "Content"
    )


def _set(verb: Token, sets: Callable[[str, Token | None], bool], field: Spoken) -> list[Span]:
    """Source, cue and content; none where no number is set."""
    head = subject_of(verb, (verb.idx, verb.idx + len(verb.text)))
    if head is None or not (is_somebody(head, field) or head.lower_ in WORDS["told_before"]):
        return []
    thing = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    after = [t for t in verb.subtree if t.i > verb.i and sets(t.lower_, thing)]
    number = next((n for t in after for n in t.rights if _counts(n)), None)
    place = place_of(head, verb.idx, field)
    if number is None or place is None:
        return []
    start = verb.idx + len(verb.text) + 1 if thing is None else thing.left_edge.idx
    if thing is None or thing.i < verb.i:
        start = number.head.idx + len(number.head.text) + 1
    last = _last(verb, number)
    end = last.idx + len(last.text)
    return (
        [Span(*place, "Source"), Span(verb.idx, start - 1, "Cue"), Span(start, end, "Content")] if start < end else []
    )


def _at(word: str, thing: Token | None) -> bool:
    """ "Put their losses at $4 million", not "put barriers at 40 crossings"."""
    return word in ("at", "in") and thing is not None and (thing.pos_ == "PRON" or thing.lemma_ in _QUANTITIES)


def _of(word: str, thing: Token | None) -> bool:
    return word == "of" and thing is None


def _to(word: str, thing: Token | None) -> bool:
    """ "Raised the toll to 40", not "raised the flag to 40 metres"."""
    return word == "to" and thing is not None and thing.lemma_ in _NUMBERS


#: a list of verbs that set a number -> whether they do with a word before it and a thing
SETS = (
    Way("set_at", _at, "Norway puts the death toll at 40."),
    Way("set_of", _of, "The ministry spoke of 40 dead."),
    Way("set_to", _to, "The governor of the province raised the number of dead to 40."),
)


def _is_next(token: Token) -> bool:
    """Whether what follows says something of its own: "and ...", ", which the army denied"."""
    if token.lower_ in WORDS["relative"]:
        return token.i > 0 and token.nbor(-1).text == ","
    return token.dep_ in _NEXT and token.lower_ not in WORDS["part"]


def _counts(token: Token) -> bool:
    return any(t.like_num or t.pos_ == "NUM" for t in token.subtree)


def _last(verb: Token, number: Token) -> Token:
    """The last word of what is told: all up to the next clause, with the part that follows a number: "at 40,
    including 12 children"."""
    above, last = set(verb.ancestors), number
    for token in verb.doc[number.i + 1 : verb.sent.end]:
        if token.text in _ENDS or token in above or _is_next(token):
            break
        if not (token.is_punct or token.is_space or token.dep_ in ("mark", "nsubj")):
            last = token
    return last

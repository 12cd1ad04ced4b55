"""Denials, doubts and confirmations withheld: the words for them, who says so, and what they point at.

"Russia denies using North Korean troops" names what it is about, wherever that was said; "did not confirm these
reports" and "denied it" point back; "called the figure a lie" points back at a number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from enrich.claims import sources
from enrich.claims.contests import topics
from enrich.claims.cues import FRAMES, Found
from enrich.lexicon.load import read_table
from enrich.passages.passage import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

Pointer = Literal["", "words", "number", "clause"]

_HOW = {(lemma, kind): how for lemma, kind, how in read_table("en/claims/denials")}
#: nouns that stand for what was said before -> words or number
_POINTERS: dict[str, Pointer] = {
    noun: "number" if kind == "number" else "words" for noun, kind in read_table("en/claims/pointers")
}
_DEFINITE = frozenset(("the", "these", "those", "this", "that", "such", "both"))
_BACK = frozenset(("it", "this", "that", "them", "which", "these", "those"))
_CONFIRM = frozenset(("confirm", "verify", "corroborate", "substantiate"))
#: verbs and adjectives whose infinitive did not come true: "declined to confirm", "was unable to verify"
_FAILED = frozenset(("decline", "refuse", "unable", "fail", "impossible"))
#: "called the figure a lie"
_NAMING = frozenset(("call", "brand", "label", "describe", "term", "deem"))
#: where to look: a word that contests, or one that names or tells what is a lie
_WORDS = _CONFIRM | _NAMING | {"be"} | {lemma for lemma, kind in _HOW if kind in ("verb", "noun")}


@dataclass(slots=True)
class Denial:
    """Somebody's denial, and what it is about."""

    cue: Token
    how: str
    source: Token | None  #: None where it is whoever's words it stands in
    about: frozenset[str]  #: keys of what it names
    deeds: frozenset[str]  #: of them those of verbs: "denied that troops had surrendered"
    head: str | None  #: the key of a definite object: "could not confirm the surrender"
    origin: frozenset[str]  #: keys of whose words they are, where it says so
    points: Pointer  #: it points back: at words, at a number, or at the clause before it


def find(reading: Reading, places: dict[int, str]) -> Iterator[Denial]:
    """The denials of a parse. `places` tells the identity of a name at a token: {12: "iso3166:KP"}."""
    last: Denial | None = None
    for token in reading.lemmas(_WORDS):
        denial = _by_cue(token, places) or _by_naming(token, places) or _by_predicate(token, places)
        if denial is None:
            continue
        if denial.points and last is not None and last.cue.sent == token.sent and denial.how == last.how and last.about:
            # "Russia denies X, and its spokesman dismissed the claims": the same claims
            denial.about, denial.deeds, denial.points = last.about, last.deeds, ""
        last = denial
        yield denial


def is_cue(token: Token) -> bool:
    """Whether a word contests what others said."""
    return _how(token) is not None


def _by_cue(token: Token, places: dict[int, str]) -> Denial | None:
    """A verb or noun that contests its object."""
    how = _how(token)
    if how is None:
        return None
    source = sources.of_cue(Found(token, FRAMES["deny", "verb"], "noun" if token.pos_ == "NOUN" else "verb"))
    if source is None:
        return None
    tokens = [t for t in _object(token) if t.i != source.i]
    head = next((c for c in token.children if c.dep_ in ("dobj", "obj")), None)
    deeds = topics.keys((t for t in tokens if t.pos_ == "VERB"), places)
    clause = any(c.dep_ in ("ccomp", "xcomp", "pcomp") for c in token.children)
    made = Denial(
        token, how, source, topics.keys(tokens, places), deeds if clause else frozenset(), None, frozenset(), ""
    )
    if head is not None:
        made.points, made.origin = _points(head), frozenset(_origin(head, places))
        if _is_definite(head) and head.lower_ not in _BACK:
            made.head = topics.key(head, places)
    return made


def _by_naming(token: Token, places: dict[int, str]) -> Denial | None:
    """ "called the figure a lie"."""
    if token.pos_ != "VERB" or token.lemma_.lower() not in _NAMING:
        return None
    head = next((c for c in token.subtree if c.i > token.i and _points(c) and c.dep_ in ("dobj", "nsubj", "det")), None)
    if head is None:
        return None
    how = next((h for t in token.subtree if t.i > head.i and (h := _lie(t))), None)
    if how is None:
        return None
    source = sources.subject(token)
    if source is not None and token.dep_ == "conj" and not source.ent_type_ and source.pos_ != "PRON":
        source = None  # the parser often hangs it on what was said before: whose words it stands in is surer
    return Denial(token, how, source, frozenset(), frozenset(), None, frozenset(_origin(head, places)), _points(head))


def _by_predicate(token: Token, places: dict[int, str]) -> Denial | None:
    """ "The report is false", in somebody's words."""
    if token.lemma_.lower() != "be" or any(c.dep_ == "neg" for c in token.children):
        return None
    verb = token.head if token.dep_ in ("aux", "auxpass") else token
    head = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if head is None or not _points(head) or (head.pos_ == "PRON" and head.lower_ == "it"):
        return None
    said = [verb] if verb is not token else [c for c in verb.children if c.dep_ in ("acomp", "attr")]
    how = next((h for t in said if (h := _lie(t))), None)
    if how is None:
        return None
    return Denial(token, how, None, frozenset(), frozenset(), None, frozenset(_origin(head, places)), _points(head))


def _how(token: Token) -> str | None:
    """In which way a word contests something, None where it doesn't."""
    kind = {"VERB": "verb", "NOUN": "noun"}.get(token.pos_)
    if kind is None:
        return None
    lemma = token.lemma_.lower()
    if lemma in _CONFIRM:
        return "not_confirmed" if _is_negated(token) else None
    how = _HOW.get((lemma, kind))
    return None if how is None or _is_negated(token) else how


def _lie(token: Token) -> str | None:
    """How a word contests the claim of which it is said."""
    return _HOW.get((token.lower_, "adj")) or _HOW.get((token.lemma_.lower(), "lie"))


def _points(token: Token) -> Pointer:
    """At what an object points back."""
    if token.lower_ in _BACK and token.pos_ in ("PRON", "DET", "SCONJ"):
        return "words" if token.lower_ in ("it", "them") else "clause"
    kind = _POINTERS.get(token.lemma_.lower(), "")
    said = any(c.dep_ in ("acl", "ccomp", "relcl") for c in token.children)
    return kind if kind and not said and _is_definite(token) else ""


def _is_definite(noun: Token) -> bool:
    return any(c.lower_ in _DEFINITE or c.dep_ == "poss" for c in noun.children)


def _is_negated(verb: Token) -> bool:
    """Whether it did not happen: "did not", "could not", "has not been able to", "declined to"."""
    if any(c.dep_ == "neg" for c in verb.children):
        return True
    if verb.dep_ != "xcomp":
        return False
    above = verb.head
    if above.lemma_.lower() in _FAILED:
        return True
    holder = above.head if above.dep_ in ("acomp", "xcomp") else above
    return above.lemma_.lower() == "able" and any(c.dep_ == "neg" for c in holder.children)


def _object(cue: Token) -> list[Token]:
    """What is contested: all that hangs on the cue behind it."""
    if cue.pos_ == "NOUN":
        return [t for c in cue.children if c.dep_ in ("prep", "acl", "ccomp") for t in c.subtree]
    held = ("dobj", "obj", "ccomp", "xcomp", "pcomp", "prep", "advcl")
    return [t for c in cue.children if c.i > cue.i and c.dep_ in held for t in c.subtree]


def _origin(head: Token, places: dict[int, str]) -> Iterator[str]:
    """Whose words are contested: "information from the agency", "the minister's claim", "the Russian figure"."""
    for child in head.children:
        if (child.dep_ == "poss" and child.pos_ != "PRON") or (child.i in places and child.i < head.i):
            yield from topics.keys([child], places)
        elif child.dep_ in ("amod", "compound") and child.text[0].isupper():
            yield child.lower_
        elif child.dep_ == "prep" and child.lower_ in ("from", "by"):
            for owner in child.children:
                if owner.dep_ == "pobj":
                    yield from topics.keys([owner], places)

"""Which quantity an amount is: the noun that it is beside, of, or said of; else what is done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newswire.enrich.figures.counted.phrase import lemma
from newswire.enrich.figures.events.words import HAPPENINGS, NOUNS, PARTS, SIZE, SIZING, VERBS, WORDS
from newswire.enrich.lexicon.people import is_people
from newswire.enrich.times.rules.words import PERIODS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_CLIMB = 8
#: "his time was 46 seconds" is a quantity
_PERIODS = PERIODS - {"time"}


def of_amount(token: Token, root: Token) -> Token | None:
    """The noun or verb that says which quantity hangs at `token`; `root` is the figure's own."""
    for _ in range(_CLIMB):
        up = token.head
        if up.i == token.i:
            return token if token.pos_ == "NOUN" and token.i != root.i else None
        # not "19 % year over year", nor "reached $310m and profit $22m"
        joined = any(t.dep_ == "cc" for t in token.doc[token.i + 1 : up.i])
        if up.pos_ in NOUNS and up.lemma_.lower() not in PERIODS and not joined:
            return _of_noun(token, up)
        if up.pos_ in VERBS:
            return _of_verb(token, up)
        token = up
    return None


def _of_noun(token: Token, noun: Token) -> Token | None:
    if token.dep_ in ("conj", "appos") and token.i > noun.i:
        unit = noun.like_num or any(c.dep_ == "nummod" for c in noun.children)
        if unit:
            return of_amount(noun, noun)
    return _whole(noun) if noun.pos_ == "NOUN" else None


def _whole(noun: Token) -> Token:
    """The noun that a part is of: "half of the output"."""
    if lemma(noun) not in PARTS and lemma(noun) not in ("number", "percentage", "proportion"):
        return noun
    of = next((o for p in noun.children if p.lower_ == "of" for o in p.children if o.dep_ == "pobj"), None)
    return of if of is not None and of.pos_ == "NOUN" else noun


def _of_verb(token: Token, verb: Token) -> Token | None:
    word = verb.lemma_.lower()
    if word in SIZING and token.dep_ == "prep":
        noun = _named(next((c for c in verb.children if c.dep_ == "dobj"), None))
        if noun is not None:
            return noun
    if word in SIZE and token.dep_ not in ("nsubj", "nsubjpass"):
        noun = _named(subject_of(verb))
        near = verb.doc[verb.i - 1] if verb.i else None
        if noun is None and near is not None and near.pos_ == "NOUN":
            noun = _named(near)  # whatever the parser took the words before the verb for
        if noun is not None:
            return noun
    return verb


def size_of(token: Token) -> Token | None:
    """The quantity that a verb of size says a number of: "the rate was three per 100,000 people"."""
    verb = next((t for t in token.ancestors if t.pos_ in VERBS), None)
    return _named(subject_of(verb)) if verb is not None and verb.lemma_.lower() in SIZE else None


def subject_of(verb: Token) -> Token | None:
    """Whom or what a verb is said of, over the verbs that it is joined to."""
    for _ in range(3):
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                return child
        if verb.dep_ in ("acl", "relcl") and verb.head.pos_ in NOUNS:
            return verb.head
        if verb.dep_ not in ("conj", "xcomp", "advcl") or verb.head.pos_ not in VERBS:
            return None
        verb = verb.head
    return None


def _named(noun: Token | None) -> Token | None:
    """A noun that can name a quantity: no person, place or pronoun; what a relative pronoun stands for."""
    if noun is None:
        return None
    word = lemma(noun)
    begins = noun.pos_ == "PROPN" and noun.is_sent_start and not noun.ent_type_  # "Turnout was 61 %"
    people = is_people(word) and word not in HAPPENINGS  # casualties are both
    if (noun.pos_ != "NOUN" and not begins) or people or word in _PERIODS:
        return None
    return _whole(noun)


def paid_in(doc: Doc, number: Span) -> Token | None:
    """What a sum is in: "$90 million in damage"; not "in cash", "in May"."""
    token = doc[min(number.end, len(doc) - 1)]
    if token.lower_ != "in" or not any(t.is_currency for t in number):
        return None
    noun = next((c for c in token.children if c.dep_ == "pobj"), None)
    fits = noun is not None and noun.pos_ == "NOUN" and not noun.ent_type_ and lemma(noun) not in PERIODS
    bare = noun is not None and not any(c.dep_ in ("det", "nummod", "poss") for c in noun.children)
    return noun if noun is not None and fits and bare and lemma(noun) not in WORDS["paid_in"] else None

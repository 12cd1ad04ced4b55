"""Who contests a claim: denials, doubts and confirmations withheld, matched to what they are about.

"Russia denies using North Korean troops" contests each claim of the article about such troops, wherever it stands;
"the agency did not confirm these reports" the claims just before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from enrich import sources
from enrich.cues import FRAMES, Found, readable
from enrich.lexicon import read_table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_HOW = {(lemma, kind): how for lemma, kind, how in read_table("contests")}
_CONFIRM = frozenset(("confirm", "verify", "corroborate", "substantiate"))
#: verbs and adjectives whose infinitive did not come true: "declined to confirm", "was unable to verify"
_FAILED = frozenset(("decline", "refuse", "unable", "fail", "impossible"))
#: nouns that stand for what was said before
_ANAPHORS = frozenset(
    ("claim", "report", "allegation", "accusation", "charge", "information", "statement", "assertion", "rumor", "news")
)
_POINTERS = frozenset(("the", "these", "those", "this", "that", "such"))
#: what is the same thing for a denial
_KIN = {
    "soldier": "troop",
    "force": "troop",
    "fighter": "troop",
    "serviceman": "troop",
    "personnel": "troop",
    "death": "kill",
    "dead": "kill",
    "die": "kill",
    "killing": "kill",
}
_MATTER = frozenset(("NOUN", "PROPN", "VERB", "ADJ"))
#: words that say nothing of what a claim is about
_EMPTY = frozenset(
    [
        "be",
        "have",
        "do",
        "say",
        "tell",
        "make",
        "get",
        "new",
        "other",
        "more",
        "such",
        "claim",
        "report",
        "information",
        "statement",
        "use",
    ]
)
#: as far back as "these reports" may point, in sentences
_NEAR = 2


@dataclass(slots=True)
class Denial:
    """Somebody's denial, and what it is about."""

    cue: Token
    how: str
    source: Token
    about: frozenset[str]  #: keys of what it names
    origin: frozenset[str]  #: keys of whose words they are, where it says so
    is_anaphoric: bool  #: it points back: "these reports"


def find(parse: Doc, places: dict[int, str]) -> Iterator[Denial]:
    """The denials of a parse. `places` tells the identity of a name at a token: {12: "iso3166:KP"}."""
    last: Denial | None = None
    for token in readable(parse):
        how = _how(token)
        if how is None:
            continue
        source = sources.of_cue(Found(token, FRAMES["deny", "verb"], "noun" if token.pos_ == "NOUN" else "verb"))
        if source is None:
            continue
        tokens = [t for t in _object(token) if t.i != source.i]
        head = next((c for c in token.children if c.dep_ in ("dobj", "obj")), None)
        points = head is not None and (
            (head.lemma_.lower() in _ANAPHORS and any(c.lower_ in _POINTERS for c in head.children))
            or head.lower_ in ("it", "this", "that", "them")
        )
        origin = frozenset(_origin(head, places)) if head is not None else frozenset()
        said = any(c.dep_ in ("acl", "ccomp", "relcl") for c in head.children) if head is not None else False
        denial = Denial(token, how, source, keys(tokens, places), origin, points and not said)
        if denial.is_anaphoric and last is not None and last.cue.sent == token.sent and how == last.how:
            # "Russia denies X, and its spokesman dismissed the claims": the same claims
            denial.about, denial.is_anaphoric = last.about, False
        last = denial
        yield denial


def keys(tokens: Sequence[Token], places: dict[int, str]) -> frozenset[str]:
    """What words are about: lemmas of their content words, identities of their names."""
    found = set()
    for t in tokens:
        if t.i in places:
            found.add(places[t.i])
        elif t.pos_ in _MATTER:
            lemma = t.lemma_.lower()
            if lemma not in _EMPTY and len(lemma) > 2:
                found.add(_KIN.get(lemma, lemma))
    return frozenset(found)


def is_about(denial: Denial, claim: frozenset[str], sentences_back: int) -> bool:
    """Whether a denial is about a claim with these keys, that many sentences before it (negative: behind it)."""
    if denial.is_anaphoric:
        return 0 < sentences_back <= _NEAR or (sentences_back == 0 and bool(denial.about & claim))
    common = denial.about & claim
    named = {k for k in common if ":" in k}
    return bool(named and len(common) >= 2) or len(common) >= 3


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
    found = [
        t
        for c in cue.children
        if c.i > cue.i and c.dep_ in ("dobj", "obj", "ccomp", "xcomp", "pcomp", "prep", "advcl")
        for t in c.subtree
    ]
    return found


def _origin(head: Token, places: dict[int, str]) -> Iterator[str]:
    """Whose words are contested: "information from the agency", "the minister's claim"."""
    for child in head.children:
        if child.dep_ == "poss":
            yield from keys([child], places)
        elif child.dep_ == "prep" and child.lower_ in ("from", "by"):
            for owner in child.children:
                if owner.dep_ == "pobj":
                    yield from keys([owner], places)

"""Who says something: the subject of a cue, and what the words for it stand for in the article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from enrich.claims.cues import Found, is_speech
from enrich.claims.nouns import REVISE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: what somebody does with words of his own: "made a promise", "announced plans"
_LIGHT = frozenset(("make", "issue", "express", "voice", "announce", "have", "give", "unveil", "release"))
_MAX_STEPS = 6
#: what hangs on a noun without being part of the name of a source
_LOOSE = frozenset(("relcl", "acl", "advcl", "punct", "ccomp", "parataxis"))
_LONGEST = 20
_FAR = 200
_OPENING = frozenset(("“", "‘", "``", "'", "’"))


def of_cue(cue: Found) -> Token | None:
    """The head of the words for the source; None where the text names none."""
    if cue.kind == "noun":
        return _of_noun(cue.token)
    if cue.kind == "adj":
        verb = cue.token.head
        return subject(verb) if cue.token.dep_ in ("acomp", "conj", "oprd") else None
    return subject(cue.token)


def subject(verb: Token, steps: int = _MAX_STEPS) -> Token | None:
    """Who does what the verb says, also where its subject stands with another verb."""
    children = list(verb.children)
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in children)
    if passive:
        return next((p for c in children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"), None)
    for child in children:
        if child.dep_ == "nsubj":
            if child.lower_ == "it" and any(c.dep_ == "acomp" for c in children):
                # "it is worth noting": nobody
                return None
            return child
    if steps == 0:
        return None
    if (behind := _inverted(verb)) is not None:
        return behind
    dep, head = verb.dep_, verb.head
    if dep == "advcl" and verb.tag_ == "VBG":
        # "she said it closed, adding that ...": who said so adds, not what closed
        while head.dep_ == "ccomp" and is_speech(head.head) and is_speech(verb):
            head = head.head
    if dep in ("conj", "advcl", "pcomp", "dep", "parataxis"):
        while head.pos_ not in ("VERB", "AUX") and head.dep_ in ("prep", "mark", "acomp", "dobj", "pobj"):
            head = head.head
        return subject(head, steps - 1) if head.pos_ in ("VERB", "AUX") and head is not verb else None
    if dep == "xcomp" and head.pos_ in ("VERB", "AUX", "ADJ"):
        told = next((c for c in head.children if c.dep_ == "dobj"), None)
        if told is not None and is_speech(head):
            return told
        return subject(head.head if head.pos_ == "ADJ" else head, steps - 1)
    if dep in ("acl", "relcl") and verb.tag_ == "VBG":
        return head
    return None


def _inverted(verb: Token) -> Token | None:
    """ "“Buy now,” read the sign.": the parser takes the sign for what is read."""
    if verb.i < 2 or not verb.nbor(-1).is_quote or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    return next((c for c in verb.children if c.dep_ == "dobj" and c.left_edge.i == verb.i + 1), None)


def outside(cue: Token, quoted: Sequence[tuple[int, int]]) -> Token | None:
    """Who stands between a cue and the quotation that it is for, where the parser took a word of this for the source.

    "“One of the best in our house,” Rep. Ann Lee (D) said.": the last word of the first name behind the marks, not
    "One". `quoted` are the quotations of the cue's surroundings.
    """
    end = max((e for _, e in quoted if e <= cue.idx), default=-1)
    if end < 0 or cue.idx - end > _FAR:
        return None
    words = [t for t in cue.doc[max(cue.i - _LONGEST, 0) : cue.i] if t.idx >= end]
    if not any(t.is_alpha for t in words):
        words = list(cue.doc[cue.i + 1 : cue.i + 1 + _LONGEST])
    found: Token | None = None
    for token in words:
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            found = token
        elif found is not None:
            break
    return found


def _of_noun(noun: Token) -> Token | None:
    """The owner or maker of words: "her claim", "a report by the bank", "issued a warning"."""
    for child in noun.children:
        if child.dep_ == "poss":
            revised = noun.dep_ == "dobj" and noun.head.lemma_.lower() in REVISE and child.lower_ in ("its", "their")
            return (subject(noun.head) if revised else None) or child
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            return next((p for p in child.children if p.dep_ == "pobj"), None)
    for child in noun.children:
        if child.dep_ in ("compound", "nmod") and child.ent_type_ in ("ORG", "PERSON"):
            return child
    if noun.dep_ == "dobj" and noun.head.pos_ == "VERB" and noun.head.lemma_ in _LIGHT:
        return subject(noun.head)
    return None


def span(head: Token, parse: Doc, cue: Token | None = None) -> tuple[int, int]:
    """The noun phrase of a source as characters, without clauses that hang on it; it never holds its cue."""
    if head.pos_ == "PRON":
        return head.idx, head.idx + len(head)
    first, last = head.i, head.i
    marks = {t.i for t in head.subtree if t.is_quote}
    loose = {t.i for c in head.children if c.dep_ in _LOOSE for t in c.subtree}
    for token in head.subtree:
        if cue is not None and (head.i < cue.i <= token.i or token.i <= cue.i < head.i):
            continue
        if token.i not in loose and head.i - _LONGEST < token.i < head.i + _LONGEST:
            first, last = min(first, token.i), max(last, token.i)
    # what is quoted beside a source is none of its name
    first = max((i + 1 for i in marks if first <= i < head.i and parse[i].text not in _OPENING), default=first)
    for i in range(head.i, first - 1, -1):
        if i in loose and parse[i].dep_ not in ("punct",) and not parse[i].is_punct:
            first = i + 1
            break
    for i in range(head.i, last + 1):
        if i in loose and not parse[i].is_punct:
            last = i - 1
            break
    while last > head.i and (parse[last].is_punct or parse[last].is_space or parse[last].lower_ in ("'s", "’s")):
        last -= 1
    while first < head.i and (parse[first].is_punct or parse[first].is_space):
        first += 1
    return parse[first].idx, parse[last].idx + len(parse[last])

"""What polls, studies and counts found, where their verb says so by a number rather than by a clause."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from enrich.claims import contents, cues
from enrich.claims.draft import Draft, in_paragraph
from enrich.lexicon.load import read_toml
from enrich.passages.passage import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORDS = {name: frozenset(words) for name, words in read_toml("en/claims/findings").items()}
STUDIES = _WORDS["studies"]
_NAMED = STUDIES | _WORDS["makers"]
#: "by one estimate", "by the bank's count"
RECKONINGS = _WORDS["reckonings"]
_BY_SURVEY = frozenset(("in", "by"))
#: what stands beside a result and is not found: when and in what way, and another clause
_BESIDE = frozenset(("nsubj", "nsubjpass", "advcl", "cc", "punct", "aux", "auxpass", "neg", "mark"))


def by_survey(reading: Reading) -> Iterator[Draft]:
    """ "In a survey by the paper, 40 percent agreed": all that the sentence says is the survey's."""
    text, parse = reading.text, reading.parse
    for token in reading.lemmas(_WORDS["surveys"]):
        if token.dep_ != "pobj":
            continue
        cue = token.head
        clause = cue.head
        if cue.lower_ not in _BY_SURVEY or clause.pos_ not in ("VERB", "AUX") or cues.is_speech(clause):
            continue
        own = {t.i for t in cue.subtree}
        tokens = in_paragraph([t for t in clause.subtree if t.i not in own], token, text)
        if any(_is_number(t) for t in tokens):
            place = (cue.idx, cue.idx + len(cue))
            yield Draft(cue, place, token, tokens, contents.spans(tokens, parse), "claimed")


def by_result(reading: Reading) -> Iterator[Draft]:
    """ "The study found 40 cases", "a poll has Lee at 45 percent": a number, and no clause that a cue would tell."""
    text, parse = reading.text, reading.parse
    for token in reading.lemmas(_NAMED):
        if token.dep_ != "nsubj" or token.head.pos_ not in ("VERB", "AUX"):
            continue
        verb = token.head
        verbs = _WORDS["results" if token.lemma_.lower() in STUDIES else "results_of_makers"]
        if verb.lemma_.lower() not in verbs or any(c.dep_ in ("neg", "aux") and c.tag_ != "VBZ" for c in verb.children):
            continue
        tokens = in_paragraph(list(_found(verb)), verb, text)
        if any(_is_number(t) for t in tokens):
            place = (verb.idx, verb.idx + len(verb))
            yield Draft(verb, place, token, tokens, contents.spans(tokens, parse), "claimed")


def _found(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.i > verb.i and child.dep_ not in _BESIDE:
            if child.dep_ == "conj" and any(c.dep_ == "nsubj" for c in child.children):
                continue
            yield from child.subtree


def _is_number(token: Token) -> bool:
    return token.like_num or token.ent_type_ == "PERCENT"

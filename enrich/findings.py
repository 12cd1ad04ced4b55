"""What polls, studies and counts found, where their verb says so by a number rather than by a clause."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from enrich import contents, cues
from enrich.draft import Draft, in_paragraph

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SURVEYS = frozenset(("poll", "survey", "census", "study", "ranking"))
_BY_SURVEY = frozenset(("in", "by"))


def by_survey(parse: Doc) -> Iterator[Draft]:
    """ "In a survey by the paper, 40 percent agreed": all that the sentence says is the survey's."""
    text = parse.text
    for token in cues.readable(parse):
        if token.lemma_.lower() not in _SURVEYS or token.dep_ != "pobj" or token.head.lower_ not in _BY_SURVEY:
            continue
        clause = token.head.head
        if clause.pos_ not in ("VERB", "AUX") or cues.is_speech(clause):
            continue
        own = {t.i for t in token.head.subtree}
        tokens = in_paragraph([t for t in clause.subtree if t.i not in own], token, text)
        cue = token.head
        if any(t.like_num or t.ent_type_ == "PERCENT" for t in tokens):
            place = (cue.idx, cue.idx + len(cue))
            yield Draft(cue, place, token, tokens, contents.spans(tokens, parse), "claimed")

"""What one source says that another one said: "Reuters reported that the minister had said ..." is the minister's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newswire.enrich.claims.link import QUOTES, Linked
from newswire.enrich.claims.rules import WORDS
from newswire.enrich.claims.spoken import Spoken
from newswire.enrich.claims.subjects import place_of, subject_of
from newswire.enrich.passages.readable import is_readable

if TYPE_CHECKING:
    from spacy.tokens import Token

#: whose words they are told the claim around
_BACK = frozenset(("PRON", "DET"))


def with_reports(claims: Sequence[Linked], field: Spoken) -> list[Linked]:
    """The claims with those that stand in the words of others, in order of their cues."""
    cues = {c.cue[0] for c in claims}
    found = [inner for claim in claims if claim.source for inner in _inside(claim, field) if inner.cue[0] not in cues]
    return sorted([*claims, *found], key=lambda c: c.cue)


def _inside(claim: Linked, field: Spoken) -> Iterator[Linked]:
    for start, end in claim.content:
        if field.parse is None or field.text[start] in QUOTES:  # who is quoted tells the rest as well
            continue
        for token in field.parse.char_span(start, end, alignment_mode="contract") or ():
            if token.lemma_ in WORDS["telling"] and token.dep_ in ("ccomp", "ROOT") and is_readable(token):
                inner = _told(token, end, field)
                if inner is not None and claim.source is not None:
                    inner.via.append(claim.source)
                    yield inner


def _told(verb: Token, end: int, field: Spoken) -> Linked | None:
    cue = (verb.idx, verb.idx + len(verb.text))
    head = subject_of(verb, cue)
    what = next((c for c in verb.rights if c.dep_ == "ccomp"), None)
    if head is None or what is None or head.pos_ in _BACK:
        return None
    source = place_of(head, cue[0], field)
    said = (what.left_edge.idx, min(end, what.right_edge.idx + len(what.right_edge.text)))
    return Linked(cue, source, [said]) if source is not None and cue[1] <= said[0] < said[1] else None

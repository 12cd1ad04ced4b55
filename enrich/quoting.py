"""Whose words a quotation is: the claim that it continues, the cue beside it, else who spoke just before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from enrich import cues
from enrich.drafts import Draft, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: shorter ones are names and single words
_SHORTEST = 12
#: characters between a quotation and the one that it goes on from
_GAP = 60
#: characters between a quotation and its cue
_REACH = 2_000


def assign(drafts: Sequence[Draft], quoted: Sequence[Span], parse: Doc) -> list[Draft]:
    """The drafts with the quotations that are theirs; those that have no words at all are left out."""
    last: Draft | None = None
    text, places = parse.text, [d.cue_span[0] for d in drafts]
    for start, end in quoted:
        if end - start < _SHORTEST:
            continue
        near = drafts[bisect_left(places, start - _REACH) : bisect_left(places, end + _REACH)]
        owner = _around(near, start, end) or _beside(near, start, end, parse, text)
        if owner is None and last is not None and _goes_on(last, start, text):
            owner = last
        if owner is not None:
            owner.content = merged([*owner.content, (start, end)])
            last = owner
    return [d for d in drafts if d.content]


def merged(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, those that touch or overlap as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _around(drafts: Sequence[Draft], start: int, end: int) -> Draft | None:
    """The draft, told from outside of the quotation, that has most of its words."""
    best, most = None, 0
    for draft in drafts:
        if start < draft.cue_span[0] < end:
            continue
        common = sum(max(0, min(e, end) - max(s, start)) for s, e in draft.content)
        if common > most:
            best, most = draft, common
    return best


def _beside(drafts: Sequence[Draft], start: int, end: int, parse: Doc, text: str) -> Draft | None:
    """The nearest cue of speech in the sentences of the quotation, or one that ends with a colon just before it."""
    span = parse.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    first, final = span[0].sent.start_char, span[-1].sent.end_char
    lead = text[max(0, start - 3) : start]
    near = []
    for draft in drafts:
        at = draft.cue_span[0]
        if start < at < end or draft.head is None or not _speaks(draft):
            continue
        if first <= at < final or (":" in lead and 0 < start - at < 200):
            near.append((min(abs(at - end), abs(draft.cue_span[1] - start)), at, draft))
    return min(near, key=lambda n: n[:2])[2] if near else None


def _speaks(draft: Draft) -> bool:
    frame = cues.FRAMES.get((draft.cue.lemma_.lower(), "verb"))
    return frame is not None and frame.quotation


def _goes_on(last: Draft, start: int, text: str) -> bool:
    """Whether a quotation follows the speaker's last words in the same paragraph or at the start of the next."""
    between = text[max(last.content[-1][1], last.cue_span[1]) : start] if last.content else text
    return between.count("\n\n") <= 1 and len(between) < _GAP

"""Whose words a quotation is: the claim that it continues, the cue beside it, else who spoke just before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from enrich.claims.draft import Draft, Span
from enrich.passages.passage import Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: shorter ones are names and single words
_SHORTEST = 12
#: characters between a quotation and the one that it goes on from
_GAP = 60
#: characters between a cue and a quotation behind a colon
_LEAD = 200
#: the end of a line and the next paragraph, where a colon ends the line
_LINE_END = re.compile(r"(?<=:)[ \t]*\n\s*([^\n]{20,})|\n")
#: characters between a quotation and its cue
_REACH = 2_000


def assign(drafts: Sequence[Draft], quoted: Sequence[Span], reading: Reading) -> list[Draft]:
    """The drafts with the quotations that are theirs; those that have no words at all are left out."""
    last: Draft | None = None
    text, parse, places = reading.text, reading.parse, [d.cue_span[0] for d in drafts]
    for start, end in quoted:
        if end - start < _SHORTEST:
            continue
        near = drafts[bisect_left(places, start - _REACH) : bisect_left(places, end + _REACH)]
        owner = _around(near, start, end) or _beside(near, start, end, parse, text)
        if owner is None and last is not None and _goes_on(last, start, text):
            owner = last
        if owner is None:
            owner = _before(near, start, end, text)
        if owner is not None:
            if start < owner.cue_span[0] < end:
                # "“MAYOR LEE: We will see." quoted from a script: her words begin behind her name
                start = owner.content[0][0]
            if owner.content and owner.content[-1][1] + 1 < start:
                # in order already: somebody may have said thousands
                owner.content.append((start, end))
            else:
                owner.content = merged([*owner.content, (start, end)])
            last = owner
    for draft in drafts:
        if not draft.content and draft.head is not None and (block := _block(draft, text)):
            draft.content = [block]
    return [d for d in drafts if d.content]


def _block(draft: Draft, text: str) -> Span | None:
    """The paragraph behind "Ann Lee wrote:" at the end of a line, set apart without marks."""
    newline = text.find("\n", draft.cue_span[1], draft.cue_span[1] + _LEAD + 1)
    line = _LINE_END.search(text, draft.cue_span[1]) if newline >= 0 else None
    if line is None or line.start() - draft.cue_span[1] > _LEAD or "." in text[draft.cue_span[1] : line.start()]:
        return None
    return line.span(1) if line[1] else None


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
        if start < draft.cue_span[0] < end and draft.cue.text != ":":
            continue
        common = draft.common(start, end)
        if common > most:
            best, most = draft, common
    return best


def _beside(drafts: Sequence[Draft], start: int, end: int, parse: Doc, text: str) -> Draft | None:
    """The nearest cue of speech in the sentences of the quotation, or one that ends with a colon just before it."""
    span = parse.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    first, final = span[0].sent.start_char, span[-1].sent.end_char
    # the parser may take the next paragraph to the sentence, or end it at a mark inside: "“Why me?” Ann Lee asked.";
    # and what ends with a full stop has no cue behind it
    line_end = text.find("\n", end, final)
    if text[end - 2 : end - 1] in "?!" and span[-1].i + 1 < len(parse):
        final = max(final, span[-1].nbor(1).sent.end_char)
    final = end if text[end - 2 : end - 1] == "." else min(final, line_end if line_end >= 0 else final)
    first = max(first, text.rfind("\n", first, start) + 1)
    lead = text[max(0, start - 3) : start]
    near = []
    for draft in drafts:
        at = draft.cue_span[0]
        if start < at < end or draft.head is None:
            continue
        if (draft.speaks and first <= at < final) or (":" in lead and 0 < start - at < _LEAD):
            near.append((min(abs(at - end), abs(draft.cue_span[1] - start)), at, draft))
    return min(near, key=lambda n: n[:2])[2] if near else None


def _before(drafts: Sequence[Draft], start: int, end: int, text: str) -> Draft | None:
    """Who spoke last in the paragraph before a quotation of whole sentences that nobody introduces."""
    if (
        not text[max(0, start - _GAP) : start].rstrip().endswith((".", "?", "!"))
        or text[end - 2 : end - 1] not in ".?!"
    ):
        return None
    first = text.rfind("\n", max(0, start - _REACH), start) + 1
    said = [d for d in drafts if first <= d.cue_span[0] < start and d.speaks and d.head is not None and d.content]
    return said[-1] if said else None


def _goes_on(last: Draft, start: int, text: str) -> bool:
    """Whether a quotation follows the speaker's last words, or the sentence of the cue, there or in the next paragraph.

    "“We lost cows,” said Ann Lee, who runs a farm in the north of the country. “We lost dogs too.”"
    """
    begin = max(last.content[-1][1], last.cue_span[1]) if last.content else 0
    if start - begin > _REACH:
        return False
    between = text[begin:start] if last.content else text
    if between.count("\n\n") > 1:
        return False
    return len(between) < _GAP or not text[last.cue.sent.end_char : start].strip(" \n\t")

"""The drafts of a text: each cue with its source and the words that it introduces."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from enrich.claims import according, contents, cues, findings, scripts, sources, verbs_as_nouns
from enrich.claims.draft import Draft, Span, in_paragraph
from enrich.lexicon.load import read_table
from enrich.passages.passage import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

#: verbs that name whom a speaker relies on
_CITE = frozenset(("cite", "quote"))
#: how far behind a cue, in words, it may be told whom the speaker relies on
_CITE_REACH = 12
#: who is nobody in particular
_ANYBODY = frozenset(("anyone", "anybody", "everyone", "everybody", "someone", "somebody", "nobody", "none", "whoever"))
_SOMEBODY = frozenset(("PERSON", "ORG", "NORP", "GPE"))
_ROLES = frozenset(row[0] for row in read_table("en/roles"))
_SELF = frozenset(("i", "we", "you", "me", "us", "my", "our", "your"))


def make(reading: Reading, quoted: Sequence[Span]) -> list[Draft]:
    """The drafts of a parse in order of their cues; some have no content yet and wait for a quotation."""
    found = [
        *_by_cues(reading, quoted),
        *_by_misread(reading),
        *according.by_according(reading),
        *according.by_reckoning(reading),
        *according.by_plan(reading),
        *findings.by_survey(reading),
        *according.by_hearsay(reading),
        *scripts.by_script(reading),
        *scripts.by_line(reading, quoted),
    ]
    sizes = {d.cue.i: d.size for d in found}
    # "showed Lee ahead by 4 points": the number more than what the cue's frame takes
    results = {d.cue.i: d for d in findings.by_result(reading) if d.size > sizes.get(d.cue.i, 0)}
    found = [*(d for d in found if d.cue.i not in results), *results.values()]
    # what is set as in a play is as good as quoted
    spoken = sorted([*quoted, *(s for d in found if d.cue.text == ":" for s in d.content)])
    found = [d for d in found if not _is_self(d, spoken)]
    return sorted(found, key=lambda d: d.cue.i)


def _by_cues(reading: Reading, quoted: Sequence[Span]) -> Iterator[Draft]:
    text, parse = reading.text, reading.parse
    for cue in cues.find(reading):
        token = cue.token
        if _cites(token) or (cue.kind == "noun" and verbs_as_nouns.subject(token)):
            continue
        head = sources.of_cue(cue)
        if head is not None and _is_within(head, quoted) and not _is_within(token, quoted):
            head = sources.outside(token, _near(token, quoted)) or head
        if not _is_somebody(head, cue):
            continue
        tokens = in_paragraph(contents.of_cue(cue, head), token, text)
        content = contents.spans(tokens, parse)
        if content or (cue.frame.quotation and head is not None):
            place, via = (token.idx, token.idx + len(token)), list(_via(token))
            yield Draft(token, place, head, tokens, content, cue.frame.status, cue.frame.quotation, via)


def _near(token: Token, quoted: Sequence[Span]) -> Sequence[Span]:
    place = bisect_left(quoted, (token.idx,))
    return quoted[max(0, place - 1) : place + 1]


def _is_within(token: Token, quoted: Sequence[Span]) -> bool:
    return any(start < token.idx < end for start, end in _near(token, quoted))


def _by_misread(reading: Reading) -> Iterator[Draft]:
    text, parse = reading.text, reading.parse
    for token in reading.lemmas(verbs_as_nouns.BOTH):
        if head := verbs_as_nouns.subject(token):
            tokens = in_paragraph(verbs_as_nouns.content(token), token, text)
            place = (token.idx, token.idx + len(token))
            yield Draft(token, place, head, tokens, contents.spans(tokens, parse), "claimed")


def _is_somebody(source: Token | None, cue: cues.Found) -> bool:
    """Whether a plan or an opinion can have this source: "anyone wanting a loan", "a law that would allow it"."""
    if cue.frame.status not in ("planned", "opinion") or cue.kind != "verb":
        return True
    if source is None:
        return cue.token.dep_ not in ("acl", "relcl")
    if source.lower_ in ("that", "which"):
        behind = source.head.head if source.head.dep_ == "relcl" else source
        return behind.ent_type_ in _SOMEBODY or behind.lemma_.lower() in _ROLES
    return source.lower_ not in _ANYBODY


def _is_self(draft: Draft, quoted: Sequence[Span]) -> bool:
    """Whether it is the speaker's own "I think" inside a quotation, which has its speaker already."""
    if not _is_within(draft.cue, quoted):
        return False
    return draft.head is None or draft.head.lower_ in _SELF


def _via(cue: Token) -> Iterator[Token]:
    """Whom the source relies on: "reported, citing unnamed sources"."""
    last = min(cue.i + _CITE_REACH, cue.sent.end)
    for token in cue.doc[cue.i + 1 : last]:
        if token.tag_ == "VBG" and token.lemma_.lower() in _CITE:
            yield from (c for c in token.children if c.dep_ == "dobj")
        elif cues.is_speech(token) and token.pos_ == "VERB":
            break


def _cites(token: Token) -> bool:
    """Whether a verb only names whom another cue relies on."""
    if token.tag_ != "VBG" or token.lemma_.lower() not in _CITE:
        return False
    before = token.doc[max(token.sent.start, token.i - _CITE_REACH) : token.i]
    return any(t.pos_ == "VERB" and cues.is_speech(t) for t in before)

"""The drafts of a text: each cue with its source and the words that it introduces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from enrich import according, contents, cues, findings, scripts, sources
from enrich.draft import Draft, Span, in_paragraph

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: verbs that name whom a speaker relies on
_CITE = frozenset(("cite", "quote"))
#: how far behind a cue, in words, it may be told whom the speaker relies on
_CITE_REACH = 12
_SELF = frozenset(("i", "we", "you", "me", "us", "my", "our", "your"))


def make(parse: Doc, quoted: Sequence[Span]) -> list[Draft]:
    """The drafts of a parse in order of their cues; some have no content yet and wait for a quotation."""
    found = [
        *_by_cues(parse),
        *according.by_according(parse),
        *findings.by_survey(parse),
        *according.by_hearsay(parse),
        *scripts.by_script(parse),
        *scripts.by_line(parse, quoted),
    ]
    found = [d for d in found if not _is_self(d, quoted)]
    return sorted(found, key=lambda d: d.cue.i)


def _by_cues(parse: Doc) -> Iterator[Draft]:
    text = parse.text
    for cue in cues.find(parse):
        token = cue.token
        if _cites(token):
            continue
        head = sources.of_cue(cue)
        tokens = in_paragraph(contents.of_cue(cue, head), token, text)
        content = contents.spans(tokens, parse)
        if content or (cue.frame.quotation and head is not None):
            place, via = (token.idx, token.idx + len(token)), list(_via(token))
            yield Draft(token, place, head, tokens, content, cue.frame.status, cue.frame.quotation, via)


def _is_self(draft: Draft, quoted: Sequence[Span]) -> bool:
    """Whether it is the speaker's own "I think" inside a quotation, which has its speaker already."""
    if not any(start < draft.cue_span[0] < end for start, end in quoted):
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

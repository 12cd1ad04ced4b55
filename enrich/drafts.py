"""Claims in the making: each cue with its source and the words that it introduces, still as tokens of the parse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from enrich import contents, cues, sources
from stream.messages import Contest

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Span = tuple[int, int]

#: verbs that name whom a speaker relies on
_CITE = frozenset(("cite", "quote"))
#: how far behind a cue, in words, it may be told whom the speaker relies on
_CITE_REACH = 12
#: "MAYOR LEE: We will see." at the start of a paragraph
_SCRIPT = re.compile(
    r"^[“\"]?(?P<who>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4})(?P<cue>:)[ \t]+(?P<said>\S.{20,})$", re.MULTILINE
)
#: what begins so is a heading, no speaker
_NO_SPEAKER = re.compile(
    r"(?i)(?:note|update|updated|correction|related|read more|photo|image|source|sources|watch|see also|more"
    r"|the latest)\b"
)
#: "“We will see.” — Ann Lee" at the end of a paragraph
_BY_LINE = re.compile(
    r"[ \t]*(?P<cue>[―—–]|--?)[ \t]*(?P<who>[^\W\d_][\w.'’-]*(?:,? [^\W\d_][\w.'’-]*){0,7})[.]?[ \t]*(?=\n|$)"
)
_SURVEYS = frozenset(("poll", "survey", "census", "study", "ranking"))
_BY_SURVEY = frozenset(("in", "by"))
_HEARSAY = frozenset(("allegedly", "reportedly", "purportedly", "supposedly", "presumably"))
_SELF = frozenset(("i", "we", "you", "me", "us", "my", "our", "your"))


@dataclass(slots=True)
class Draft:
    """A claim in the making."""

    cue: Token
    cue_span: Span
    head: Token | None  #: of the source
    tokens: Sequence[Token]
    content: list[Span]
    status: str
    speaks: bool = False  #: it may have a quotation beside it
    via: list[Token] = field(default_factory=list)
    contested_by: list[Contest] = field(default_factory=list)

    @property
    def size(self) -> int:
        return sum(end - start for start, end in self.content)

    def holds(self, place: int) -> bool:
        """Whether the character at a place is among its words."""
        return any(start <= place < end for start, end in self.content)


def make(parse: Doc, quoted: Sequence[Span]) -> list[Draft]:
    """The drafts of a parse in order of their cues; some have no content yet and wait for a quotation."""
    found = [
        *_by_cues(parse),
        *_by_according(parse),
        *_by_survey(parse),
        *_by_hearsay(parse),
        *_by_script(parse),
        *_by_line(parse, quoted),
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
        tokens = _in_paragraph(contents.of_cue(cue, head), token, text)
        content = contents.spans(tokens, parse)
        if content or (cue.frame.quotation and head is not None):
            place, via = (token.idx, token.idx + len(token)), list(_via(token))
            yield Draft(token, place, head, tokens, content, cue.frame.status, cue.frame.quotation, via)


def _by_according(parse: Doc) -> Iterator[Draft]:
    """ "according to the bank": all else that its clause says."""
    text = parse.text
    for token in cues.readable(parse):
        if token.lower_ != "according" or token.i + 1 >= len(parse):
            continue
        to = parse[token.i + 1]
        head = next((c for c in to.children if c.dep_ == "pobj"), None)
        if to.lower_ != "to" or head is None:
            continue
        clause = token.head
        while clause.pos_ not in ("VERB", "AUX") and clause.dep_ != "ROOT":
            clause = clause.head
        clause = _whole(clause, token)
        own = {t.i for t in token.subtree} | {t.i for t in to.subtree}
        around = clause.subtree if clause.pos_ in ("VERB", "AUX") else token.sent
        before = max((t.i for t in token.sent if t.text == ";" and t.i < token.i), default=-1)
        tokens = _in_paragraph([t for t in around if t.i not in own and t.i > before], token, text)
        yield Draft(token, (token.idx, to.idx + len(to)), head, tokens, contents.spans(tokens, parse), "claimed")


def _by_survey(parse: Doc) -> Iterator[Draft]:
    """ "In a survey by the paper, 40 percent agreed": all that the sentence says is the survey's."""
    text = parse.text
    for token in cues.readable(parse):
        if token.lemma_.lower() not in _SURVEYS or token.dep_ != "pobj" or token.head.lower_ not in _BY_SURVEY:
            continue
        clause = token.head.head
        if clause.pos_ not in ("VERB", "AUX") or cues.is_speech(clause):
            continue
        own = {t.i for t in token.head.subtree}
        tokens = _in_paragraph([t for t in clause.subtree if t.i not in own], token, text)
        cue = token.head
        if any(t.like_num or t.ent_type_ == "PERCENT" for t in tokens):
            place = (cue.idx, cue.idx + len(cue))
            yield Draft(cue, place, token, tokens, contents.spans(tokens, parse), "claimed")


def _by_hearsay(parse: Doc) -> Iterator[Draft]:
    """ "allegedly", "reportedly": somebody says so, the writer leaves out who."""
    text = parse.text
    for token in cues.readable(parse):
        if token.lower_ not in _HEARSAY or token.dep_ != "advmod":
            continue
        clause = token.head
        if clause.dep_ in ("amod", "nummod"):
            continue
        while clause.dep_ in ("xcomp", "aux") and clause.head is not clause:
            clause = clause.head
        tokens = _in_paragraph([t for t in clause.subtree if t.i != token.i], token, text)
        place = (token.idx, token.idx + len(token))
        yield Draft(token, place, None, tokens, contents.spans(tokens, parse), "unconfirmed")


def _whole(clause: Token, cue: Token) -> Token:
    """The clause that an "according to" behind its comma is about: not only the last one that the parser hung it on."""
    if cue.i and cue.nbor(-1).text == "," and clause.i < cue.i:
        while clause.dep_ in ("ccomp", "xcomp", "advcl", "acl", "conj") and clause.head.i < clause.i:
            if cues.is_speech(clause.head):
                break
            clause = clause.head
            while clause.pos_ not in ("VERB", "AUX") and clause.dep_ != "ROOT":
                clause = clause.head
    return clause


def _by_script(parse: Doc) -> Iterator[Draft]:
    """A dialogue set as in a play: the speaker's name, a colon, the words."""
    text = parse.text
    for match in _SCRIPT.finditer(text):
        who = parse.char_span(*match.span("who"))
        cue = parse.char_span(*match.span("cue"), alignment_mode="expand")
        if who is None or cue is None or _NO_SPEAKER.match(match["who"]):
            continue
        if who.root.pos_ != "PROPN" and not match["who"].isupper():
            continue
        said = parse.char_span(*match.span("said"), alignment_mode="expand")
        yield Draft(cue[0], match.span("cue"), who[-1], list(said or ()), [match.span("said")], "claimed")


def _by_line(parse: Doc, quoted: Sequence[Span]) -> Iterator[Draft]:
    """A quotation with the name of its speaker behind a dash."""
    text = parse.text  # made anew each time that it is asked for
    for start, end in quoted:
        match = _BY_LINE.match(text, end)
        who = parse.char_span(*match.span("who"), alignment_mode="expand") if match else None
        if match is None or who is None or not match["who"][0].isupper():
            continue
        cue = parse.char_span(*match.span("cue"), alignment_mode="expand")
        said = parse.char_span(start, end, alignment_mode="expand")
        if cue is not None:
            yield Draft(cue[0], match.span("cue"), who.root, list(said or ()), [(start, end)], "claimed")


def _is_self(draft: Draft, quoted: Sequence[Span]) -> bool:
    """Whether it is the speaker's own "I think" inside a quotation, which has its speaker already."""
    if not any(start < draft.cue_span[0] < end for start, end in quoted):
        return False
    return draft.head is None or draft.head.lower_ in _SELF


def _in_paragraph(tokens: Sequence[Token], cue: Token, text: str) -> list[Token]:
    """The tokens without those that the parser took from the paragraph before or behind."""
    first, last = text.rfind("\n", 0, cue.idx), text.find("\n", cue.idx)
    return [t for t in tokens if first < t.idx and (last < 0 or t.idx < last)]


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

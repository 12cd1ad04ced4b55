"""Documents in which the reader's spans are marked by hand: what is made of them is tested without a model."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from newswire.enrich.claims import tagger as claims
from newswire.enrich.names import tagger as names
from newswire.enrich.passages.document import Document
from newswire.enrich.passages.read import Read, Span
from newswire.stream.messages import Claim

_MARK = re.compile(r"\{([^{}|]*)\|([A-Z]+)\}", re.DOTALL)
_SPEECH = {"S": "Source", "Q": "Cue", "C": "Content"}
NAMES, CLAIMS = names.make(), claims.make()
#: people, an organisation and a place, for texts of no others
CALLED = {"Ann Lee": "PER", "Bo Moe": "PER", "National Dam Service": "ORG", "Oslo": "LOC", "OSLO": "LOC"}


def document(marked: str, called: Mapping[str, str] = MappingProxyType({})) -> Document:
    """The text without its marks: {Ann Lee|S} {said|Q} {it rained|C}; {Ann Lee|PER} is a name.

    `called` are names and their kinds: {"Ann Lee": "PER"}.
    """
    text, at = "", 0
    speech: list[Span] = []
    found: list[Span] = []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        spans = speech if mark[2] in _SPEECH else found
        spans.append(Span(len(text), len(text) + len(mark[1]), _SPEECH.get(mark[2], mark[2])))
        text += mark[1]
        at = mark.end()
    text += marked[at:]
    found += [
        Span(m.start(), m.end(), kind)
        for name, kind in called.items()
        for m in re.finditer(rf"\b{re.escape(name)}\b", text)
    ]
    made = Document(id="d", texts={"title": "", "text": text}, language="en")
    made.reads["text"] = Read(sorted(found), speech)
    return made


def claims_of(marked: str, called: Mapping[str, str]) -> tuple[str, list[Claim]]:
    """The text and its claims."""
    made = document(marked, called)
    CLAIMS(NAMES([made]))
    text = made.texts["text"]
    for claim in made.claims:
        assert all(0 <= start < end <= len(text) for start, end in claim.content)
        for mention in (claim.source, claim.cue, *claim.via, *claim.contested_by):
            assert mention is None or text[mention.start : mention.end] == mention.text
    return text, made.claims


def claims_in(marked: str) -> list[Claim]:
    """The claims of a text of these."""
    return claims_of(marked, CALLED)[1]


def told(marked: str) -> list[tuple[str | None, str | None, list[str]]]:
    """(source, cue, contents) of each claim of a text of these."""
    text, found = claims_of(marked, CALLED)
    return [
        (c.source and c.source.text, c.cue and c.cue.text, [text[start:end] for start, end in c.content]) for c in found
    ]

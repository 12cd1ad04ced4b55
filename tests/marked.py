"""Documents in which the reader's spans are marked by hand: what is made of them is tested without a model."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from newswire.enrich.claims import tagger as claims
from newswire.enrich.names import tagger as names
from newswire.enrich.passages.document import Document
from newswire.enrich.passages.read import Read, Span

_MARK = re.compile(r"\{([^{}|]*)\|([A-Z]+)\}", re.DOTALL)
_SPEECH = {"S": "Source", "Q": "Cue", "C": "Content"}
NAMES, CLAIMS = names.make(), claims.make()


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

"""Speakers told by the layout: "MAYOR LEE: We will see.", "And from the mayor: ...", a quotation with a name after a dash."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from enrich.reader.spans import Span

Place = tuple[int, int]

#: "MAYOR LEE: We will see." at the start of a paragraph
_SCRIPT = re.compile(
    r"^[“\"]?(?P<who>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4})(?P<cue>:)[ \t]+(?P<said>\S.{20,})$", re.MULTILINE
)
#: what begins so is a heading, no speaker
_NO_SPEAKER = re.compile(
    r"(?i)(?:note|update|updated|correction|related|read more|photo|image|source|sources|watch|see also|more"
    r"|the latest)\b"
)
#: "And from the mayor: ...", "From Ann Lee of the union:"
_FROM = re.compile(r"^(?:And |Then |Now )?[Ff]rom (?P<who>[^:.\n]{3,60})(?P<cue>:)\s+(?P<said>\S.{20,})$", re.MULTILINE)
#: "“We will see.” — Ann Lee" at the end of a paragraph
_BY_LINE = re.compile(
    r"[ \t\u00a0]*(?P<cue>[―—–]|--?)[ \t\u00a0]*(?P<who>[^\W\d_][\w.'’-]*(?:,? [^\W\d_][\w.'’-]*){0,7})[.]?[ \t\u00a0]*(?=\n|$)"
)


def shown(text: str, quoted: Sequence[Place], speech: Sequence[Span]) -> Iterator[tuple[Span, Span, Span]]:
    """Source, cue and content that the layout shows and that were not read so."""
    cues = [s.start for s in speech if s.label == "Cue"]
    for match in [*_SCRIPT.finditer(text), *_FROM.finditer(text)]:
        if not _NO_SPEAKER.match(match["who"]):
            yield Span(*match.span("who"), "Source"), Span(*match.span("cue"), "Cue"), Span(*match.span("said"), "Content")
    for start, end in quoted:
        match = _BY_LINE.match(text, end)
        if match and match["who"][0].isupper():
            yield Span(*match.span("who"), "Source"), Span(*match.span("cue"), "Cue"), Span(start, end, "Content")

"""Speakers told by the layout: a play's dialogue, "And from the mayor: ...", a quotation with a name after a dash."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from enrich.claims.tidy import overlapping
from enrich.passages.read import Span

Place = tuple[int, int]

#: "MAYOR LEE: We will see." at the start of a paragraph
_SCRIPT = re.compile(
    r"^[“\"]?(?P<who>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4})(?P<cue>:)[ \t]+(?P<said>\S.{20,})$", re.MULTILINE
)
#: what begins so is a heading, no speaker
_NO_SPEAKER = re.compile(
    r"(?i)(?:note|update|updated|correction|related|read more|photo|image|source|sources|watch|see also|more"
    r"|clarification|the latest)\b"
)
#: "And from the mayor: ...", "From Ann Lee of the union: ..."
_FROM = re.compile(r"^(?:And |Then |Now )?[Ff]rom (?P<who>[^:.\n]{3,60})(?P<cue>:)\s+(?P<said>\S.{20,})$", re.MULTILINE)
#: "“We will see.” — Ann Lee" at the end of a paragraph
_BY_LINE = re.compile(
    r"[ \t\u00a0]*(?P<cue>[―—–]|--?)[ \t\u00a0]*(?P<who>[^\W\d_][\w.'’-]*(?:,? [^\W\d_][\w.'’-]*){0,7})[.]?"
    r"[ \t\u00a0]*(?=\n|$)"
)


def add(speech: Sequence[Span], text: str, quoted: Sequence[Place]) -> list[Span]:
    """The spans with those that the layout shows in place of what was read there."""
    shown = [span for match, said in _matches(speech, text, quoted) for span in _spans(match, said)]
    if not shown:
        return list(speech)
    shown.sort()
    return sorted([*shown, *(s for s in speech if not overlapping(shown, s.start, s.end))])


def _matches(speech: Sequence[Span], text: str, quoted: Sequence[Place]) -> Iterator[tuple[re.Match[str], Place]]:
    for match in _SCRIPT.finditer(text):
        if _NO_SPEAKER.match(match["who"]):
            continue
        # "Poll: Wealthy voters leave the party" is a headline, unless it was read as somebody's words
        if match["who"].isupper() or any(s.label == "Source" for s in overlapping(speech, *match.span("who"))):
            yield match, match.span("said")
    for match in _FROM.finditer(text):
        yield match, match.span("said")
    for start, end in quoted:
        match_ = _BY_LINE.match(text, end)
        if match_ and match_["who"][0].isupper():
            yield match_, (start, end)


def _spans(match: re.Match[str], said: Place) -> tuple[Span, Span, Span]:
    return Span(*match.span("who"), "Source"), Span(*match.span("cue"), "Cue"), Span(*said, "Content")

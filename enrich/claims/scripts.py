"""Speakers told by the layout: "MAYOR LEE: We will see.", a quotation with a name behind a dash."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from enrich.claims.draft import Draft, Span
from enrich.passages.passage import Reading

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


def by_script(reading: Reading) -> Iterator[Draft]:
    """A dialogue set as in a play: the speaker's name, a colon, the words."""
    text, parse = reading.text, reading.parse
    for match in _SCRIPT.finditer(text):
        who = parse.char_span(*match.span("who"))
        cue = parse.char_span(*match.span("cue"), alignment_mode="expand")
        if who is None or cue is None or _NO_SPEAKER.match(match["who"]):
            continue
        if who.root.pos_ != "PROPN" and not match["who"].isupper():
            continue
        said = parse.char_span(*match.span("said"), alignment_mode="expand")
        yield Draft(cue[0], match.span("cue"), who[-1], list(said or ()), [match.span("said")], "claimed")


def by_line(reading: Reading, quoted: Sequence[Span]) -> Iterator[Draft]:
    """A quotation with the name of its speaker behind a dash."""
    text, parse = reading.text, reading.parse
    for start, end in quoted:
        match = _BY_LINE.match(text, end)
        who = parse.char_span(*match.span("who"), alignment_mode="expand") if match else None
        if match is None or who is None or not match["who"][0].isupper():
            continue
        cue = parse.char_span(*match.span("cue"), alignment_mode="expand")
        said = parse.char_span(start, end, alignment_mode="expand")
        if cue is not None:
            yield Draft(cue[0], match.span("cue"), who.root, list(said or ()), [(start, end)], "claimed")

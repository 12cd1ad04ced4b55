"""Spans of speech that the reader parted in the wrong place: names in cues, numbers in sources, lives claimed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newswire.enrich.claims.lemmas import SPEAKERS, lemmas
from newswire.enrich.claims.status import of_cue
from newswire.enrich.passages.field import Field
from newswire.enrich.passages.read import Span

#: the end of a name at the beginning of a cue: "Munich [Re said]"
_CAPITALS = re.compile(r"(?:[A-Z][\w&’'-]*\s)+(?=[a-z])")
#: "the crash claimed 40 lives"
_CLAIMED, _LIVES = re.compile(r"claim(?:s|ed|ing)?", re.I), re.compile(r"[^.;\n]{1,40}?\blives\b")
#: "the 200,000 economists [had forecast]": many more than would be asked
_MANY = re.compile(
    r"(?:(?:the|some|about|around|roughly|nearly)\s)*(?P<number>[$€£]?\d[\d.]*(?:(?:,\d{3})+|\s(?:million|billion)|\s?%|\spercent))"
    r"\s(?P<who>[a-z]+)",
    re.I,
)


def mended(speech: Sequence[Span], field: Field) -> list[Span]:
    """The spans, in order."""
    text = field.text
    return list(_numbers_apart(_lives_apart(list(_names_whole(speech, field)), text), text))


def _names_whole(speech: Sequence[Span], field: Field) -> Iterator[Span]:
    text = field.text
    last: Span | None = None
    for span in speech:
        if span.label == "Cue":
            name = next((e for e in field.names_at(span.start, span.start + 1) if e.start < span.start), None)
            capitals = _CAPITALS.match(text, span.start, span.end) if last is not None else None
            end = name.end if name is not None else capitals.end() if capitals else 0
            if end > span.start and last is not None and last.label == "Source" and span.start - last.end < 2:
                last = Span(last.start, len(text[:end].rstrip()), "Source")
                if end < span.end:
                    yield last
                    last = Span(end + (text[end] == " "), span.end, "Cue")
                continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _lives_apart(speech: Sequence[Span], text: str) -> list[Span]:
    """Without the cues by which lives are claimed; inside what somebody says they are content, with what is around."""
    found: list[Span] = []
    told = dropped = False
    for span in speech:
        if span.label == "Cue" and _CLAIMED.fullmatch(text, span.start, span.end) and _LIVES.match(text, span.end):
            of = found.pop() if found and found[-1].label == "Source" and span.start - found[-1].end < 3 else None
            told = bool(found) and found[-1].label == "Cue" and (of or span).start - found[-1].end < 3
            dropped = True
            if told:
                found.append(Span((of or span).start, span.end, "Content"))
        elif not (dropped and not told and span.label == "Content"):
            found.append(span)
            dropped = False
        else:
            dropped = False
    return found


def _numbers_apart(speech: Sequence[Span], text: str) -> Iterator[Span]:
    """A source that begins with what it forecasts, as two: "fewer than the [200,000] [economists] had forecast"."""
    for n, span in enumerate(speech):
        cue = speech[n + 1] if n + 1 < len(speech) else None
        if cue is not None and cue.label == "Cue" and span.label != "Cue" and cue.start - span.end < 2:
            many = _MANY.fullmatch(text, span.start, span.end)
            follows = n + 2 < len(speech) and speech[n + 2].label == "Content" and speech[n + 2].start - cue.end < 3
            speaks = many is not None and not follows and any(form in SPEAKERS for form in lemmas(many["who"]))
            if many and speaks and of_cue(text[cue.start : cue.end], "", ()) == "estimated":
                yield Span(*many.span("number"), "Content")
                yield Span(*many.span("who"), "Source")
                continue
        yield span

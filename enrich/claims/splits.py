"""Spans of speech that the reader parted in the wrong place: names in cues, numbers in sources, lives claimed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newswire.enrich.claims.lemmas import SPEAKERS, lemmas
from newswire.enrich.claims.status import of_cue
from newswire.enrich.passages.passage import Field
from newswire.enrich.passages.read import Span
from newswire.enrich.passages.spans import joined

#: a date that parts two sources: "a March [14, 2019] report"
_DATE = re.compile(r"\d, \d{4}")
#: the end of a name at the beginning of a cue: "Munich [Re said]"
_CAPITALS = re.compile(r"(?:[A-Z][\w&’'-]*\s)+(?=[a-z])")
#: "the crash claimed 40 lives"
_CLAIMED, _LIVES = re.compile(r"claim(?:s|ed|ing)?", re.I), re.compile(r"[^.;\n]{1,40}?\blives\b")
#: "the 200,000 economists [had forecast]": many more than would be asked
_MANY = re.compile(
    r"(?:^|(?<=\s))(?P<number>[$€£]?\d[\d.]*(?:(?:,\d{3})+|\s(?:million|billion)|\s?%|\spercent))\s(?P<who>[A-Za-z]+)\s$"
)
#: characters before a cue that these are looked for in
_SEEN = 40


def mended(speech: Sequence[Span], field: Field) -> list[Span]:
    """The spans, in order."""
    text = field.text
    return _lives_apart(_names_whole(speech, field), text)


def _names_whole(speech: Sequence[Span], field: Field) -> list[Span]:
    text = field.text

    def join(last: Span, span: Span) -> list[Span]:
        if last.label != "Source":
            return [last, span]
        if span.label == "Cue":
            name = next((e for e in field.names_at(span.start, span.start + 1) if e.start < span.start), None)
            capitals = _CAPITALS.match(text, span.start, span.end)
            end = name.end if name is not None else capitals.end() if capitals else 0
            if end > span.start and span.start - last.end < 2:
                whole = Span(last.start, len(text[:end].rstrip()), "Source")
                return [whole, Span(end + (text[end] == " "), span.end, "Cue")] if end < span.end else [whole]
        elif span.label == "Source" and _DATE.fullmatch(text, last.end - 1, span.start + 4):
            return [Span(last.start, span.end, "Source")]
        return [last, span]

    return joined(speech, join)


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


def numbers_apart(speech: Sequence[Span], text: str) -> list[Span]:
    """The spans, with what somebody forecast before those who did: "fewer than the [200,000] [economists] had
    forecast"."""
    found: list[Span] = []
    for n, span in enumerate(speech):
        if span.label == "Cue" and of_cue(text[span.start : span.end], "", ()) == "estimated":
            many = _MANY.search(text, max(0, span.start - _SEEN), span.start)
            tells = (
                n + 1 < len(speech)
                and speech[n + 1].label == "Content"
                and text[span.end : speech[n + 1].start].isspace()
            )
            if many and not tells and any(form in SPEAKERS for form in lemmas(many["who"])):
                while found and found[-1].label != "Cue" and found[-1].end > many.start():
                    last = found.pop()
                    is_told = bool(found) and found[-1].label == "Cue" and text[found[-1].end : last.start].isspace()
                    if is_told and last.start < many.start():
                        found.append(Span(last.start, len(text[: many.start()].rstrip()), last.label))
                        break
                found += [Span(*many.span("number"), "Content"), Span(*many.span("who"), "Source")]
        found.append(span)
    return found

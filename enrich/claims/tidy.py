"""Spans of speech as they are linked: whole quotations, no splinters, no content over the end of a paragraph; without
what the reader parted in the wrong place: names in cues, numbers in sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newswire.enrich.claims.lemmas import is_form
from newswire.enrich.claims.rules import SPEAKERS
from newswire.enrich.claims.spoken import Spoken
from newswire.enrich.claims.status import of_cue
from newswire.enrich.lexicon.load import read_table
from newswire.enrich.lexicon.rules import Way
from newswire.enrich.passages.read import Span
from newswire.enrich.passages.spans import joined, sharing

_LETTER = re.compile(r"[^\W_]")
_BREAK = re.compile(r"\s*\n\s*")
#: the rules by which a source is nobody, and a cue tells nothing
_NONE = {
    "Source": (
        "no source: splinter",
        "no source: part of a clause",
        "no source: share of those asked",
        "no source: what is looked at",
    ),
    "Cue": ("no cue",),
}
_VERBS = frozenset(row[0] for row in read_table("en/claims/cues") if row[1] == "verb")
#: characters before a cue that those who forecast are looked for in
_SEEN = 40
#: of a quotation: this much read as content makes all of it content
_SHARE = 0.4


def tidy(speech: Sequence[Span], field: Spoken) -> list[Span]:
    """The spans in order, none over another."""
    spans = [p for s in speech for p in _pieces(_who_speaks(s, field), field) if not _is_none(p, field)]
    spans = sorted(_whole_quotations(spans, field.quoted))
    for _ in range(2):  # what was in pieces may begin with a cue
        spans = joined(spans, lambda last, span: _join(last, span, field))
    return [part for span in spans for part in _after_colon(span, field)]


def _after_colon(span: Span, field: Spoken) -> Iterator[Span]:
    """A content that points back and goes on, as two: "rejected [that]: [the rate was 4 percent]"."""
    back = field.match("points back and goes on", span.start, span.end) if span.label == "Content" else None
    if back and back.end() < span.end:
        yield Span(span.start, back.end("that"), "Content")
        span = Span(back.end(), span.end, "Content")
    yield span


def _is_none(span: Span, field: Spoken) -> bool:
    return any(field.match(name, span.start, span.end) for name in _NONE.get(span.label, ()))


def _who_speaks(span: Span, field: Spoken) -> Span:
    """A source without those to whom it speaks."""
    first = field.sentences.starts[field.sentences.of(span.start)]
    whom = field.match("to whom one speaks", first) if span.label == "Source" else None
    return span._replace(start=min(whom.end(), span.end)) if whom and span.start < whom.end() else span


def _pieces(span: Span, field: Spoken) -> Iterator[Span]:
    """A span's parts by paragraph, with a letter or digit in each."""
    at, text, is_content = span.start, field.text, span.label == "Content"
    breaks = [m.span() for m in _BREAK.finditer(text, span.start, span.end)]
    for start, end in [*breaks, (span.end, span.end)]:
        if is_content and text[max(0, at - 1) : at] in ("", "\n") and (line := field.match("dateline", at)):
            at = min(line.end(), start)
        if _LETTER.search(text, at, start) or text[at:start] in (":", "―", "—"):
            more = field.match("the same in another unit", start) if is_content and start == span.end else None
            yield Span(at, more.end() if more else start, span.label)
        at = end


def _whole_quotations(spans: Sequence[Span], quoted: Sequence[Span]) -> Iterator[Span]:
    """The spans, with a quotation whole where much of it was read as content."""
    whole = []
    for q in quoted:
        read = [s for s in sharing(spans, q.start, q.end) if s.label == "Content"]
        inside = sum(min(s.end, q.end) - max(s.start, q.start) for s in read)
        if inside >= _SHARE * (q.end - q.start):
            whole.append(q)
    for span in spans:
        around = sharing(whole, span.start, span.end)
        if around and span.label == "Content":
            yield Span(min(around[0].start, span.start), max(around[0].end, span.end), "Content")
        elif not around or not around[0].start <= span.start < span.end <= around[0].end:
            yield span


def _join(last: Span, span: Span, field: Spoken) -> list[Span]:
    """What two spans that follow each other are together."""
    return next((found for way in JOINS if (found := way.read(last, span, field))), [last, span])


def _date(last: Span, span: Span, field: Spoken) -> list[Span] | None:
    """A date that parts a source: "a March [14, 2019] report"."""
    is_date = last.label == span.label == "Source" and field.match("date", last.end - 1, span.start + 4)
    return [last._replace(end=span.end)] if is_date else None


def _name(last: Span, span: Span, field: Spoken) -> list[Span] | None:
    """The end of a name in a cue: "[Mayor Ann] [Lee said]"."""
    if (last.label, span.label) != ("Source", "Cue") or span.start - last.end > 1:
        return None
    name = next((e for e in field.names_at(span.start, span.start + 1) if e.start < span.start), None)
    if name is None:
        return None
    cue = span._replace(start=name.end + (field.text[name.end : name.end + 1] == " "))
    return [last._replace(end=name.end), *([cue] if name.end < span.end else [])]


def _pieces_of_one(last: Span, span: Span, field: Spoken) -> list[Span] | None:
    """Two contents with no more than a word between them that the reader left out."""
    if not last.label == span.label == "Content":
        return [last] if span.start < last.end else None
    is_one = span.start <= last.end or (
        "\n" not in field.text[last.end : span.start]
        and field.same_sentence(last.end - 1, span.start)
        and field.match("word left out", last.end, span.start)
    )
    return [last._replace(end=max(last.end, span.end))] if is_one else None


def _withheld(last: Span, span: Span, field: Spoken) -> list[Span] | None:
    """ "The ministry [declined] [to confirm the figure]"."""
    is_after = (last.label, span.label) == ("Cue", "Content") and span.start - last.end < 3
    verb = field.match("withheld", span.start, span.end) if is_after else None
    return [last._replace(end=verb.end("verb")), span._replace(start=verb.end())] if verb else None


def _cue(last: Span, span: Span, field: Spoken) -> list[Span] | None:
    """ "[Local] [sources estimate that half of it is gone]"."""
    is_after = (last.label, span.label) == ("Source", "Content") and span.start - last.end < 3
    cue = field.match("cue in a content", span.start, span.end) if is_after else None
    if cue is None or not is_form(cue["verb"], _VERBS):
        return None
    source = last._replace(end=max(last.end, cue.end("noun")))
    return [source, Span(*cue.span("verb"), "Cue"), span._replace(start=cue.start("that"))]


JOINS = (
    Way("date", _date, "{According to|Q} {a March 14|S}, {2019 report|S}, {40 farms closed|C}."),
    Way("name", _name, "{Mayor Ann|S} {Lee said|Q} {40 farms closed|C}."),
    Way("pieces of one", _pieces_of_one, "{The bank|S} {hopes|Q} {to close|C} the {oldest farms|C}."),
    Way("withheld", _withheld, "{Ann Lee|S} {declined|Q} {to confirm the figure|C}."),
    Way("cue", _cue, "{Local|S} {vets estimate that half of the cows died|C}."),
)


def numbers_apart(speech: Sequence[Span], field: Spoken) -> list[Span]:
    """The spans, with what somebody forecast before those who did: "fewer than the [200,000] [economists] had
    forecast"."""
    text, found = field.text, list[Span]()
    for n, span in enumerate(speech):
        if span.label == "Cue" and of_cue(text[span.start : span.end]) == "estimated":
            many = field.search("many who forecast", span.start - _SEEN, span.start)
            after = speech[n + 1] if n + 1 < len(speech) else None
            tells = after is not None and after.label == "Content" and text[span.end : after.start].isspace()
            if many and not tells and is_form(many["who"], SPEAKERS):
                while found and found[-1].label != "Cue" and found[-1].end > many.start():
                    last = found.pop()
                    is_told = bool(found) and found[-1].label == "Cue" and text[found[-1].end : last.start].isspace()
                    if is_told and last.start < many.start():
                        found.append(Span(last.start, len(text[: many.start()].rstrip()), last.label))
                        break
                found += [Span(*many.span("number"), "Content"), Span(*many.span("who"), "Source")]
        found.append(span)
    return found

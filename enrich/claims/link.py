"""Claims out of the spans of source, cue and content: which of them belong together.

A cue makes a claim: it has one source and at least one content, all near each other. Spans are given to cues by their
distance in words, the nearest pairs first, each source to one cue. What is left over is shared: a cue without a
source of its own has that of the cue before it in its sentence ("she said it rained, adding that ..."), a content
without a cue goes on from the claim before it. What follows a claim and is still its source's is found by its words.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from newswire.enrich.claims.rules import WORDS
from newswire.enrich.claims.spoken import Spoken
from newswire.enrich.passages.read import Span
from newswire.enrich.passages.spans import Place, beginning

#: in words: what the end of a sentence and of a paragraph between two spans counts; how far from its cue a content and
#: a source may stand
_SENTENCE, _PARAGRAPH, _FAR, _FAR_SOURCE = 8.0, 24.0, 30.0, 14.0
#: the end of a paragraph, unless it leads to the next one: "He added:"
_BREAK = re.compile(r"(?<![:\s])\s*\n")
#: what a word counts that belongs to a source or a cue
_COVERED = 0.3
#: cues on either side of a span that are looked at
_CUES = 4
#: characters from a claim's words to those that go on from them
_ON = 400
#: marks that open a quotation
QUOTES = "\"“‘'`"
_WORD = re.compile(r"\w+|[^\w\s]")


@dataclasses.dataclass(slots=True)
class Linked:
    """A claim as places of a text."""

    cue: Place
    source: Place | None = None
    content: list[Place] = dataclasses.field(default_factory=list)
    via: list[Place] = dataclasses.field(default_factory=list)
    stands_for: Place | None = None  #: the words for whom the source means: those before "who"


def link(speech: Sequence[Span], field: Spoken) -> list[Linked]:
    """The claims in order of their cues. One without content has none in the text: "which she denied"."""
    cues, sources, contents = (
        [(s.start, s.end) for s in speech if s.label == label] for label in ("Cue", "Source", "Content")
    )
    claims = [Linked(cue) for cue in cues]
    distances = _Distances(field, sorted([*cues, *sources]))
    left = _give_contents(claims, contents, distances, field.text)
    _give_sources(claims, sources, distances, field)
    _go_on(claims, left, field.text)
    return claims


class _Distances:
    """How far apart two spans of a text are, in words that belong to neither source nor cue."""

    def __init__(self, field: Spoken, covered: Sequence[Place]) -> None:
        self._starts = [m.start() for m in _WORD.finditer(field.text)]
        self._sentences = field.sentences
        self._breaks = [m.start() for m in _BREAK.finditer(field.text)]
        weights = [1.0] * len(self._starts)
        for start, end in covered:
            for n in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
                weights[n] = _COVERED
        self._before = [0.0]
        for weight in weights:
            self._before.append(self._before[-1] + weight)

    def between(self, a: Place, b: Place) -> float:
        if b < a:
            a, b = b, a
        first, last = bisect_left(self._starts, a[1]), bisect_left(self._starts, b[0])
        gap = self._before[last] - self._before[first] if last > first else 0.0
        gap += _SENTENCE * max(0, self._sentences.of(b[0]) - self._sentences.of(a[1] - 1))
        return gap + _PARAGRAPH * max(0, bisect_left(self._breaks, b[0]) - bisect_left(self._breaks, a[1] - 1))

    def nearest(self, claims: Sequence[Linked], spans: Sequence[Place], far: float) -> list[tuple[float, int, int]]:
        """(distance, number of the claim, number of the span), the nearest first."""
        return sorted(self._pairs(claims, spans, far))

    def _pairs(self, claims: Sequence[Linked], spans: Sequence[Place], far: float) -> Iterator[tuple[float, int, int]]:
        starts = [c.cue[0] for c in claims]
        for n, span in enumerate(spans):
            at = bisect_left(starts, span[0])
            for k in range(max(0, at - _CUES), min(len(claims), at + _CUES)):
                distance = self.between(claims[k].cue, span)
                if distance < far:
                    yield distance, k, n


def _give_contents(
    claims: Sequence[Linked], contents: Sequence[Place], distances: _Distances, text: str
) -> list[Place]:
    """Gives each cue its nearest content, then what is left to the nearest cues; the contents without any.

    Beyond the end of its sentence a cue has only quotations."""
    pairs = distances.nearest(claims, contents, _FAR)
    given: set[int] = set()
    for once in (True, False):
        for distance, k, n in pairs:
            if (once and claims[k].content) or (distance >= _SENTENCE and text[contents[n][0]] not in QUOTES):
                continue
            if n not in given:
                given.add(n)
                claims[k].content.append(contents[n])
    return [span for n, span in enumerate(contents) if n not in given]


def _give_sources(claims: Sequence[Linked], sources: Sequence[Place], distances: _Distances, field: Spoken) -> None:
    taken: set[int] = set()
    for _, k, n in distances.nearest(claims, sources, _FAR_SOURCE):
        if claims[k].source is None and n not in taken:
            taken.add(n)
            claims[k].source = sources[n]
    last: Linked | None = None
    for claim in claims:
        if field.said(claim.cue).lower() in WORDS["hearsay"]:
            claim.source = None
            continue
        if claim.source is None and last is not None and field.same_sentence(last.cue[0], claim.cue[0]):
            claim.source = last.source
        if claim.source is not None:
            last = claim


def _go_on(claims: Sequence[Linked], left: Sequence[Place], text: str) -> None:
    """Gives contents that have no cue to the claim before them, where they follow its words."""
    told = [c for c in claims if c.content]
    places = [c.cue[0] for c in told]
    ends = [max(c.cue[1], max(e for _, e in c.content)) for c in told]
    for span in left:
        at = bisect_left(places, span[0]) - 1
        if at >= 0 and span[0] - ends[at] < _ON and text.count("\n\n", ends[at], span[0]) < 2:
            told[at].content.append(span)
            ends[at] = max(ends[at], span[1])


def go_on(claims: Sequence[Linked], speech: Sequence[Span], field: Spoken) -> None:
    """Gives a claim what follows it: clauses of its sentence ("Police said six died; four were hurt"), what its number
    is held against or a part of it, and a sentence about that part."""
    starts = field.sentences.starts
    for claim in claims:
        if not claim.content:
            continue
        at = max(claim.cue[1], claim.source[1] if claim.source else 0, *(e for _, e in claim.content))
        sentence = field.sentences.of(claim.cue[0])
        while (
            (clause := field.match("clause after a semicolon", at) or field.match("what a number is held against", at))
            and field.sentences.of(clause.end() - 1) == sentence
            and not beginning(speech, at, clause.end())
        ):
            claim.content.append(clause.span("said"))
            at = clause.end()
        if sentence + 1 < len(starts) and field.sentences.of(at) == sentence and claim.source:
            part = field.match("sentence about a part", starts[sentence + 1])
            if part and "\n" not in field.text[at : part.start()] and not beginning(speech, at, part.end()):
                claim.content.append(part.span("said"))
        claim.content.sort()

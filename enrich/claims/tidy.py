"""Spans of speech as they are linked: whole quotations, no splinters, no content over the end of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newswire.enrich.claims.lemmas import WORDS, lemmas
from newswire.enrich.claims.sentences import Sentences
from newswire.enrich.lexicon.load import alternatives, read_table
from newswire.enrich.passages.read import Span
from newswire.enrich.passages.spans import joined, sharing

_LETTER = re.compile(r"[^\W_]")
_BREAK = re.compile(r"\s*\n\s*")
#: no source begins so: "in a survey", "on the brink"
_NOBODY = re.compile(r"(?:on|in|at|of|by|for|with|to|from|as|and|or|but|if|one of)\b(?!['’])", re.I)
#: a share of those who were asked: "48 percent said they would"
_SHARE_OF = re.compile(r"\d[\d.,]*\s?(?:%|per\s?cent\b)")
#: what is looked at and says nothing: "Figure 1 shows"
_LABEL = re.compile(
    r"(?:figure|fig\.|table|exhibit)\s\d|(?:(?:the|this|a)\s)?(?:chart|graph|map|table|diagram)\b", re.I
)
#: "AT SEA, July 2 (AP) — ", "KABUL, Afghanistan – " at the beginning of a paragraph
_DATELINE = re.compile(
    r"[A-Z][A-Z.’'-]+(?:[ /][A-Z][A-Z.’'-]+)*(?:,? [A-Z][\w.]+(?: \d\d?)?){0,4}"
    r"(?: ?\([^()\n]{2,40}\))? ?(?:—|–|--?) ?(?=[\w“\"])"
)
_NAMED = re.compile(r"[^\W\d_]{2}|\bI\b")
#: no cue is one of these alone: "said on [Friday]"
_NO_CUE = re.compile(r"(?:the|an?|to|in|of|one|and|[A-Z]\w+day)$")
#: the same in another unit, right after the words that tell it
_BRACKET = re.compile(r"\s?\([^()\n]{0,90}\d[^()\n]{0,90}\)")
#: between two pieces of one content: a word that the encoder left out
_BRIDGE = re.compile(r"[\s,–—-]*(?:[\w$€£%.’'-]+[\s,]*){0,1}")
#: as long as a bridge may be
_LONGEST = 30
#: shorter quotations are names and single words
_WORDS = 12
_THAT_COLON = re.compile(r"(?P<that>that|this|it):\s")
_VERB_THAT = re.compile(r"(?:(?P<noun>[a-z]+)\s)?(?P<verb>[a-z]+)\s(?P<that>that\b)")
_WITHHELD = re.compile(rf"(?P<verb>to (?:{alternatives(WORDS['confirming'])}|deny))\s(?=\w)")
_VERBS = frozenset(row[0] for row in read_table("en/claims/cues") if row[1] == "verb")
#: of a quotation: this much read as content makes all of it content
_SHARE = 0.4


def tidy(speech: Sequence[Span], text: str, quoted: Sequence[Span], sentences: Sentences) -> list[Span]:
    """The spans in order, none over another."""
    spans = [p for s in speech for p in _pieces(s, text) if _is_one(p, text)]
    spans = _bridged(list(_whole_quotations(spans, quoted)), text, sentences)
    return [part for span in _with_cues(spans, text) for part in _after_colon(span, text)]


def _after_colon(span: Span, text: str) -> Iterator[Span]:
    """A content that points back and goes on, as two: "rejected [that]: [the rate was 4 percent]"."""
    back = _THAT_COLON.match(text, span.start, span.end) if span.label == "Content" else None
    if back and back.end() < span.end:
        yield Span(span.start, back.end("that"), "Content")
        yield Span(back.end(), span.end, "Content")
    else:
        yield span


def _is_one(span: Span, text: str) -> bool:
    """Whether a source can be somebody, and a cue tell something."""
    if span.label == "Source":
        return bool(_NAMED.search(text, span.start, span.end)) and not (
            _NOBODY.match(text, span.start, span.end)
            or _SHARE_OF.match(text, span.start, span.end)
            or _LABEL.match(text, span.start, span.end)
        )
    return span.label != "Cue" or not _NO_CUE.match(text, span.start, span.end)


def _pieces(span: Span, text: str) -> Iterator[Span]:
    """A span's parts by paragraph, with a letter or digit in each."""
    at = span.start
    breaks = [m.span() for m in _BREAK.finditer(text, span.start, span.end)]
    for start, end in [*breaks, (span.end, span.end)]:
        if span.label == "Content" and text[max(0, at - 1) : at] in ("", "\n") and (line := _DATELINE.match(text, at)):
            at = min(line.end(), start)
        if _LETTER.search(text, at, start) or text[at:start] in (":", "―", "—"):
            bracket = _BRACKET.match(text, start) if span.label == "Content" and start == span.end else None
            yield Span(at, bracket.end() if bracket else start, span.label)
        at = end


def _whole_quotations(spans: Sequence[Span], quoted: Sequence[Span]) -> Iterator[Span]:
    """The spans, with a quotation whole where much of it was read as content."""
    whole = []
    for start, end, _ in quoted:
        inside = sum(min(s.end, end) - max(s.start, start) for s in sharing(spans, start, end) if s.label == "Content")
        if end - start >= _WORDS and inside >= _SHARE * (end - start):
            whole.append((start, end))
    at = 0
    for span in spans:
        while at < len(whole) and whole[at][1] <= span.start:
            at += 1
        if at < len(whole) and span.start < whole[at][1] and whole[at][0] < span.end:
            start, end = whole[at]
            if span.label != "Content":
                if start <= span.start and span.end <= end:
                    continue
                yield span
                continue
            yield Span(min(start, span.start), max(end, span.end), "Content")
        else:
            yield span


def _bridged(spans: Sequence[Span], text: str, sentences: Sentences) -> list[Span]:
    def join(last: Span, span: Span) -> list[Span]:
        if not last.label == span.label == "Content":
            return [last] if span.start < last.end else [last, span]
        gap = text[last.end : span.start]
        if span.start <= last.end or (
            len(gap) < _LONGEST
            and "\n" not in gap
            and sentences.of(last.end - 1) == sentences.of(span.start)
            and _BRIDGE.fullmatch(gap)
        ):
            return [Span(last.start, max(last.end, span.end), "Content")]
        return [last, span]

    return joined(sorted(spans), join)


def _with_cues(spans: Sequence[Span], text: str) -> Iterator[Span]:
    """The spans, a content that begins with its cue as two: "Local sources [estimate that half of it is gone]", "The
    ministry declined [to confirm the figure]"."""
    last: Span | None = None
    for span in spans:
        if span.label == "Content" and last is not None and last.label == "Cue" and span.start - last.end < 3:
            withheld = _WITHHELD.match(text, span.start, span.end)
            if withheld:
                last, span = Span(last.start, withheld.end("verb"), "Cue"), Span(withheld.end(), span.end, "Content")
        verb = None
        if span.label == "Content" and last is not None and last.label == "Source" and span.start - last.end < 3:
            verb = _VERB_THAT.match(text, span.start, span.end)
        if verb and last is not None and any(form in _VERBS for form in lemmas(verb["verb"])):
            last = Span(last.start, max(last.end, verb.end("noun")), "Source")
            yield last
            yield Span(*verb.span("verb"), "Cue")
            last = Span(verb.start("that"), span.end, "Content")
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last

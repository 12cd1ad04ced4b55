"""Times of figures in a row: one statistic sentence by sentence, the same said of one thing after another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newswire.enrich.figures.events.happened import days, is_past, verb_over
from newswire.enrich.figures.events.where import is_elsewhere, places_in
from newswire.enrich.figures.events.words import HAPPENINGS, SIZE
from newswire.enrich.passages.passage import Passage
from newswire.enrich.passages.readable import is_readable
from newswire.stream.messages import Figure

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

#: days of what a statistic is of: a week, a month, a quarter
_LEAST, _MOST = 6, 93
#: what a statistic tells
_MEASURED = frozenset(("percent", "other", "index", "money", "count"))
#: kinds of figures that are in a place
_SOMEWHERE = frozenset(("count", "percent", "ratio", "measure"))
#: paragraphs over which it goes on
_REACH = 5
#: sentences over which the same is said of another
_PARALLEL = 2
_CLIMB = 8
#: figures before one that may say the same of another
_RECENT = 6
#: what something rose or fell from is of another time
_FROM = re.compile(r"\bfrom\s(?:the\s|about\s)?$")
#: units of a time by the words that come back to it: "for the week"
_BACK = ("the week", "the month", "the quarter", "the period")


def in_series(passage: Passage, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of one field; those of a statistic, and what is said in turn, with the time of the first of them,
    and those of a paragraph with the place that it goes on about."""
    text, doc = passage.text, passage.parse
    done: list[Figure] = []
    base: Figure | None = None  #: the statistic that is told
    for figure in figures:
        span = doc.char_span(figure.start, figure.end, alignment_mode="expand")
        verb = verb_over(span.root, _CLIMB) if span is not None and is_readable(span.root) else None
        sized = figure.kind in _MEASURED and span is not None and verb is not None and _is_sized(text, span, verb)
        back = figure.when is not None and figure.when.text.lower() in _BACK
        near = base is not None and passage.paragraph(figure.start) - passage.paragraph(base.start) <= _REACH
        if near and base is not None and sized and (back or figure.when is None):
            if back or not _has_time(passage, figure, verb):
                figure = replace(figure, when=base.when)
        elif figure.when is None and span is not None and verb is not None:
            other = _said_in_turn(text, doc, figure, verb, done[-_RECENT:])
            figure = replace(figure, when=other.when) if other and not _has_time(passage, figure, verb) else figure
        if figure.when is not None and not back:
            if sized and _is_stretch(figure):
                base = figure
            elif base is not None and base.when and figure.when.interval != base.when.interval:
                base = None
        if figure.where is None and figure.kind in _SOMEWHERE and span is not None:
            figure = _placed(passage, figure, span, done[-_RECENT:])
        done.append(figure)
    return done


def _placed(passage: Passage, figure: Figure, span: Span, before: Sequence[Figure]) -> Figure:
    """The figure of a sentence without a place with that of the figure before it in the paragraph; a count of cases,
    deaths or the like with that of another such count, whatever its sentence names."""
    text = passage.text
    if is_elsewhere(text, figure.end) or not is_readable(span.root):
        return figure
    happened = figure.what is not None and figure.what.lemma in HAPPENINGS
    named = places_in(passage, span.sent)
    for other in reversed(before):
        alike = happened and other.what is not None and other.what.lemma in HAPPENINGS
        if other.where is not None and (alike or not named):
            return replace(figure, where=other.where) if "\n" not in text[other.end : figure.start] else figure
    return figure


def _is_sized(text: str, figure: Span, verb: Token) -> bool:
    """Whether a figure is what something rose to, fell by or was; not what it came from, nor of a thing beside it."""
    before = text[max(0, figure.start_char - 16) : figure.start_char]
    if verb.lemma_.lower() not in SIZE or not is_past(verb) or _FROM.search(before):
        return False
    token = figure.root
    while token.i != verb.i:
        token = token.head
        if token.pos_ in ("NOUN", "PROPN") and not figure.start <= token.i < figure.end:
            return False
    return True


def _is_stretch(figure: Figure) -> bool:
    ends = days(figure.when.interval) if figure.when else None
    return figure.kind == "percent" and ends is not None and _LEAST <= (ends[1] - ends[0]).days <= _MOST


def _has_time(passage: Passage, figure: Figure, verb: Token | None) -> bool:
    """Whether the figure's sentence has a time that is not just what it is compared with."""
    if verb is None:
        return True
    times = passage.times_in(verb.sent.start_char, verb.sent.end_char)
    dated = (t for t in times if t.interval and t.kind == "date")
    return any(" than " not in passage.text[figure.end : t.start] for t in dated)


def _said_in_turn(text: str, doc: Doc, figure: Figure, verb: Token, done: Sequence[Figure]) -> Figure | None:
    """The figure shortly before that counts the same by the same verb: "A has seen 40 in May. B has seen 30"."""
    if figure.counted is None or figure.what is None:
        return None
    for other in reversed(done):
        if other.when is None or other.counted is None or other.what is None:
            continue
        alike = other.counted.head == figure.counted.head and other.what.lemma == figure.what.lemma
        span = doc.char_span(other.start, other.end, alignment_mode="expand")
        theirs = verb_over(span.root, _CLIMB) if span is not None else None
        if not alike or theirs is None or "\n" in text[other.end : figure.start]:
            return None
        told = sum(1 for t in doc[theirs.i + 1 : verb.i + 1] if t.is_sent_start)
        same = theirs.lemma_ == verb.lemma_ and theirs.tag_ == verb.tag_ and verb.lemma_ != "be"
        return other if same and told <= _PARALLEL else None
    return None

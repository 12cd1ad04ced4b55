"""The times of a field as figures see them: how long each is, what it dates, what its sentence tells."""

from __future__ import annotations

import bisect
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from newswire.enrich.figures.events.happened import days
from newswire.enrich.figures.events.words import NOUNS, VERBS
from newswire.enrich.figures.rules import RULES
from newswire.enrich.figures.when.words import HAPPENINGS, LIGHT, TOLLS, VIOLENT, near_words, tense, verb_near
from newswire.enrich.passages.passage import Passage
from newswire.enrich.passages.publication import own_day
from newswire.enrich.passages.readable import is_readable
from newswire.enrich.times.rules.words import DAY_NAMES
from newswire.stream.messages import Time, When

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: how long an interval is, in days, and what that is called
_LENGTHS = ((3, "day"), (15, "week"), (31, "month"), (100, "quarter"), (366, "year"))
_STRETCHES = ("week", "month", "quarter")
_CLIMB = 5
#: characters of a line before the day of its dateline
_PLACE = 60
#: characters from the beginning of a sentence within which a time opens it
_OPENS = 16
#: what stands in sentences about anything
_COMMON = frozenset(("have", "people", "person", "year", "day", *DAY_NAMES))
#: what carries a sentence's meaning
_CONTENT = frozenset(("NOUN", "VERB", "PROPN", "ADJ"))


class Dated:
    """One expression of time in its sentence."""

    def __init__(self, passage: Passage, time: Time) -> None:
        self.time, self.paragraph = time, passage.paragraph(time.start)
        span = passage.parse.char_span(time.start, time.end, alignment_mode="expand")
        self.span: Span | None = span if span is not None and is_readable(span.root) else None
        self.anchor = _anchor(self.span) if self.span is not None else None
        self.interval = _reaching(time.interval, self.anchor)
        ends = days(self.interval)
        length = (ends[1] - ends[0]).days if ends else -1
        self.length = next((name for most, name in _LENGTHS if length <= most), "long") if ends else "open"
        #: read once: spaCy seeks the ends of a sentence anew each time
        self.sentence = self.span.sent if self.span is not None else None
        self.opens = self.sentence is not None and time.start - self.sentence.start_char < _OPENS
        self.verb = verb_near(self.anchor) if self.anchor is not None else None
        #: whether something violent, or with a toll, happened then
        self.violent = bool((near_words(self.anchor) | near_words(self.verb)) & (VIOLENT | TOLLS | HAPPENINGS))

    def is_past_day(self, until: date | None) -> bool:
        """Whether it is a day, or few, that had begun at publication."""
        ends = days(self.interval)
        return self.length == "day" and ends is not None and (until is None or ends[0] <= until)


class Dates:
    """The times of one field, in order, found by where they stand."""

    def __init__(self, passage: Passage) -> None:
        self.passage, self.text = passage, passage.text
        # a first line that is nothing but a date is the day of the text, of which no figure is
        first = passage.text.index("\n", len(passage.text) - len(passage.text.lstrip())) if own_day(passage.text) else 0
        self.times: list[Dated] = []
        for time in (t for t in passage.times if t.interval and t.kind != "set" and t.start >= first):
            again = bool(self.times) and _is_told_again(passage.text, time) and self.times[-1].interval != time.interval
            if not again and not _is_dateline(passage.text, time):
                self.times.append(Dated(passage, time))
        self.starts = [d.time.start for d in self.times]
        self._contents: dict[int, frozenset[str]] = {}
        self.told: dict[str, int] = {}  #: interval -> how often the text tells it
        for dated in self.times:
            self.told[dated.interval or ""] = self.told.get(dated.interval or "", 0) + 1

    @cached_property
    def lead(self) -> int | None:
        """The first day that the text opens with, for something that happened."""
        return next(
            (n for n, d in enumerate(self.times[:_MOST_LEADS]) if self._opens(d)),
            None,
        )

    @cached_property
    def topic(self) -> int | None:
        """The first week, month or quarter that the text opens with: that of its statistic."""
        near = enumerate(self.times[:_MOST_LEADS])
        return next((n for n, d in near if d.paragraph <= 1 and d.length in _STRETCHES and d.time.kind == "date"), None)

    def when(self, number: int | None) -> When | None:
        """The time of that number as that of a figure."""
        if number is None:
            return None
        dated = self.times[number]
        return When(interval=dated.interval, text=dated.time.text, start=dated.time.start, end=dated.time.end)

    def _opens(self, dated: Dated) -> bool:
        return dated.paragraph <= 1 and dated.is_past_day(self.passage.published) and tense(dated.verb) != "modal"

    def within(self, start: int, end: int) -> range:
        """The times that reach into the text from `start` to `end`; the parser may end a sentence within one."""
        first = bisect.bisect_left(self.starts, start)
        first -= first > 0 and self.times[first - 1].time.end > start
        return range(first, bisect.bisect_left(self.starts, end))

    def content(self, sentence: Span) -> frozenset[str]:
        """What a sentence is about: lemmas of its words, names as they are written."""
        found = self._contents.get(sentence.start)
        if found is None:
            words = (t.text if t.pos_ == "PROPN" else t.lemma_.lower() for t in sentence[:_MOST_WORDS] if _tells(t))
            found = self._contents[sentence.start] = frozenset(words) - LIGHT - _COMMON
        return found


def _is_told_again(text: str, time: Time) -> bool:
    """Whether a time is a moment that was told, on clocks elsewhere: "4 a.m. Thursday (2000 Wednesday UTC)"."""
    opened = text.rfind("(", max(0, time.start - _PLACE), time.start)
    within = opened >= 0 and ")" not in text[opened : time.start]
    return within and bool(RULES["moment elsewhere"].match(text, opened))


def _is_dateline(text: str, time: Time) -> bool:
    """Whether a time is the day of a dateline: when it was written."""
    line = text.rfind("\n", 0, time.start) + 1
    placed = time.start - line < _PLACE and RULES["place of a dateline"].fullmatch(text, line, time.start)
    return bool(placed and RULES["end of a dateline"].match(text, time.end))


_PARTS = frozenset(("end", "beginning", "start", "middle", "close", "course", "turn"))
#: words of a sentence that are compared; times that may be the first day of a text
_MOST_WORDS, _MOST_LEADS = 80, 16


def _tells(token: Token) -> bool:
    return token.pos_ in _CONTENT and len(token.text) > 2 and not token.like_num


def _anchor(span: Span) -> Token:
    """The word that a time dates: the verb or the noun above it."""
    anchor = span.root
    for _ in range(_CLIMB):
        of_noun = anchor.pos_ in NOUNS and not span.start <= anchor.i < span.end and not is_part(anchor)
        if anchor.pos_ in VERBS or of_noun or anchor.head.i == anchor.i:
            break
        anchor = anchor.head
    return anchor


def is_part(noun: Token) -> bool:
    """Whether it names a part of a time: "by the end of the month"."""
    return noun.lower_ in _PARTS and any(c.lower_ == "of" for c in noun.children)


def _reaching(interval: str | None, anchor: Token | None) -> str | None:
    """An interval, without end where its clause says since when: "since it broke out on 20 January"."""
    first = (interval or "").partition("/")[0]
    verb = verb_near(anchor) if anchor is not None else None
    if verb is None or first in ("", ".."):
        return interval
    if verb.dep_ == "pcomp" and verb.head.lower_ == "since":
        return f"{first}/.."  # "since commencing work in 2016"
    since = verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "since" for c in verb.children)
    return f"{first}/.." if since else interval

"""The events of one field, and what a figure needs to find its own."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import TYPE_CHECKING

from enrich.figures.events.happened import Event, breaks_of
from stream.messages import Entity, Time

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

#: events of a text that may be what it opens with; events before a sentence that it may come back to
_FIRST, _RECENT = 4, 32


class Scene:
    """The events of one field, and what a figure needs to find its own."""

    def __init__(
        self, text: str, doc: Doc, events: Sequence[Event], times: Sequence[Time], places: Sequence[Entity]
    ) -> None:
        self.places = places
        self.text, self.doc, self.events = text, doc, sorted(events, key=lambda e: e.start)
        self.breaks = breaks_of(text)
        self.times = [t for t in times if t.interval and t.kind in ("date", "time")]
        #: the first event, where the text opens with it
        self.lead = next((e for e in self.events[:_FIRST] if e.paragraph <= 1), None)
        #: where it is, as far as the first events tell
        self.place = next((e.place for e in self.events[:_FIRST] if e.paragraph <= 1 and e.place), None)

    def before(self, at: int) -> Sequence[Event]:
        """The events told in the sentences before the one that begins at a character, the latest first."""
        until = bisect.bisect_left(self.events, at, key=lambda e: e.start)
        return self.events[max(0, until - _RECENT) : until][::-1]

    def of(self, sentence: Span) -> Sequence[Event]:
        """The events that a sentence tells."""
        first = bisect.bisect_left(self.events, sentence.start_char, key=lambda e: e.start)
        return self.events[first : bisect.bisect_left(self.events, sentence.end_char, key=lambda e: e.start)]

    def has_place(self, sentence: Span) -> bool:
        """Whether a sentence names a place."""
        at = bisect.bisect_left(self.places, sentence.start_char, key=lambda e: e.start)
        return at < len(self.places) and self.places[at].start < sentence.end_char

    def has_time(self, sentence: Span) -> bool:
        """Whether a sentence names a time."""
        at = bisect.bisect_left(self.times, sentence.start_char, key=lambda t: t.start)
        return at < len(self.times) and self.times[at].start < sentence.end_char

"""Gives figures of an event the place that the text tells with its day."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from newswire.enrich.figures.events.happened import Event
from newswire.enrich.figures.events.where import places_in
from newswire.enrich.figures.events.words import WORDS
from newswire.enrich.passages.passage import Passage
from newswire.enrich.passages.readable import is_readable
from newswire.stream.messages import Figure, Mention

#: kinds of figures that happen in a place
_SOMEWHERE = frozenset(("count", "index", "ratio", "measure", "duration", "score"))
_TOLD = WORDS["tolls"] | WORDS["violent"]
#: events of a text that may be what it opens with
_FIRST = 4


def placed(passage: Passage, figures: Sequence[Figure], events: Sequence[Event]) -> list[Figure]:
    """The figures of one field, those without a place with that of the event whose time they have.

    A toll without a time, in a sentence without a place, is where the disaster was that the text opens with.
    """
    by_time = {e.time.start: e for e in reversed(events)}
    lead = next((e for e in events[:_FIRST] if e.paragraph <= 1), None)
    opening = next((e.place for e in events[:_FIRST] if e.paragraph <= 1 and e.place), None)
    done = []
    for figure in figures:
        if figure.where is None and figure.kind in _SOMEWHERE:
            event, where = by_time.get(figure.when.start) if figure.when else None, None
            if event is not None:
                where = event.place or (opening if event.violent else None)
            elif figure.when is None and figure.what and figure.what.lemma in _TOLD and lead and lead.violent:
                where = _elsewhere(passage, figure, lead.end, opening)
            figure = replace(figure, where=where)
        done.append(figure)
    return done


def _elsewhere(passage: Passage, figure: Figure, after: int, place: Mention | None) -> Mention | None:
    """`place`, where the sentence of a figure stands after it and names none."""
    span = passage.parse.char_span(figure.start, figure.end, alignment_mode="expand")
    if span is None or not is_readable(span.root) or span.root.sent.start_char < after:
        return None
    return None if places_in(passage, span.root.sent) else place

"""Puts reports into stories as they arrive."""

import msgspec

from newswire.follow.report import Report
from newswire.follow.state.kept import Kept
from newswire.follow.state.sql import SqlState
from newswire.follow.stories.choose import JOINS, REOPENS, Moved, Neighbours
from newswire.follow.stories.likeness import Told
from newswire.follow.stories.regroup import merged, misplaced
from newswire.follow.words import counted, terms, weighted
from newswire.stream.messages import make_id

#: beyond, a number is a mistake, and no float
_MOST = 1e300


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """A report in its story, and what is near it."""

    kept: Kept
    near: Neighbours
    reopened: bool = False  #: its story was closed, and is open again


class Stories:
    """The stories of a state."""

    def __init__(self, state: SqlState) -> None:
        self._state = state

    def take(self, report: Report, was: Kept | None = None) -> Placed:
        """Puts a report, or its latest version in place of what it `was`, into a story, old or new."""
        number = self._state.next_number()
        if was is not None:
            self._state.drop(report.id)
        revised = was is not None and None not in (was.revision, report.revision) and was.revision != report.revision
        told, every = self._told(report)
        near = Neighbours(self._state, told, report.id)
        kept = Kept(
            id=report.id,
            number=was.number if was and not revised else number,
            story=was.story if was else self._story(report, near),
            told=told,
            site=report.site,
            language=report.language,
            revision=report.revision,
        )
        self._state.put(kept, near.index, every if was is None else ())
        near.take_in(kept)
        reopened = was is None and near.closed(kept.story, report.at, report.id)
        return Placed(kept=kept, near=near, reopened=reopened)

    def look_again(self, placed: Placed) -> list[tuple[Moved, Kept]]:
        """The reports next to the new one that now are more like another story, with that story. The state is the
        caller's to change."""
        near, new = placed.near, placed.kept.id
        last = {move.report: move for move in (*merged(near, new), *misplaced(near, new))}
        return [(move, near.kept[key]) for key, move in last.items()]

    def _told(self, report: Report) -> tuple[Told, list[str]]:
        counts = counted(report)
        every = terms(counts)
        reports, frequencies = self._state.frequencies(every)
        for term in every:
            frequencies[term] = frequencies.get(term, 0) + 1
        words = weighted(counts, reports + 1, frequencies)
        return Told(words=words, figures=_things(report), at=report.at), every

    def _story(self, report: Report, near: Neighbours) -> str:
        if report.updates is not None and (earlier := self._state.reports([report.updates]).get(report.updates)):
            return earlier.story
        joins = [
            story
            for likely, story in near.ranked(report.id)
            if likely > (REOPENS if near.closed(story, report.at, report.id) else JOINS)
        ]
        if not joins:
            return make_id("story", report.id)[:16]
        best = joins[0]
        for other in joins[1:]:  # where two turn out to be one, the older one stays
            if near.older(other, best) and near.linked(other, best, report.id):
                best = other
        return best


def _things(report: Report) -> dict[str, float]:
    """Things counted with their values."""
    found: dict[str, float] = {}
    for figure in report.figures:
        thing = figure.counted.head if figure.counted else figure.what.lemma if figure.what else None
        if figure.kind == "age":
            thing = "age"
        if thing and isinstance(figure.value, int | float) and abs(figure.value) < _MOST:
            found.setdefault(thing, float(figure.value))
    return found

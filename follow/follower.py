"""Takes reports in as they arrive: a story for each, a thread and a relation for each figure."""

from collections.abc import Sequence

import msgspec

from follow.meanings.meanings import meanings
from follow.report import Report
from follow.state.state import Kept, State
from follow.stories.choose import JOINS, Moved, Neighbours
from follow.stories.likeness import Told
from follow.threads.mention import Mention
from follow.threads.reading import read
from follow.threads.sentences import Sentences
from follow.threads.weaving import weave
from follow.words import counted, terms, tokens, weighted
from stream.messages import make_id

#: mentions of a story that are looked at
_MENTIONS = 400
#: other stories whose figures a report may recall
_RECALLED = 3


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a report: its story, its mentions in the order of `Report.figures`, and earlier reports moved."""

    story: str
    mentions: tuple[Mention, ...]
    moved: tuple[Moved, ...] = ()


class Follower:
    """Follows figures across reports, whatever their order. For one thread."""

    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, report: Report) -> Followed:
        """Takes in a report, or its latest version in place of the one with the same id."""
        was = self._state.drop(report.id)
        told, every = self._told(report)
        near = Neighbours(self._state, told, report.id)
        story = self._story(report, near)
        kept = Kept(
            id=report.id,
            number=was.number if was else self._state.next_number(),
            story=story,
            told=told,
            site=report.site,
            language=report.language,
        )
        self._state.put(kept, near.index, every)
        mentions = self._woven(report, story, near)
        self._state.place(report.id, story, mentions)
        moved = self._look_again(near, kept)
        by_key = {m.key: m for m in mentions}
        ordered = tuple(by_key[report.id, f.field, f.start, f.end] for f in report.figures)
        return Followed(story=story, mentions=ordered, moved=moved)

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
        best = near.ranked(report.id)
        if best and best[0][0] > JOINS:
            return best[0][1]
        return make_id("story", report.id)[:16]

    def _woven(self, report: Report, story: str, near: Neighbours) -> list[Mention]:
        mentions = read(report)
        if not mentions:
            return []
        earlier = self._state.mentions(story, _MENTIONS)
        known = meanings(report.language)
        others = [s for s in near.stories if s != story][:_RECALLED]
        elsewhere = self._elsewhere(report, mentions, story, near, others)
        return weave(mentions, story, earlier, elsewhere, known)

    def _woven_again(self, kept: Kept) -> list[Mention]:
        """The mentions of a report that has moved, among those of its new story that arrived before it."""
        numbers = {key: other.number for key, other in self._state.reports([kept.id]).items()}
        mentions = [
            msgspec.structs.replace(m, thread=None, relation=None, of=None) for m in self._state.of_report(kept.id)
        ]
        if not mentions:
            return []
        every = [m for m in self._state.mentions(kept.story, _MENTIONS) if m.report != kept.id]
        reports = self._state.reports({m.report for m in every})
        earlier = [m for m in every if m.report in reports and reports[m.report].number < numbers[kept.id]]
        return weave(mentions, kept.story, earlier, {}, meanings(kept.language))

    def _elsewhere(
        self, report: Report, mentions: Sequence[Mention], story: str, near: Neighbours, others: Sequence[str]
    ) -> dict[int, list[Mention]]:
        """For each group of figures whose sentence names what only another story is about: that story's mentions."""
        own = _names(near, story)
        subject = {w.lower() for w in tokens(report.title) if w[0].isupper()} & own
        found: dict[int, list[Mention]] = {}
        for other in others:
            only = _names(near, other) - own - {w.lower() for w in tokens(report.title)}
            loaded: list[Mention] | None = None
            for mention in mentions:
                start, end = _sentence(report, mention)
                named = {w.lower() for w in tokens(report.field(mention.field)[start:end]) if w[0].isupper()}
                if named & only and not named & subject:
                    if loaded is None:
                        loaded = [m for m in self._state.mentions(other, _MENTIONS) if m.thread]
                    found.setdefault(mention.group, []).extend(loaded)
        return found

    def _look_again(self, near: Neighbours, kept: Kept) -> tuple[Moved, ...]:
        """Moves reports next to the new one that now are more like another story."""
        near.take_in(kept)
        moved = near.misplaced()
        for move in moved:
            self._state.place(move.report, move.story, self._woven_again(near.kept[move.report]))
        return tuple(moved)


def _things(report: Report) -> dict[str, float]:
    """Things counted with their values, as far as these tell something."""
    found: dict[str, float] = {}
    for figure in report.figures:
        thing = figure.counted.head if figure.counted else figure.what.lemma if figure.what else None
        if figure.value is not None and (thing or figure.kind == "age"):
            found.setdefault("age" if figure.kind == "age" else thing or "", float(figure.value))
    return found


def _names(near: Neighbours, story: str) -> set[str]:
    """Words of names that more than half of a story's reports are about."""
    members = [near.kept[key].told.words for key in near.stories.get(story, []) if key in near.kept]
    every: dict[str, int] = {}
    for words in members:
        for name in words.subject or words.names:
            every[name] = every.get(name, 0) + 1
    return {name for name, count in every.items() if count * 2 > len(members)}


def _sentence(report: Report, mention: Mention) -> tuple[int, int]:
    places = Sentences(report.field(mention.field))
    return places.span(places.number(mention.start))

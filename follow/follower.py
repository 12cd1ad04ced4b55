"""Takes reports in as they arrive: a story for each, a thread and a relation for each figure."""

from collections.abc import Sequence

import msgspec

from follow.meanings.meanings import meanings
from follow.report import Report
from follow.state.state import Kept, State
from follow.stories.choose import Moved, Neighbours
from follow.stories.stories import Stories
from follow.threads.mention import Mention
from follow.threads.reading import read
from follow.threads.sentences import Sentences
from follow.threads.weaving import weave
from follow.words import tokens

#: mentions of a story that are looked at
_MENTIONS = 400
#: other stories whose figures a report may recall
_RECALLED = 3


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a report: its story, its mentions in the order of `Report.figures`, and earlier reports moved."""

    story: str
    mentions: tuple[Mention, ...]
    moved: tuple[Moved, ...] = ()
    came: tuple[Mention, ...] = ()  #: mentions that are new in their thread: this report's, and those of reports moved
    went: tuple[Mention, ...] = ()  #: mentions that are no longer in theirs


class Follower:
    """Follows figures across reports, whatever their order. For one thread."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._stories = Stories(state)

    def add(self, report: Report) -> Followed:
        """Takes in a report, or its latest version in place of the one with the same id."""
        went = self._state.of_report(report.id)
        placed = self._stories.take(report)
        story = placed.kept.story
        mentions = self._woven(report, story, placed.near)
        self._state.place(report.id, story, mentions)
        came, moved = list(mentions), []
        for move, kept in self._stories.look_again(placed):
            went += self._state.of_report(move.report)
            again = self._woven_again(kept)
            self._state.place(move.report, move.story, again)
            came += again
            moved.append(move)
        by_key = {m.key: m for m in mentions}
        ordered = tuple(by_key[report.id, f.field, f.start, f.end] for f in report.figures)
        same = set(map(_shown, came)) & set(map(_shown, went))
        return Followed(
            story=story,
            mentions=ordered,
            moved=tuple(moved),
            came=tuple(m for m in came if m.thread and _shown(m) not in same),
            went=tuple(m for m in went if m.thread and _shown(m) not in same),
        )

    def remove(self, report: str) -> tuple[Mention, ...]:
        """Forgets a report; returns its mentions that were in a thread."""
        went = tuple(m for m in self._state.of_report(report) if m.thread)
        self._state.drop(report)
        return went

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


def _shown(mention: Mention) -> tuple[object, ...]:
    """What others see of a mention."""
    m = mention
    value = m.text, m.value, m.low, m.high, m.bound, m.dimension, m.status, m.contested_by, m.recalled
    return m.key, m.thread, m.story, m.relation, m.of, m.source, m.institution, m.head, m.what, value


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

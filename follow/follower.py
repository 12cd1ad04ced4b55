"""Takes reports in as they arrive: a story for each, a thread and a relation for each figure."""

from collections.abc import Sequence

import msgspec

from newswire.follow.meanings.meanings import meanings
from newswire.follow.recalling import recalled
from newswire.follow.report import Report
from newswire.follow.state.kept import Kept
from newswire.follow.state.sql import SqlState
from newswire.follow.stories.choose import Moved, Neighbours
from newswire.follow.stories.stories import Stories
from newswire.follow.threads.mention import Mention
from newswire.follow.threads.reading import read
from newswire.follow.threads.settling import settled, shown, superseded
from newswire.follow.threads.weaving import weave

#: mentions of a story that are looked at
_MENTIONS = 400
#: other stories whose figures a report may recall
_RECALLED = 3


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a report: its story, its mentions in the order of `Report.figures`, and earlier reports moved."""

    report: str
    story: str
    mentions: tuple[Mention, ...] = ()
    moved: tuple[Moved, ...] = ()
    came: tuple[Mention, ...] = ()  #: mentions that are new in their thread, or changed: of this report, or of others
    went: tuple[Mention, ...] = ()  #: mentions that are no longer in theirs, or no longer so
    reopened: bool = False  #: its story had been closed by its age
    closes: float | None = None  #: when its story closes unless a report comes, seconds since 1970


class Follower:
    """Follows figures across reports, whatever their order. For one thread."""

    def __init__(self, state: SqlState) -> None:
        self._state = state
        self._stories = Stories(state)

    def add(self, report: Report) -> Followed:
        """Takes in a report, or its latest version in place of the one with the same id.

        Another revision of a report comes after all that was said meanwhile, and what it says otherwise revises what it
        said. The same revision, re-enriched, takes the place of what was there.
        """
        was = self._state.reports([report.id]).get(report.id)
        said = self._state.of_report(report.id) if was else []
        earlier = self._state.mentions(was.story, _MENTIONS) if was else []
        placed = self._stories.take(report, was)
        kept = placed.kept
        if was is None:
            earlier = self._state.mentions(kept.story, _MENTIONS)
        mentions = self._woven(report, kept, earlier, placed.near, said)
        old = superseded(said, mentions, revised=was is not None and was.number != kept.number)
        self._state.fill(kept, [*old, *mentions])
        went, came, moved = [m for m in said if not m.superseded], list(mentions), []
        for move, other in self._stories.look_again(placed):
            before = self._state.of_report(move.report)
            again = self._woven_again(other, before)
            self._state.place(move.report, move.story, again)
            went += [m for m in before if not m.superseded]
            came += [m for m in again if not m.superseded]
            moved.append(move)
        changed = self._settle(went, came) if went or was else {}
        came = [new if (new := changed.pop(m, None)) else m for m in came]
        by_key = {m.key: m for m in came}
        return _told(
            Followed(
                report=report.id,
                story=kept.story,
                mentions=tuple(by_key[report.id, f.field, f.start, f.end] for f in report.figures),
                moved=tuple(moved),
                came=(*came, *changed.values()),
                went=(*went, *changed),
                reopened=placed.reopened,
                closes=placed.near.closes(kept.story),
            )
        )

    def remove(self, report: str) -> Followed:
        """Forgets a report, and relates to others what was related to it."""
        was = self._state.reports([report]).get(report)
        went = self._state.of_report(report)
        self._state.drop(report)
        changed = self._settle(went, ())
        return _told(
            Followed(
                report=report,
                story=was.story if was else "",
                came=tuple(changed.values()),
                went=(*(m for m in went if not m.superseded), *changed),
            )
        )

    def _woven(
        self, report: Report, kept: Kept, earlier: Sequence[Mention], near: Neighbours, said: Sequence[Mention]
    ) -> list[Mention]:
        mentions = [msgspec.structs.replace(m, number=kept.number) for m in read(report)]
        if not mentions:
            return []
        others = [s for s in near.stories if s != kept.story][:_RECALLED]
        elsewhere = recalled(self._state, report, mentions, kept.story, near, others)
        now = {m.key: m for m in said if not m.superseded}
        earlier = [m for m in earlier if m.superseded or m.key not in now]
        return weave(mentions, kept.story, earlier, elsewhere, meanings(report.language), list(now.values()))

    def _woven_again(self, kept: Kept, said: Sequence[Mention]) -> list[Mention]:
        """The mentions of a report that has moved, among those of its new story; what it said once moves along."""
        old = [msgspec.structs.replace(m, story=kept.story, thread=None) for m in said if m.superseded]
        mentions = [
            msgspec.structs.replace(m, thread=None, relation=None, of=None, of_revision=None)
            for m in said
            if not m.superseded
        ]
        if not mentions:
            return old
        every = [m for m in self._state.mentions(kept.story, _MENTIONS) if m.report != kept.id]
        return old + weave(mentions, kept.story, every, {}, meanings(kept.language))

    def _settle(self, went: Sequence[Mention], came: Sequence[Mention]) -> dict[Mention, Mention]:
        """Relates again what was related to mentions that are no longer what they were: as each was, and as it is."""
        changed: dict[Mention, Mention] = {}
        for thread in sorted({m.thread for m in (*went, *came) if m.thread}):
            for was, now in settled(self._state.of_thread(thread), went, came):
                self._state.amend(now)
                changed[was] = now
        return changed


def _told(followed: Followed) -> Followed:
    """Without what came as it went, and what is in no thread."""
    same = set(map(shown, followed.came)) & set(map(shown, followed.went))
    return msgspec.structs.replace(
        followed,
        came=tuple(m for m in followed.came if m.thread and shown(m) not in same),
        went=tuple(m for m in followed.went if m.thread and shown(m) not in same),
    )

"""Which story a report belongs to: the one whose reports it is like on average, else a new one.

Online single pass by average linkage (Allan et al. 1998), with a second look at the nearest earlier reports, which
undoes what an unlucky order of arrival did.
"""

import math
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from newswire.follow.state.kept import Kept
from newswire.follow.state.sql import SqlState
from newswire.follow.stories.likeness import Told, likeness

#: terms that find reports, reports for each, and how many are compared
_TERMS, _EACH, _NEAR = 40, 40, 40
#: stories compared on average, and reports of each
_STORIES, _MEMBERS = 6, 12
#: a report joins from this average likeness on
JOINS = 0.3
#: a story is closed this many seconds after its last report; from this likeness on it is opened again
CLOSES, REOPENS = 30 * 86_400.0, 0.5
#: two stories are one from this likeness of their reports on
MERGES = 0.6
#: what a report's subject tells: how much of it the story has named, how much of the story's it names itself
_NAMED, _NAMED_USUAL = 3.0, 0.7
_CORE, _CORE_USUAL, _CORE_SURE = 1.5, 0.5, 3


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """A report that belongs to another story than was said."""

    report: str
    was: str
    story: str
    why: str  #: moved, merged (all of its story with it), split (it is of none that is there)


class Neighbours:
    """The reports and stories near one report, loaded once."""

    def __init__(self, state: SqlState, told: Told, report: str) -> None:
        self.index = told.words.rarest(_TERMS)
        found = [key for key in state.near(self.index, _EACH, _NEAR + 1) if key != report][:_NEAR]
        self.kept = state.reports(found)
        self._pairs: dict[tuple[str, str], float] = {}
        self._told = {report: told} | {key: kept.told for key, kept in self.kept.items()}
        alike = {key: self._alike(report, key) for key in self.kept}
        self.nearest = sorted(alike, key=lambda key: (-alike[key], key))
        named: dict[str, None] = {self.kept[key].story: None for key in self.nearest}
        self.stories = state.members(list(named)[:_STORIES], _MEMBERS + 1)
        more = state.reports(key for keys in self.stories.values() for key in keys if key not in self.kept)
        self.kept |= more
        self._told |= {key: kept.told for key, kept in more.items()}

    def ranked(self, report: str) -> list[tuple[float, str]]:
        """How likely a report is of each story, best first; the report itself does not count."""
        found = []
        for story, members in self.stories.items():
            others = [key for key in members if key != report and key in self._told][:_MEMBERS]
            if others:
                mean = sum(self._alike(report, key) for key in others) / len(others)
                found.append((self._with_subject(mean, self._told[report], [self._told[k] for k in others]), story))
        return sorted(found, key=lambda item: (-item[0], item[1]))

    def closes(self, story: str, besides: str = "") -> float | None:
        """When a story closes unless a report comes, seconds since 1970; None where its reports have no times."""
        times = [self._told[key].at for key in self.stories.get(story, ()) if key in self._told and key != besides]
        return max((at + CLOSES for at in times if at is not None), default=None)

    def closed(self, story: str, at: float | None, besides: str) -> bool:
        """Whether a story was closed at a time, but for this report; one that is published long before does not open
        it."""
        closes = self.closes(story, besides)
        return closes is not None and at is not None and at > closes

    def take_in(self, kept: Kept) -> None:
        """The report is in its story now."""
        self.kept[kept.id] = kept
        members = self.stories.setdefault(kept.story, [])
        self.stories[kept.story] = [*members, kept.id] if kept.id not in members else members

    def linked(self, story: str, other: str, besides: str) -> bool:
        """Whether two stories are one: on average, all reports of both are alike, not counting the one `besides`."""
        some, others = (
            [key for key in self.stories[s] if key in self._told and key != besides][:_MEMBERS] for s in (story, other)
        )
        pairs = [self._alike(a, b) for a in some for b in others]
        return bool(pairs) and sum(pairs) / len(pairs) > MERGES

    def older(self, story: str, other: str) -> bool:
        """Whether a story is the larger one of two, or the older of two equal ones."""
        (size, first), (size_of_other, first_of_other) = (
            (len(self.stories[s]), min(self.kept[key].number for key in self.stories[s] if key in self.kept))
            for s in (story, other)
        )
        return (size, -first) > (size_of_other, -first_of_other)

    def _alike(self, one: str, other: str) -> float:
        pair = (one, other) if one < other else (other, one)
        if pair not in self._pairs:
            self._pairs[pair] = likeness(self._told[one], self._told[other])
        return self._pairs[pair]

    def _with_subject(self, mean: float, told: Told, others: Sequence[Told]) -> float:
        """The mean likeness, less where the report is about a name that the story does not know, or not about its."""
        subject = told.words.subject
        core: defaultdict[str, float] = defaultdict(float)
        for other in others:
            for name, weight in other.words.subject.items():
                core[name] += weight * weight
        if not subject or not core:
            return mean
        known = {name for other in others for name in other.words.names}
        named = sum(w * w for n, w in subject.items() if n in known) / (sum(w * w for w in subject.values()) or 1.0)
        held = sum(w for n, w in core.items() if n in subject) / (sum(core.values()) or 1.0)
        sure = min(len(others), _CORE_SURE) / _CORE_SURE
        mean = min(max(mean, 1e-6), 1 - 1e-6)
        logit = math.log(mean / (1 - mean)) + _NAMED * (named - _NAMED_USUAL) + _CORE * sure * (held - _CORE_USUAL)
        return 1 / (1 + math.exp(-logit))

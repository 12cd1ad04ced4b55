"""State in memory: for trying, measuring and tests."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

import msgspec

from follow.state.state import Kept
from follow.threads.mention import Mention


class MemoryState:
    """Everything in dictionaries; grows with what is put in."""

    def __init__(self) -> None:
        self._counted = 0
        self._frequencies: Counter[str] = Counter()
        self._postings: defaultdict[str, list[str]] = defaultdict(list)
        self._reports: dict[str, Kept] = {}
        self._index: dict[str, tuple[str, ...]] = {}
        self._stories: defaultdict[str, list[str]] = defaultdict(list)
        self._mentions: defaultdict[str, list[Mention]] = defaultdict(list)
        self._number = 0

    def frequencies(self, terms: Collection[str]) -> tuple[int, dict[str, int]]:
        """As in State."""
        return self._counted, {term: self._frequencies[term] for term in terms if term in self._frequencies}

    def near(self, terms: Sequence[str], limit: int) -> list[str]:
        """As in State."""
        shared: Counter[str] = Counter()
        for term in terms:
            shared.update(self._postings.get(term, [])[-limit:])
        return [report for report, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))]

    def reports(self, ids: Iterable[str]) -> dict[str, Kept]:
        """As in State."""
        return {key: self._reports[key] for key in ids if key in self._reports}

    def members(self, story: str, limit: int) -> list[str]:
        """As in State."""
        every = self._stories.get(story, [])
        return every if len(every) <= limit else every[: limit // 3] + every[len(every) - (limit - limit // 3) :]

    def mentions(self, story: str, limit: int) -> list[Mention]:
        """As in State."""
        found = [m for report in self._stories.get(story, []) for m in self._mentions.get(report, [])]
        return found[-limit:]

    def of_report(self, report: str) -> list[Mention]:
        """As in State."""
        return list(self._mentions.get(report, []))

    def put(self, kept: Kept, index: Sequence[str], terms: Collection[str]) -> None:
        """As in State."""
        self._number = max(self._number, kept.number)
        self._counted += 1
        self._frequencies.update(set(terms))
        self._reports[kept.id], self._index[kept.id] = kept, tuple(index)
        for term in index:
            self._postings[term].append(kept.id)
        self._join(kept)

    def place(self, report: str, story: str, mentions: Sequence[Mention]) -> None:
        """As in State."""
        kept = self._reports[report]
        if kept.story != story:
            self._leave(kept)
            self._reports[report] = kept = msgspec.structs.replace(kept, story=story)
            self._join(kept)
        self._mentions[report] = list(mentions)

    def drop(self, report: str) -> Kept | None:
        """As in State."""
        kept = self._reports.pop(report, None)
        if kept is None:
            return None
        self._leave(kept)
        self._mentions.pop(report, None)
        for term in self._index.pop(report):
            self._postings[term].remove(report)
        return kept

    def next_number(self) -> int:
        """As in State."""
        return self._number + 1

    def _join(self, kept: Kept) -> None:
        """By number: a report that comes back keeps its place."""
        members = self._stories[kept.story]
        members.append(kept.id)
        members.sort(key=lambda key: self._reports[key].number)

    def _leave(self, kept: Kept) -> None:
        members = self._stories[kept.story]
        members.remove(kept.id)
        if not members:
            del self._stories[kept.story]

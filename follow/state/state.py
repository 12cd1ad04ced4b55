"""What following remembers, as the rest of it sees that."""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

import msgspec

from follow.stories.likeness import Told
from follow.threads.mention import Mention


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A report that was taken in."""

    id: str
    number: int  #: in order of arrival, from 1 on
    story: str
    told: Told
    site: str | None = None
    language: str | None = None


class State(Protocol):
    """Reports, the stories that they are of, and the mentions in them. One writer at a time."""

    def frequencies(self, terms: Collection[str]) -> tuple[int, dict[str, int]]:
        """How many reports were counted, and how many of them have each term (absent: none)."""
        ...

    def near(self, terms: Sequence[str], limit: int) -> list[str]:
        """Ids of reports that share these terms: of each term the `limit` latest; the most shared first."""
        ...

    def reports(self, ids: Iterable[str]) -> dict[str, Kept]:
        """Those of these that are there."""
        ...

    def members(self, story: str, limit: int) -> list[str]:
        """Ids of the story's reports: its first ones and its latest, at most `limit`."""
        ...

    def mentions(self, story: str, limit: int) -> list[Mention]:
        """The latest mentions of the story's figures, in order of arrival."""
        ...

    def of_report(self, report: str) -> list[Mention]:
        """All its mentions."""
        ...

    def put(self, kept: Kept, index: Sequence[str], terms: Collection[str]) -> None:
        """Takes a report in: to be found by the terms of `index`, counted under all `terms`."""
        ...

    def place(self, report: str, story: str, mentions: Sequence[Mention]) -> None:
        """Puts a report, with its mentions, into a story, instead of where it was."""
        ...

    def drop(self, report: str) -> Kept | None:
        """Forgets a report and its mentions; returns what it was."""
        ...

    def next_number(self) -> int:
        """One higher than any report's."""
        ...

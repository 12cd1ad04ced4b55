"""What is followed, for the pages: stories, the quantities in them, and who said how many.

Read from the state of the stage `follow`, as `newswire follow` does: indexes answer for one story or thread, and what
a report said shows as soon as it was read. The views of the store say the same later, and scan all mentions for it.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from newswire.follow.state.listing import Told, stories, told
from newswire.follow.state.sql import SqlState
from newswire.follow.threads.mention import Mention
from newswire.follow.threads.standing import standing
from newswire.follow.words import tokens
from newswire.home.databases import read_following
from newswire.settings import Settings
from newswire.stream.following import ThreadState

#: mentions of a story that are read: the latest
MOST = 1000
#: stories that are looked through for those that fit
LOOKED_AT = 150
#: reports that are looked at for the words of a question
_FOUND = 400
_KINDS = ("w", "c", "n")
WRITERS = "the writer"


class Quantity(NamedTuple):
    """One quantity of a story, whoever claims it."""

    id: str
    story: str
    head: str  #: lemma of what is counted; empty where nothing says so
    what: str  #: lemma of what happens to it
    subset: str  #: those that are meant alone: children
    dimension: str
    state: ThreadState
    said: tuple[Mention, ...]  #: in order of arrival

    @property
    def name(self) -> str:
        """What it is, in words."""
        return " ".join(filter(None, (self.head, self.what, self.subset))) or self.dimension

    @property
    def denied(self) -> int:
        """How many mentions somebody denies, disputes or can't confirm."""
        return sum(bool(m.contested_by) for m in self.said if not m.superseded)

    @property
    def changes(self) -> int:
        """How many mentions revise an earlier one, or conflict with it."""
        return self.relations("revises") + self.relations("conflicts")

    def relations(self, relation: str) -> int:
        """How many mentions have this relation to an earlier one."""
        return sum(m.relation == relation for m in self.said)

    def by_claimant(self) -> dict[str, list[Mention]]:
        """Claimant, as it is named most often -> what was said in its name, in order; the latest to speak first."""
        found: dict[str | None, list[Mention]] = {}
        for mention in self.said:
            found[mention.institution] = [*found.pop(mention.institution, []), mention]
        return {claimant(said): said for said in reversed(found.values())}


class Story(NamedTuple):
    """One happening: its reports in order of arrival, its quantities, those that changed most first."""

    id: str
    reports: list[Told]
    quantities: list[Quantity]

    @property
    def sites(self) -> int:
        """How many outlets report it."""
        return len({one.site for one in self.reports})


class Following:
    """Reads the state of one pipe; for any thread. Leaves out what `is_forgotten` knows."""

    def __init__(self, settings: Settings, is_forgotten: Callable[[str], bool]) -> None:
        self._settings, self._is_forgotten = settings, is_forgotten

    def stories(self, words: str = "", least: int = 1, first: int = 0, limit: int = 25) -> list[Story]:
        """Stories with at least this many reports: those told last, or those that fit the words best."""
        with read_following(self._settings) as connection:
            if connection is None:
                return []
            return [self._story(connection, one) for one in _listed(connection, words, least, first, limit)]

    def story(self, name: str) -> Story | None:
        """One of them; None where none is of this id."""
        with read_following(self._settings) as connection:
            found = self._story(connection, name) if connection is not None else None
        return found if found and found.reports else None

    def thread(self, name: str) -> Quantity | None:
        """One quantity; None where none is of this id."""
        with read_following(self._settings) as connection:
            said = self._known(SqlState(connection).of_thread(name)[-MOST:]) if connection is not None else []
        return quantity(name, said) if said else None

    def threads(
        self, words: str, fits: Callable[[Quantity], bool], first: int, limit: int
    ) -> tuple[list[Quantity], int | None]:
        """Quantities that fit, of the stories told last or that have the words, and at which story to go on; None
        where there are no more."""
        found: list[Quantity] = []
        with read_following(self._settings) as connection:
            names = [] if connection is None else _listed(connection, words, 1, first, LOOKED_AT)
            for number, name in enumerate(names, 1):
                assert connection is not None
                found += [one for one in self._quantities(connection, name) if fits(one)]
                if len(found) >= limit:
                    return found, first + number
        return found, first + len(names) if len(names) == LOOKED_AT else None

    def of_article(self, article_id: str) -> dict[tuple[str, int, int], str]:
        """Place of a figure in an article (field, start, end) -> its thread."""
        with read_following(self._settings) as connection:
            said = [] if connection is None else SqlState(connection).of_report(article_id)
        return {(m.field, m.start, m.end): m.thread for m in said if m.thread and not m.superseded}

    def _story(self, connection: Connection, name: str) -> Story:
        reports = [one for one in told(connection, name) if not self._is_forgotten(one.report)]
        return Story(name, reports, self._quantities(connection, name))

    def _quantities(self, connection: Connection, story: str) -> list[Quantity]:
        mentions: dict[str, list[Mention]] = {}
        for mention in self._known(SqlState(connection).mentions(story, MOST)):
            if mention.thread:
                mentions.setdefault(mention.thread, []).append(mention)
        found = [quantity(thread, said) for thread, said in mentions.items()]
        return sorted(found, key=lambda one: (-one.changes, -len(one.said), one.id))

    def _known(self, said: Sequence[Mention]) -> list[Mention]:
        return [mention for mention in said if not self._is_forgotten(mention.report)]


def quantity(name: str, said: Sequence[Mention]) -> Quantity:
    """What these mentions of a thread are about, and what stands."""
    named = Counter((m.head or "", m.what or "") for m in said)
    named.pop(("", ""), None)
    head, what = named.most_common(1)[0][0] if named else (said[-1].meaning or "", "")
    subset = Counter(m.subset or "" for m in said).most_common(1)[0][0]
    dimension = next((m.dimension for m in said if m.dimension != "bare"), "bare")
    return Quantity(name, said[-1].story, head, what, subset, dimension, standing(said), tuple(said))


def claimant(said: Sequence[Mention]) -> str:
    """Whom these mentions of one claimant name as their source."""
    if said[0].institution is None:
        return WRITERS
    names = Counter(m.source for m in said if m.source)
    return names.most_common(1)[0][0] if names else said[0].institution


def _listed(connection: Connection, words: str, least: int, first: int, limit: int) -> list[str]:
    """Ids of stories: those told last, or those that have most of the words, then those told last."""
    if not words.strip():
        return stories(connection, limit, first, least)
    state = SqlState(connection)
    asked = list(dict.fromkeys(word.lower() for word in tokens(words)))
    hits, newest, count = Counter[str](), dict[str, int](), Counter[str]()
    ids = state.near([f"{kind}:{word}" for word in asked for kind in _KINDS], _FOUND)[:_FOUND]
    for kept in state.reports(ids).values():
        own = kept.told.words
        has = sum(word in own.words or word in own.capitals or word in own.names for word in asked)
        hits[kept.story] = max(hits[kept.story], has)
        newest[kept.story] = max(newest.get(kept.story, 0), kept.number)
        count[kept.story] += 1
    fitting = [story for story in hits if count[story] >= least]
    fitting.sort(key=lambda story: (-hits[story], -newest[story]))
    return fitting[first : first + limit]

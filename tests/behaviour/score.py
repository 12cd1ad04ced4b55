"""What came of a scenario, and how it is counted: for our code and for that of others alike."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from behaviour.server import Ask
from behaviour.stage import Stage
from newswire.ingest.polling.state.feed_state import FeedRow
from newswire.stream.messages import Article, DeadLetter, FeedEntry


class Delivery(NamedTuple):
    """Something that a program took for new, or for a new version."""

    hours: float
    feed: str
    title: str
    summary: str
    url: str


@dataclass
class Played:
    """All that a scenario left behind; rows, entries, articles and letters are there for ours only."""

    stage: Stage
    deliveries: list[Delivery]
    peak_mb: float = 0.0
    rows: dict[str, FeedRow] = field(default_factory=dict)
    entries: list[FeedEntry] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    letters: list[DeadLetter] = field(default_factory=list)
    others: dict[str, list[Any]] = field(default_factory=dict)  #: messages of the other topics, by topic

    @property
    def row(self) -> FeedRow:
        """Of the only feed."""
        (row,) = self.rows.values()
        return row

    @property
    def asked(self) -> list[Ask]:
        """All requests but those for robots.txt, in their order."""
        found = [ask for site in self.stage.sites for ask in site.host.asked if ask.path != "/robots.txt"]
        return sorted(found, key=lambda ask: ask.hours)

    def to(self, path: str) -> list[Ask]:
        """The requests for a path, on whatever host."""
        return [ask for ask in self.asked if ask.path.partition("?")[0] == path]


class Score(NamedTuple):
    """The counts of a scenario."""

    expected: int  #: versions of items that had to arrive
    once: int  #: of them, those that arrived exactly once
    lost: int  #: those that never did
    doubled: int  #: arrivals beyond the first
    wrong: int  #: arrivals of what was not an item
    requests: int
    peak_mb: float
    complaints: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return not self.complaints and not (self.lost or self.doubled or self.wrong)


def score(played: Played, *, ours: bool = True, max_mb: float = 64) -> Score:
    """The counts; complaints are the claims that don't hold. `ours=False` leaves out those about our own state."""
    wanted = Counter((_flat(item.title), _flat(item.summary)) for item in played.stage.expected)
    came = Counter((_flat(one.title), _flat(one.summary)) for one in played.deliveries)
    complaints = [c.text for c in played.stage.claims if (ours or not c.of_ours) and not _holds(c.holds, played)]
    if played.peak_mb > max_mb:
        complaints.append(f"at most {max_mb:.0f} MB of memory")
    return Score(
        expected=wanted.total(),
        once=sum(count for said, count in wanted.items() if came[said] == count),
        lost=sum(max(count - came[said], 0) for said, count in wanted.items()),
        doubled=sum(max(came[said] - count, 0) for said, count in wanted.items()),
        wrong=sum(count for said, count in came.items() if said not in wanted),
        requests=len(played.asked),
        peak_mb=played.peak_mb,
        complaints=tuple(complaints),
    )


def _holds(predicate: Any, played: Played) -> bool:
    try:
        return bool(predicate(played))
    except (LookupError, ValueError, AttributeError):  # what it asks about is not there
        return False


def _flat(text: str | None) -> str:
    return " ".join((text or "").split())


def never_early(asked: Sequence[Ask], status: int, hours: float) -> bool:
    """Whether after each answer of that status nobody asked again for this many hours."""
    return all(
        later.hours - ask.hours >= hours
        for n, ask in enumerate(asked)
        for later in asked[n + 1 : n + 2]
        if ask.answered == status
    )

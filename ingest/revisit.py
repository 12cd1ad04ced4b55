"""The stage that takes note of every article on its topic, so that its page can be visited again."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Protocol

from newswire.ingest.revisions.page_row import columns_of
from newswire.ingest.revisions.visits import VISITS_S
from newswire.ingest.takedown.told import Told
from newswire.stream.broker import Message
from newswire.stream.errors import RejectedError
from newswire.stream.handler import Item
from newswire.stream.messages import Article
from newswire.stream.working.probe import ARTICLE


class Recorder(Protocol):
    """Where pages are noted (`newswire.ingest.revisions.pages.PageState`)."""

    def record(self, articles: Iterable[Article], now: datetime, *, steps: Sequence[float]) -> int: ...


class RevisitHandler:
    """Notes first, then the group's commit: what comes twice is noted once. Publishes nothing.

    With `told`, articles that were forgotten are not noted.
    """

    def __init__(
        self,
        pages: Recorder,
        *,
        steps: Sequence[float] = VISITS_S,
        told: Told | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.pages, self.steps, self.told, self.now = pages, steps, told, now

    def probe(self) -> None:
        """Makes columns of an article that is known to be good, and writes none. Raises where that fails."""
        columns_of(ARTICLE, self.now().timestamp(), self.steps)

    def __call__(self, batch: Sequence[Item], /) -> Sequence[Sequence[Message] | RejectedError]:
        articles = [item.message for item in batch if not (self.told and self.told.article(item.message))]
        self.pages.record(articles, self.now(), steps=self.steps)
        return [[] for _ in batch]

"""A poller whose server is a list of answers and whose clock is set by hand, over a real broker and real state."""

import asyncio
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from multidict import CIMultiDict, CIMultiDictProxy

from newswire.ingest.parsing.parse import parse_feed
from newswire.ingest.poll import PollCounts, PollOptions, poll_due
from newswire.ingest.polling.lists.feeds import Feed
from newswire.ingest.polling.state.feed_row import FeedRow
from newswire.ingest.polling.state.feed_state import FeedState
from newswire.ingest.web.response import Hop, Response
from newswire.stream.embedded.broker import EmbeddedBroker
from newswire.stream.topics import DEAD, ENTRIES, TOPICS

URL = "https://news.example/rss"
START = datetime(2025, 3, 4, 12, tzinfo=UTC)

Answer = Response | Exception | bytes


def ok(body: bytes, url: str = URL, *, status: int = 200, hops: tuple[Hop, ...] = (), **headers: str) -> Response:
    named = CIMultiDict({name.replace("_", "-"): value for name, value in headers.items()})
    return Response(url, status, CIMultiDictProxy(named), body, hops)


class Wire:
    """A poller over a real broker and state, with a server made of answers and a clock of ours."""

    def __init__(self, folder: Path, *urls: str, cls: str = "normal") -> None:
        self.state = FeedState(f"sqlite:///{folder}/feeds.sqlite")
        self.state.keep_only([Feed(url, cls=cls) for url in urls or (URL,)])
        self.broker = EmbeddedBroker(folder / "broker.sqlite")
        self.broker.create_topics(TOPICS)
        self.now = START
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, Mapping[str, str | bytes]]] = []
        self.parsed = 0

    async def get(self, url: str, headers: Mapping[str, str | bytes]) -> Response:
        self.asked.append((url, dict(headers)))
        answer = self.answers.get(url, ok(b"", url, status=404))
        if isinstance(answer, Exception):
            raise answer
        return ok(answer, url) if isinstance(answer, bytes) else answer

    def parse(self, body: bytes, url: str, content_type: str | None, now: datetime) -> Any:
        self.parsed += 1
        return parse_feed(body, url, content_type, now)

    def poll(
        self,
        answer: Answer | None = None,
        *,
        after: timedelta = timedelta(hours=7),
        producer: Any = None,
        **options: Any,
    ) -> PollCounts:
        """One run, so much later; `answer` is what the first feed gives."""
        if answer is not None:
            self.answers[URL] = answer
        self.now += after
        with closing(producer or self.broker.producer()) as made:
            how = PollOptions("me", now=lambda: self.now, parse=self.parse)._replace(**options)
            return asyncio.run(poll_due(self.state, self.get, made, how))

    def entries(self) -> list[Any]:
        return [ENTRIES.decode(record.value) for record in self.broker.scan(ENTRIES.name)]

    def titles(self) -> list[str]:
        return sorted(entry.title for entry in self.entries())

    def letters(self) -> list[Any]:
        return [DEAD.decode(record.value) for record in self.broker.scan(DEAD.name)]

    def row(self, url: str = URL) -> FeedRow:
        return next(row for row in self.state.rows() if row.url == url)

    def wait(self, url: str = URL) -> float:
        """Seconds until the next poll."""
        return self.row(url).next_poll - self.now.timestamp()

    def close(self) -> None:
        self.state.close()
        self.broker.close()

"""The stages after the poll: pages are fetched, noted and visited again, all by the real handlers."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from behaviour.server import Clock
from newswire.ingest.extraction.processes.pool import ExtractPool
from newswire.ingest.fetch import FetchHandler
from newswire.ingest.revisions.pages import PageState
from newswire.ingest.revisions.settle import Settler
from newswire.ingest.revisions.visits import publish_due
from newswire.ingest.revisit import RevisitHandler
from newswire.ingest.web.http import HttpClient
from newswire.stream.embedded.broker import EmbeddedBroker
from newswire.stream.topics import ARTICLES, ENTRIES, Topic
from newswire.stream.worker import Worker, WorkerOptions

_FETCH, _REVISIT = "newswire.fetch", "newswire.revisit"


class Backstage:
    """Handles what polls published."""

    def __init__(self, folder: Path, broker: EmbeddedBroker, clock: Clock, work: Callable[[], None]) -> None:
        self.folder, self.broker, self.clock, self.work = folder, broker, clock, work

    def next_visit(self) -> float:
        """When the next visit to a page is due, in seconds since 1970; infinite where none is planned."""
        with closing(sqlite3.connect(self.folder / "feeds.sqlite")) as connection:
            (due,) = connection.execute("select min(next_visit) from pages").fetchone()
        return float("inf") if due is None else float(due)


@contextmanager
def backstage(
    folder: Path, broker: EmbeddedBroker, clock: Clock, pool: ExtractPool, client: HttpClient
) -> Iterator[Backstage]:
    """Opens one; the state of pages stands beside that of feeds."""

    async def at_once(_: float) -> None:
        """Waits for nothing."""

    with ExitStack() as stack:
        pages = stack.enter_context(closing(PageState(f"sqlite:///{folder}/feeds.sqlite")))
        producer = stack.enter_context(closing(broker.producer()))
        fetch = stack.enter_context(
            FetchHandler(pool, client, now=clock.now, sleep=at_once, settle=Settler(pages, clock.now), robots=True)
        )
        stages: list[tuple[Topic, str, Worker]] = []
        for name, topic, group, handler in (
            ("fetch", ENTRIES, _FETCH, fetch),
            ("revisit", ARTICLES, _REVISIT, RevisitHandler(pages, now=clock.now)),
        ):
            consumer = stack.enter_context(closing(broker.consumer([topic.name], group)))
            made = Worker(name, topic, consumer, producer, handler, WorkerOptions(poll_s=0.0, now=clock.now))
            stages.append((topic, group, made))

        def work() -> None:
            publish_due(pages, producer, clock.now)
            for topic, group, worker in stages:
                while broker.lag(topic.name, group):
                    worker.step()

        yield Backstage(folder, broker, clock, work)

"""Wiring: which parts make a broker, a poll and each worker from the settings.

Imports stay inside the functions: a DAG file, `newswire --help` and each worker load just what they need.
"""

from __future__ import annotations

import asyncio
import math
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import psutil

from newswire.clock import note_jump
from newswire.databases import open_copies, open_pages
from newswire.databases import open_state as open_state
from newswire.home import prepare, store_rights
from newswire.settings import Settings, SettingsError, load
from newswire.supervise import AGAIN
from stream.forgotten import BlockList
from stream.safe.userinfo import without_userinfo
from stream.topics import ARTICLES, ENRICHED, ENTRIES, TOPICS, Topic

if TYPE_CHECKING:
    from enrich.tagging.process import TaggingProcess
    from ingest.evidence.archive import Archive
    from ingest.polling.state.feed_row import FeedRow
    from ingest.polling.state.feed_state import FeedState
    from ingest.takedown.told import Told
    from ingest.web.http import HttpClient
    from stream.broker import Broker
    from stream.worker import Worker

LOOPBACK = ("127.0.0.1", "::1", "localhost")
#: a shard of due feeds is one mapped task: enough feeds to be worth the start of a task, and never more than 32
FEEDS_PER_SHARD = 200
MAX_SHARDS = 32


class Stage(NamedTuple):
    """A stage that consumes: its topic and its consumer group."""

    topic: Topic
    group: str


STAGES = {
    "fetch": Stage(ENTRIES, "newswire.fetch"),
    "enrich": Stage(ARTICLES, "newswire.enrich"),
    "store": Stage(ENRICHED, "newswire.store"),
    "revisit": Stage(ARTICLES, "newswire.revisit"),
}


@contextmanager
def open_broker(settings: Settings) -> Iterator[Broker]:
    """The broker that the settings name, with all topics there."""
    broker: Broker
    prepare(settings)
    if settings.kafka:
        from stream.kafka.broker import KafkaBroker

        broker = KafkaBroker(settings.kafka)
    else:
        from stream.embedded.broker import EmbeddedBroker

        broker = EmbeddedBroker(settings.home / "broker.sqlite", is_forgotten=BlockList(settings.forgotten_file).has)
    try:
        broker.create_topics(TOPICS)
        yield broker
    finally:
        broker.close()


def told(settings: Settings) -> Told:
    """Tells whether something is about an article that was forgotten."""
    from ingest.takedown.told import Told

    return Told(BlockList(settings.forgotten_file))


@contextmanager
def read_broker(settings: Settings) -> Iterator[Broker | None]:
    """The broker for reading alone: nothing is made, also where home can't be written. None where there is none."""
    if settings.kafka:
        with open_broker(settings) as broker:
            yield broker
        return
    from stream.embedded.broker import EmbeddedBroker

    path = settings.home / "broker.sqlite"
    yield EmbeddedBroker(path, readonly=True) if path.is_file() else None


@contextmanager
def open_archive(settings: Settings) -> Iterator[Archive | None]:
    """Where this process keeps the answers of servers; None where the settings want none kept."""
    if not settings.archive_days:
        yield None
        return
    from importlib.metadata import version

    from ingest.evidence.archive import Archive

    prepare(settings)
    archive = Archive(settings.archive_root, software=f"newswire/{version('newswire')}")
    try:
        yield archive
    finally:
        archive.close()


def http_client(settings: Settings, archive: Archive | None = None, *, max_bytes: int) -> HttpClient:
    """A client as the settings want it; `max_bytes` is the decoded size of an answer."""
    from ingest.web.http import HttpClient, user_agent
    from ingest.web.options import Limits, Manners, Network

    ours = frozenset(LOOPBACK) if settings.allow_private else frozenset()
    return HttpClient(
        Limits(max_wire_bytes=max_bytes, max_bytes=max_bytes, total_s=settings.fetch_total_s),
        Manners(per_host_delay_s=settings.host_delay_s, undelayed=ours),
        Network(allow_private=settings.allow_private),
        user_agent=user_agent(settings.contact or ""),
        archive=archive,
    )


def due_shards(settings: Settings | None = None) -> list[dict[str, int]]:
    """Into how many shards the feeds that are due now go; empty where none is due, and no visit to a page either."""
    settings = settings or load()
    with open_state(settings) as state, open_pages(settings) as pages:
        release_dead(state)
        _look_at_clock(settings, state)
        due = state.due_count(datetime.now(UTC)) or pages.due_count(datetime.now(UTC))
    of = min(MAX_SHARDS, math.ceil(due / FEEDS_PER_SHARD))
    return [{"shard": shard, "of": of} for shard in range(of)]


def poll_shard(shard: int = 0, of: int = 1, settings: Settings | None = None) -> dict[str, int]:
    """Polls the due feeds of one shard, and asks for the visits to pages that are due; returns counts."""
    settings = settings or load()
    with open_state(settings) as state, open_broker(settings) as broker, open_archive(settings) as archive:
        release_dead(state)
        _look_at_clock(settings, state)
        counts = asyncio.run(_poll(settings, state, broker, archive, shard, of))
        return counts | {"visits": _visit(settings, broker)}


def _look_at_clock(settings: Settings, state: FeedState) -> None:
    """Notes for the screens that the clock went back, as far as the state shows it."""
    if behind := state.clock_behind(datetime.now(UTC)):
        note_jump(settings.home, -behind, datetime.now(UTC), measured=False)


def _visit(settings: Settings, broker: Broker) -> int:
    from ingest.revisions.visits import publish_due

    producer = broker.producer()
    try:
        with open_pages(settings) as pages, open_copies(settings) as copies:
            asked = publish_due(pages, producer, lambda: datetime.now(UTC), steps=settings.revisit_s)
            pages.tidy(datetime.now(UTC))
            copies.tidy(datetime.now(UTC))
    finally:
        producer.close()
    return asked


def feed_named(state: FeedState, url: str) -> FeedRow:
    """The feed of this URL or name, or the only one whose URL or name holds the words. Raises SettingsError."""
    url = without_userinfo(url)
    rows = state.rows()
    exact = [row for row in rows if url in (row.url, row.name)]
    found = exact or [row for row in rows if url.casefold() in f"{row.url} {row.name or ''}".casefold()]
    if len(found) == 1:
        return found[0]
    if not found:
        raise SettingsError(f"no feed {url!r}: `newswire feeds ls` shows those that are known")
    raise SettingsError(f"{url!r} means {len(found)} feeds, among them {found[0].url} and {found[1].url}")


def release_dead(state: FeedState) -> None:
    """Gives back the feeds that a poller of this machine held when it was killed: nobody has to wait for its lease."""
    for owner in state.owners():
        host, _, pid = owner.rpartition("-")
        if host == socket.gethostname() and pid.isdecimal() and not psutil.pid_exists(int(pid)):
            state.release(owner)


async def _poll(
    settings: Settings, state: FeedState, broker: Broker, archive: Archive | None, shard: int, of: int
) -> dict[str, int]:
    from ingest.poll import PollOptions, poll_due
    from ingest.takedown.entering import get_without

    forgotten = told(settings)
    intervals = {"desk": settings.desk_s, "normal": settings.normal_s, "tail": settings.tail_s}
    producer = broker.producer()
    try:
        async with http_client(settings, archive, max_bytes=settings.feed_max_bytes) as client:
            options = PollOptions(
                owner=f"{socket.gethostname()}-{os.getpid()}",
                shard=shard,
                of=of,
                intervals=intervals,
                keep=archive.sync if archive else lambda: None,
                told=forgotten,
            )
            get = get_without(client.get, forgotten, archive.blank if archive else None)
            counts = await poll_due(state, get, producer, options)
    finally:
        producer.close()
    return counts._asdict()


@contextmanager
def open_worker(stage: str, settings: Settings, broker: Broker) -> Iterator[Worker]:
    """One worker of a stage, ready to run."""
    makers: dict[str, Any] = {
        "fetch": _fetch_worker,
        "enrich": _enrich_worker,
        "store": _store_worker,
        "revisit": _revisit_worker,
    }
    with makers[stage](settings, broker) as worker:
        yield worker


@contextmanager
def _consume(
    stage: str, broker: Broker, handle: Any, *, sink: Any = None, start: Any = None, **options: Any
) -> Iterator[Worker]:
    from stream.worker import Worker

    topic, group = STAGES[stage]
    producer = broker.producer()
    consumer = broker.consumer([topic.name], group, start=start)
    try:
        singly = bool(os.environ.get(AGAIN)) and sink is None  # the worker before died, perhaps of one record
        yield Worker(stage, topic, consumer, producer, handle, sink=sink, singly=singly, **options)
    finally:
        consumer.close()
        producer.close()


@contextmanager
def _fetch_worker(settings: Settings, broker: Broker) -> Iterator[Worker]:
    from ingest.extraction.processes.pool import ExtractPool
    from ingest.fetch import FetchHandler
    from ingest.page_source import Tries
    from ingest.revisions.settle import Settler

    with (
        open_archive(settings) as archive,
        ExtractPool(settings.extract_processes, deadline_s=settings.extract_s) as pool,
        open_pages(settings) as pages,
        open_copies(settings) as copies,
    ):
        client = http_client(settings, archive, max_bytes=settings.fetch_max_bytes)
        settle = Settler(pages, lambda: datetime.now(UTC), copies=copies, again_s=settings.gone_s)
        tries = Tries(settings.fetch_attempts)
        with (
            FetchHandler(
                pool, client, tries=tries, settle=settle, robots=settings.robots, told=told(settings)
            ) as handler,
            _consume("fetch", broker, handler, probe=handler.probe, max_records=16) as worker,
        ):
            yield worker


def open_tagging(settings: Settings, *, niceness: int = 0) -> TaggingProcess:
    """The enrichers that the settings name, with what the crawl has taught them, in a child process; `niceness` is by
    how much others come first."""
    from enrich.tagging.process import TaggingProcess
    from newswire.aliases import learned

    aliases = learned(settings)
    options = {"entities": {"aliases": str(aliases)}} if aliases else {}
    return TaggingProcess(settings.enrichers, options, niceness=niceness)


@contextmanager
def _enrich_worker(settings: Settings, broker: Broker) -> Iterator[Worker]:
    from enrich.pipeline.stage import EnrichHandler

    with open_tagging(settings) as tagging:
        is_forgotten = BlockList(settings.forgotten_file).has
        handler = EnrichHandler(tagging, seconds=settings.enrich_s, is_forgotten=is_forgotten)
        # small batches: the parse's memory grows with the batch, its speed does not (benchmarks/README.md)
        with _consume("enrich", broker, handler, probe=handler.probe, max_records=8) as worker:
            yield worker


@contextmanager
def _store_worker(settings: Settings, broker: Broker) -> Iterator[Worker]:
    from store.writer import Store

    with store_rights(settings):
        is_forgotten = BlockList(settings.forgotten_file).has
        store = Store(settings.store_root, topic_id=broker.topic_id, begins=broker.begins, is_forgotten=is_forgotten)
    bounds = {"max_records": settings.flush_records, "poll_s": settings.flush_s}
    with (
        _consume("store", broker, store.prepare, sink=store, probe=store.probe, start=store.start, **bounds) as worker,
        # the broker's own files are there by now, and keep their rights
        store_rights(settings),
    ):
        yield worker


@contextmanager
def _revisit_worker(settings: Settings, broker: Broker) -> Iterator[Worker]:
    from ingest.revisit import RevisitHandler

    with open_pages(settings) as pages:
        handler = RevisitHandler(pages, steps=settings.revisit_s, told=told(settings))
        # what it can't read is a dead letter of the enrich stage, which reads the same topic
        with _consume("revisit", broker, handler, probe=handler.probe, buries=False, max_records=200) as worker:
            yield worker

"""Plays a scenario with the real poller, the real state on SQLite and the embedded broker, from due time to due time.

Nothing sleeps: the clock of a scenario jumps to the moment at which the next feed is due.
"""

import asyncio
import math
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from behaviour.backstage import Backstage, backstage
from behaviour.score import Delivery, Played
from behaviour.server import START, Names, Server, serving, trusting
from behaviour.stage import Scenario, Stage
from newswire.ingest.extraction.processes.pool import ExtractPool
from newswire.ingest.parsing.parse_process import ParseProcess
from newswire.ingest.parsing.plain import plain_text
from newswire.ingest.poll import PollOptions, poll_due
from newswire.ingest.polling.state.feed_state import FeedState
from newswire.ingest.web.http import HttpClient
from newswire.stream.embedded.broker import EmbeddedBroker
from newswire.stream.topics import ARTICLES, DEAD, ENTRIES, TOPICS
from sites.http_clients import http_client

_MAX_ROUNDS = 1200


@dataclass(frozen=True)
class Theatre:
    """What scenarios share: the server and the child processes."""

    server: Server
    parse: ParseProcess
    pool: Callable[[], ExtractPool]


@contextmanager
def theatre() -> Iterator[Theatre]:
    """Opens one; children that extract pages are started when the first page comes."""
    pools: list[ExtractPool] = []

    def pool() -> ExtractPool:
        if not pools:
            pools.append(stack.enter_context(ExtractPool(1, deadline_s=10)))
        return pools[0]

    with ExitStack() as stack:
        yield Theatre(stack.enter_context(serving()), stack.enter_context(ParseProcess()), pool)


@contextmanager
def stage_folder() -> Iterator[Path]:
    """An empty folder, in memory where the system has one: what a disk takes to be sure is measured elsewhere."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as made:
        yield Path(made)


def perform(scenario: Scenario, house: Theatre, folder: Path) -> Played:
    """Plays it in an empty folder."""
    stage = Stage(house.server, scenario.name)
    scenario.script(stage)
    with ExitStack() as stack:
        state = stack.enter_context(closing(FeedState(f"sqlite:///{folder}/feeds.sqlite")))
        broker = stack.enter_context(closing(EmbeddedBroker(folder / "broker.sqlite")))
        broker.create_topics(TOPICS)
        state.keep_only(stage.feeds)
        back = None
        if scenario.pages:
            back = stack.enter_context(
                backstage(folder, broker, stage.clock, house.pool(), client(scenario, house, stage))
            )
        before = _memory_mb("VmRSS")
        _forget_peak()
        _run(scenario, house, stage, state, broker, back)
        peak_mb = max(0.0, _memory_mb("VmHWM") - before)
        return _seen(stage, state, broker, peak_mb)


def client(scenario: Scenario, house: Theatre, stage: Stage) -> HttpClient:
    """The real client, for which the scripted server is the internet."""
    options = {"total_s": 5.0} | dict(scenario.client)
    return http_client(
        resolver=Names(house.server),
        socket_factory=house.server.socket_to,
        trust=trusting(house.server.certificate),
        now=stage.clock.now,
        clock=lambda: stage.clock.at.timestamp(),
        **options,
    )


def _run(
    scenario: Scenario,
    house: Theatre,
    stage: Stage,
    state: FeedState,
    broker: EmbeddedBroker,
    back: Backstage | None,
) -> None:
    with asyncio.Runner() as runner, closing(broker.producer()) as producer:
        http = client(scenario, house, stage)
        runner.run(http.__aenter__())
        try:
            for _ in range(_MAX_ROUNDS):
                soonest = min(row.next_poll for row in state.rows())
                due = max(stage.clock.at, _time(min(soonest, back.next_visit()) if back else soonest))
                if (due - START).total_seconds() > 3600 * scenario.hours:
                    return
                stage.clock.at = due
                options = PollOptions("me", now=stage.clock.now, parse=house.parse.parse, concurrency=2)
                runner.run(poll_due(state, http.get, producer, options))
                if back:
                    back.work()
            raise AssertionError(f"{scenario.name}: {_MAX_ROUNDS} rounds and no end")
        finally:
            runner.run(http.__aexit__(None, None, None))


def _seen(stage: Stage, state: FeedState, broker: EmbeddedBroker, peak_mb: float) -> Played:
    """All that stands on the topics and in the state."""
    read: dict[str, list[Any]] = {
        topic.name: [topic.decode(record.value) for record in broker.scan(topic.name)] for topic in TOPICS
    }
    entries = sorted((entry for entry in read[ENTRIES.name] if entry.visit is None), key=lambda entry: entry.seen)
    deliveries = [
        Delivery(
            (datetime.fromisoformat(entry.seen) - START).total_seconds() / 3600,
            entry.feed,
            entry.title or "",
            plain_text(entry.content or entry.summary),
            entry.url or "",
        )
        for entry in entries
    ]
    rows = {row.url: row for row in state.rows()}
    return Played(stage, deliveries, peak_mb, rows, entries, read[ARTICLES.name], read[DEAD.name], read)


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(max(math.ceil(seconds), 0), UTC)  # a microsecond early is not due


def _memory_mb(name: str) -> float:
    """Of this process, by a line of its status: VmRSS is now, VmHWM the most since `_forget_peak`."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{name}:"))


def _forget_peak() -> None:
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")

"""A poll of the feeds that are due, in shards: what the DAG's tasks, `newswire poll` and `once` do."""

from __future__ import annotations

import asyncio
import math
import os
import socket
from collections.abc import Collection
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import psutil

from newswire.home.clock import note_jump
from newswire.home.databases import open_copies, open_pages, open_state
from newswire.settings import Settings, load
from newswire.wiring.broker import open_broker
from newswire.wiring.requests import http_client, open_archive, told

if TYPE_CHECKING:
    from newswire.ingest.archive.archive import Archive
    from newswire.ingest.polling.state.feed_state import FeedState
    from newswire.stream.broker import Broker

#: a shard of due feeds is one mapped task: enough feeds to be worth the start of a task, and never more than 32
FEEDS_PER_SHARD = 200
MAX_SHARDS = 32


def due_shards(settings: Settings | None = None) -> list[dict[str, int]]:
    """Into how many shards the feeds that are due now go; empty where none is due, and no visit to a page either."""
    settings = settings or load()
    with open_state(settings) as state, open_pages(settings) as pages:
        release_dead(state)
        _look_at_clock(settings, state)
        due = state.due_count(datetime.now(UTC)) or pages.due_count(datetime.now(UTC))
    of = min(MAX_SHARDS, math.ceil(due / FEEDS_PER_SHARD))
    return [{"shard": shard, "of": of} for shard in range(of)]


def poll_shard(
    shard: int = 0, of: int = 1, settings: Settings | None = None, only: Collection[int] | None = None
) -> dict[str, int]:
    """Polls the due feeds of one shard, of these ids `only` where some are given, and asks for the visits to pages that
    are due; returns counts."""
    settings = settings or load()
    with open_state(settings) as state, open_broker(settings) as broker, open_archive(settings) as archive:
        release_dead(state)
        _look_at_clock(settings, state)
        counts = asyncio.run(_poll(settings, state, broker, archive, (shard, of, only)))
        return counts | {"visits": _visit(settings, broker)}


def _look_at_clock(settings: Settings, state: FeedState) -> None:
    """Notes for the screens that the clock went back, as far as the state shows it."""
    if behind := state.clock_behind(datetime.now(UTC)):
        note_jump(settings.home, -behind, datetime.now(UTC), measured=False)


def _visit(settings: Settings, broker: Broker) -> int:
    from newswire.ingest.revisions.visits import publish_due

    producer = broker.producer("newswire.poll")
    try:
        with open_pages(settings) as pages, open_copies(settings) as copies:
            asked = publish_due(pages, producer, lambda: datetime.now(UTC), steps=settings.revisit_s)
            pages.tidy(datetime.now(UTC))
            copies.tidy(datetime.now(UTC))
    finally:
        producer.close()
    return asked


def release_dead(state: FeedState) -> None:
    """Gives back the feeds that a poller of this machine held when it was killed: nobody has to wait for its lease."""
    for owner in state.owners():
        host, _, pid = owner.rpartition("-")
        if host == socket.gethostname() and pid.isdecimal() and not psutil.pid_exists(int(pid)):
            state.release(owner)


async def _poll(
    settings: Settings, state: FeedState, broker: Broker, archive: Archive | None, part: tuple[int, int, Any]
) -> dict[str, int]:
    from newswire.ingest.poll import PollOptions, poll_due
    from newswire.ingest.takedown.entering import get_without

    shard, of, only = part
    forgotten = told(settings)
    intervals = {"desk": settings.desk_s, "normal": settings.normal_s, "tail": settings.tail_s}
    producer = broker.producer("newswire.poll")
    try:
        async with http_client(settings, archive, max_bytes=settings.feed_max_bytes) as client:
            options = PollOptions(
                owner=f"{socket.gethostname()}-{os.getpid()}",
                shard=shard,
                of=of,
                only=only,
                intervals=intervals,
                keep=archive.sync if archive else lambda: None,
                told=forgotten,
            )
            get = get_without(client.get, forgotten, archive.blank if archive else None)
            counts = await poll_due(state, get, producer, options)
    finally:
        producer.close()
    return counts._asdict()

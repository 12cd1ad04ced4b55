"""The stage `store`: enriched articles are written and committed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newswire.home.folder import store_rights
from newswire.settings import Settings
from newswire.stages.consume import consume
from newswire.stages.table import STAGES
from newswire.stream.forgotten import BlockList
from newswire.wiring.pipe_id import mark_store

if TYPE_CHECKING:
    from newswire.stream.broker import Broker
    from newswire.stream.worker import Worker


@contextmanager
def open_worker(settings: Settings, broker: Broker) -> Iterator[Worker]:
    """One worker, ready to run."""
    from newswire.store.writer import Store

    with store_rights(settings):
        is_forgotten = BlockList(settings.forgotten_file).has
        store = Store(settings.store_root, topic_id=broker.topic_id, begins=broker.begins, is_forgotten=is_forgotten)
        mark_store(settings, store.objects)
    bounds = {"max_records": settings.flush_records, "poll_s": settings.flush_s}
    with (
        consume(
            STAGES["store"], settings, broker, store.prepare, sink=store, probe=store.probe, start=store.start, **bounds
        ) as worker,
        # the broker's own files are there by now, and keep their rights
        store_rights(settings),
    ):
        yield worker

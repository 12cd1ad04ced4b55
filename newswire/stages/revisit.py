"""The stage `revisit`: pages are noted, to be looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newswire.home.databases import open_pages
from newswire.settings import Settings
from newswire.stages.consume import consume
from newswire.stages.table import STAGES
from newswire.wiring.requests import told

if TYPE_CHECKING:
    from newswire.stream.broker import Broker
    from newswire.stream.worker import Worker


@contextmanager
def open_worker(settings: Settings, broker: Broker) -> Iterator[Worker]:
    """One worker, ready to run."""
    from newswire.ingest.revisit import RevisitHandler

    with open_pages(settings) as pages:
        handler = RevisitHandler(pages, steps=settings.revisit_s, told=told(settings))
        # what it can't read is a dead letter of the enrich stage, which reads the same topic
        with consume(
            STAGES["revisit"], settings, broker, handler, probe=handler.probe, buries=False, max_records=200
        ) as worker:
            yield worker

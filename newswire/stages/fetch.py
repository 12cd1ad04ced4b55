"""The stage `fetch`: entries become articles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newswire.home.databases import open_copies, open_pages
from newswire.settings import Settings
from newswire.stages.consume import consume
from newswire.stages.table import STAGES
from newswire.wiring.requests import http_client, open_archive, told

if TYPE_CHECKING:
    from newswire.stream.broker import Broker
    from newswire.stream.worker import Worker


@contextmanager
def open_worker(settings: Settings, broker: Broker) -> Iterator[Worker]:
    """One worker, ready to run."""
    from newswire.ingest.extraction.processes.pool import ExtractPool
    from newswire.ingest.fetch import FetchHandler
    from newswire.ingest.page_source import Tries
    from newswire.ingest.revisions.settle import Settler

    with (
        open_archive(settings) as archive,
        ExtractPool(settings.extract_processes, deadline_s=settings.extract_s) as pool,
        open_pages(settings) as pages,
        open_copies(settings) as copies,
    ):
        pool.begin()  # its child loads for seconds, while the first entries come
        client = http_client(settings, archive, max_bytes=settings.fetch_max_bytes)
        settle = Settler(pages, lambda: datetime.now(UTC), copies=copies, again_s=settings.gone_s)
        tries = Tries(settings.fetch_attempts)
        with (
            FetchHandler(
                pool, client, tries=tries, settle=settle, robots=settings.robots, told=told(settings)
            ) as handler,
            consume(STAGES["fetch"], settings, broker, handler, probe=handler.probe, max_records=16) as worker,
        ):
            yield worker

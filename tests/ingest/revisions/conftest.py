"""A page on a server, and the pipe that looks at it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newswire.ingest.extraction.processes.pool import ExtractPool
from newswire.ingest.revisions.pages import PageState
from newswire.ingest.revisions.settle import Settler
from sites.hostile_server import PAGE, HostileServer, serving
from sites.http_clients import fetch_handler
from sites.settled import Pipe, at_once


@pytest.fixture(scope="module")
def pool() -> Iterator[ExtractPool]:
    with ExtractPool(1, deadline_s=10) as made:
        yield made


@pytest.fixture(scope="module")
def running() -> Iterator[HostileServer]:
    with serving() as made:
        yield made


@pytest.fixture
def server(running: HostileServer) -> HostileServer:
    running.pages, running.answers = {"/a": PAGE.encode()}, {}
    return running


@pytest.fixture
def pipe(pool: ExtractPool, tmp_path: Path) -> Iterator[Pipe]:
    pages = PageState(f"sqlite:///{tmp_path}/state.sqlite")
    clock = [datetime(2026, 3, 1, 12, tzinfo=UTC)]
    settle = Settler(pages, lambda: clock[0])
    with fetch_handler(
        pool,
        attempts=1,
        read_s=0.3,
        sleep=at_once,
        now=lambda: clock[0],
        settle=settle,
    ) as fetch:
        yield Pipe(pages, fetch, clock)
    pages.close()

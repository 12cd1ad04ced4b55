"""A wire that is polled, a child that extracts, and a server that misbehaves."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from newswire.ingest.extraction.processes.pool import ExtractPool
from sites.hostile_server import HostileServer, serving
from sites.poll_wire import Wire


@pytest.fixture
def wire(tmp_path: Path) -> Iterator[Wire]:
    with closing(Wire(tmp_path)) as wire:
        yield wire


@pytest.fixture(scope="module")
def pool() -> Iterator[ExtractPool]:
    with ExtractPool(1, deadline_s=10) as made:
        yield made


@pytest.fixture(scope="module")
def server() -> Iterator[HostileServer]:
    with serving() as made:
        yield made

"""Both brokers, and a worker between two topics."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from servers.broker_places import Place
from servers.worker_stages import Stage


@pytest.fixture(params=["embedded", pytest.param("kafka", marks=pytest.mark.kafka)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """An empty broker of each kind."""
    if request.param == "embedded":
        spec = f"embedded:{tmp_path / 'broker.db'}"
    else:
        spec = f"kafka:{request.getfixturevalue('kafka_servers')}"
    made = Place(spec)
    with made.stack:
        yield made


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A stage on a broker of its own."""
    made = Stage(tmp_path / "broker.db")
    yield made
    made.consumer.close()
    made.producer.close()

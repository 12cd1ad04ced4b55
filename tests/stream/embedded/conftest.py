"""An embedded broker with a topic, and a producer."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from newswire.stream.broker import Producer
from newswire.stream.embedded.broker import EmbeddedBroker
from servers.embedded import TOPIC


@pytest.fixture
def broker(tmp_path: Path) -> EmbeddedBroker:
    made = EmbeddedBroker(tmp_path / "home" / "broker.db")
    made.create_topics([TOPIC])
    return made


@pytest.fixture
def producer(broker: EmbeddedBroker) -> Iterator[Producer]:
    with contextlib.closing(broker.producer()) as made:
        yield made

"""The broker that the settings name: the embedded one, or Kafka."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newswire.home.folder import prepare
from newswire.settings import Settings
from stream.forgotten import BlockList
from stream.topics import TOPICS

if TYPE_CHECKING:
    from stream.broker import Broker


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

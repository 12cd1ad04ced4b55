"""The broker that the settings name: the embedded one, or Kafka."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newswire.home.folder import prepare
from newswire.settings import Settings, SettingsError
from newswire.stream.forgotten import BlockList
from newswire.stream.topics import TOPICS
from newswire.wiring.pipe_id import mark_cluster

if TYPE_CHECKING:
    from newswire.stream.broker import Broker
    from newswire.stream.kafka.options import KafkaOptions


@contextmanager
def open_broker(settings: Settings) -> Iterator[Broker]:
    """The broker that the settings name, with all topics there."""
    broker: Broker
    prepare(settings)
    if settings.kafka:
        from newswire.stream.kafka.broker import KafkaBroker

        broker = KafkaBroker(settings.kafka, session_s=settings.session_s, options=kafka_options(settings))
    else:
        from newswire.stream.embedded.broker import EmbeddedBroker

        is_forgotten = BlockList(settings.forgotten_file).has
        broker = EmbeddedBroker(settings.home / "broker.sqlite", lease_s=settings.session_s, is_forgotten=is_forgotten)
    try:
        if settings.kafka:
            mark_cluster(settings, broker)
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
    from newswire.stream.embedded.broker import EmbeddedBroker

    path = settings.home / "broker.sqlite"
    yield EmbeddedBroker(path, readonly=True) if path.is_file() else None


@contextmanager
def visit_broker(settings: Settings, *, writing: bool = False) -> Iterator[Broker]:
    """The broker for somebody who is not of the pipe: no topic is made and no mark, whosever cluster it is.

    `writing` is for who commits the progress of a group of his own. Raises SettingsError where home has no broker.
    """
    if settings.kafka:
        from newswire.stream.kafka.broker import KafkaBroker

        broker = KafkaBroker(settings.kafka, options=kafka_options(settings))
        try:
            yield broker
        finally:
            broker.close()
        return
    from newswire.stream.embedded.broker import EmbeddedBroker

    path = settings.home / "broker.sqlite"
    if not path.is_file():
        raise SettingsError(f"there is no broker at {settings.home}: no pipe ran there yet, or it is on Kafka")
    yield EmbeddedBroker(path, readonly=not writing, is_forgotten=BlockList(settings.forgotten_file).has)


def kafka_options(settings: Settings) -> KafkaOptions:
    """How the settings want Kafka to be spoken to."""
    from newswire.stream.kafka.options import KafkaOptions, Login

    password = settings.kafka_password
    login = Login(
        settings.kafka_security_protocol,
        settings.kafka_sasl_mechanism,
        settings.kafka_user,
        password.get_secret_value() if password else None,
        settings.kafka_token_command,
        settings.kafka_ca,
        settings.kafka_certificate,
        settings.kafka_key,
    )
    return KafkaOptions(
        settings.prefix,
        login,
        settings.kafka_replication,
        settings.kafka_partitions,
        settings.kafka_retention_days,
        settings.kafka_max_message_bytes,
        settings.kafka_compression,
    )

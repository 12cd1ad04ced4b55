"""What only a real Kafka broker can show: it freezes, it is killed, nobody is there."""

import contextlib
import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import structlog

from newswire.kafka_trial import server as kafka_server
from newswire.stream.broker import Message
from newswire.stream.errors import FatalError, RetryableError
from newswire.stream.kafka import assignment, silence
from newswire.stream.kafka.broker import KafkaBroker, answers
from newswire.stream.kafka.consumer import KafkaConsumer
from newswire.stream.kafka.options import DEFAULTS, KafkaOptions
from newswire.stream.kafka.producer import KafkaProducer
from newswire.stream.topics import ENTRIES, LATEST
from waiting import until

pytestmark = [pytest.mark.kafka, pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")]


@pytest.fixture(autouse=True)
def sockets_of_failed_attempts() -> Iterator[None]:
    """While the broker is away kafka-python drops sockets unclosed: they are let go here, and not in others' tests."""
    yield
    gc.collect()


def make_topic(broker: KafkaBroker) -> str:
    name = f"topic-{uuid4().hex[:8]}"
    broker.create_topics([ENTRIES._replace(name=name, partitions=2)])
    return name


def test_a_producer_waits_for_room_while_the_broker_is_frozen(kafka_home: Path, kafka_servers: str) -> None:
    pid = kafka_server.status(kafka_home).pid
    assert pid is not None
    with (
        contextlib.closing(KafkaBroker(kafka_servers)) as broker,
        contextlib.closing(
            KafkaProducer(kafka_servers, DEFAULTS, "test", lambda topic: 1_000_000, max_messages=50, max_bytes=100_000)
        ) as producer,
    ):
        topic = make_topic(broker)
        producer.send(Message(topic, b"k", b"first"))
        producer.flush()
        sent: list[int] = []

        def send() -> None:
            for n in range(300):
                producer.send(Message(topic, b"k", b"%d" % n + bytes(4_000)))
                sent.append(n)

        sender = threading.Thread(target=send)
        os.kill(pid, signal.SIGSTOP)
        try:
            sender.start()
            until(lambda: producer.in_flight()[1] > 95_000)
            assert len(sent) < 50
            assert producer.in_flight()[0] <= 50 and producer.in_flight()[1] <= 100_000
        finally:
            os.kill(pid, signal.SIGCONT)
        sender.join(30)
        producer.flush()
        assert producer.in_flight() == (0, 0)
        assert sum(1 for _ in broker.scan(topic)) == 301


def test_a_broker_that_is_killed_loses_nothing_acknowledged_and_costs_seconds(
    kafka_home: Path, kafka_servers: str
) -> None:
    with (
        contextlib.closing(KafkaBroker(kafka_servers)) as broker,
        contextlib.closing(broker.producer()) as producer,
    ):
        source, target = make_topic(broker), make_topic(broker)
        for n in range(200):
            producer.send(Message(source, b"%d" % n, b"%d" % n))
        producer.flush()
        with contextlib.closing(broker.consumer([source], f"copies-{source}")) as consumer:
            copied = 0

            def copy() -> None:
                nonlocal copied
                try:
                    records = consumer.poll(20, 0.2)
                    consumer.commit([Message(target, r.key, r.value) for r in records])
                    copied += len(records)
                except RetryableError:
                    consumer.rewind()

            until(lambda: bool(copy() or copied >= 60))
            pid = kafka_server.status(kafka_home).pid
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
            producer.send(Message(source, b"late", b"late"))
            assert kafka_server.up(kafka_home, jars=Path(sys.prefix) / "kafka-jars") == kafka_servers
            back = time.monotonic()
            producer.flush()
            assert time.monotonic() - back < 30  # the client's default pause is half a minute and more

            def arrived() -> int:
                try:
                    return sum(1 for _ in broker.scan(target))
                except RetryableError:  # just back, it may not know its own nodes yet
                    return 0

            until(lambda: bool(copy() or arrived() >= 201), 40)
        values = [r.value for r in broker.scan(target)]
        assert sorted(values) == sorted([b"%d" % n for n in range(200)] + [b"late"])


def test_where_nobody_listens_is_said_at_once() -> None:
    servers = f"127.0.0.1:{kafka_server.free_port()}"
    began = time.monotonic()
    assert not answers(servers, 5)
    broker = KafkaBroker(servers)
    for use in (
        lambda: broker.ends("topic"),
        lambda: broker.create_topics([ENTRIES]),
        lambda: broker.producer().send(Message("topic", b"k", b"v")),
        lambda: broker.consumer(["topic"], "group"),
    ):
        with pytest.raises(RetryableError, match=servers):
            use()
    assert time.monotonic() - began < 5


def test_topics_are_made_with_their_retention_and_room_for_large_messages(kafka_servers: str) -> None:
    with contextlib.closing(KafkaBroker(kafka_servers)) as broker:
        topic = make_topic(broker)
        assert broker.expire([ENTRIES._replace(name=topic)], 0) == 0
        found = broker._admin.client.describe_configs([config_of(topic)])
        configs = {name: c["value"] for name, c in next(iter(found["topic"].values())).items()}
        assert configs["retention.ms"] == str(7 * 24 * 60 * 60 * 1000)
        assert int(configs["max.message.bytes"]) > 40_000_000


def test_a_topic_that_keeps_the_last_of_each_key_is_made_so(kafka_servers: str) -> None:
    with contextlib.closing(KafkaBroker(kafka_servers)) as broker:
        topic = f"topic-{uuid4().hex[:8]}"
        broker.create_topics([LATEST._replace(name=topic)])
        found = broker._admin.client.describe_configs([config_of(topic)])
        configs = {name: c["value"] for name, c in next(iter(found["topic"].values())).items()}
        assert (configs["cleanup.policy"], configs["retention.ms"]) == ("compact", "-1")
        assert configs["max.compaction.lag.ms"] == configs["segment.ms"] == str(24 * 60 * 60 * 1000)
        with contextlib.closing(broker.producer()) as producer:
            for value in (b"1", b""):
                producer.send(Message(topic, b"k", value))
        assert [r.value for r in broker.scan(topic)][-1] == b""  # a null on Kafka, as a tombstone has to be


def test_clients_say_on_the_broker_whose_they_are(kafka_servers: str) -> None:
    with contextlib.closing(KafkaBroker(kafka_servers, options=KafkaOptions("mine."))) as broker:
        with contextlib.closing(broker.producer("newswire.poll")) as producer:
            assert producer._connected().config["client_id"] == "mine.newswire.poll"
        broker.create_topics([ENTRIES])
        with contextlib.closing(broker.consumer([ENTRIES.name], "newswire.fetch")) as consumer:
            assert consumer._client.config["client_id"] == "mine.newswire.fetch"
            assert consumer._transactions._settings["client_id"] == "mine.newswire.fetch"


def test_a_worker_that_waits_says_that_the_broker_is_silent_and_that_it_is_heard_again(
    kafka_home: Path, kafka_servers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(silence, "SILENT_S", 4.0)  # a busy machine is late by a second or two
    logs = structlog.testing.LogCapture()
    # a logger of its own: what others have set for theirs may pass over all that is not a warning
    log = structlog.wrap_logger(structlog.PrintLogger(), processors=[logs], wrapper_class=structlog.BoundLogger)
    for module in (silence, assignment):
        monkeypatch.setattr(module, "log", log)
    pid = kafka_server.status(kafka_home).pid
    assert pid is not None
    with contextlib.closing(KafkaBroker(kafka_servers)) as broker:
        topic = make_topic(broker)
        with contextlib.closing(broker.consumer([topic], f"group-{topic}")) as consumer:

            def told(event: str) -> bool:
                consumer.poll(1, 0.1)
                return event in [one["event"] for one in logs.entries]

            until(lambda: told("assigned"))
            consumer.poll(1, 2)
            assert not told("broker_silent")
            os.kill(pid, signal.SIGSTOP)
            try:
                until(lambda: told("broker_silent"))
            finally:
                os.kill(pid, signal.SIGCONT)
            until(lambda: told("broker_heard_again"))
            assert [one["event"] for one in logs.entries].count("broker_silent") == 1


def config_of(topic: str) -> object:
    from kafka.admin import ConfigResource, ConfigResourceType

    return ConfigResource(ConfigResourceType.TOPIC, topic)


def test_clients_do_not_pass_a_fork(kafka_servers: str) -> None:
    with contextlib.closing(KafkaBroker(kafka_servers)) as broker:
        topic = make_topic(broker)
        producer = broker.producer()
        with contextlib.closing(producer), contextlib.closing(broker.consumer([topic], f"group-{topic}")) as consumer:
            producer.send(Message(topic, b"k", b"v"))
            producer.flush()
            child = os.fork()
            if child == 0:
                code = 0
                for use in (lambda: consumer.poll(1, 0), lambda: producer.send(Message(topic, b"k", b"v"))):
                    try:
                        use()
                        code = 1
                    except FatalError:
                        pass
                    except BaseException:
                        code = 2
                os._exit(code)
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_members_that_poll_in_turn_for_short_times_come_to_share_and_read(kafka_servers: str) -> None:
    with contextlib.closing(KafkaBroker(kafka_servers, session_s=2)) as broker, contextlib.ExitStack() as stack:
        for _ in range(4):  # without stream/kafka/join.py every other time the two keep each other from reading
            topic = make_topic(broker)
            members = [
                stack.enter_context(contextlib.closing(broker.consumer([topic], f"group-{topic}"))) for _ in range(2)
            ]

            def shared(members: list[KafkaConsumer] = members) -> bool:
                for member in members:
                    member.poll(10, 0.05)
                return all(member.assignment() for member in members)

            until(shared)
            with contextlib.closing(broker.producer()) as producer:
                for n in range(20):
                    producer.send(Message(topic, b"%d" % n, b"%d" % n))
                producer.flush()
            got: list[bytes] = []

            def read(members: list[KafkaConsumer] = members, got: list[bytes] = got) -> bool:
                for member in members:
                    got += [r.value for r in member.poll(20, 0.05)]
                return len(got) >= 20

            until(read)
            assert sorted(got) == sorted(b"%d" % n for n in range(20))

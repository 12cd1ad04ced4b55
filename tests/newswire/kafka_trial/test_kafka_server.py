"""The Kafka broker that newswire carries: it starts, is killed, comes back on its data, and its jars are checked."""

import contextlib
import gc
import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newswire.kafka_trial import jars as kafka_jars
from newswire.kafka_trial import server as kafka_server
from newswire.stream.broker import Message
from newswire.stream.errors import FatalError
from newswire.stream.kafka.broker import KafkaBroker
from newswire.stream.topics import ENTRIES

JARS = Path(sys.prefix) / "kafka-jars"
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


@pytest.fixture(autouse=True)
def sockets_of_failed_attempts() -> Iterator[None]:
    """While the broker is away kafka-python drops sockets unclosed: they are let go here, and not in others' tests."""
    yield
    gc.collect()


@pytest.mark.kafka
def test_it_runs_until_it_is_told_and_comes_back_on_the_same_data_and_port(tmp_path: Path) -> None:
    home = tmp_path / "home with a space"
    assert str(kafka_server.status(home)) == "does not run"
    assert kafka_server.down(home) is False
    try:
        address = kafka_server.up(home, kafka_server.free_port(), jars=JARS)
        assert kafka_server.up(home, jars=JARS) == address  # it runs: nothing to do
        with pytest.raises(FatalError, match="runs already"):
            kafka_server.up(home, 1, jars=JARS)
        pid = kafka_server.status(home).pid
        assert pid is not None
        with contextlib.closing(KafkaBroker(address)) as broker, contextlib.closing(broker.producer()) as producer:
            broker.create_topics([ENTRIES])
            producer.send(Message(ENTRIES.name, b"key", b"value"))
            producer.flush()
        os.kill(pid, signal.SIGKILL)
        assert kafka_server.up(home, jars=JARS) == address
        assert kafka_server.status(home).pid != pid
        with contextlib.closing(KafkaBroker(address)) as broker:
            assert [r.value for r in broker.scan(ENTRIES.name)] == [b"value"]
        assert address in str(kafka_server.status(home))
        assert "started" in kafka_server.status(home).log.read_text()
    finally:
        assert kafka_server.down(home) is True
    assert kafka_server.status(home).address is None


@pytest.mark.kafka
def test_jars_that_are_there_are_checked_and_not_fetched_again(tmp_path: Path, kafka_home: Path) -> None:
    lock = json.loads(kafka_jars.LOCK.read_text())
    found = kafka_jars.fetch(JARS)  # the session's broker has fetched them
    assert len(found) == len(lock) > 40
    for jar in found:
        (tmp_path / jar.name).symlink_to(jar)
    assert len(kafka_jars.fetch(tmp_path)) == len(lock)
    assert not any(path.name.startswith(".fetch") for path in tmp_path.iterdir())
    wrong = tmp_path / found[0].name
    wrong.unlink()
    wrong.write_bytes(b"another jar")
    with pytest.raises(FatalError, match=f"{wrong.name} is not the jar that we locked"):
        kafka_jars.fetch(tmp_path)


def test_the_lock_holds_sums_and_no_addresses() -> None:
    lock = json.loads(kafka_jars.LOCK.read_text())
    assert "org.apache.kafka:kafka_2.13:4.3.0" in lock
    assert all(len(sha256) == 64 and int(sha256, 16) for sha256 in lock.values())
    assert "//" not in kafka_jars.LOCK.read_text()


@pytest.mark.kafka
def test_a_port_that_is_taken_is_named(tmp_path: Path, kafka_servers: str) -> None:
    port = int(kafka_servers.rpartition(":")[2])
    with pytest.raises(FatalError, match=f"port {port} is taken"):
        kafka_server.up(tmp_path, port, jars=JARS)

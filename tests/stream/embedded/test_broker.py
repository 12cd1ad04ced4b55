"""What the embedded broker promises beyond the contract: retention, crashes, forks, a file that is not ours."""

import contextlib
import os
import random
import secrets
import sqlite3
import threading
import time
from pathlib import Path

import pytest

from newswire.stream.broker import Message, Producer
from newswire.stream.embedded.broker import EmbeddedBroker
from newswire.stream.errors import FatalError, RetryableError
from newswire.stream.topics import ENTRIES
from servers.embedded import TOPIC, send

DAY_MS = 24 * 60 * 60 * 1000


def test_what_is_older_than_its_retention_goes_and_offsets_go_on(broker: EmbeddedBroker, producer: Producer) -> None:
    send(producer, 5_000)
    now_ms = time.time_ns() // 1_000_000
    assert broker.expire([TOPIC], now_ms) == 0
    assert broker.expire([TOPIC], now_ms + 8 * DAY_MS) == 5_000
    send(producer, 1)
    assert (broker.begins("topic"), broker.ends("topic")) == ({0: 5_000}, {0: 5_001})
    assert [r.offset for r in broker.scan("topic")] == [5_000]
    assert broker.lag("topic", "group") == 1
    with contextlib.closing(broker.consumer(["topic"], "group", start=lambda topic, partition: 10)) as consumer:
        assert [r.offset for r in consumer.poll(5, 0.1)] == [5_000]


def test_only_what_is_old_goes(broker: EmbeddedBroker, producer: Producer) -> None:
    send(producer, 3)
    with contextlib.closing(sqlite3.connect(broker.path)) as db, db:
        db.execute("UPDATE record SET timestamp_ms = timestamp_ms - ? WHERE id & 1 = 0", (8 * DAY_MS,))
    # Offsets 0 and 2 are old, 1 is not: no gap is torn, 2 waits after it.
    assert broker.expire([TOPIC], time.time_ns() // 1_000_000) == 1
    assert [r.offset for r in broker.scan("topic")] == [1, 2]


def test_a_slow_scan_locks_nobody_and_ends_where_the_end_was(broker: EmbeddedBroker, producer: Producer) -> None:
    send(producer, 2_000)
    scan = broker.scan("topic")
    first = next(scan)
    send(producer, 10)
    assert broker.expire([TOPIC], time.time_ns() // 1_000_000 - 8 * DAY_MS) == 0
    assert 1 + sum(1 for _ in scan) == 2_000
    assert first.offset == 0


def test_producer_and_consumer_do_not_pass_a_fork(broker: EmbeddedBroker, producer: Producer) -> None:
    with contextlib.closing(broker.consumer(["topic"], "group")) as consumer:
        child = os.fork()
        if child == 0:
            refused = 0
            for use in (
                lambda: consumer.poll(1, 0),
                consumer.commit,
                lambda: consumer.position("topic", 0),
                producer.flush,
            ):
                with contextlib.suppress(FatalError):
                    use()
                    refused -= 10
                refused += 1
            os._exit(refused)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 4


def test_a_file_that_is_not_a_broker_is_told_from_a_busy_one(tmp_path: Path) -> None:
    path = tmp_path / "broker.db"
    path.write_bytes(b"something else entirely, and long enough to look like a file" * 100)
    with pytest.raises(FatalError, match="not a database"):
        EmbeddedBroker(path)
    other = tmp_path / "other.db"
    with contextlib.closing(sqlite3.connect(other)) as db:
        db.execute("PRAGMA user_version = 99")
    EmbeddedBroker(other)
    with pytest.raises(FatalError, match="layout 99"):
        EmbeddedBroker(other).ends("topic")


def test_a_full_disk_loses_nothing_that_was_acknowledged(broker: EmbeddedBroker, producer: Producer) -> None:
    send(producer, 10)
    pages = producer._log.rows("PRAGMA page_count")[0][0]  # type: ignore[attr-defined]
    producer._log.rows(f"PRAGMA max_page_count = {pages + 2}")  # type: ignore[attr-defined]
    with pytest.raises(RetryableError, match="full"):
        producer.send(Message("topic", b"key", random.Random(1).randbytes(1_000_000)))
        producer.flush()
    assert len(list(broker.scan("topic"))) == 10
    producer._log.rows("PRAGMA max_page_count = 1000000")  # type: ignore[attr-defined]
    send(producer, 1)
    assert broker.ends("topic") == {0: 11}


def test_many_open_the_file_at_the_same_time(tmp_path: Path) -> None:
    errors: list[BaseException] = []

    def work(number: int) -> None:
        try:
            broker = EmbeddedBroker(tmp_path / "broker.db")
            broker.create_topics([TOPIC])
            with contextlib.closing(broker.producer()) as producer:
                send(producer, 20)
        except BaseException as e:
            errors.append(e)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert [r.offset for r in EmbeddedBroker(tmp_path / "broker.db").scan("topic")] == list(range(160))


def test_a_closed_consumer_leaves_no_trace(broker: EmbeddedBroker) -> None:
    broker.consumer(["topic"], "group").close()
    with contextlib.closing(sqlite3.connect(broker.path)) as db:
        assert db.execute("SELECT count(*) FROM member").fetchone() == (0,)
        assert db.execute("SELECT count(*) FROM owner WHERE member IS NOT NULL").fetchone() == (0,)
    assert list(Path(f"{broker.path}-members").iterdir()) == []


def test_what_was_erased_or_deleted_is_nowhere_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "broker.sqlite"
    broker = EmbeddedBroker(path)
    broker.create_topics([ENTRIES])
    with contextlib.closing(broker.producer()) as producer:
        for n in range(400):  # each too short to be packed
            producer.send(Message(ENTRIES.name, b"key", b"a secret, the %dth " % n + secrets.token_bytes(300)))
    everything = [(record.partition, record.offset) for record in broker.scan(ENTRIES.name)]

    def is_there() -> bool:
        return any(b"a secret" in file.read_bytes() for file in tmp_path.glob("broker.sqlite*") if file.is_file())

    with broker._open():  # while another one has the file open, the log stays
        broker.erase(ENTRIES.name, everything)
        assert is_there()
        broker.wipe()

    assert not is_there()
    assert [record.value for record in broker.scan(ENTRIES.name)] == [b""] * 400
    assert path.stat().st_size < 120_000


def test_what_comes_under_a_forgotten_key_is_a_tombstone_from_whomever(tmp_path: Path) -> None:
    broker = EmbeddedBroker(tmp_path / "broker.sqlite", is_forgotten=lambda key: key == "bad")
    broker.create_topics([ENTRIES])
    with contextlib.closing(broker.producer()) as producer:
        producer.send(Message(ENTRIES.name, b"bad", b"1", (("ce_subject", b"x"),)))
    with contextlib.closing(broker.consumer([ENTRIES.name], "group")) as consumer:
        assert [(record.value, record.key, record.headers) for record in consumer.poll(9, 1)] == [(b"", None, ())]
        consumer.commit([Message(ENTRIES.name, b"bad", b"2"), Message(ENTRIES.name, b"good", b"3")])
    assert sorted(record.value for record in broker.scan(ENTRIES.name)) == [b"", b"", b"3"]

"""A compacted topic keeps the last record under a key, whatever happens to the process that writes."""

import contextlib
import os
import random
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from newswire.stream.broker import Message
from newswire.stream.embedded.broker import EmbeddedBroker
from newswire.stream.errors import FatalError
from newswire.stream.mending.broker_file import check, mend
from newswire.stream.topics import ENTRIES, LATEST

TOPIC = LATEST._replace(name="latest", partitions=2)
DAY_MS = 24 * 60 * 60 * 1000


def broker_at(tmp_path: Path, *forgotten: str) -> EmbeddedBroker:
    made = EmbeddedBroker(tmp_path / "broker.db", is_forgotten=lambda key: key in forgotten)
    made.create_topics([TOPIC])
    return made


def put(broker: EmbeddedBroker, *pairs: tuple[str, str]) -> None:
    with contextlib.closing(broker.producer()) as producer:
        for key, value in pairs:
            producer.send(Message("latest", key.encode(), value.encode()))


def held(broker: EmbeddedBroker) -> list[tuple[str, str]]:
    return sorted(((r.key or b"").decode(), r.value.decode()) for r in broker.scan("latest"))


def test_the_last_record_under_a_key_stays_and_offsets_go_on(tmp_path: Path) -> None:
    broker = broker_at(tmp_path)
    put(broker, ("a", "1"), ("b", "1"), ("a", "2"), ("a", "3"))
    assert held(broker) == [("a", "3"), ("b", "1")]
    assert sum(broker.ends("latest").values()) == 4 and broker.begins("latest") == {0: 0, 1: 0}
    with contextlib.closing(broker.consumer(["latest"], "group")) as consumer:
        assert sorted(r.value for r in consumer.poll(10, 0.2)) == [b"1", b"3"]
        consumer.commit()
    assert broker.lag("latest", "group") == 0


def test_a_record_of_another_topic_under_the_same_key_stays(tmp_path: Path) -> None:
    broker = broker_at(tmp_path)
    broker.create_topics([ENTRIES])
    with contextlib.closing(broker.producer()) as producer:
        for value in (b"1", b"2"):
            producer.send(Message(ENTRIES.name, b"a", value))
    put(broker, ("a", "3"))
    assert [r.value for r in broker.scan(ENTRIES.name)] == [b"1", b"2"]


def test_the_end_of_a_key_is_read_for_a_day(tmp_path: Path) -> None:
    broker = broker_at(tmp_path)
    put(broker, ("a", "1"), ("c", "1"), ("a", ""), ("c", "2"))
    assert held(broker) == [("a", ""), ("c", "2")]
    now_ms = time.time_ns() // 1_000_000
    assert broker.expire([TOPIC], now_ms) == 0
    # 'a' may be the last record of its partition, which says how far one has read
    put(broker, *[(str(n), "1") for n in range(10)])
    assert broker.expire([TOPIC], now_ms + DAY_MS + 60_000) == 1
    assert ("a", "") not in held(broker) and ("c", "2") in held(broker)
    put(broker, ("a", "again"))
    assert ("a", "again") in held(broker)


def test_the_end_that_is_the_last_record_stays(tmp_path: Path) -> None:
    broker = broker_at(tmp_path)
    put(broker, ("a", "1"), ("a", ""))
    assert broker.expire([TOPIC], time.time_ns() // 1_000_000 + 2 * DAY_MS) == 0
    with contextlib.closing(broker.consumer(["latest"], "group")) as consumer:
        assert len(consumer.poll(10, 0.2)) == 1
        consumer.commit()
    assert broker.lag("latest", "group") == 0


def test_what_is_forgotten_ends_its_key(tmp_path: Path) -> None:
    put(broker_at(tmp_path), ("a", "words"), ("b", "1"))
    broker = broker_at(tmp_path, "a")
    put(broker, ("a", "more words"))
    assert held(broker) == [("a", ""), ("b", "1")]


def test_a_message_needs_a_key(tmp_path: Path) -> None:
    producer = broker_at(tmp_path).producer()
    producer.send(Message("latest", None, b"1"))
    with pytest.raises(FatalError, match="needs a key"):
        producer.close()


def test_a_file_of_before_gets_what_it_lacks(tmp_path: Path) -> None:
    broker = EmbeddedBroker(tmp_path / "broker.db")
    broker.create_topics([ENTRIES])
    with contextlib.closing(sqlite3.connect(broker.path)) as db, db:
        db.execute("DROP TABLE compacted")
        db.execute("DROP TABLE newest")
    assert check(broker.path) == ([], [])
    again = broker_at(tmp_path)
    put(again, ("a", "1"), ("a", "2"))
    assert held(again) == [("a", "2")]


def test_whoever_is_killed_leaves_one_record_under_each_key(tmp_path: Path) -> None:
    broker = broker_at(tmp_path)
    for turn in range(6):
        child = os.fork()
        if not child:
            with contextlib.suppress(BaseException):
                for n in range(100_000):
                    put(broker, *[(str(key), f"{turn} {n}") for key in range(5)])
            os._exit(0)
        time.sleep(random.uniform(0.02, 0.12))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    found = held(broker)
    assert [key for key, _ in found] == ["0", "1", "2", "3", "4"]
    assert len({value for _, value in found}) == 1, "of one transaction all or nothing"
    assert check(broker.path) == ([], [])


def test_a_damaged_record_is_told_and_mended_and_a_gap_is_none(tmp_path: Path) -> None:
    broker = broker_at(tmp_path)
    put(broker, ("a", "1"), ("a", "2"), ("b", "1"), ("c", "1"))
    (offset,) = [(r.partition, r.offset) for r in broker.scan("latest") if r.key == b"b"]
    with contextlib.closing(sqlite3.connect(broker.path)) as db, db:
        db.execute("UPDATE record SET value = x'00' WHERE key = CAST('b' AS BLOB)")
        db.execute("DELETE FROM newest WHERE key = CAST('c' AS BLOB)")
    (bad,) = check(broker.path)[1]
    assert ((bad.partition, bad.offset), bad.key, bad.why) == (offset, "b", "damaged")
    assert mend(broker.path, tmp_path / "aside")[0] == [bad]
    put(broker, ("c", "2"), ("b", "2"))
    assert held(broker) == [("a", "2"), ("b", "2"), ("c", "2")]

"""What both brokers promise (`stream/broker.py`), each on its real thing: an SQLite file, an Apache Kafka broker."""

import contextlib
import threading
import time

import pytest

from newswire.stream.broker import MAX_MESSAGE_BYTES, Message, Record
from newswire.stream.errors import FatalError
from servers.broker_child import copies, poll_until
from servers.broker_places import PARTITIONS, Place, poll_while, values


def test_one_key_goes_to_one_partition_and_keeps_its_order(place: Place) -> None:
    with contextlib.closing(place.broker.producer()) as producer:
        for n in range(60):
            producer.send(Message(place.source, b"key-%d" % (n % 5), b"%d" % n))
        producer.flush()
    by_key: dict[bytes | None, list[Record]] = {}
    for record in poll_until(place.consumer(), 60):
        by_key.setdefault(record.key, []).append(record)
    for n in range(5):
        records = by_key[b"key-%d" % n]
        assert len({r.partition for r in records}) == 1
        assert [int(r.value) for r in records] == list(range(n, 60, 5))
    assert len({rs[0].partition for rs in by_key.values()}) > 1


def test_both_brokers_choose_the_partition_of_apache_kafka(place: Place) -> None:
    place.spread(40)
    at = {r.value: r.partition for r in place.broker.scan(place.source)}
    # murmur2(key) & 0x7fffffff, modulo 3, by Kafka's own producer
    assert [at[b"%d" % n] for n in range(6)] == [2, 0, 2, 2, 1, 0]


def test_a_poll_ends_by_count_before_its_time(place: Place) -> None:
    place.send(*[b"x"] * 10)
    consumer = place.consumer()
    poll_until(consumer, 1)
    began = time.monotonic()
    assert len(consumer.poll(4, 30)) == 4
    assert time.monotonic() - began < 10


def test_a_poll_ends_by_time_with_what_is_there(place: Place) -> None:
    place.send(b"a", b"b", b"c")
    consumer = place.consumer()
    poll_until(consumer, 1)
    began = time.monotonic()
    assert values(consumer.poll(100, 0.5)) == [b"b", b"c"]
    assert 0.45 < time.monotonic() - began < 60


def test_what_was_acknowledged_survives_the_death_of_its_sender(place: Place) -> None:
    assert place.child("send_and_die", place.source).wait(120) == -9
    assert values(list(place.open().scan(place.source))) == [b"%d" % n for n in range(10)]


def test_a_commit_is_where_the_next_member_begins(place: Place) -> None:
    place.send(b"a", b"b", b"c")
    first = place.consumer()
    poll_until(first, 2)
    first.commit()
    first.close()
    assert values(poll_until(place.consumer(broker=place.open()), 1)) == [b"c"]


def test_what_was_polled_without_a_commit_is_given_again(place: Place) -> None:
    place.send(b"a", b"b")
    first = place.consumer()
    poll_until(first, 2)
    first.close()
    assert values(poll_until(place.consumer(), 2)) == [b"a", b"b"]


def test_a_second_poll_follows_the_first_without_a_commit(place: Place) -> None:
    place.send(b"a", b"b", b"c")
    consumer = place.consumer()
    assert values(poll_until(consumer, 1) + poll_until(consumer, 2)) == [b"a", b"b", b"c"]


def test_outputs_come_with_their_commit(place: Place) -> None:
    place.send(b"a", b"b")
    consumer = place.consumer()
    records = poll_until(consumer, 2)
    assert place.scanned(place.target) == []
    consumer.commit(copies(records, place.target))
    assert place.scanned(place.target) == [b"a", b"b"]


@pytest.mark.parametrize("death", ["die_before_commit", "die_in_commit"])
def test_nobody_sees_outputs_of_a_commit_that_its_death_cut_off(place: Place, death: str) -> None:
    sent = place.spread(10)
    assert place.child(death, place.source, place.target).wait(120) == -9
    reader = place.reader()
    assert reader.poll(10, 0.5) == []
    assert place.scanned(place.target) == []
    reader.close()
    consumer = place.consumer()
    records = poll_until(consumer, 10)
    assert sorted(values(records)) == sorted(sent)
    consumer.commit(copies(records, place.target))
    assert sorted(values(poll_until(place.reader(), 10))) == sorted(sent)


def test_a_commit_that_fails_writes_nothing_and_the_batch_comes_again(place: Place) -> None:
    place.send(b"a", b"b")
    consumer = place.consumer()
    records = poll_until(consumer, 2)
    with pytest.raises(FatalError, match="bytes"):
        consumer.commit([*copies(records, place.target), Message(place.target, b"k", bytes(MAX_MESSAGE_BYTES))])
    assert place.scanned(place.target) == []
    again = poll_until(consumer, 2)
    assert values(again) == [b"a", b"b"]
    consumer.commit(copies(again, place.target))
    assert place.scanned(place.target) == [b"a", b"b"]


def test_wake_ends_a_poll(place: Place) -> None:
    consumer = place.consumer()
    poll_while([consumer], lambda: len(consumer.assignment()) == PARTITIONS)
    bell = threading.Timer(0.2, consumer.wake)
    bell.start()
    began = time.monotonic()
    assert consumer.poll(1, 30) == []
    assert time.monotonic() - began < 60
    bell.join()
    consumer.wake()
    began = time.monotonic()
    consumer.poll(1, 30)
    assert time.monotonic() - began < 60


def test_a_record_of_30_megabytes_goes_through(place: Place) -> None:
    large = bytes(range(256)) * 117_188
    place.send(large)
    consumer = place.consumer()
    (record,) = poll_until(consumer, 1)
    assert record.value == large
    consumer.commit([Message(place.target, record.key, large + large[:10_000_000])])
    assert [len(v) for v in place.scanned(place.target)] == [len(large) + 10_000_000]


def test_a_poll_is_bounded_in_bytes(place: Place) -> None:
    place.send(*[bytes(100_000)] * 300)
    consumer = place.consumer(broker=place.open(max_poll_bytes=1_000_000))
    poll_until(consumer, 1)
    assert 10 <= len(consumer.poll(299, 5)) < 100


def test_headers_and_missing_keys_make_the_round_trip(place: Place) -> None:
    headers = (("ce_id", b"1"), ("twice", b"a"), ("twice", b"\xff\x00"), ("empty", b""))
    with contextlib.closing(place.broker.producer()) as producer:
        producer.send(Message(place.source, None, b"", headers))
        producer.flush()
    before_ms = time.time_ns() // 1_000_000
    (record,) = poll_until(place.consumer(), 1)
    assert (record.key, record.value, record.headers) == (None, b"", headers)
    assert 0 <= before_ms - record.timestamp_ms < 60_000


def test_what_is_erased_is_a_tombstone_or_told_to_stay(place: Place) -> None:
    place.send(b"1", b"2", b"")
    records = list(place.broker.scan(place.source))
    assert [record.value for record in records] == [b"1", b"2", b""]

    left = place.broker.erase(place.source, {(record.partition, record.offset) for record in records[:2]})
    place.broker.wipe()

    found = list(place.broker.scan(place.source))
    assert [record.offset for record in found] == [record.offset for record in records]
    assert (left, [record.value for record in found]) in [(0, [b""] * 3), (2, [b"1", b"2", b""])]

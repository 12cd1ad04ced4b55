"""What both brokers promise (`stream/broker.py`), each on its real thing: an SQLite file, an Apache Kafka broker."""

import contextlib
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

import broker_child
from broker_child import copies, open_broker, poll_until
from newswire.stream.broker import MAX_MESSAGE_BYTES, Broker, Consumer, Message, Record, Start
from newswire.stream.errors import FatalError, FencedError
from newswire.stream.topics import ARTICLES, ENTRIES

PARTITIONS = 3
CHILD = Path(broker_child.__file__)


class Place:
    """One broker for one test: opens it, again and in other processes, and cleans up."""

    def __init__(self, spec: str) -> None:
        self.spec, self.stack = spec, contextlib.ExitStack()
        unique = uuid4().hex[:8]
        self.source, self.target, self.group = f"source-{unique}", f"target-{unique}", f"group-{unique}"
        self.broker = self.open()
        self.broker.create_topics(
            [
                ENTRIES._replace(name=self.source, partitions=PARTITIONS),
                ARTICLES._replace(name=self.target, partitions=PARTITIONS),
            ]
        )

    def open(self, *, max_poll_bytes: int = 64 << 20) -> Broker:
        broker = open_broker(self.spec, max_poll_bytes=max_poll_bytes)
        self.stack.callback(broker.close)
        return broker

    def consumer(self, *, broker: Broker | None = None, start: Start | None = None) -> Consumer:
        """A member of the group that reads the source."""
        return self._closed((broker or self.broker).consumer([self.source], self.group, start=start))

    def reader(self) -> Consumer:
        """A member of the group that reads the target."""
        return self._closed(self.broker.consumer([self.target], f"readers-{self.group}"))

    def _closed(self, consumer: Consumer) -> Consumer:
        self.stack.callback(consumer.close)
        return consumer

    def send(self, *values: bytes, key: bytes | None = b"key") -> None:
        with contextlib.closing(self.broker.producer()) as producer:
            for value in values:
                producer.send(Message(self.source, key, value))
            producer.flush()

    def spread(self, count: int) -> list[bytes]:
        """Sends this many messages under as many keys: to all partitions."""
        values = [b"%d" % n for n in range(count)]
        with contextlib.closing(self.broker.producer()) as producer:
            for value in values:
                producer.send(Message(self.source, value, value))
            producer.flush()
        return values

    def child(self, command: str, *topics: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, CHILD, self.spec, command, self.group, *topics],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.stack.enter_context(process)  # closes the pipes
        self.stack.callback(process.kill)
        return process

    def scanned(self, topic: str) -> list[bytes]:
        return [r.value for r in self.broker.scan(topic)]


@pytest.fixture(params=["embedded", pytest.param("kafka", marks=pytest.mark.kafka)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    if request.param == "embedded":
        spec = f"embedded:{tmp_path / 'broker.db'}"
    else:
        spec = f"kafka:{request.getfixturevalue('kafka_servers')}"
    made = Place(spec)
    with made.stack:
        yield made


def values(records: list[Record]) -> list[bytes]:
    return [r.value for r in records]


def poll_while(consumers: list[Consumer], wanted: Callable[[], bool], timeout_s: float = 120) -> list[Record]:
    """Polls the consumers in turn until what is wanted is so; returns what they got."""
    got: list[Record] = []
    deadline = time.monotonic() + timeout_s
    while not wanted():
        assert time.monotonic() < deadline, "did not come to it"
        for consumer in consumers:
            got += consumer.poll(100, 0.05)
    return got


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


def test_two_members_share_the_partitions(place: Place) -> None:
    one, two = place.consumer(), place.consumer()
    poll_while(
        [one, two],
        lambda: (
            len(one.assignment()) + len(two.assignment()) == PARTITIONS and bool(one.assignment() and two.assignment())
        ),
    )
    assert not one.assignment() & two.assignment()
    sent = place.spread(30)
    got: list[Record] = []
    deadline = time.monotonic() + 120
    while len(got) < 30 and time.monotonic() < deadline:
        got += one.poll(30, 0.1) + two.poll(30, 0.1)
    assert sorted(values(got)) == sorted(sent)


def test_who_leaves_gives_its_partitions_to_the_others(place: Place) -> None:
    one, two = place.consumer(), place.consumer()
    poll_while([one, two], lambda: bool(one.assignment() and two.assignment()))
    one.close()
    poll_while([two], lambda: len(two.assignment()) == PARTITIONS)


def test_the_partitions_of_a_dead_member_move(place: Place) -> None:
    sent = place.spread(10)
    dead = place.child("hold", place.source, place.target)
    assert dead.stdout and dead.stdout.readline() == "polled\n"
    dead.kill()
    assert sorted(values(poll_until(place.consumer(), 10))) == sorted(sent)


def test_a_frozen_member_that_wakes_up_is_fenced(place: Place) -> None:
    sent = place.spread(10)
    zombie = place.child("hold", place.source, place.target)
    assert zombie.stdout and zombie.stdin and zombie.stdout.readline() == "polled\n"
    zombie.send_signal(19)  # SIGSTOP
    consumer = place.consumer()
    records = poll_until(consumer, 10)
    zombie.stdin.write("commit now\n")
    zombie.stdin.flush()
    zombie.send_signal(18)  # SIGCONT
    assert zombie.stdout.readline() == "fenced\n"
    assert place.scanned(place.target) == []
    zombie.kill()
    zombie.wait()
    with contextlib.suppress(FencedError):  # where the zombie came back, it may have taken some of them
        consumer.commit(copies(records, place.target))
        assert sorted(place.scanned(place.target)) == sorted(sent)


def test_start_says_where_each_partition_begins(place: Place) -> None:
    place.send(*[b"%d" % n for n in range(6)])
    ((partition, end),) = [(p, e) for p, e in place.broker.ends(place.source).items() if e]
    assert end == 6
    asked: list[tuple[str, int]] = []

    def start(topic: str, number: int) -> int | None:
        asked.append((topic, number))
        return 4 if number == partition else None

    consumer = place.consumer(start=start)
    assert values(poll_until(consumer, 2)) == [b"4", b"5"]
    assert sorted(set(asked)) == [(place.source, p) for p in range(PARTITIONS)]
    consumer.rewind()
    assert values(poll_until(consumer, 2)) == [b"4", b"5"]


def test_start_past_the_end_is_another_log_and_stops(place: Place) -> None:
    place.send(b"a")
    consumer = place.consumer(start=lambda topic, partition: 1_000)
    with pytest.raises(FatalError, match="before 1000"):
        poll_until(consumer, 1)


def test_seek_goes_back_and_forth(place: Place) -> None:
    place.send(*[b"%d" % n for n in range(5)])
    consumer = place.consumer()
    partition = poll_until(consumer, 5)[0].partition
    consumer.seek(place.source, partition, 3)
    assert consumer.position(place.source, partition) == 3
    assert values(poll_until(consumer, 2)) == [b"3", b"4"]
    consumer.seek(place.source, partition, 1)
    assert values(poll_until(consumer, 4)) == [b"1", b"2", b"3", b"4"]
    with pytest.raises(FencedError):
        consumer.seek(place.source, 99, 0)


def test_rewind_goes_back_to_what_is_committed(place: Place) -> None:
    place.send(b"a", b"b", b"c")
    consumer = place.consumer()
    poll_until(consumer, 1)
    consumer.commit()
    assert values(poll_until(consumer, 2)) == [b"b", b"c"]
    consumer.rewind()
    assert values(poll_until(consumer, 2)) == [b"b", b"c"]


def test_the_lag_is_what_is_not_committed_and_ends_at_nothing(place: Place) -> None:
    place.send(*[b"x"] * 6)
    assert place.broker.lag(place.source, place.group) == 6
    consumer = place.consumer()
    poll_until(consumer, 4)
    consumer.commit([Message(place.target, b"k", b"v")])
    assert place.broker.lag(place.source, place.group) == 2
    poll_until(consumer, 2)
    consumer.commit([Message(place.target, b"k", b"v")])
    assert place.broker.lag(place.source, place.group) == 0
    consumer.close()
    reader = place.reader()
    poll_until(reader, 2)
    reader.commit()
    # On Kafka the end of a transaction is a record, too: an idle reader moves on over it.
    poll_while([reader], lambda: place.broker.lag(place.target, f"readers-{place.group}") == 0)
    assert place.broker.lag("no-such-topic", place.group) == 0


def test_a_group_without_members_can_be_set_after_a_record(place: Place) -> None:
    place.send(b"0", b"1", b"2")
    ((partition, _),) = {(r.partition, 0) for r in place.broker.scan(place.source)}
    consumer = place.consumer()
    assert values(poll_until(consumer, 1))[:1] == [b"0"]
    assert place.broker.members(place.group) == 1
    with pytest.raises(FencedError):
        place.broker.skip(place.source, partition, place.group, 0)
    assert place.broker.positions(place.source, place.group) == dict.fromkeys(range(PARTITIONS), 0)
    consumer.close()
    assert place.broker.members(place.group) == 0

    place.broker.skip(place.source, partition, place.group, 1)

    assert place.broker.positions(place.source, place.group)[partition] == 2
    assert place.broker.lag(place.source, place.group) == 1
    assert values(poll_until(place.consumer(), 1)) == [b"2"]


def test_scan_reads_all_or_from_offsets_to_the_present_end(place: Place) -> None:
    sent = place.spread(20)
    assert sorted(place.scanned(place.source)) == sorted(sent)
    scan = place.broker.scan(place.source, {p: 3 for p in range(PARTITIONS)})
    some = list(scan)
    assert min(r.offset for r in some) == 3
    assert len(some) == 20 - 3 * PARTITIONS
    assert [(r.partition, r.offset) for r in some] == sorted((r.partition, r.offset) for r in some)
    assert list(place.broker.scan("no-such-topic")) == []


def test_ends_and_begins_are_offsets_of_each_partition(place: Place) -> None:
    assert place.broker.ends(place.source) == dict.fromkeys(range(PARTITIONS), 0)
    place.spread(20)
    assert sum(place.broker.ends(place.source).values()) == 20
    assert place.broker.begins(place.source) == dict.fromkeys(range(PARTITIONS), 0)
    assert place.broker.ends("no-such-topic") == {} == place.broker.begins("no-such-topic")


def test_a_topic_has_an_id_that_stays(place: Place) -> None:
    found = place.broker.topic_id(place.source)
    place.broker.create_topics([ENTRIES._replace(name=place.source, partitions=PARTITIONS)])
    assert place.open().topic_id(place.source) == found
    assert len(found) == 36 and found != place.broker.topic_id(place.target)
    with pytest.raises(FatalError):
        place.broker.topic_id("no-such-topic")
    with pytest.raises(FatalError):
        place.broker.consumer(["no-such-topic"], place.group)


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


def test_several_processes_that_die_lose_and_double_nothing(place: Place) -> None:
    sent = place.spread(400)
    workers = [place.child("copy", place.source, place.target) for _ in range(2)]
    reader = place.reader()
    seen: list[bytes] = []
    deaths = 0
    deadline = time.monotonic() + 180
    while len(seen) < len(sent):
        assert time.monotonic() < deadline, f"{len(seen)} came"
        seen += values(reader.poll(50, 0.1))
        if len(seen) > 100 * (deaths + 1) and deaths < 2:
            workers[deaths].kill()
            workers.append(place.child("copy", place.source, place.target))
            deaths += 1
    for worker in workers:
        worker.kill()
        worker.wait()
    assert deaths == 2
    assert Counter(seen) == Counter(sent)
    assert Counter(place.scanned(place.target)) == Counter(sent)


def test_what_is_erased_is_a_tombstone_or_told_to_stay(place: Place) -> None:
    place.send(b"1", b"2", b"")
    records = list(place.broker.scan(place.source))
    assert [record.value for record in records] == [b"1", b"2", b""]

    left = place.broker.erase(place.source, {(record.partition, record.offset) for record in records[:2]})
    place.broker.wipe()

    found = list(place.broker.scan(place.source))
    assert [record.offset for record in found] == [record.offset for record in records]
    assert (left, [record.value for record in found]) in [(0, [b""] * 3), (2, [b"1", b"2", b""])]

"""Where a group reads on, on both brokers: start, seek, rewind, lag, and what a topic holds."""

import pytest

from newswire.stream.broker import Message
from newswire.stream.errors import FatalError, FencedError
from newswire.stream.topics import ENTRIES
from servers.broker_child import poll_until
from servers.broker_places import PARTITIONS, Place, poll_while, values


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

"""Counts of records, where offsets are given to marks of transactions, too."""

import contextlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from newswire.stages.table import STAGES
from newswire.status import tally as module
from newswire.status.tally import Tally
from newswire.status.waiting import waits_for
from newswire.stream.broker import Message, Record
from newswire.stream.kafka.broker import KafkaBroker
from newswire.stream.topics import ARTICLES, ENTRIES


class Marked:
    """A topic of one partition in which every third offset is a mark."""

    marks = True

    def __init__(self, end: int) -> None:
        self.end, self.begin, self.at, self.scanned, self.id = end, 0, 0, 0, "a"

    def ends(self, _topic: str) -> dict[int, int]:
        return {0: self.end}

    def begins(self, _topic: str) -> dict[int, int]:
        return {0: self.begin}

    def positions(self, _topic: str, _group: str) -> dict[int, int]:
        return {0: self.at}

    def topic_id(self, _topic: str) -> str:
        return self.id

    def scan(self, topic: str, start: Mapping[int, int]) -> Iterator[Record]:
        for offset in range(start[0], self.end):
            if offset % 3 < 2:
                self.scanned += 1
                yield Record(topic, 0, offset, 1000 * offset, b"k", b"v")


def test_an_empty_topic_has_none(tmp_path: Path) -> None:
    broker: Any = Marked(0)
    assert Tally(tmp_path).count(broker, "t") == 0


def test_records_are_counted_once_and_marks_never(tmp_path: Path) -> None:
    broker: Any = Marked(30)
    assert Tally(tmp_path).count(broker, "t") == 20
    broker.end = 36
    tally = Tally(tmp_path)  # another process
    assert [tally.count(broker, "t") for _ in range(3)] == [24, 24, 24]
    assert broker.scanned == 24

    broker.begin, broker.end = 33, 39  # what has expired counts as before
    assert Tally(tmp_path).count(broker, "t") == 26
    broker.id, broker.begin, broker.end = "b", 0, 3  # made again
    assert Tally(tmp_path).count(broker, "t") == 2


def test_a_long_topic_is_counted_in_pieces_and_the_rest_estimated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MOST", 20)
    broker: Any = Marked(3000)
    tally = Tally(tmp_path)
    assert 1980 <= tally.count(broker, "t") <= 2100 and broker.scanned == 20
    for _ in range(100):
        last = tally.count(broker, "t")
    assert last == 2000 and broker.scanned == 2000


@pytest.mark.parametrize("text", ["", "[1]", '{"t": 3}', '{"t": {"id": "a", "partitions": {"0": ["x"]}}}'])
def test_a_file_of_counts_that_is_damaged_is_made_anew(tmp_path: Path, text: str) -> None:
    (tmp_path / "counts.json").write_text(text)
    broker: Any = Marked(30)
    assert Tally(tmp_path).count(broker, "t") == 20
    assert json.loads((tmp_path / "counts.json").read_text())["t"]["partitions"] == {"0": [30, 20]}


def test_what_waits_is_records(tmp_path: Path) -> None:
    broker: Any = Marked(33)
    broker.at = 30
    found = waits_for(broker, STAGES["fetch"], datetime.fromtimestamp(40, UTC))
    assert found == (2, 10.0)
    broker.at = 32  # a mark alone
    assert waits_for(broker, STAGES["fetch"], datetime.fromtimestamp(40, UTC)) == (0, 0.0)


@pytest.mark.kafka
def test_on_kafka_transactions_are_not_counted(tmp_path: Path, kafka_servers: str) -> None:
    source, target = f"tally-source-{uuid4().hex[:8]}", f"tally-target-{uuid4().hex[:8]}"
    with contextlib.closing(KafkaBroker(kafka_servers)) as broker:
        broker.create_topics([ENTRIES._replace(name=source), ARTICLES._replace(name=target)])
        with contextlib.closing(broker.producer()) as producer:
            for number in range(4):
                producer.send(Message(source, b"%d" % number, b"v"))
            producer.flush()
        with contextlib.closing(broker.consumer([source], target)) as consumer:
            left = 4
            while left:
                records = consumer.poll(1, 10.0)
                left -= len(records)
                consumer.commit([Message(target, r.key, r.value or b"") for r in records])
        assert sum(broker.ends(target).values()) > 4
        assert Tally(tmp_path).count(broker, target) == 4

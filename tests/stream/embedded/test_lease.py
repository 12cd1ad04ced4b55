"""Leases of the embedded broker's members: who has which partition, and for how long."""

import contextlib
import sqlite3
import time
from pathlib import Path

import pytest

from newswire.stream.broker import Producer
from newswire.stream.embedded.broker import EmbeddedBroker
from newswire.stream.errors import FencedError
from servers.embedded import TOPIC, send


def test_a_member_whose_lease_ran_out_is_fenced_even_if_it_comes_back_first(
    broker: EmbeddedBroker, producer: Producer
) -> None:
    send(producer, 4)
    with (
        contextlib.closing(broker.consumer(["topic"], "group")) as zombie,
        contextlib.closing(EmbeddedBroker(broker.path).consumer(["topic"], "group")) as other,
    ):
        assert len(zombie.poll(4, 1)) == 4
        with contextlib.closing(sqlite3.connect(broker.path)) as db, db:
            db.execute("UPDATE member SET lease_end = 1")  # both are late; `other` looks first
        other._member.exchange(other._log)
        zombie._member.exchange(zombie._log)
        with pytest.raises(FencedError):
            zombie.commit()
        assert broker.lag("topic", "group") == 4


def test_a_lease_of_before_the_last_start_of_the_machine_counts_for_nothing(
    broker: EmbeddedBroker, producer: Producer
) -> None:
    send(producer, 2)
    with contextlib.closing(sqlite3.connect(broker.path)) as db, db:
        db.execute("INSERT INTO member VALUES ('old', 'group', 'topic', ?)", (time.monotonic() + 1e6,))
        db.execute("INSERT INTO owner VALUES ('group', 1, 'old', 'old', 7)")
    with contextlib.closing(broker.consumer(["topic"], "group")) as consumer:
        assert len(consumer.poll(2, 1)) == 2
        consumer.commit()


def test_a_batch_may_take_longer_than_the_lease(tmp_path: Path) -> None:
    broker = EmbeddedBroker(tmp_path / "broker.db", lease_s=1.2)
    broker.create_topics([TOPIC])
    with (
        contextlib.closing(broker.producer()) as producer,
        contextlib.closing(broker.consumer(["topic"], "group")) as busy,
        contextlib.closing(broker.consumer(["topic"], "group")) as other,
    ):
        send(producer, 3)
        while not (records := busy.poll(3, 0.1)):
            pass
        deadline = time.monotonic() + 1.8
        while time.monotonic() < deadline:  # the batch is being worked on; the other one would take over
            assert other.poll(3, 0.1) == []
        assert len(records) == 3
        busy.commit()
    assert broker.lag("topic", "group") == 0

"""Processes that read and write a broker while a test kills, freezes and restarts them.

    python broker_child.py SPEC COMMAND GROUP TOPIC...      SPEC: embedded:PATH or kafka:HOST:PORT

Each prints a word when it has come so far, flushed, and reads a line where it waits for the test.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from newswire.stream.broker import Broker, Consumer, Message, Record
from newswire.stream.errors import FencedError, RetryableError

LEASE_S = 2.0


def open_broker(spec: str, *, lease_s: float = LEASE_S, max_poll_bytes: int = 64 << 20) -> Broker:
    """The broker of a spec."""
    kind, _, place = spec.partition(":")
    if kind == "embedded":
        from newswire.stream.embedded.broker import EmbeddedBroker

        return EmbeddedBroker(Path(place), lease_s=lease_s, max_poll_bytes=max_poll_bytes)
    from newswire.stream.kafka.broker import KafkaBroker

    return KafkaBroker(place, session_s=lease_s, max_poll_bytes=max_poll_bytes)


def poll_until(consumer: Consumer, count: int, *, tries: int = 150) -> list[Record]:
    """Polls until this many records are there; fails the test when they don't come."""
    records: list[Record] = []
    for _ in range(tries):
        records += consumer.poll(count - len(records), 0.2)
        if len(records) >= count:
            return records
    raise AssertionError(f"{len(records)} of {count} records came")


class DieAt(Sequence[Message]):
    """Outputs that kill the process when the commit comes to the last of them."""

    def __init__(self, messages: Sequence[Message]) -> None:
        self.messages = messages

    def __len__(self) -> int:
        return len(self.messages)

    def __getitem__(self, at: int) -> Message:  # type: ignore[override]
        return self.messages[at]

    def __iter__(self) -> Iterator[Message]:
        yield from self.messages[:-1]
        os.kill(os.getpid(), signal.SIGKILL)


def copies(records: Sequence[Record], topic: str) -> list[Message]:
    """The same messages for another topic."""
    return [Message(topic, r.key, r.value, r.headers) for r in records]


def send_and_die(broker: Broker, group: str, topic: str) -> None:
    """Ten messages that are acknowledged, then the end."""
    producer = broker.producer()
    for n in range(10):
        producer.send(Message(topic, b"key", b"%d" % n))
    producer.flush()
    os.kill(os.getpid(), signal.SIGKILL)


def die_before_commit(broker: Broker, group: str, source: str, target: str) -> None:
    """Polls, and dies with the batch in its hands."""
    poll_until(broker.consumer([source], group), 10)
    os.kill(os.getpid(), signal.SIGKILL)


def die_in_commit(broker: Broker, group: str, source: str, target: str) -> None:
    """Dies when a part of the outputs is on its way."""
    consumer = broker.consumer([source], group)
    consumer.commit(DieAt(copies(poll_until(consumer, 10), target)))


def hold(broker: Broker, group: str, source: str, target: str) -> None:
    """Polls ten, waits for a line, commits them, and says what came of it; then goes on copying."""
    consumer = broker.consumer([source], group)
    records = poll_until(consumer, 10)
    say("polled")
    sys.stdin.readline()
    try:
        consumer.commit(copies(records, target))
        say("committed")
    except FencedError:
        say("fenced")
    copy_on(consumer, target)


def copy(broker: Broker, group: str, source: str, target: str) -> None:
    """Copies until it is killed."""
    copy_on(broker.consumer([source], group), target)


def copy_on(consumer: Consumer, target: str) -> None:
    """Copies in small batches, for ever."""
    while True:
        records = consumer.poll(7, 0.1)
        try:
            consumer.commit(copies(records, target))
        except RetryableError:
            consumer.rewind()


def say(word: str) -> None:
    """Tells the test."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


COMMANDS: dict[str, Callable[..., None]] = {
    f.__name__: f for f in (send_and_die, die_before_commit, die_in_commit, hold, copy)
}

if __name__ == "__main__":
    import logging

    import structlog

    logging.disable(logging.CRITICAL)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    COMMANDS[sys.argv[2]](open_broker(sys.argv[1]), *sys.argv[3:])

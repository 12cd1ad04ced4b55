"""A broker of either kind with topics of its own, and the processes of a test beside it."""

import contextlib
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from newswire.stream.broker import Broker, Consumer, Message, Record, Start
from newswire.stream.topics import ARTICLES, ENTRIES
from servers import broker_child
from servers.broker_child import open_broker

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

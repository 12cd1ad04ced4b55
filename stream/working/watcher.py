"""What a worker tells of itself while it works: for heartbeats and metrics. This one listens to nothing."""

from collections.abc import Sequence

from newswire.stream.broker import Message, Record
from newswire.stream.handler import Item


class Watcher:
    """Told by the worker's own thread; what it does with that must be quick and raise nothing."""

    def polling(self, timeout_s: float) -> None:
        """The worker waits for records, at most this long."""

    def polled(self, records: Sequence[Record]) -> None:
        """A batch was polled; empty where nothing came."""

    def step(self, name: str, seconds: float) -> None:
        """A part of a batch took so long: decode, handle, write (with a sink), commit."""

    def committed(
        self, records: Sequence[Record], done: Sequence[Item], outputs: Sequence[Message], dead: Sequence[str]
    ) -> None:
        """A batch is done: what was made of it, and the reasons of the dead letters."""

    def failed(self, error: BaseException, wait_s: float) -> None:
        """A poll or batch failed, and is tried again after this many seconds."""

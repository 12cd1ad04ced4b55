"""Tells several watchers the same."""

from collections.abc import Sequence

from newswire.stream.broker import Message, Record
from newswire.stream.handler import Item
from newswire.stream.working.watcher import Watcher


class All(Watcher):
    """One after the other."""

    def __init__(self, *watchers: Watcher) -> None:
        self.watchers = watchers

    def polling(self, timeout_s: float) -> None:
        """See `Watcher`."""
        for watcher in self.watchers:
            watcher.polling(timeout_s)

    def polled(self, records: Sequence[Record]) -> None:
        """See `Watcher`."""
        for watcher in self.watchers:
            watcher.polled(records)

    def step(self, name: str, seconds: float) -> None:
        """See `Watcher`."""
        for watcher in self.watchers:
            watcher.step(name, seconds)

    def committed(
        self, records: Sequence[Record], done: Sequence[Item], outputs: Sequence[Message], dead: Sequence[str]
    ) -> None:
        """See `Watcher`."""
        for watcher in self.watchers:
            watcher.committed(records, done, outputs, dead)

    def failed(self, error: BaseException, wait_s: float) -> None:
        """See `Watcher`."""
        for watcher in self.watchers:
            watcher.failed(error, wait_s)

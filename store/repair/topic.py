"""Messages again from the topic that the store was filled from, as far back as the broker keeps them."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from newswire.store.known.keys import articles_of
from newswire.store.log.records import Commit
from newswire.stream.broker import Broker, Record
from newswire.stream.embedded.damaged import is_damaged
from newswire.stream.errors import FatalError, RejectedError
from newswire.stream.handler import Item
from newswire.stream.topics import ENRICHED, TOPICS


class Stretch(NamedTuple):
    """What the topic gives for offsets of the store."""

    records: int  #: had again
    items: list[Item]  #: those that can be decoded, at their places in the store
    missing: list[tuple[int, int]]  #: offsets that it does not keep any more, half-open
    forgotten: int = 0  #: had again, and not to come back

    @property
    def whole(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


class Topics:
    """The topics of a broker, or none; without the articles that are forgotten (by their ids)."""

    def __init__(self, broker: Broker | None, is_forgotten: Callable[[str], bool] = lambda article_id: False) -> None:
        self.broker, self.is_forgotten = broker, is_forgotten

    def id(self, topic: str) -> str | None:
        """The topic's id, None where there is no such topic."""
        try:
            return self.broker.topic_id(topic) if self.broker else None
        except FatalError:
            return None

    def read(self, like: Commit, start: int, end: int) -> Stretch:
        """The messages from offset `start` to `end` of the store, in the topic and partition of a record of theirs."""
        topic = next((topic for topic in TOPICS if topic.name == like.topic), ENRICHED)
        if self.broker is None or self.id(like.topic) != like.topic_id:
            return Stretch(0, [], [(start, end)])
        first = max(start, like.base + self.broker.begins(like.topic).get(like.partition, 0))
        last = min(end, like.base + self.broker.ends(like.topic).get(like.partition, 0))
        if first >= last:
            return Stretch(0, [], [(start, end)])
        missing = [(a, b) for a, b in ((start, first), (last, end)) if a < b]
        items, records = [], 0
        for record in self._scan(like, first - like.base, last - like.base):
            placed = record._replace(offset=record.offset + like.base)
            if is_damaged(record.headers):
                missing.append((placed.offset, placed.offset + 1))
                continue
            records += 1
            try:
                items.append(Item(placed, topic.decode(record.value)))
            except RejectedError:
                continue  # a dead letter or a tombstone, then as now
        welcome = [item for item in items if not any(map(self.is_forgotten, articles_of(item)))]
        return Stretch(records, welcome, sorted(missing), len(items) - len(welcome))

    def _scan(self, like: Commit, start: int, end: int) -> Iterator[Record]:
        assert self.broker
        ends = {p: at for p, at in self.broker.ends(like.topic).items() if p != like.partition}
        for record in self.broker.scan(like.topic, {**ends, like.partition: start}):
            if record.partition == like.partition:
                if record.offset >= end:
                    return
                yield record

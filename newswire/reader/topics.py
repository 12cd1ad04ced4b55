"""Topics as iterators of typed messages: alone, or as a member of a group that goes on where it stopped."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from newswire.stream.errors import FencedError, RejectedError
from newswire.stream.topics import ARTICLE_WITHDRAWN, REENRICHED, WITHDRAWN, Topic, header

if TYPE_CHECKING:
    from newswire.settings import Settings
    from newswire.stream.broker import Broker, Record

T = TypeVar("T")
Begin = Literal["earliest", "end"]
#: how often a broker is asked whether something new has come
_LOOK_S = 0.2
_BATCH = 100
#: types of events beside each topic's own whose values have its shape
_MORE = (REENRICHED, WITHDRAWN, ARTICLE_WITHDRAWN)
#: a member that is given no partition for this long has none to read
_LEFT_OUT_S = 15.0


@dataclass(frozen=True, slots=True)
class Event(Generic[T]):
    """A message with all that stands around it."""

    value: T | None  #: None: a tombstone, an event of a type that is not known here, or bytes that can't be read
    id: str | None  #: made from content: a repeat has the same
    type: str | None  #: of event: org.newswire.enriched.v1
    key: str | None
    topic: str
    partition: int
    offset: int
    time: datetime  #: when the broker took it
    headers: Mapping[str, str]
    is_tombstone: bool = False  #: what had this key is to be forgotten
    error: str | None = None  #: why there is no value, where there should be one


class Subscription(Generic[T]):
    """One topic. Calling it gives the values alone, `events` each with its id, type, key and place.

    Only what is committed is read. Without a group, nothing is remembered: each loop reads from `begin` on. With one,
    the loop goes on where the group stopped (`begin` is for one that committed nothing yet), shares the partitions with
    its other members, and commits a batch (100 at most) when all of it was taken: at least once, so who must not count
    twice remembers `Event.id`.
    """

    def __init__(self, settings: Settings, topic: Topic, type_: type[T]) -> None:
        self._settings, self.topic, self._type = settings, topic, type_

    def __call__(
        self, *, follow: bool = False, begin: Begin = "earliest", group: str | None = None, anew: bool = True
    ) -> Iterator[T]:
        """The messages, those that can't be read left out and told of in the log; to the present end, or for ever with
        `follow`. `anew=False` leaves out known articles that were tagged again, which are not news.

        Raises NewswireError where the broker can't be read, SettingsError where there is none.
        """
        for event in self.events(follow=follow, begin=begin, group=group):
            if event.error:
                import structlog

                structlog.get_logger().warning(
                    "unreadable_message",
                    topic=event.topic,
                    partition=event.partition,
                    offset=event.offset,
                    error=event.error,
                )
            if event.value is not None and (anew or event.type != REENRICHED):
                yield event.value

    def events(
        self, *, follow: bool = False, begin: Begin = "earliest", group: str | None = None
    ) -> Iterator[Event[T]]:
        """The same with all that stands around each message, tombstones and what can't be read included."""
        with _opened(self._settings, writing=group is not None) as broker:
            records = (
                _alone(broker, self.topic.name, begin, follow)
                if group is None
                else _as_member(broker, self.topic.name, group, begin, follow)
            )
            for record in records:
                yield self._event(record)

    def _event(self, record: Record) -> Event[T]:
        type_, value, error = header(record.headers, "ce_type"), None, None
        if record.value and type_ in (None, self.topic.event, *_MORE):
            try:
                read = self.topic.decode(record.value)
                value = read if isinstance(read, self._type) else None
            except RejectedError as e:
                error = str(e)
        return Event(
            value,
            header(record.headers, "ce_id"),
            type_,
            record.key.decode("utf-8", "replace") if record.key is not None else None,
            record.topic,
            record.partition,
            record.offset,
            datetime.fromtimestamp(record.timestamp_ms / 1000, UTC),
            MappingProxyType({name: raw.decode("utf-8", "replace") for name, raw in record.headers}),
            not record.value,
            error,
        )


@contextmanager
def _opened(settings: Settings, *, writing: bool) -> Iterator[Broker]:
    from newswire.wiring.broker import visit_broker

    with visit_broker(settings, writing=writing) as broker:
        yield broker


def _alone(broker: Broker, topic: str, begin: Begin, follow: bool) -> Iterator[Record]:
    start = broker.ends(topic) if begin == "end" else {}
    scanned: dict[int, int] | None = None
    while True:
        ends = broker.ends(topic)  # one question on one connection; a scan of Kafka opens another each time
        for record in broker.scan(topic, start) if ends != scanned else ():
            start[record.partition] = record.offset + 1
            yield record
        if not follow:
            return
        scanned = ends
        time.sleep(_LOOK_S)


def _as_member(broker: Broker, topic: str, group: str, begin: Begin, follow: bool) -> Iterator[Record]:
    ends = broker.ends(topic)
    if begin == "end" and broker.positions(topic, group) == broker.begins(topic):
        with suppress(FencedError):  # who is a member already has begun
            for partition, end in ends.items():
                if end:
                    broker.skip(topic, partition, group, end - 1)
    consumer = broker.consumer([topic], group)
    try:
        began = time.monotonic()
        while True:
            records = consumer.poll(_BATCH, _LOOK_S)
            yield from records
            consumer.commit()
            if records or follow:
                continue
            mine = consumer.assignment()
            if mine and all(consumer.position(*place) >= ends.get(place[1], 0) for place in mine):
                return
            if not mine and time.monotonic() - began > _LEFT_OUT_S:
                return
    finally:
        consumer.close()

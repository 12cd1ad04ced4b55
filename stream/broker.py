"""The broker's interface, which is the delivery contract: what a stage may count on, embedded and on Kafka.

- A record that was acknowledged (`flush` returned) survives a crash of every process.
- Within a partition, records keep the order in which one producer sent them; one key goes to one partition.
- A partition belongs to one consumer of a group at a time.
- `commit(outputs)` marks all that was polled as done and publishes what was made of it: both or neither.
  Nobody sees outputs of a commit that did not happen.
- A consumer that lost a partition since its poll gets FencedError from `commit`, which then wrote nothing.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from newswire.stream.errors import FatalError
from newswire.stream.topics import Topic

if TYPE_CHECKING:
    from newswire.stream.oversize import TooLargeError

#: the largest message, key and headers included: a dead letter must hold one of 30 MB, in base64
MAX_MESSAGE_BYTES = 48 << 20

Headers = tuple[tuple[str, bytes], ...]


class Message(NamedTuple):
    """What is sent. An empty value is a tombstone (null on Kafka): what had that key is to be forgotten."""

    topic: str
    key: bytes | None
    value: bytes
    headers: Headers = ()


class Record(NamedTuple):
    """What is read: a message and its place in the log."""

    topic: str
    partition: int
    offset: int
    timestamp_ms: int  #: when the broker or producer took it, milliseconds since 1970, UTC
    key: bytes | None
    value: bytes
    headers: Headers = ()


#: (topic, partition) -> the offset to begin at, or None for the group's own
Start = Callable[[str, int], int | None]


def check_size(message: Message) -> int:
    """Its bytes. Raises FatalError where no broker would take it: who makes such a one has to be mended."""
    size = len(message.value) + len(message.key or b"") + sum(len(k) + len(v) for k, v in message.headers)
    if size > MAX_MESSAGE_BYTES:
        raise FatalError(f"a message of {size} bytes for {message.topic}: more than {MAX_MESSAGE_BYTES}")
    return size


class Producer(Protocol):
    """Sends messages outside of a consumer's commit. What is in flight is bounded by count and bytes.

    For one thread, made after a fork.
    """

    def send(self, message: Message) -> None:
        """Hands over a message; blocks while too much is in flight. Not durable before `flush`."""

    def refusal(self, message: Message) -> "TooLargeError | None":
        """Why the topic does not take this message; None where it does. One that is sent all the same is fatal."""

    def flush(self) -> None:
        """Returns when all that was sent is durable.

        Raises RetryableError, here or already in `send`, where some of it is not: then nothing of what was sent
        since the last `flush` may be counted on, and nothing is kept. Send it again; ids make repeats harmless.
        """

    def close(self) -> None:
        """Flushes and lets go."""


class Consumer(Protocol):
    """Reads topics as a member of a group. For one thread, made after a fork."""

    def poll(self, max_records: int, timeout_s: float) -> list[Record]:
        """The next batch: returns when `max_records` are there or `timeout_s` has passed, whichever is first.
        Returns early when the values amount to the broker's `max_poll_bytes` (at least one record, if there is one).

        Polled twice without a commit, the second batch follows the first. May return early, even empty,
        after `wake` or when partitions change hands. After that, what an earlier poll gave of a partition
        that was lost must be dropped: `commit` would be fenced. Between two polls a consumer keeps its partitions
        however long a batch takes (a thread renews its lease), unless its whole process stands still.

        Raises FatalError where `start` says an offset past the end: then it is not the log that it meant.
        """

    def commit(self, outputs: Sequence[Message] = ()) -> None:
        """Marks all polled records as done and publishes the outputs, atomically and durably.

        Raises FencedError, with nothing written, where a partition of the polled records belongs to somebody
        else by now, and RetryableError where the broker could not take it. After either the positions are back
        at what is committed, so that the next poll gives the same records to whoever owns them.
        """

    def refusal(self, message: Message) -> "TooLargeError | None":
        """Why a commit could not publish this message: it is `too_large` for its topic. None where it can."""

    def seek(self, topic: str, partition: int, offset: int) -> None:
        """Makes `offset` the next one to be polled of an assigned partition; what was polled of it is forgotten."""

    def rewind(self) -> None:
        """Forgets what was polled and not committed: each assigned partition begins again at what `start` says,
        else at what is committed."""

    def assignment(self) -> frozenset[tuple[str, int]]:
        """The (topic, partition) pairs that are this consumer's now."""

    def position(self, topic: str, partition: int) -> int:
        """The offset that the next poll begins at. On Kafka, control records (the ends of transactions) take
        offsets, too: positions and offsets have gaps there."""

    def wake(self) -> None:
        """Makes a running or the next `poll` return at once. May be called from a signal handler or thread."""

    def close(self) -> None:
        """Leaves the group; uncommitted records go to the others."""


class Broker(Protocol):
    """A durable log: topics of partitions of records. Itself for any thread, and for the child of a
    process that forks without an open consumer. `marks` says that offsets are also given to what is not a record, such
    as the end of a transaction.

    A member that is closed gives its partitions up at once, one that dies or stands still after the lease (10 s
    unless said otherwise; embedded, a dead one at once).
    """

    marks: bool

    def create_topics(self, topics: Sequence[Topic]) -> None:
        """Makes the topics that are not there yet; changes none."""

    def producer(self, name: str = "newswire") -> Producer:
        """`name` tells it from others on the broker's side: Kafka's `client.id`."""

    def consumer(self, topics: Sequence[str], group: str, *, start: Start | None = None) -> Consumer:
        """A new member of a group, all of whose members subscribe to the same topics.

        `start` is asked for each partition on each assignment and `rewind`; without it, or where it says None, the
        group's committed offset counts, else the earliest record. Raises FatalError where a topic is not there.
        """

    def scan(self, topic: str, start: Mapping[int, int] | None = None) -> Iterator[Record]:
        """The records of a topic from the given offsets (default: the earliest) to the present end, partition
        by partition, outside of any group. Only what is committed."""

    def ends(self, topic: str) -> dict[int, int]:
        """Partition -> the offset that the next record will get. Empty where there is no such topic."""

    def begins(self, topic: str) -> dict[int, int]:
        """Partition -> the first offset still kept."""

    def lag(self, topic: str, group: str) -> int:
        """How many records of the topic the group has still to commit. On Kafka control records count until a
        consumer of the group that has nothing to do has moved on over them: within a poll or two."""

    def positions(self, topic: str, group: str) -> dict[int, int]:
        """Partition -> the offset at which the group goes on: what is committed, else the earliest."""

    def members(self, group: str) -> int:
        """How many consumers of the group are alive."""

    def skip(self, topic: str, partition: int, group: str, offset: int) -> None:
        """Makes a group that nobody is a member of go on after this offset.

        Raises FencedError, with nothing changed, while somebody is: it might be at work on that very record.
        """

    def topic_id(self, topic: str) -> str:
        """Differs when a topic was deleted and recreated. Raises FatalError where there is no such topic."""

    def expire(self, topics: Sequence[Topic], now_ms: int) -> int:
        """Deletes what is older than each topic's retention; returns how many records. Kafka does it by itself: 0."""

    def erase(self, topic: str, places: Collection[tuple[int, int]]) -> int:
        """Takes key, headers and value of records away, at these (partition, offset) pairs; each is a tombstone then,
        a record with an empty value. Returns how many of them it could not take away: Kafka keeps what it has taken as
        long as its topic says."""

    def wipe(self) -> None:
        """Makes what was erased or has expired unreadable in the broker's file, too. On Kafka nothing: its segments
        are deleted whole. Raises RetryableError where somebody reads what was erased for very long."""

    def close(self) -> None: ...

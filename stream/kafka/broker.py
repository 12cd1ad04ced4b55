"""Apache Kafka as a broker: transactions make a commit and its outputs one, readers see only what is committed.

Kafka's transactions themselves have known holes without KIP-890, which kafka-python does not speak yet: so ids are
made from content everywhere and the store keeps its own commit log; transactions spare duplicates, they are not
the only guard.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from kafka import KafkaConsumer as Client
from kafka import OffsetAndMetadata, errors
from kafka.admin import OffsetSpec

from newswire.stream.broker import Record, Start
from newswire.stream.errors import FatalError, FencedError, NewswireError
from newswire.stream.kafka.admin import Admin
from newswire.stream.kafka.client import CLIENT, admin, kafka_errors
from newswire.stream.kafka.consumer import KafkaConsumer
from newswire.stream.kafka.options import DEFAULTS, KafkaOptions
from newswire.stream.kafka.producer import KafkaProducer
from newswire.stream.kafka.records import CONSUMER
from newswire.stream.kafka.scan import scan_partition
from newswire.stream.topics import Topic


def answers(servers: str, timeout_s: float) -> bool:
    """Whether a broker answers there within this many seconds."""
    try:
        client = admin(servers, DEFAULTS, bootstrap_timeout_ms=round(timeout_s * 1000))
    except NewswireError:
        return False
    client.close()
    return True


class KafkaBroker:
    """See `newswire.stream.broker.Broker`.

    `servers`: HOST:PORT, several with commas. `session_s`: how long a dead or frozen process keeps its partitions.
    `max_poll_bytes`: a poll returns early with this many bytes of values. `options`: login, names, how topics are made.
    """

    marks = True

    def __init__(
        self,
        servers: str,
        *,
        session_s: float = 10,
        max_poll_bytes: int = 64 << 20,
        options: KafkaOptions = DEFAULTS,
    ) -> None:
        self.servers, self._session_s, self._max_poll_bytes = servers, session_s, max_poll_bytes
        self.options, self._names = options, options.names
        self._admin = Admin(servers, options)

    def create_topics(self, topics: Sequence[Topic]) -> None:
        """See `Broker.create_topics`."""
        there = self._admin.there([t.name for t in topics])
        missing = {t.name: t for t in topics if t.name not in there}
        if not missing:
            return
        wanted = {
            self._names.full(t.name): {
                "num_partitions": self.options.partitions or t.partitions if t.partitions > 1 else 1,
                "replication_factor": self.options.replication or -1,
                "configs": self.options.config(t),
            }
            for t in missing.values()
        }
        with kafka_errors("making topics"):
            made = self._admin.client.create_topics(wanted, raise_errors=False)
            for topic in made["topics"]:
                error = errors.for_code(topic["error_code"])
                if error not in (errors.NoError, errors.TopicAlreadyExistsError):
                    raise error(topic.get("error_message") or topic["name"])
            self._admin.client.wait_for_topics(list(wanted))

    def producer(self, name: str = "newswire") -> KafkaProducer:
        """See `Broker.producer`."""
        return KafkaProducer(self.servers, self.options, name, self._admin.limit)

    def consumer(self, topics: Sequence[str], group: str, *, start: Start | None = None) -> KafkaConsumer:
        """See `Broker.consumer`."""
        there = self._admin.there(topics)
        missing = [t for t in topics if t not in there]
        if missing:
            raise FatalError(f"no such topic: {', '.join(missing)}")
        return KafkaConsumer(
            self.servers, self.options, topics, group, start, self._session_s, self._max_poll_bytes, self._admin.limit
        )

    def scan(self, topic: str, start: Mapping[int, int] | None = None) -> Iterator[Record]:
        """See `Broker.scan`."""
        partitions = self.begins(topic)
        if not partitions:
            return
        with kafka_errors(f"reading {topic}"):
            client = Client(
                bootstrap_servers=self.servers.split(","), **{**CLIENT, **CONSUMER, **self.options.login.settings()}
            )
        try:
            for partition in partitions:
                yield from scan_partition(client, self._names, (topic, partition), (start or {}).get(partition, 0))
        finally:
            client.close(autocommit=False)

    def ends(self, topic: str) -> dict[int, int]:
        """See `Broker.ends`."""
        return self._admin.offsets(topic, OffsetSpec.LATEST)

    def begins(self, topic: str) -> dict[int, int]:
        """See `Broker.begins`."""
        return self._admin.offsets(topic, OffsetSpec.EARLIEST)

    def lag(self, topic: str, group: str) -> int:
        """See `Broker.lag`."""
        ends = self.ends(topic)
        return sum(max(0, ends[p] - at) for p, at in self.positions(topic, group).items())

    def positions(self, topic: str, group: str) -> dict[int, int]:
        """See `Broker.positions`."""
        begins = self.begins(topic)
        keys = [self._names.partition(topic, p) for p in begins]
        if not keys:
            return {}
        with kafka_errors("asking for the offsets of a group"):
            full = self._names.full(group)
            marks = self._admin.client.list_group_offsets({full: keys})[full]
        committed = {key.partition: marks[key].offset for key in keys if key in marks}
        return {p: max(first, committed.get(p, 0)) for p, first in begins.items()}

    def members(self, group: str) -> int:
        """See `Broker.members`."""
        with kafka_errors(f"describing group {group}"):
            full = self._names.full(group)
            return len(self._admin.client.describe_groups([full])[full].get("members") or ())

    def skip(self, topic: str, partition: int, group: str, offset: int) -> None:
        """See `Broker.skip`."""
        key = self._names.partition(topic, partition)
        if self.members(group):
            raise FencedError(f"group {group} has members: a worker runs")
        with kafka_errors(f"setting an offset of {group}"):
            mark = {key: OffsetAndMetadata(offset + 1, "", -1)}
            error = self._admin.client.alter_group_offsets(self._names.full(group), mark)[key]
            if error is not errors.NoError:
                raise error(f"{topic}/{partition}")

    def topic_id(self, topic: str) -> str:
        """See `Broker.topic_id`: Kafka's own (KIP-516)."""
        found = self._admin.there([topic]).get(topic)
        if found is None:
            raise FatalError(f"no such topic: {topic}")
        return str(found["topic_id"])

    def expire(self, topics: Sequence[Topic], now_ms: int) -> int:
        """See `Broker.expire`: Kafka does it by itself."""
        return 0

    def erase(self, topic: str, places: Collection[tuple[int, int]]) -> int:
        """See `Broker.erase`: Kafka deletes whole segments, by age."""
        return len(places)

    def wipe(self) -> None:
        """See `Broker.wipe`."""

    def close(self) -> None:
        """See `Broker.close`."""
        self._admin.close()

"""Apache Kafka as a broker: transactions make a commit and its outputs one, readers see only what is committed.

Kafka's transactions themselves have known holes without KIP-890, which kafka-python does not speak yet: so ids are
made from content everywhere and the store keeps its own commit log; transactions spare duplicates, they are not
the only guard.
"""

import os
import threading
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from kafka import KafkaConsumer as Client
from kafka import OffsetAndMetadata, errors
from kafka.admin import ConfigResource, ConfigResourceType, OffsetSpec

from stream.broker import Record, Start
from stream.errors import FatalError, FencedError, NewswireError
from stream.kafka.client import CLIENT, admin, kafka_errors
from stream.kafka.consumer import CONSUMER, KafkaConsumer
from stream.kafka.options import DEFAULTS, KafkaOptions
from stream.kafka.producer import KafkaProducer
from stream.kafka.scan import scan_partition
from stream.topics import Topic

#: a topic's settings are asked for again after so long
_LIMIT_S = 60.0


def answers(servers: str, timeout_s: float) -> bool:
    """Whether a broker answers there within so many seconds."""
    try:
        client = admin(servers, DEFAULTS, bootstrap_timeout_ms=round(timeout_s * 1000))
    except NewswireError:
        return False
    client.close()
    return True


class KafkaBroker:
    """See `stream.broker.Broker`.

    `servers`: HOST:PORT, several with commas. `session_s`: how long a dead or frozen process keeps its partitions.
    `max_poll_bytes`: a poll returns early with so many bytes of values. `options`: login, names, how topics are made.
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
        self._limits: dict[str, tuple[int, float]] = {}
        self._lock = threading.Lock()
        self._admin_client: Any = None
        self._admin_pid = 0

    def create_topics(self, topics: Sequence[Topic]) -> None:
        """See `Broker.create_topics`."""
        missing = {t.name: t for t in topics if not self._partitions(t.name)}
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
            made = self._admin().create_topics(wanted, raise_errors=False)
            for topic in made["topics"]:
                error = errors.for_code(topic["error_code"])
                if error not in (errors.NoError, errors.TopicAlreadyExistsError):
                    raise error(topic.get("error_message") or topic["name"])
            self._admin().wait_for_topics(list(wanted))

    def producer(self) -> KafkaProducer:
        """See `Broker.producer`."""
        return KafkaProducer(self.servers, self.options)

    def consumer(self, topics: Sequence[str], group: str, *, start: Start | None = None) -> KafkaConsumer:
        """See `Broker.consumer`."""
        missing = [t for t in topics if not self._partitions(t)]
        if missing:
            raise FatalError(f"no such topic: {', '.join(missing)}")
        return KafkaConsumer(
            self.servers, self.options, topics, group, start, self._session_s, self._max_poll_bytes, self.limit
        )

    def limit(self, topic: str) -> int:
        """Bytes of the largest message that a topic takes, packed: its `max.message.bytes`, asked for once a minute."""
        known = self._limits.get(topic)
        if known is None or time.monotonic() - known[1] > _LIMIT_S:
            resource = ConfigResource(ConfigResourceType.TOPIC, self._names.full(topic), ["max.message.bytes"])
            with kafka_errors(f"asking for the settings of {topic}"):
                found = self._admin().describe_configs([resource], config_filter="all")
            known = self._limits[topic] = (_value_of(found, "max.message.bytes"), time.monotonic())
        return known[0]

    def scan(self, topic: str, start: Mapping[int, int] | None = None) -> Iterator[Record]:
        """See `Broker.scan`."""
        partitions = self._partitions(topic)
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
        return self._offsets(topic, OffsetSpec.LATEST)

    def begins(self, topic: str) -> dict[int, int]:
        """See `Broker.begins`."""
        return self._offsets(topic, OffsetSpec.EARLIEST)

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
            marks = self._admin().list_group_offsets({full: keys})[full]
        committed = {key.partition: marks[key].offset for key in keys if key in marks}
        return {p: max(first, committed.get(p, 0)) for p, first in begins.items()}

    def members(self, group: str) -> int:
        """See `Broker.members`."""
        with kafka_errors(f"describing group {group}"):
            full = self._names.full(group)
            return len(self._admin().describe_groups([full])[full].get("members") or ())

    def skip(self, topic: str, partition: int, group: str, offset: int) -> None:
        """See `Broker.skip`."""
        key = self._names.partition(topic, partition)
        if self.members(group):
            raise FencedError(f"group {group} has members: a worker runs")
        with kafka_errors(f"setting an offset of {group}"):
            mark = {key: OffsetAndMetadata(offset + 1, "", -1)}
            error = self._admin().alter_group_offsets(self._names.full(group), mark)[key]
            if error is not errors.NoError:
                raise error(f"{topic}/{partition}")

    def topic_id(self, topic: str) -> str:
        """See `Broker.topic_id`: Kafka's own (KIP-516)."""
        found = self._describe(topic)
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
        with self._lock:
            client, self._admin_client = self._admin_client, None
            if client is not None and self._admin_pid == os.getpid():
                client.close()

    def _admin(self) -> Any:
        """The admin client of this process: one made before a fork is left to the parent."""
        with self._lock:
            if self._admin_client is None or self._admin_pid != os.getpid():
                self._admin_client, self._admin_pid = admin(self.servers, self.options), os.getpid()
            return self._admin_client

    def _describe(self, topic: str) -> Mapping[str, Any] | None:
        with kafka_errors(f"describing {topic}"):
            (found,) = self._admin().describe_topics([self._names.full(topic)])
            error = errors.for_code(found["error_code"])
            if error is errors.UnknownTopicOrPartitionError:
                return None
            if error is not errors.NoError:
                raise error(topic)
        return dict(found)

    def _partitions(self, topic: str) -> list[int]:
        found = self._describe(topic)
        return sorted(p["partition_index"] for p in found["partitions"]) if found else []

    def _offsets(self, topic: str, spec: Any) -> dict[int, int]:
        wanted = {self._names.partition(topic, p): spec for p in self._partitions(topic)}
        if not wanted:
            return {}
        with kafka_errors(f"asking for offsets of {topic}"):
            found = self._admin().list_partition_offsets(wanted)
        return {tp.partition: int(at.offset) for tp, at in sorted(found.items())}


def _value_of(found: Any, setting: str) -> int:
    (by_name,) = (settings for kind in found.values() for settings in kind.values())
    value = by_name[setting]
    return int(value["value"] if isinstance(value, dict) else value)

"""Questions to a cluster: one client for them in each process."""

import os
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any

from kafka import errors
from kafka.admin import ConfigResource, ConfigResourceType

from newswire.stream.kafka.client import admin, kafka_errors
from newswire.stream.kafka.options import KafkaOptions

#: a topic's settings are asked for again after this long
_LIMIT_S = 60.0


class Admin:
    """Asks a cluster, by our names. For any thread, and for the child of a process that forks."""

    def __init__(self, servers: str, options: KafkaOptions) -> None:
        self.servers, self.options, self.names = servers, options, options.names
        self._limits: dict[str, tuple[int, float]] = {}
        self._lock = threading.Lock()
        self._client: Any = None
        self._pid = 0

    @property
    def client(self) -> Any:
        """The admin client of this process: one made before a fork is left to the parent."""
        with self._lock:
            if self._client is None or self._pid != os.getpid():
                self._client, self._pid = admin(self.servers, self.options), os.getpid()
            return self._client

    def there(self, topics: Sequence[str]) -> dict[str, Mapping[str, Any]]:
        """What Kafka says of those of these topics that are there; one question."""
        there: dict[str, Mapping[str, Any]] = {}
        if not topics:
            return there
        with kafka_errors(f"describing {', '.join(topics)}"):
            for found in self.client.describe_topics([self.names.full(topic) for topic in topics]):
                error = errors.for_code(found["error_code"])
                if error is errors.NoError:
                    there[self.names.own(found["name"])] = dict(found)
                elif error is not errors.UnknownTopicOrPartitionError:
                    raise error(found["name"])
        return there

    def offsets(self, topic: str, spec: Any) -> dict[int, int]:
        """Partition -> the offset that a spec of the client's means. Empty where there is no such topic."""
        found = self.there([topic]).get(topic)
        partitions = sorted(p["partition_index"] for p in found["partitions"]) if found else []
        wanted = {self.names.partition(topic, p): spec for p in partitions}
        if not wanted:
            return {}
        with kafka_errors(f"asking for offsets of {topic}"):
            at = self.client.list_partition_offsets(wanted)
        return {tp.partition: int(one.offset) for tp, one in sorted(at.items())}

    def limit(self, topic: str) -> int:
        """Bytes of the largest message that a topic takes, packed: its `max.message.bytes`, asked for once a minute."""
        known = self._limits.get(topic)
        if known is None or time.monotonic() - known[1] > _LIMIT_S:
            resource = ConfigResource(ConfigResourceType.TOPIC, self.names.full(topic), ["max.message.bytes"])
            with kafka_errors(f"asking for the settings of {topic}"):
                found = self.client.describe_configs([resource], config_filter="all")
            known = self._limits[topic] = (_value_of(found, "max.message.bytes"), time.monotonic())
        return known[0]

    def close(self) -> None:
        """Lets go; the next question makes a new client."""
        with self._lock:
            client, self._client = self._client, None
            if client is not None and self._pid == os.getpid():
                client.close()


def _value_of(found: Any, setting: str) -> int:
    (by_name,) = (settings for kind in found.values() for settings in kind.values())
    value = by_name[setting]
    return int(value["value"] if isinstance(value, dict) else value)

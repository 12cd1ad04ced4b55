"""How Kafka is spoken to: where it is, what names are put before, how one logs in, how topics are made."""

import subprocess
import time
from collections.abc import Mapping
from typing import Any, NamedTuple

from kafka import TopicPartition
from kafka.net.sasl.oauth import AbstractTokenProvider

from newswire.stream.broker import MAX_MESSAGE_BYTES
from newswire.stream.errors import FatalError
from newswire.stream.topics import Topic

#: a token is asked for again after this many seconds
_TOKEN_S = 240.0
_COMMAND_S = 15.0
_DAY_MS = 24 * 60 * 60 * 1000
#: what was replaced or taken back is gone within a day; who reads slower than that reads from the beginning
_COMPACTED = {
    "cleanup.policy": "compact",
    "max.compaction.lag.ms": str(_DAY_MS),
    "segment.ms": str(_DAY_MS),
    "delete.retention.ms": str(_DAY_MS),
    "min.cleanable.dirty.ratio": "0.2",
}


class Names(NamedTuple):
    """Names as they are on the broker: the prefix stands before those of topics, groups, clients and transactions."""

    prefix: str = ""

    def full(self, name: str) -> str:
        """As it is on the broker."""
        return self.prefix + name

    def own(self, name: str) -> str:
        """As we say it."""
        return name.removeprefix(self.prefix)

    def partition(self, topic: str, partition: int) -> Any:
        """The client's key of one of our partitions."""
        return TopicPartition(self.full(topic), partition)

    def pair(self, key: Any) -> tuple[str, int]:
        """Our name and number of one of the client's keys."""
        return self.own(key.topic), key.partition


class Login(NamedTuple):
    """How one logs in; the words are Kafka's own.

    `protocol`: PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL. `mechanism`: PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or
    OAUTHBEARER; for the last one `token_command` is a shell command that prints a token. `ca`, `certificate` and `key`
    are paths of PEM files; without `ca` the system's are trusted.
    """

    protocol: str = "PLAINTEXT"
    mechanism: str | None = None
    user: str | None = None
    password: str | None = None
    token_command: str | None = None
    ca: str | None = None
    certificate: str | None = None
    key: str | None = None

    def settings(self) -> dict[str, Any]:
        """The same as settings of kafka-python."""
        found: dict[str, Any] = {"security_protocol": self.protocol}
        if self.protocol.startswith("SASL"):
            found["sasl_mechanism"] = self.mechanism
            if self.mechanism == "OAUTHBEARER":
                found["sasl_oauth_token_provider"] = _Token(self.token_command or "")
            else:
                found |= {"sasl_plain_username": self.user, "sasl_plain_password": self.password}
        if self.protocol.endswith("SSL"):
            found |= {"ssl_cafile": self.ca, "ssl_certfile": self.certificate, "ssl_keyfile": self.key}
        return found


class KafkaOptions(NamedTuple):
    """All of it. What is None is the broker's or our topic's own.

    `replication`, `partitions`, `retention_days` and `max_message_bytes` are of topics that are made; those that are
    there already are taken as they are.
    """

    prefix: str = ""
    login: Login = Login()
    replication: int | None = None
    partitions: int | None = None
    retention_days: int | None = None
    max_message_bytes: int = MAX_MESSAGE_BYTES + (1 << 20)
    compression: str = "gzip"

    @property
    def names(self) -> Names:
        return Names(self.prefix)

    @property
    def codec(self) -> str | None:
        """The client's word for it."""
        return None if self.compression == "none" else self.compression

    def config(self, topic: Topic) -> Mapping[str, str]:
        """The settings of a topic that is made."""
        days = (self.retention_days or topic.retention_days) if topic.retention_days else 0
        kept = {"retention.ms": str(days * _DAY_MS or -1), "max.message.bytes": str(self.max_message_bytes)}
        return kept | _COMPACTED if topic.compacted else kept


#: no login, no prefix, the topics' own settings
DEFAULTS = KafkaOptions()


class _Token(AbstractTokenProvider):  # type: ignore[misc] # untyped
    """Tokens from a command, kept for a while."""

    def __init__(self, command: str) -> None:
        self._command, self._token, self._at = command, "", 0.0

    def token(self) -> str:
        if not self._token or time.monotonic() - self._at > _TOKEN_S:
            try:
                done = subprocess.run(
                    self._command, shell=True, capture_output=True, text=True, timeout=_COMMAND_S, check=True
                )
            except subprocess.SubprocessError as e:
                said = (getattr(e, "stderr", "") or str(e)).strip()[-300:]
                raise FatalError(f"kafka_token_command gave no token: {said}") from e
            self._token, self._at = done.stdout.strip(), time.monotonic()
        return self._token

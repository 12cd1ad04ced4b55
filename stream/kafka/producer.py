"""Sending to Kafka: in a bounded stream with acknowledgement, or in a transaction with a consumer's progress."""

import contextlib
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import uuid4

from kafka import KafkaProducer as Client
from kafka import OffsetAndMetadata, errors

from newswire.stream.broker import MAX_MESSAGE_BYTES, Message, check_size
from newswire.stream.errors import FatalError
from newswire.stream.kafka.client import CLIENT, check_reachable, kafka_errors
from newswire.stream.kafka.options import KafkaOptions
from newswire.stream.oversize import TooLargeError, refusal

_PRODUCER = {
    "max_request_size": MAX_MESSAGE_BYTES + (1 << 20),
    "delivery_timeout_ms": 60_000,
    "max_block_ms": 20_000,
    "allow_auto_create_topics": False,
}
_BATCH_BYTES = 256 << 10
_COMMIT_S, _ABORT_S = 30, 5


class KafkaProducer:
    """See `newswire.stream.broker.Producer`. The client itself takes all that it is given: here it waits for room.

    After an error it begins again: of what was sent since the last `flush` nothing may be counted on.
    """

    def __init__(
        self,
        servers: str,
        options: KafkaOptions,
        name: str,
        limit: Callable[[str], int],
        *,
        max_messages: int = 2_000,
        max_bytes: int = 64 << 20,
    ) -> None:
        self._limit, self._packed = limit, options.codec is not None
        self._servers = servers
        self._names = options.names
        self._settings = {**_settings(servers, options, name), "linger_ms": 5}
        self._max_messages, self._max_bytes, self._pid = max_messages, max_bytes, os.getpid()
        self._client: Any = None
        self._room = threading.Condition()
        self._messages = self._bytes = 0
        self._error: BaseException | None = None

    def refusal(self, message: Message) -> TooLargeError | None:
        """See `Producer.refusal`."""
        return refusal(message, self._limit(message.topic), packed=self._packed)

    def send(self, message: Message) -> None:
        """See `Producer.send`."""
        client = self._connected()
        size = check_size(message)
        with self._room:
            self._room.wait_for(lambda: self._messages == 0 or self._has_room(size))
            self._messages += 1
            self._bytes += size
        try:
            with kafka_errors(f"sending to {message.topic}"):
                future = client.send(
                    self._names.full(message.topic), _value(message), message.key, list(message.headers)
                )
        except BaseException:
            self._delivered(size, None)
            raise
        future.add_callback(lambda _: self._delivered(size, None))
        future.add_errback(lambda error: self._delivered(size, error))

    def flush(self) -> None:
        """See `Producer.flush`."""
        if self._client is None:
            return
        client = self._connected()
        with kafka_errors("flushing"):
            client.flush()
        with self._room:
            self._room.wait_for(lambda: self._messages == 0)
            error, self._error = self._error, None
        if error is not None:
            self._drop()
            with kafka_errors("flushing"):
                raise error

    def in_flight(self) -> tuple[int, int]:
        """How many messages and bytes are handed over and not acknowledged."""
        with self._room:
            return self._messages, self._bytes

    def close(self) -> None:
        """See `Producer.close`."""
        if self._pid != os.getpid():
            return
        try:
            self.flush()
        finally:
            self._drop()

    def _connected(self) -> Any:
        if self._pid != os.getpid():
            raise FatalError("a producer does not pass a fork: make it in the process that uses it")
        if self._client is None:
            check_reachable(self._servers)
            with kafka_errors("connecting"):
                self._client = Client(**self._settings)
        return self._client

    def _has_room(self, size: int) -> bool:
        return self._messages < self._max_messages and self._bytes + size <= self._max_bytes

    def _delivered(self, size: int, error: BaseException | None) -> None:
        with self._room:
            self._messages -= 1
            self._bytes -= size
            self._error = self._error or error
            self._room.notify_all()

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close(timeout=5)


class Transactions:
    """Publishes messages together with a consumer's progress, or neither.

    The transactional id is one per consumer; who may commit is decided by the group's generation (KIP-447).
    `timeout_s` is how long a transaction may hang after its producer was killed: until then the readers of its
    topics and the next owner of its partitions wait. Ours are open only for the time of a commit.
    """

    def __init__(self, servers: str, options: KafkaOptions, group: str, timeout_s: float) -> None:
        self._servers, self._names = servers, options.names
        self._settings = {
            **_settings(servers, options, group),
            "transactional_id": options.names.full(f"{group}-{uuid4().hex}"),
            "transaction_timeout_ms": round(timeout_s * 1000),
        }
        self._client: Any = None

    def commit(self, messages: Sequence[Message], offsets: Mapping[tuple[str, int], int], group: Any) -> None:
        """One transaction. After an error nothing of it was done, or all: the group's committed offsets tell."""
        try:
            with kafka_errors("committing"):
                client = self._ready()
                client.begin_transaction()
                for m in messages:
                    check_size(m)
                    client.send(self._names.full(m.topic), _value(m), m.key, list(m.headers))
                marks = {self._names.partition(*tp): OffsetAndMetadata(o, "", -1) for tp, o in offsets.items()}
                if marks:
                    self._wait(client._transaction_manager.send_offsets_to_transaction(marks, group))
                self._wait(client._transaction_manager.begin_commit())
        except BaseException:
            self._abort()
            raise

    def close(self) -> None:
        """Lets go; a transaction that is still open is aborted by the broker when its time is over."""
        client, self._client = self._client, None
        if client is not None:
            client._sender.force_close()  # else close() waits for what will not be sent any more
            with contextlib.suppress(errors.KafkaError):
                client.close(timeout=5)

    def _abort(self) -> None:
        """So that the readers need not wait; the client is of use again if that works, else a new one is made."""
        if self._client is None:
            return
        try:
            self._wait(self._client._transaction_manager.begin_abort(), _ABORT_S)
        except errors.KafkaError:
            self.close()

    def _ready(self) -> Any:
        if self._client is None:
            check_reachable(self._servers)
            self._client = Client(**self._settings)
            self._client.init_transactions()
        return self._client

    def _wait(self, result: Any, timeout_s: float = _COMMIT_S) -> None:
        """The public calls wait for ever while the broker is away, and could not be stopped: so their insides."""
        self._client._sender.wakeup()
        if not result.wait(timeout_s * 1000):
            raise errors.KafkaTimeoutError(f"no answer within {timeout_s} s")


def _settings(servers: str, options: KafkaOptions, client: str) -> dict[str, Any]:
    return {
        "bootstrap_servers": servers.split(","),
        **CLIENT,
        **_PRODUCER,
        "client_id": options.names.full(client),
        "compression_type": options.codec,
        "batch_size": min(_BATCH_BYTES, options.max_message_bytes // 2),  # the topic's limit is one of batches
        **options.login.settings(),
    }


def _value(message: Message) -> bytes | None:
    """Nothing under a key is a tombstone, for Kafka a null; without a key it is an empty message like another."""
    return message.value or (None if message.key else b"")

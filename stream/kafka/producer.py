"""Sending to Kafka in a bounded stream, with acknowledgement."""

import os
import threading
from collections.abc import Callable
from typing import Any

from kafka import KafkaProducer as Client

from newswire.stream.broker import Message, check_size
from newswire.stream.errors import FatalError
from newswire.stream.kafka.client import check_reachable, kafka_errors
from newswire.stream.kafka.options import KafkaOptions
from newswire.stream.kafka.sending import settings_of, value_of
from newswire.stream.oversize import TooLargeError, refusal


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
        self._settings = {**settings_of(servers, options, name), "linger_ms": 5}
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
                    self._names.full(message.topic), value_of(message), message.key, list(message.headers)
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

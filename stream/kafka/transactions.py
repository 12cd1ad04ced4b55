"""Sending to Kafka in a transaction with a consumer's progress."""

import contextlib
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from kafka import KafkaProducer as Client
from kafka import OffsetAndMetadata, errors

from newswire.stream.broker import Message, check_size
from newswire.stream.kafka.client import check_reachable, kafka_errors
from newswire.stream.kafka.options import KafkaOptions
from newswire.stream.kafka.sending import settings_of, value_of

_COMMIT_S, _ABORT_S = 30, 5


class Transactions:
    """Publishes messages together with a consumer's progress, or neither.

    The transactional id is one per consumer; who may commit is decided by the group's generation (KIP-447).
    `timeout_s` is how long a transaction may hang after its producer was killed: until then the readers of its
    topics and the next owner of its partitions wait. Ours are open only for the time of a commit.
    """

    def __init__(self, servers: str, options: KafkaOptions, group: str, timeout_s: float) -> None:
        self._servers, self._names = servers, options.names
        self._settings = {
            **settings_of(servers, options, group),
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
                    client.send(self._names.full(m.topic), value_of(m), m.key, list(m.headers))
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

"""What every Kafka client of ours shares: settings, and Kafka's errors as ours.

kafka-python carries no types: this folder is the only one that imports it, and is typed itself.
"""

import contextlib
import socket
from collections.abc import Iterator
from typing import Any

from kafka import errors
from kafka.admin import KafkaAdminClient

from newswire.stream.errors import FatalError, FencedError, RetryableError
from newswire.stream.kafka.options import KafkaOptions
from newswire.stream.kafka.refused import named_refusals

#: A restart of the broker must cost seconds: with the default, a client may wait 30 s before it looks again.
CLIENT: dict[str, Any] = {
    "reconnect_backoff_ms": 50,
    "reconnect_backoff_max_ms": 1_000,
    "retry_backoff_ms": 100,
    "bootstrap_timeout_ms": 10_000,
    "metadata_max_age_ms": 60_000,  # partitions that somebody adds are read within a minute, not five
}
#: in which a broker has answered a login, mostly
_SHORT_MS = 3_000

_FENCED = (
    errors.CommitFailedError,
    errors.IllegalGenerationError,
    errors.UnknownMemberIdError,
    errors.RebalanceInProgressError,
    errors.FencedInstanceIdError,
)
_FATAL = (
    errors.AuthorizationError,
    errors.SaslAuthenticationFailedError,
    errors.KafkaConfigurationError,
    errors.UnsupportedVersionError,
    errors.UnsupportedCodecError,
    errors.UnknownTopicOrPartitionError,
    errors.InvalidTopicError,
    errors.MessageSizeTooLargeError,
    errors.RecordListTooLargeError,
    errors.OffsetOutOfRangeError,
    errors.LogTruncationError,
    errors.InvalidPartitionsError,
    errors.InvalidReplicationFactorError,
)


@contextlib.contextmanager
def kafka_errors(what: str) -> Iterator[None]:
    """Kafka's errors as ours; `what` was being done."""
    try:
        yield
    except errors.KafkaError as e:
        text = f"Kafka: {what}: {type(e).__name__}: {e}"
        # Some errors arrive inside of a plain one: the transaction manager repeats its last error that way.
        inner = [e, e.__cause__, *e.args]
        if any(isinstance(i, _FENCED) for i in inner) or "RebalanceInProgress" in text:
            raise FencedError(text) from e
        if any(isinstance(i, _FATAL) for i in inner):
            raise FatalError(text) from e
        raise RetryableError(text) from e


def admin(servers: str, options: KafkaOptions, **settings: Any) -> Any:
    """An admin client, connected. Raises FatalError that names what was refused."""
    check_reachable(servers)
    if options.login.protocol != "PLAINTEXT":
        # a short try first: a client goes on trying until its time is over, whatever the broker has answered
        with contextlib.suppress(RetryableError), named_refusals(servers, options.login, sure=True):
            return _admin(servers, options, settings | {"bootstrap_timeout_ms": _SHORT_MS})
    with named_refusals(servers, options.login):
        return _admin(servers, options, settings)


def _admin(servers: str, options: KafkaOptions, settings: dict[str, Any]) -> Any:
    client: Any = object.__new__(KafkaAdminClient)
    ours = {"client_id": options.names.full("newswire"), **options.login.settings()}
    with kafka_errors(f"connecting to {servers}"):
        try:
            client.__init__(bootstrap_servers=servers.split(","), **{**CLIENT, **ours, **settings})
        except BaseException:  # it connects while it is being made, and leaves sockets and a thread behind
            with contextlib.suppress(AttributeError):
                client._client.close()
                client._net.stop()
            raise
    return client


def check_reachable(servers: str) -> None:
    """Raises RetryableError at once where nobody listens: a client of kafka-python tries for a while, and leaks
    what it has opened when it gives up."""
    for server in servers.split(","):
        host, _, port = server.rpartition(":")
        try:
            socket.create_connection((host or server, int(port) if host else 9092), timeout=5).close()
        except OSError as e:
            problem = e
        else:
            return
    raise RetryableError(f"Kafka: nobody listens on {servers}: {problem}") from problem

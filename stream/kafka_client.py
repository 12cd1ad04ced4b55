"""What every Kafka client of ours shares: settings, and Kafka's errors as ours.

kafka-python carries no types: these `kafka*.py` files are the only ones that import it, and are typed themselves.
"""

import contextlib
from collections.abc import Iterator
from typing import Any

from kafka import errors
from kafka.admin import KafkaAdminClient

from stream.errors import FatalError, FencedError, RetryableError

#: the largest record: a dead letter must hold a message of 30 MB, in base64
MAX_MESSAGE_BYTES = 48 << 20

#: A restart of the broker must cost seconds: with the default, a client may wait 30 s before it looks again.
CLIENT: dict[str, Any] = {
    "reconnect_backoff_ms": 50,
    "reconnect_backoff_max_ms": 1_000,
    "retry_backoff_ms": 100,
    "bootstrap_timeout_ms": 10_000,
}

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


def admin(servers: str, security: dict[str, Any], **settings: Any) -> Any:
    """An admin client, connected."""
    with kafka_errors(f"connecting to {servers}"):
        return KafkaAdminClient(bootstrap_servers=servers.split(","), **{**CLIENT, **security, **settings})

"""What all that sends to Kafka has in common: the client's settings, and how a message's value is told."""

from typing import Any

from newswire.stream.broker import MAX_MESSAGE_BYTES, Message
from newswire.stream.kafka.client import CLIENT
from newswire.stream.kafka.options import KafkaOptions

_PRODUCER = {
    "max_request_size": MAX_MESSAGE_BYTES + (1 << 20),
    "delivery_timeout_ms": 60_000,
    "max_block_ms": 20_000,
    "allow_auto_create_topics": False,
}
_BATCH_BYTES = 256 << 10


def settings_of(servers: str, options: KafkaOptions, client: str) -> dict[str, Any]:
    """Of a client of that name which sends."""
    return {
        "bootstrap_servers": servers.split(","),
        **CLIENT,
        **_PRODUCER,
        "client_id": options.names.full(client),
        "compression_type": options.codec,
        "batch_size": min(_BATCH_BYTES, options.max_message_bytes // 2),  # the topic's limit is one of batches
        **options.login.settings(),
    }


def value_of(message: Message) -> bytes | None:
    """What Kafka gets for its value: nothing under a key is a tombstone, for Kafka a null; without a key it is an empty
    message like another."""
    return message.value or (None if message.key else b"")

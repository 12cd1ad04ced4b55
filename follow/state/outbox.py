"""What was published for a message: one that comes again after a crash gets the same."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, delete, func, insert, select

from newswire.follow.state.tables import outbox
from newswire.stream.broker import Message
from newswire.stream.topics import THREADS

#: messages whose outcome is remembered: far more than can come again after a crash
_REMEMBERED = 20_000


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """A message as it is remembered."""

    key: bytes
    value: bytes
    headers: tuple[tuple[str, bytes], ...]


_decoder = msgspec.msgpack.Decoder(list[_Kept])


def read_messages(body: bytes) -> list[Message]:
    """The messages of a row."""
    return [Message(THREADS.name, kept.key, kept.value, kept.headers) for kept in _decoder.decode(body)]


def written(messages: Sequence[Message]) -> bytes:
    """A row's body."""
    return msgspec.msgpack.encode([_Kept(m.key or b"", m.value, m.headers) for m in messages])


def published(connection: Connection, event: str) -> list[Message] | None:
    """What was published for a message; None where it never came."""
    body = connection.scalar(select(outbox.c.body).where(outbox.c.event == event))
    return None if body is None else read_messages(body)


def remember(connection: Connection, event: str, report: str, messages: Sequence[Message]) -> None:
    """Keeps what is published for a message of a report, and drops what is too old to come again."""
    number = int(connection.scalar(select(func.max(outbox.c.number))) or 0) + 1
    row = {"event": event, "number": number, "report": report, "body": written(messages)}
    connection.execute(insert(outbox).values(row))
    connection.execute(delete(outbox).where(outbox.c.number <= number - _REMEMBERED))

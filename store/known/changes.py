"""What makes a change of a thread the same as another, and which message has the last word on a mention in its thread.

To the index a mention in its thread is what an article is: its latest message is the one that counts, and one that says
`gone` withdraws it. All messages of a thread are in one partition, so that their order is that of their commits.
"""

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

import pyarrow as pa

from newswire.store.known.index import Message
from newswire.stream.broker import Record
from newswire.stream.following import ThreadChange
from newswire.stream.messages import make_id
from newswire.stream.topics import header

#: columns of `mentions` that tell it
COLUMNS = (
    "thread_id",
    "article_id",
    "field",
    "start",
    "end",
    "event",
    "gone",
    "_topic",
    "_partition",
    "_offset",
)


def event_of(record: Record) -> str:
    """The id of a message; one that has none goes by its place in the topic."""
    return header(record.headers, "ce_id") or make_id(record.topic, str(record.partition), str(record.offset))


def change_key(record: Record, change: ThreadChange) -> tuple[bytes, bytes, bytes]:
    """The digests that tell one change from another."""
    at = change.mention
    return _key(change.thread_id, at.article_id, at.field, at.start, at.end), *_rest(change.thread_id, event_of(record))


def mention_key(row: dict[str, Any]) -> bytes:
    """The digest that the index knows the mention of a row by."""
    return _key(row["thread_id"], row["article_id"], row["field"], row["start"], row["end"])


def changes_in(batch: pa.RecordBatch, times: list[int]) -> Iterator[Message]:
    """The messages of these rows of `mentions`, committed at these times."""
    for row, committed in zip(batch.select(COLUMNS).to_pylist(), times, strict=True):
        yield Message(
            mention_key(row),
            *_rest(row["thread_id"], row["event"]),
            committed,
            row["_topic"],
            row["_partition"],
            row["_offset"],
            bool(row["gone"]),
        )


def _key(thread: str, article: str, field: str, start: int | None, end: int | None) -> bytes:
    return _digest(thread, article, field, str(start), str(end))


def _rest(thread: str, event: str) -> tuple[bytes, bytes]:
    return _digest(thread, event), _digest("")


def _digest(*parts: str) -> bytes:
    framed = "".join([f"{len(part)}:{part}" for part in ("mention", *parts)]).encode("utf-8", "surrogatepass")
    return blake2b(framed, digest_size=16).digest()

"""The topics: name, type, key, partitions, retention, and how a message becomes bytes with CloudEvents headers.

Headers follow the CloudEvents 1.0 Kafka binding, binary mode: the value is the document itself, so that any
Kafka client reads it without an SDK. `ce_id` is made from content: a repeat is recognisable.
"""

import json
import re
import secrets
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from stream.errors import RejectedError
from stream.messages import Article, DeadLetter, DeadMark, EnrichedArticle, FeedEntry

_encoder = msgspec.json.Encoder()
_SURROGATE = re.compile("[\ud800-\udfff]")


class Topic(NamedTuple):
    """A named log of one type of message."""

    name: str
    type: type[Any]
    event: str  #: CloudEvents type
    partitions: int
    retention_days: int

    def decode(self, value: bytes) -> Any:
        """The message in these bytes. Raises RejectedError with `not_json` or `wrong_shape`.

        Two things that JSON can say and a message can't are let pass: a number beyond a double is infinite, and a
        lone surrogate is U+FFFD, one character for one.
        """
        try:
            return msgspec.json.decode(value, type=self.type)
        except (msgspec.DecodeError, RecursionError) as e:
            try:
                return msgspec.convert(_mended(json.loads(value)), type=self.type)
            except msgspec.ValidationError as wrong:
                raise RejectedError("wrong_shape", f"no {self.type.__name__}: {wrong}") from wrong
            except (ValueError, RecursionError):
                raise RejectedError("not_json", f"{e}, {len(value)} bytes") from e


ENTRIES = Topic("news.entries.v1", FeedEntry, "org.newswire.entry.v1", 6, 7)  #: key: registrable domain
ARTICLES = Topic("news.articles.v1", Article, "org.newswire.article.v1", 6, 7)  #: key: article id
ENRICHED = Topic("news.enriched.v1", EnrichedArticle, "org.newswire.enriched.v1", 6, 30)  #: key: article id
DEAD = Topic("news.dead.v1", DeadLetter, "org.newswire.dead.v1", 1, 30)  #: key: id of the letter
DEAD_MARK = "org.newswire.dead.retried.v1"

TOPICS: tuple[Topic, ...] = (ENTRIES, ARTICLES, ENRICHED, DEAD)

#: header that counts how often a message was tried after `newswire dead retry`
ATTEMPTS = "newswire_attempts"


def encode(value: Any) -> bytes:
    """JSON of a message, a missing value as null, a lone surrogate (which UTF-8 can't write) as U+FFFD."""
    try:
        return _encoder.encode(value)
    except UnicodeEncodeError:
        return _encoder.encode(_mended(msgspec.to_builtins(value)))


def _mended(value: Any) -> Any:
    """The same with each lone surrogate replaced, which keeps the offsets of characters true."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list | tuple):
        return [_mended(item) for item in value]
    if isinstance(value, dict):
        return {_mended(key): _mended(item) for key, item in value.items()}
    return value


def cloudevent(
    *, id: str, type: str, source: str, subject: str, time: str, trace: str | None = None
) -> tuple[tuple[str, bytes], ...]:
    """CloudEvents 1.0 headers, and a W3C `traceparent` (a new one unless `trace` is given)."""
    named = {
        "ce_specversion": "1.0",
        "ce_id": id,
        "ce_type": type,
        "ce_source": source,
        "ce_subject": subject,
        "ce_time": time,
        "content-type": "application/json",
        "traceparent": trace or f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01",
    }
    return tuple((name, text.encode("utf-8", "replace")) for name, text in named.items())


def header(headers: Sequence[tuple[str, bytes]], name: str) -> str | None:
    """The last value of a header, None where it is absent or no UTF-8."""
    for key, raw in reversed(headers):
        if key == name and raw is not None:
            return raw.decode("utf-8", "replace")
    return None


def is_mark(headers: Sequence[tuple[str, bytes]]) -> bool:
    """Whether a record on the topic of dead letters is a DeadMark rather than a letter."""
    return header(headers, "ce_type") == DEAD_MARK


def decode_mark(value: bytes) -> DeadMark:
    """The mark in these bytes."""
    return msgspec.json.decode(value, type=DeadMark)

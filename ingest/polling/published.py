"""What a poll publishes: entries, and the bytes of a feed that could not be read."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

from newswire.ingest.polling.window.identity import Identified
from newswire.ingest.urls import page_url, registrable_domain
from newswire.stream.broker import Message
from newswire.stream.errors import RejectedError
from newswire.stream.letters import dead_message
from newswire.stream.messages import DeadLetter, FeedEntry, make_id
from newswire.stream.oversize import TooLargeError
from newswire.stream.topics import DEAD, ENTRIES, cloudevent, encode

#: a broker's messages have a bound (Kafka's is 1 MB): an entry that is larger loses its content, then its summary
MAX_ENTRY_BYTES = 700 << 10
#: of a dead feed; as Base64 it is a third longer
MAX_LETTER_BYTES = 500 << 10

#: no topic of sense refuses a message of this many bytes
_TAKEN_ANYWHERE = 16 << 10
#: key, headers and what a broker adds
_AROUND_BYTES = 8 << 10


def entry_message(feed: str, one: Identified, language: str | None, now: datetime) -> Message:
    """The message of an entry that is new; its id is the same however often it is published."""
    entry_id = make_id(feed, one.identities[0], one.fingerprint)
    seen = _iso(now)
    fields: dict[str, Any] = msgspec.structs.asdict(one.entry)
    # nothing is published after it was seen; what the feed wrote would put the entry on top of every list
    fields |= {name: seen for name in ("published", "updated") if f"{name}_future" in one.entry.flags}
    entry = FeedEntry(**fields, entry_id=entry_id, feed=feed, seen=seen, language=language)
    headers = cloudevent(
        id=entry_id, type=ENTRIES.event, source="newswire/poll", subject=one.entry.url or feed, time=seen
    )
    key = registrable_domain(page_url(one.entry.url or "")) or registrable_domain(feed)
    return Message(ENTRIES.name, key.encode(), _bounded(entry), headers)


def dead_letter(feed: str, body: bytes, error: RejectedError, now: datetime) -> Message:
    """The dead letter of a feed's bytes, the same for the same bytes; the first MAX_LETTER_BYTES of them."""
    cut = f" (the first {MAX_LETTER_BYTES} of {len(body)} bytes)" if len(body) > MAX_LETTER_BYTES else ""
    letter = DeadLetter(
        id=make_id("poll", feed, hashlib.sha256(body).hexdigest()),
        stage="poll",
        topic="",
        partition=0,
        offset=0,
        key=None,
        value=body[:MAX_LETTER_BYTES],
        reason=error.reason,
        error=error.detail + cut,
        failed_at=_iso(now),
        url=feed,
    )
    return dead_message(letter)


def within_limit(
    message: Message, refusal: Callable[[Message], TooLargeError | None], feed: str, now: datetime
) -> Message:
    """The message, or what of it its topic takes: an entry without its content, else its dead letter, whose bytes are
    cut. One message must not stop a poll."""
    if len(message.value) <= _TAKEN_ANYWHERE or not (error := refusal(message)):
        return message
    if message.topic == DEAD.name:
        letter = DEAD.decode(message.value)
        kept = letter.value[: error.limit // 3]
        said = f"{letter.error} (the first {len(kept)} of {len(letter.value)} bytes)"
        return dead_message(msgspec.structs.replace(letter, value=kept, error=said))
    smaller = message._replace(value=_bounded(ENTRIES.decode(message.value), error.limit - _AROUND_BYTES))
    if not refusal(smaller):
        return smaller
    return within_limit(dead_letter(feed, message.value, error, now), refusal, feed, now)


def _bounded(entry: FeedEntry, max_bytes: int = MAX_ENTRY_BYTES) -> bytes:
    value = encode(entry)
    for name, flag in (
        ("content", "content_dropped"),
        ("summary", "summary_dropped"),
        ("enclosures", "cut"),
        ("tags", "cut"),
    ):
        if len(value) <= max_bytes:
            break
        empty = () if name in ("enclosures", "tags") else None
        entry = msgspec.structs.replace(entry, **{name: empty}, flags=tuple(dict.fromkeys((*entry.flags, flag))))
        value = encode(entry)
    return value


def _iso(now: datetime) -> str:
    return now.strftime("%Y-%m-%dT%H:%M:%SZ")

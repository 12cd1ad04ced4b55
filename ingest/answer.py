"""What an answer of a feed's server means for the state of the feed: pure decisions, the columns to write."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from ingest.http import Response
from ingest.parse import ParsedFeed
from ingest.schedule import max_age_s, next_poll
from ingest.state import FeedRow
from stream.broker import Message
from stream.errors import RejectedError

_PERMANENT = frozenset({301, 308})
_MAX_ERROR = 500


class Poll(NamedTuple):
    """What came of polling a feed."""

    counted: tuple[str, ...]  #: the fields of PollCounts that it adds one to
    values: Mapping[str, Any]  #: columns of the state
    messages: tuple[Message, ...] = ()  #: to be durable before anything is marked
    window: Mapping[str, str] | None = None  #: identity -> fingerprint of what the feed holds; None where not read
    entries: int = 0  #: of the messages, how many are entries


def answered(
    row: FeedRow,
    response: Response,
    now: datetime,
    interval_s: float,
    *,
    feed: ParsedFeed | None = None,
    new: int = 0,
) -> Poll | None:
    """What an answer means; None where that can be told only with the parsed feed."""
    if response.status == 304:
        return _well(row, response, now, interval_s, ("not_modified",))
    if not 200 <= response.status < 300:
        gone = response.status == 410
        return failed(
            row, now, interval_s, f"http_{response.status}: {response.url}", status=response.status, gone=gone
        )
    sha256 = hashlib.sha256(response.body).hexdigest()
    if feed is not None:
        poll = _well(replace(row, ttl_s=feed.ttl_s), response, now, interval_s, ())
        found = {"body_sha256": sha256, "dead_sha256": None, "ttl_s": feed.ttl_s, "entries": row.entries + new}
        return poll._replace(
            values={**poll.values, **found, **({"last_new": now.timestamp()} if new else {})}, entries=new
        )
    if sha256 == row.body_sha256:
        return _well(row, response, now, interval_s, ("unchanged",))
    if sha256 == row.dead_sha256:
        return failed(row, now, interval_s, row.last_error or "unreadable", status=response.status)
    return None


def unread(
    row: FeedRow, response: Response, now: datetime, interval_s: float, error: RejectedError, letter: Message
) -> Poll:
    """The answer is no feed: its bytes go to the dead letters, once. No validators are kept: a 304 would hide it."""
    poll = failed(row, now, interval_s, str(error), status=response.status)
    forgotten = {"etag": None, "last_modified": None, "body_sha256": None}
    dead = {"dead_sha256": hashlib.sha256(response.body).hexdigest()}
    return poll._replace(counted=("failed", "dead"), values={**poll.values, **forgotten, **dead}, messages=(letter,))


def failed(
    row: FeedRow,
    now: datetime,
    interval_s: float,
    error: str,
    *,
    status: int | None = None,
    retry_after_s: float | None = None,
    gone: bool = False,
) -> Poll:
    """The feed could not be had, or not be read."""
    failures = row.failures + 1
    later = next_poll(row.url, interval_s, failures=failures, retry_after_s=retry_after_s, gone=gone)
    values = _values(row, now, status, later.after_s, later.reason)
    return Poll(("failed",), {**values, "failures": failures, "last_error": error.replace("\x00", "")[:_MAX_ERROR]})


def _well(row: FeedRow, response: Response, now: datetime, interval_s: float, counted: tuple[str, ...]) -> Poll:
    max_age = max_age_s(response.headers.get("Cache-Control"))
    later = next_poll(row.url, interval_s, max_age_s=max_age, ttl_s=row.ttl_s)
    values = _values(row, now, response.status, later.after_s, later.reason)
    etag, modified = _opaque(response, "ETag"), _opaque(response, "Last-Modified")
    if response.status == 304:  # it need not repeat them
        etag, modified = etag or row.etag, modified or row.last_modified
    kept = {"etag": etag, "last_modified": modified, "failures": 0, "last_error": None}
    return Poll(counted, {**values, **kept, "moved_to": _moved_to(response)})


def _values(row: FeedRow, now: datetime, status: int | None, after_s: float, reason: str) -> dict[str, Any]:
    at = now.timestamp()
    return {
        "polls": row.polls + 1,
        "last_poll": at,
        "last_status": status,
        "next_poll": at + after_s,
        "interval_s": after_s,
        "reason": reason,
    }


def _opaque(response: Response, name: str) -> bytes | None:
    value = response.headers.get(name)
    return value.encode("utf-8", "surrogateescape") if value else None


def _moved_to(response: Response) -> str | None:
    """Where the redirects lead that are permanent and behind no other kind."""
    moved = None
    for n, hop in enumerate(response.hops):
        if hop.status not in _PERMANENT:
            break
        moved = response.hops[n + 1].url if n + 1 < len(response.hops) else response.url
    return moved

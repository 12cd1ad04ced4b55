"""Validators (ETag, Last-Modified) that can't fool us: what is sent, when it is left out, and how a lie is proven.

They are opaque and go back as they came. Some servers answer 304 for ever, or keep an ETag while the feed changes: so
once a day, or every this many polls, a feed is asked without them. Where that shows other entries under the same
validators, the feed is asked without them from then on, it alone.
"""

from collections.abc import Mapping
from typing import Any

from newswire.ingest.polling.schedule.clock import is_within
from newswire.ingest.polling.state.feed_row import FeedRow
from newswire.ingest.web.response import Response

#: a feed is asked without validators when no body came for this long, or for this many polls
AUDIT_S, AUDIT_EVERY = 86400.0, 50
#: after that a server may have been mended: the next audit catches it if not
FORGIVEN_S = 30 * 86400.0


def to_send(row: FeedRow, now: float) -> Mapping[str, str | bytes]:
    """The headers that make a GET conditional; none where an audit is due, or the feed was caught lying."""
    if is_distrusted(row, now) or is_audit_due(row, now):
        return {}
    return stored(row)


def stored(row: FeedRow) -> dict[str, str | bytes]:
    """The validators that the feed gave last, as headers of a request."""
    found = {"If-None-Match": row.etag, "If-Modified-Since": row.last_modified}
    return {name: value for name, value in found.items() if value}


def is_distrusted(row: FeedRow, now: float) -> bool:
    """Whether the feed's validators are off."""
    return is_within(row.validators_off, now, FORGIVEN_S)


def is_audit_due(row: FeedRow, now: float) -> bool:
    """Whether the feed must be asked without validators, to see whether they tell the truth."""
    due = row.audited is not None and not is_within(row.audited, now, AUDIT_S)
    return due or row.unaudited >= AUDIT_EVERY - 1


def lie(row: FeedRow, response: Response) -> str | None:
    """What is wrong with validators that come with a body whose entries changed since they came last; or None."""
    etag, modified = opaque(response, "ETag"), opaque(response, "Last-Modified")
    if etag and etag == row.etag:
        return "the same ETag for other entries"
    if modified and modified == row.last_modified and not (etag or row.etag):
        return "the same Last-Modified for other entries"
    return None


def is_suspect(row: FeedRow, sent: Mapping[str, str | bytes]) -> bool:
    """Whether changed entries in an answer to a request with these headers call for a proof.

    They came out in an audit, after a 304: in between, or long before? Asked with the old validators once more, an
    honest server sends the body.
    """
    return not sent and row.last_status == 304 and bool(stored(row))


def columns(row: FeedRow, response: Response, now: float, lied: str | None = None) -> dict[str, Any]:
    """What is written down of an answer that was had."""
    etag, modified = opaque(response, "ETag"), opaque(response, "Last-Modified")
    if response.status == 304:  # it need not repeat them
        kept = {"etag": etag or row.etag, "last_modified": modified or row.last_modified}
        return {**kept, "unaudited": row.unaudited + 1}
    found: dict[str, Any] = {"etag": etag, "last_modified": modified, "audited": now, "unaudited": 0}
    if lied:
        found |= {"validators_off": now, "lies": row.lies + 1, "lie": lied}
    elif row.validators_off is not None and not is_distrusted(row, now):
        found |= {"validators_off": None, "lie": None}
    if found.get("validators_off", row.validators_off) is not None:
        found |= {"etag": None, "last_modified": None}
    return found


def opaque(response: Response, name: str) -> bytes | None:
    """A header's text as UTF-8; None where it is absent."""
    value = response.headers.get(name)
    return value.encode() if value else None

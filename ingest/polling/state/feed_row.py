"""A feed and a gap of it as they stand in the state."""

from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from typing import Any

from newswire.ingest.polling.schedule.rhythm import rates, unpacked

_TIMES = ("next_poll", "last_poll", "last_new", "last_ok", "lease_until", "audited", "validators_off")
_SINCE = ("moved_since", "gone_since", "paused")


@dataclass(frozen=True)
class Gap:
    """A time in which entries of a feed may have been lost; times in seconds since 1970."""

    began: float
    ended: float
    status: str  #: filled, partly, open
    missing: int | None = None  #: an estimate, by the feed's rhythm
    recovered: int = 0
    how: str | None = None  #: what was read to fill it
    found: float = 0.0


@dataclass(frozen=True)
class Failure:
    """The same error of a feed, this many polls in a row; times in seconds since 1970."""

    began: float
    ended: float  #: the last poll that met it
    times: int
    status: int | None
    error: str


@dataclass(frozen=True)
class FeedRow:
    """A feed as it stands in the state; times in seconds since 1970."""

    id: int
    url: str
    name: str | None
    cls: str
    etag: bytes | None
    last_modified: bytes | None
    body_sha256: str | None
    dead_sha256: str | None
    next_poll: float
    interval_s: float | None
    ttl_s: float | None
    reason: str | None
    polls: int
    failures: int
    last_poll: float | None
    last_status: int | None
    last_error: str | None
    last_new: float | None
    entries: int
    moved_to: str | None
    lease_until: float | None
    lease_owner: str | None
    health: str = "new"  #: new, ok, failing, broken, limited, gone, parked
    why: str | None = None  #: the reason of the next poll, in words and numbers
    last_ok: float | None = None
    rhythm: bytes | None = None  #: `newswire.ingest.polling.schedule.rhythm.unpacked`
    window_size: int | None = None
    hurry: float = 1.0
    gaps: int = 0  #: how many, of all time
    skips: int | None = None
    audited: float | None = None
    unaudited: int = 0
    validators_off: float | None = None
    lies: int = 0
    lie: str | None = None
    moved_since: float | None = None
    moved_polls: int = 0
    fetch_url: str | None = None
    gone_since: float | None = None
    gone_polls: int = 0
    suggestion: str | None = None
    warning: str | None = None
    sitemap: str | None = None
    paused: float | None = None
    hub: str | None = None  #: where changes are announced, by the feed's own words
    topic: str | None = None  #: what it is called there
    credentials: str | None = field(
        default=None, repr=False
    )  #: for its origin's eyes alone, `ingest/polling/secret.py`

    @property
    def address(self) -> str:
        """Where it is asked."""
        return self.fetch_url or self.url

    def _asdict(self) -> dict[str, Any]:
        """For people: `class` by its name in files, times in ISO 8601, credentials as asterisks."""
        shown: dict[str, Any] = {}
        for name in (one.name for one in fields(self)):
            value = getattr(self, name)
            if name == "rhythm":
                shown["entries_a_day"] = None if value is None else round(sum(rates(unpacked(value))), 2)
                continue
            if name == "credentials" and value is not None:
                value = "***"
            if name in (*_TIMES, *_SINCE) and value is not None:
                value = datetime.fromtimestamp(value, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            shown["class" if name == "cls" else name] = value
        return shown

"""Moments of a feed as a person likes to read them. All are seconds since 1970."""

from datetime import UTC, datetime

from newswire.ingest.polling.schedule.clock import LONGEST_S, is_ahead
from newswire.ingest.polling.schedule.next_poll import duration
from newswire.ingest.polling.state.feed_row import FeedRow


def next_poll(row: FeedRow, now: float) -> float:
    """When a feed is polled next: now, where its next poll lies ahead only because the clock was set."""
    longest = now + (LONGEST_S if row.interval_s is None else row.interval_s)
    return now if is_ahead(row.last_poll, now) or is_ahead(row.next_poll, longest) else row.next_poll


def ago(at: float | None, now: float) -> str:
    """How long ago."""
    if is_ahead(at, now):
        return f"{duration((at or 0.0) - now)} ahead of the clock"
    return "never" if at is None else f"{duration(max(0.0, now - at))} ago"


def until(at: float, now: float) -> str:
    """How soon."""
    return "now" if at <= now else f"in {duration(at - now)}"


def span_of(began: float, ended: float) -> str:
    """From when to when, to the minute in UTC; both are seconds since 1970."""
    times = (datetime.fromtimestamp(t, UTC).strftime("%Y-%m-%d %H:%M") for t in (began, ended))
    return " to ".join(dict.fromkeys(times))

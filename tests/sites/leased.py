"""Feeds that are leased and polled, in a word each."""

from datetime import UTC, datetime

from newswire.ingest.polling.lists.feeds import Feed
from newswire.ingest.polling.state.feed_row import FeedRow
from newswire.ingest.polling.state.feed_state import FeedState

NOW = datetime(2025, 3, 4, 12, tzinfo=UTC)


def feeds(count: int) -> list[Feed]:
    return [Feed(f"https://site{n}.example/rss", f"Site {n:03}") for n in range(count)]


def lease(state: FeedState, now: datetime = NOW, limit: int = 1000, owner: str = "me") -> list[FeedRow]:
    return state.lease_due(now, limit, owner=owner)


def done(state: FeedState, row: FeedRow, window: dict[str, str] | None = None, now: datetime = NOW) -> bool:
    values = {"next_poll": now.timestamp() + 600, "polls": row.polls + 1}
    return state.record_poll(row, values, window, now)

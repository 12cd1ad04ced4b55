"""A feed of one entry parsed, or the reason why it is none."""

from datetime import UTC, datetime

import pytest

from newswire.ingest.parsing.parse import parse_feed
from newswire.stream.errors import RejectedError
from newswire.stream.messages import Entry

URL = "https://news.example/feed/rss.xml"


NOW = datetime(2025, 3, 4, 12, tzinfo=UTC)


def one(feed: bytes, content_type: str | None = None) -> Entry:
    (entry,) = parse_feed(feed, URL, content_type, now=NOW).entries
    return entry


def reason(feed: bytes, content_type: str | None = None) -> str:
    with pytest.raises(RejectedError) as caught:
        parse_feed(feed, URL, content_type)
    return caught.value.reason

"""The feed's own text of an entry."""

from typing import Any

import pytest

from ingest.feed_article import entry_text
from stream.messages import FeedEntry

TITLE = "Harbour to be deepened"


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"content": "<p>One</p><p>Two</p>", "summary": "short"}, "One\n\nTwo"),
        ({"content": "<script>x</script>", "summary": "a &amp; b"}, "a & b"),
        ({"summary": "<b>Harbour to be deepened</b>"}, ""),
        ({"summary": "One<br><br>The post <a href=x>One</a> appeared first on Ports."}, "One"),
        ({"summary": "<p>" * 10}, ""),
    ],
)
def test_the_feeds_text_is_plain(fields: dict[str, Any], text: str) -> None:
    assert (
        entry_text(
            FeedEntry(
                entry_id="e1", feed="https://feeds.example.org/rss", seen="2026-03-01T11:59:00Z", title=TITLE, **fields
            )
        )
        == text
    )

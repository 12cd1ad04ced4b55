"""The feed's own text of an entry."""

from typing import Any

import pytest

from newswire.ingest.feed_article import entry_text
from newswire.stream.messages import FeedEntry

TITLE = "Harbour to be deepened"


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"content": "<p>One</p><p>Two</p>", "summary": "short"}, "One\n\nTwo"),
        ({"content": "<script>x</script>", "summary": "a &amp; b"}, "a & b"),
        ({"summary": "<b>Harbour to be deepened</b>"}, ""),
        ({"summary": "One<br><br>The post <a href=x>One</a> appeared first on Ports."}, "One"),
        ({"summary": "<p>" * 10}, ""),
        # six minutes of the fetch worker for 500 kB of them; Unicode has 30 on a letter
        ({"content": "<p>a" + "\u0301\u0323" * 20_000 + "</p>"}, "\u1ea1" + "\u0323" * 14 + "\u0301" * 15),
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

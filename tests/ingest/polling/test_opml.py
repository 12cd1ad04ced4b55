"""Lists of feeds that other readers understand, and we, too."""

from datetime import UTC, datetime

import pytest

from newswire.ingest.polling.lists.feeds import Feed, load_feeds
from newswire.ingest.polling.lists.opml import FORMATS

NOW = datetime(2024, 10, 18, tzinfo=UTC)
FEEDS = [
    Feed("https://example.org/rss?a=1&b=2", 'News & <more> “quoted” "ones" \\ \x07', "desk"),
    Feed("https://example.com/feed", None, "normal"),
    Feed("https://example.net/ä", "Ünïcode 新聞", "tail"),
]


@pytest.mark.parametrize("form", ["opml", "toml"])
def test_what_is_written_is_read_back(form: str) -> None:
    read = load_feeds(FORMATS[form](FEEDS, NOW))
    assert {(f.url, f.cls) for f in read} == {(f.url, f.cls) for f in FEEDS}
    names = {f.url: f.name for f in read}
    assert names["https://example.org/rss?a=1&b=2"] == 'News & <more> “quoted” "ones" \\'
    assert names["https://example.net/ä"] == "Ünïcode 新聞"


def test_plain_text_has_a_url_on_each_line() -> None:
    assert [f.url for f in load_feeds(FORMATS["txt"](FEEDS, NOW))] == [f.url for f in FEEDS]

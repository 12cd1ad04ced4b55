"""Credentials of a feed's URL: in the state alone, sent to that origin alone, and told apart in an older state."""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec import json
from sqlalchemy import text

from factories import article, feed_entry
from newswire.ingest.polling.lists.feeds import Feed, FeedsFileError, load_feeds
from newswire.ingest.polling.lists.opml import FORMATS
from newswire.ingest.polling.state.database import Database
from newswire.ingest.polling.state.feed_state import FeedState
from newswire.ingest.polling.websub.subscriptions import SubscriptionState
from newswire.ingest.revisions.pages import PageState
from newswire.ingest.urls import absolute_url, article_id
from newswire.ingest.web.http import Hop
from newswire.stream.topics import DEAD, ENTRIES
from sites.feed_texts import rss, rss_item
from sites.poll_wire import URL, Wire, ok

NOW = datetime(2025, 3, 4, 12, tzinfo=UTC)
SECRET = "https://ann:s3cret@news.example/rss"
BASIC = "Basic YW5uOnMzY3JldA=="


@pytest.fixture
def wire(tmp_path: Path) -> Iterator[Wire]:
    with closing(Wire(tmp_path)) as wire:
        wire.state.keep_only([Feed.of(SECRET, "News")])
        yield wire


def everything(wire: Wire) -> str:
    """All that the topics hold, headers too."""
    return "".join(repr(record) for topic in (ENTRIES, DEAD) for record in wire.broker.scan(topic.name))


@pytest.mark.parametrize(
    "listed",
    [SECRET, f'[[feed]]\nurl = "{SECRET}"', f'<opml version="2.0"><body><outline xmlUrl="{SECRET}"/></body></opml>'],
)
def test_a_list_of_feeds_may_name_them(listed: str) -> None:
    (feed,) = load_feeds(listed)
    assert (feed.url, feed.credentials) == (URL, "ann:s3cret")
    assert "s3cret" not in repr(feed)


def test_a_list_that_is_wrong_does_not_tell_them() -> None:
    with pytest.raises(FeedsFileError) as error:
        load_feeds("https://ann:s3/cret@news.example/rss")
    assert "cret" not in str(error.value) and "news.example" in str(error.value)
    notes: list[str] = []
    load_feeds(f"{SECRET}\n{SECRET}", note=notes.append)
    assert notes and "s3cret" not in notes[0]


def test_they_are_sent_as_a_header_and_nothing_that_is_published_has_them(wire: Wire) -> None:
    markup = "&lt;a href='https://bob:hidden@news.example/2'&gt;more&lt;/a&gt;"
    more = f"<description>{markup}</description>"
    item = rss_item("1", link="https://bob:hidden@news.example/1", more=more)
    wire.poll(rss(item))
    ((url, headers),) = wire.asked
    assert (url, headers["Authorization"]) == (URL, BASIC)
    (entry,) = wire.entries()
    assert (entry.feed, entry.url) == (URL, "https://news.example/1")
    wire.poll(b"no feed at all")
    assert len(wire.letters()) == 1
    assert "s3cret" not in everything(wire) and "hidden" not in everything(wire)
    shown = repr(wire.row()) + repr(wire.row()._asdict())
    assert "s3cret" not in shown and wire.row()._asdict()["credentials"] == "***"


def test_an_address_of_another_origin_does_not_get_them(wire: Wire) -> None:
    there = "https://other.example/rss"
    answer = ok(rss(rss_item("https://news.example/1")), there, hops=(Hop(URL, 301),))
    for _ in range(40):  # it moved for good
        wire.answers[there] = answer
        wire.poll(answer)
    assert wire.row().address == there
    asked = [headers for url, headers in wire.asked if url == there]
    assert asked and all("Authorization" not in headers for headers in asked)


def test_a_list_without_them_takes_none_away_and_a_feed_off_the_list_has_none(wire: Wire) -> None:
    wire.state.add([Feed(URL)])
    wire.state.keep_only([Feed(URL)])
    assert wire.row().credentials == "ann:s3cret"
    wire.state.remove(wire.row())
    wire.state.add([Feed(URL)])
    assert wire.row().credentials is None
    wire.state.keep_only([Feed.of(SECRET)])
    wire.state.keep_only([Feed("https://a.example/rss")])
    wire.state.add([Feed(URL)])
    assert wire.row().credentials is None


@pytest.mark.parametrize("form", list(FORMATS))
def test_a_list_that_is_written_holds_what_its_feeds_do(form: str) -> None:
    (read,) = load_feeds(FORMATS[form]([Feed(SECRET, "News")], NOW))
    assert (read.url, read.credentials) == (URL, "ann:s3cret")
    assert "s3cret" not in FORMATS[form]([Feed.of(SECRET)], NOW)


def as_before(path: Path) -> None:
    """The state as it was when a feed went by the URL that somebody wrote."""
    with closing(FeedState(f"sqlite:///{path}")) as state, closing(SubscriptionState(f"sqlite:///{path}")):
        state.add([Feed(URL), Feed("https://plain.example/rss"), Feed("https://social.example/@ann/rss")])
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("ALTER TABLE feeds DROP COLUMN credentials")
        db.execute(
            "UPDATE feeds SET url = ?, fetch_url = ?, last_error = ? WHERE url = ?",
            (SECRET, SECRET, f"http_404: {SECRET}", URL),
        )
        feed = db.execute("SELECT id FROM feeds WHERE url = ?", (SECRET,)).fetchone()[0]
        db.execute("INSERT INTO seen VALUES (?, 'a', 'x', 1.0, 1.0)", (feed,))
        db.execute(
            "INSERT INTO subscriptions (token, feed, hub, topic, secret, state, asked) "
            "VALUES (?, ?, ?, ?, 's', 'active', 0)",
            ("0" * 32, feed, "https://hub.example/", SECRET),
        )


def test_an_older_state_opens_with_them_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "feeds.sqlite"
    as_before(path)
    with closing(SubscriptionState(f"sqlite:///{path}")) as subscriptions:  # whoever opens it first
        assert subscriptions.rows() == []
    with closing(FeedState(f"sqlite:///{path}")) as state:
        rows = {row.url: row for row in state.rows()}
        assert set(rows) == {URL, "https://plain.example/rss", "https://social.example/@ann/rss"}
        row = rows[URL]
        assert (row.credentials, row.fetch_url, row.last_error) == ("ann:s3cret", URL, f"http_404: {URL}")
        assert state.known(row, ["a"]) == {"a": "x"}
        assert rows["https://plain.example/rss"].credentials is None
        state.due_now(SECRET)  # as an older dead letter names it
        assert next(row for row in state.rows() if row.url == URL).reason == "asked_for"


def test_a_feed_that_was_listed_with_them_and_without_becomes_one(tmp_path: Path) -> None:
    path = tmp_path / "feeds.sqlite"
    as_before(path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE feeds SET active = 0 WHERE url = ?", (SECRET,))
        db.execute(
            "INSERT INTO feeds (url, class, active, shard_key, next_poll, polls, failures, entries) "
            "VALUES (?, 'normal', 1, 0, 0, 0, 0, 0)",
            (URL,),
        )
        other = db.execute("SELECT id FROM feeds WHERE url = ?", (URL,)).fetchone()[0]
        db.execute("INSERT INTO seen VALUES (?, 'b', 'y', 1.0, 1.0)", (other,))
    with closing(FeedState(f"sqlite:///{path}")) as state:
        (row,) = (row for row in state.rows() if row.url == URL)
        assert row.credentials == "ann:s3cret"
        assert state.known(row, ["a", "b"]) == {"a": "x", "b": "y"}


def test_a_visit_noted_before_is_published_without_them(state_url: str) -> None:
    one = article(url="https://news.example/1", fetched="2025-03-04T12:00:00Z", feed=URL)
    with closing(PageState(state_url)) as pages:
        pages.record([one], NOW)
        old = zlib.compress(json.encode(feed_entry(url="https://ann:s3cret@news.example/1")))
        with closing(Database(state_url)) as db, db.write() as connection:
            connection.execute(text("UPDATE pages SET entry = :entry, url = :url"), {"entry": old, "url": SECRET})
        assert pages.known([one.article_id])[one.article_id].url == URL
        (visit,) = pages.lease_due(datetime(2025, 3, 4, 14, tzinfo=UTC), 9, lease_s=60)
        assert visit.entry.url == "https://news.example/1"


def test_the_id_of_an_article_is_what_it_was() -> None:
    assert article_id("https://ann:s3cret@news.example/1") == article_id("https://news.example/1")
    assert article_id("https://news.example/1") == "9e841ffb9317dcba7ff547db34bbfc46"
    within = "https://news.example/a?url=https://b:c@d.example/&x=//e@f"
    assert article_id(absolute_url(URL, within)) == "b36c27c416f885ca4d3ef627b9dd268c"

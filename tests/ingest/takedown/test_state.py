"""The database of feed state without forgotten articles, in SQLite and PostgreSQL."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from factories import article
from newswire.ingest.polling.lists.feeds import Feed
from newswire.ingest.polling.state.feed_state import FeedState
from newswire.ingest.polling.window.identity import identify
from newswire.ingest.revisions.copies import CopyState
from newswire.ingest.revisions.pages import PageState
from newswire.ingest.takedown.state import Memory
from newswire.ingest.takedown.told import Told, ids_of, seen_id
from newswire.stream.forgotten import Named
from newswire.stream.messages import Entry, Fetch

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FEED = "https://news.example/rss.xml"
SECRET = " ".join(f"secret{n}" for n in range(60))


def filled(state_url: str) -> frozenset[str]:
    """Two articles that were seen, noted and sketched; returns all that the first one goes by."""
    fetch = Fetch(url="https://news.example/a?final=1", status=200, bytes=1, sha256="")
    gone, kept = article("a", text=SECRET, feed=FEED, fetch=fetch), article("b", feed=FEED, text=SECRET[:300])
    with closing(FeedState(state_url)) as state:
        state.add([Feed(FEED)])
        (row,) = state.lease_due(NOW, 9, owner="me")
        window = identify([Entry(url=one.url, guid=one.url) for one in (gone, kept)])
        state.record_poll(row, {}, {identity: one.fingerprint for one in window for identity in one.identities}, NOW)
    with closing(PageState(state_url)) as pages, closing(CopyState(state_url)) as copies:
        pages.record([gone, kept], NOW)
        copies.clusters({one.article_id: one.text for one in (gone, kept)}, NOW)
    return frozenset(ids_of(gone) | {seen_id(FEED, identity) for identity in window[0].identities})


def test_what_is_remembered_of_it_goes_and_of_others_stays(state_url: str) -> None:
    told = Told(Named(filled(state_url)))
    with closing(Memory(state_url)) as memory:
        assert memory.ids_of([article("a").article_id]) > {article("a").article_id}
        assert memory.sweep(told, dry=True) == memory.sweep(told) == 4  # a page, a sketch, an entry by URL and guid
        assert memory.sweep(told) == 0
        memory.wipe()
        assert memory.ids_of([article("a").article_id]) == set() != memory.ids_of([article("b").article_id])
    with closing(FeedState(state_url)) as state:
        (row,) = state.rows()
        assert len(state.window(row)) == 2


def test_who_polls_is_told_until_its_lease_ends(state_url: str) -> None:
    with closing(FeedState(state_url)) as state, closing(Memory(state_url)) as memory:
        state.add([Feed(FEED)])
        assert memory.leased() == {}
        (row,) = state.lease_due(NOW, 9, owner="me")
        assert memory.leased() == {row.id: row.lease_until}
        state.release("me")
        assert memory.leased() == {}


def test_no_page_of_the_file_has_its_words_any_more(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/feeds.sqlite"
    told = Told(Named(filled(url)))
    with closing(Memory(url)) as memory, closing(PageState(url)) as reader:
        with reader._db.read() as connection:
            connection.exec_driver_sql("select count(*) from pages").fetchall()
        memory.sweep(told)
        memory.wipe()
    files = [path.read_bytes() for path in tmp_path.glob("feeds.sqlite*")]
    assert not any(b"/a?final" in content or b"Title a" in content for content in files)
    assert any(b"Title b" in content for content in files)

"""A home in which three articles lie in every place."""

from contextlib import closing
from pathlib import Path

import pytest

from factories import article, dead_letter, enriched, feed_entry
from homes.forgotten import FEED, NAMES, words
from newswire import app
from newswire.ingest.archive.archive import Archive
from newswire.ingest.archive.exchange import Exchange
from newswire.ingest.note import Note, keep_note
from newswire.ingest.revisions.copies import CopyState
from newswire.ingest.revisions.pages import PageState
from newswire.search.index import SearchIndex
from newswire.settings import Settings
from newswire.stream.broker import Message
from newswire.stream.letters import dead_message
from newswire.stream.topics import ARTICLES, ENRICHED, ENTRIES, LATEST, cloudevent, encode
from newswire.web.reading.indexing import keep_up
from newswire.web.reading.store import StoreReader
from protocols.store_batches import NOW, item, put, store_at


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home in which each article is in every place, without any process."""
    settings = Settings(home=tmp_path / "home")
    archive = Archive(settings.archive_root)
    with app.open_broker(settings) as broker, closing(broker.producer()) as producer:
        for name in NAMES:
            made = article(name, text=words(name), feed=FEED, entry_id=feed_entry(name).entry_id)
            about = {"source": "s", "subject": made.url, "time": ""}
            for topic, key, value in (
                (ENTRIES, b"news.example", feed_entry(name, summary=words(name))),
                (ARTICLES, made.article_id.encode(), made),
                (ENRICHED, made.article_id.encode(), enriched(name, article=made)),
                (LATEST, made.article_id.encode(), enriched(name, article=made)),
            ):
                producer.send(Message(topic.name, key, encode(value), cloudevent(id="x", type=topic.event, **about)))
            producer.send(dead_message(dead_letter(name, value=encode(feed_entry(name, summary=words(name))))))
            head = b"HTTP/1.1 200 OK\r\n\r\n"
            place = archive.exchange(Exchange(made.url, NOW, b"GET / HTTP/1.1\r\n\r\n", head, words(name).encode()))
            note = Note(
                entry=feed_entry(name), fetched="x", file=place.file, offset=place.offset, record_id=place.record_id
            )
            keep_note(archive, note, made, made)
    archive.close()
    store = store_at(settings.store_root)
    put(store, [item(n, name, article=article(name, text=words(name))) for n, name in enumerate(NAMES)])
    with closing(StoreReader(settings.store_root)) as reader:
        keep_up(reader, SearchIndex(settings.home), lambda article_id: False)
    with closing(PageState(f"sqlite:///{settings.home}/feeds.sqlite")) as pages:
        pages.record([article(name, text=words(name), feed=FEED) for name in NAMES], NOW)
    with closing(CopyState(f"sqlite:///{settings.home}/feeds.sqlite")) as copies:
        copies.clusters({article(name).article_id: words(name) for name in NAMES}, NOW)
    (settings.home / "logs").mkdir()
    (settings.home / "logs" / "fetch.log").write_text("".join(f"failed url={article(n).url} x\n" for n in NAMES))
    return settings.home

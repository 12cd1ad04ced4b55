"""A small home as a pipe makes it, to be damaged: topics, a store of compacted and new batches, archive, feeds."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from factories import feed_entry
from newswire import app
from newswire.ingest.archive.archive import Archive
from newswire.ingest.archive.exchange import Exchange
from newswire.ingest.note import Note, keep_note
from newswire.ingest.polling.lists.feeds import Feed
from newswire.settings import Settings
from newswire.store.compaction.compact import compact
from newswire.store.writer import Store
from newswire.stream.broker import Broker, Message, Record
from newswire.stream.handler import Item
from newswire.stream.messages import Fetch
from newswire.stream.topics import ENRICHED, encode
from protocols.store_batches import item

FEED = "https://news.example/rss"


def filled_home(home: Path) -> Settings:
    """A home whose store has a version over some batches, and three more of them after it in each partition."""
    settings = Settings(home=home)
    with app.open_broker(settings) as broker, app.open_state(settings) as state, app.open_archive(settings) as archive:
        assert archive
        state.add([Feed(FEED, "News")])
        store = Store(settings.store_root, topic_id=broker.topic_id, begins=broker.begins)
        for name in ("one", "two", "three"):
            publish(broker, archive, [f"{name}{n}" for n in range(12)])
            keep(store, broker)
        done = compact(settings.store_root, datetime.now(UTC) + timedelta(days=1))
        assert done and done.version
        for name in ("four", "five", "six"):
            publish(broker, archive, [f"{name}{n}" for n in range(12)])
            keep(store, broker)
        with closing(broker.consumer([ENRICHED.name], app.STAGES["follow"].group)) as follow:
            while follow.poll(1000, 0.1):
                follow.commit()
    return settings


def publish(broker: Broker, archive: Archive, names: Sequence[str]) -> None:
    """Fetches articles of these names into the archive, and puts them on the topic, as enrichment would."""
    with closing(broker.producer()) as producer:
        for name in names:
            message = item(0, name).message
            url = message.article.url
            body = (
                f"<html><title>{name}</title><p>{'All about ' + name + ', as it was found. ' * 20}</p></html>".encode()
            )
            head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
            place = archive.exchange(Exchange(url, datetime.now(UTC), b"GET / HTTP/1.1\r\n\r\n", head, body))
            fetch = Fetch(
                url=url, status=200, bytes=len(body), sha256="0", warc_file=place.file, warc_offset=place.offset
            )
            kept = msgspec.structs.replace(message.article, feed=FEED, fetch=fetch, entry_id=feed_entry(name).entry_id)
            note = Note(
                entry=feed_entry(name),
                fetched="2024-10-18T12:00:00Z",
                file=place.file,
                offset=place.offset,
                record_id=place.record_id,
            )
            keep_note(archive, note, kept, kept)
            value = encode(msgspec.structs.replace(message, article=kept))
            producer.send(Message(ENRICHED.name, kept.article_id.encode(), value))
        archive.sync()


def encoded(name: str) -> tuple[bytes, bytes]:
    """Key and value of an article of this name, of no feed."""
    message = item(0, name).message
    return message.article.article_id.encode(), encode(message)


def keep(store: Store, broker: Broker) -> None:
    """Stores all that the topic has and the store has not, a batch for each partition."""
    for partition in broker.ends(ENRICHED.name):
        at = store.start(ENRICHED.name, partition) or 0
        batch = [Item(record, ENRICHED.decode(record.value)) for record in _from(broker, partition, at)]
        if batch:
            store([one.record for one in batch], batch)


def _from(broker: Broker, partition: int, at: int) -> Iterator[Record]:
    ends = {p: end for p, end in broker.ends(ENRICHED.name).items() if p != partition}
    yield from (r for r in broker.scan(ENRICHED.name, {**ends, partition: at}) if r.partition == partition)


def copied(home: Path, to: Path) -> Settings:
    """A copy of a home, its files as they are."""
    shutil.copytree(home, to)
    return Settings(home=to)

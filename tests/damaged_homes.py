"""A small home as a pipe makes it, to be damaged: topics, a store of compacted and new batches, archive, feeds."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ingest.polling.lists.feeds import Feed
from newswire import app
from newswire.settings import Settings
from store.compaction.compact import compact
from store.writer import Store
from store_batches import item
from stream.broker import Broker, Message, Record
from stream.handler import Item
from stream.topics import ENRICHED, encode

FEED = "https://news.example/rss"


def filled_home(home: Path) -> Settings:
    """A home whose store has a version over some batches, and three more of them behind it in a partition."""
    settings = Settings(home=home)
    with app.open_broker(settings) as broker, app.open_state(settings) as state:
        state.add([Feed(FEED, "News")])
        store = Store(settings.store_root, topic_id=broker.topic_id, begins=broker.begins)
        for name in ("one", "two", "three"):
            publish(broker, [f"{name}{n}" for n in range(12)])
            keep(store, broker)
        done = compact(settings.store_root, datetime.now(UTC) + timedelta(days=1))
        assert done and done.version
        for name in ("four", "five", "six"):
            publish(broker, [f"{name}{n}" for n in range(12)])
            keep(store, broker)
    return settings


def publish(broker: Broker, names: Sequence[str]) -> None:
    """Puts articles of these names on the topic, as enrichment would."""
    with closing(broker.producer()) as producer:
        for name in names:
            message = item(0, name).message
            producer.send(Message(ENRICHED.name, message.article.article_id.encode(), encode(message)))


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

"""Batches for tests of the store: records as a broker would give them, with small articles inside."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from factories import article, enriched
from newswire.store.log.objects import Place
from newswire.store.query import connect
from newswire.store.schema import TABLES
from newswire.store.writer import Store
from newswire.stream.broker import Record
from newswire.stream.handler import Item
from newswire.stream.messages import Claim, Counted, Cue, Entity, Figure, Mention
from newswire.stream.topics import ENRICHED

TOPIC = ENRICHED.name
NOW = datetime(2024, 10, 18, 12, tzinfo=UTC)
#: tables that an enriched article has rows in
OF_ARTICLES = tuple(table for table in TABLES if table != "mentions")
DAY_MS = 24 * 3600 * 1000


def item(offset: int, name: str, *, partition: int = 0, timestamp_ms: int | None = None, **fields: Any) -> Item:
    """An article with one entity, one claim and one figure, at a place in the log."""
    text = f"Officials said 12 soldiers of {name} had left."
    claim = Claim(
        field="text",
        content=((15, len(text) - 1),),
        source=Mention(text="Officials", start=0, end=9, name="Officials"),
        cue=Cue(text="said", start=10, end=14),
    )
    figure = Figure(
        field="text",
        text="12",
        start=15,
        end=17,
        kind="count",
        value=12,
        unit="person",
        counted=Counted(text="soldiers", start=18, end=26, head="soldier"),
        claim=0,
    )
    given: dict[str, Any] = {
        "article": article(name, text=text),
        "claims": (claim,),
        "figures": (figure,),
        "entities": (Entity(field="text", text=name, start=30, end=30 + len(name), type="GPE", name=name),),
    }
    taken = int(NOW.timestamp() * 1000) if timestamp_ms is None else timestamp_ms
    return Item(Record(TOPIC, partition, offset, taken, None, b"{}"), enriched(name, **(given | fields)))


def items(start: int, *names: str, partition: int = 0) -> list[Item]:
    """Articles at consecutive offsets."""
    return [item(start + i, name, partition=partition) for i, name in enumerate(names)]


def store_at(root: Place, **options: Any) -> Store:
    """A store whose topic is always the same."""
    return Store(root, **({"topic_id": lambda topic: "topic-1", "now": lambda: NOW} | options))


def put(store: Store, batch: Sequence[Item]) -> None:
    """Gives the sink a batch of which nothing was rejected."""
    store([i.record for i in batch], batch)


def ask(root: Place, sql: str) -> list[tuple[Any, ...]]:
    """The rows of an answer."""
    with connect(root) as connection:
        return connection.execute(sql).fetchall()


def urls(root: Place) -> list[str]:
    """The last part of the URL of each stored article, sorted."""
    return sorted(url.rsplit("/", 1)[1] for (url,) in ask(root, "SELECT url FROM articles"))


def filled(root: Place, batches: int = 5) -> None:
    """A store of this many commits of two articles each, all of one day."""
    store = store_at(root)
    for n in range(batches):
        put(store, items(2 * n, f"a{n}", f"b{n}"))


def every_row(root: Place) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, as readers see them."""
    with connect(root, derived=False) as connection:
        return {
            table: sorted(connection.execute(f"SELECT hash(h), * FROM {table}_history h").fetchall(), key=str)
            for table in TABLES
        }

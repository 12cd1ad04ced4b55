"""A pipe whose store is re-enriched: stand-ins for the taggers, a store worker, what was published."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from newswire import app
from newswire.enrich.languages.registry import is_tagged
from newswire.enrich.passages.document import Document, Source
from newswire.settings import Settings
from newswire.store.snapshot import snapshot
from newswire.stream.broker import Message
from newswire.stream.errors import RejectedError
from newswire.stream.messages import EnricherInfo, Entity
from newswire.stream.topics import ENRICHED, encode
from protocols.store_batches import NOW, ask, item
from waiting import until

DAY = NOW.date()


TODAY = (date(2000, 1, 1), date(2100, 1, 1))


SLOW = "Too slow."


class Tagging:
    """Enrichers of a version, in this process; an article of the words SLOW takes too long."""

    def __init__(self, version: str) -> None:
        self.infos = (EnricherInfo(name="figures", version=version),)
        self.seen: list[str] = []

    def __enter__(self) -> "Tagging":
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is open."""

    def annotate(self, articles: Sequence[Source], seconds: float) -> list[Document | RejectedError]:
        self.seen += [a.id for a in articles]
        name = self.infos[0].version
        entity = Entity(field="text", text="x", start=0, end=1, type="ORG", name=name)
        return [
            RejectedError("not_tagged_in_time", "")
            if a.text == SLOW
            else Document(id=a.id, texts={}, entities=[entity], enrichers=self.infos if is_tagged(a.language) else ())
            for a in articles
        ]


@contextmanager
def store_worker(settings: Settings) -> Iterator[None]:
    """The pipe's own, that runs."""
    done = threading.Event()
    ready = threading.Event()

    def work() -> None:
        with app.open_broker(settings) as broker, app.open_worker("store", settings, broker) as worker:
            ready.set()
            worker.run(done.is_set)

    thread = threading.Thread(target=work)
    thread.start()
    assert ready.wait(120)
    try:
        yield
    finally:
        done.set()
        thread.join()


def publish(settings: Settings, *names: str, key: bytes | None = None, **fields: object) -> None:
    """What the pipe enriched with version 1."""
    fields = {"enrichers": Tagging("1").infos} | fields
    with app.open_broker(settings) as broker:
        producer = broker.producer()
        for name in names:
            made = item(0, name, **fields).message
            producer.send(Message(ENRICHED.name, key or made.article.article_id.encode(), encode(made)))
        producer.close()


def wait_for(settings: Settings, articles: int) -> None:
    """Until readers see this many."""
    until(lambda: sum(file.rows for file in snapshot(settings.store_root)["articles"]) >= articles)


def names(settings: Settings) -> list[tuple[object, ...]]:
    """Version of the tags -> how many current articles have them."""
    return ask(settings.store_root, "SELECT name, count(*) FROM entities GROUP BY ALL ORDER BY 1")

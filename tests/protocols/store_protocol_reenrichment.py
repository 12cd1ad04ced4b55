"""The model of the commit protocol with re-enrichment beside all else: the run itself, over the log of the model."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from sqlalchemy import create_engine

from factories import article
from newswire.enrich.passages.document import Document
from newswire.enrich.pipeline import latest
from newswire.enrich.pipeline.pipeline import Source
from newswire.enrich.pipeline.stage import EnrichHandler
from newswire.reenrich.plan import Plan
from newswire.reenrich.room import Room
from newswire.reenrich.run import _Run
from newswire.reenrich.taken import Taken
from newswire.store.known import stored
from newswire.store.known.opened import open_index
from newswire.store.log.local import LocalObjects
from newswire.store.log.objects import Objects
from newswire.store.log.state import State, read_state
from newswire.store.snapshot import snapshot
from newswire.stream.broker import Message, Record
from newswire.stream.handler import Item
from newswire.stream.messages import EnrichedArticle, EnricherInfo, Figure
from newswire.stream.topics import ENRICHED, encode
from protocols.store_batches import DAY_MS, NOW, TOPIC, item
from protocols.store_protocol import CrashError, Writer, identity, partitions
from protocols.store_protocol_compaction import Compacting


def superseded(objects: Objects, state: State) -> pa.Table:
    """What readers leave out, by the index that they go by."""
    return stored.superseded(objects, state, open_index(objects, state.version))


#: of the newest revisions, in memory
_DATABASE = create_engine("sqlite://")
latest.metadata.create_all(_DATABASE)
ALL_DAYS = (date(2000, 1, 1), date(2100, 1, 1))


class Tagging:
    """Finds one figure in each article."""

    def __init__(self, infos: tuple[EnricherInfo, ...]) -> None:
        self.infos = infos

    def annotate(self, articles: Sequence[Source], seconds: float) -> list[Document]:
        figure = Figure(field="text", text="12", start=15, end=17, kind="count", value=12)
        claims = item(0, "x").message.claims
        made = {"texts": {}, "figures": [figure], "claims": list(claims), "enrichers": self.infos}
        return [Document(id=a.id, **made) for a in articles]


class LogBroker:
    """What a run needs of a broker, on the model's log."""

    def __init__(self, model: "Reenriching", dies_after: int | None) -> None:
        self.model, self.left = model, dies_after

    def producer(self, name: str) -> "LogBroker":
        return self

    def send(self, message: Message) -> None:
        """Durable at once. What is sent to `news.latest.v1` does not concern the store."""
        if message.topic != ENRICHED.name:
            return
        if self.left is not None:
            if not self.left:
                raise CrashError
            self.left -= 1
        self.model.is_published(ENRICHED.decode(message.value))

    def flush(self) -> None:
        """Nothing is in flight."""

    def members(self, group: str) -> int:
        return 0

    def lag(self, topic: str, group: str) -> int:
        return 0

    def ends(self, topic: str) -> Mapping[int, int]:
        return self.model.next_offset

    def scan(self, topic: str, starts: Mapping[int, int]) -> Iterator[Record]:
        for partition, log in self.model.logs.items():
            for record, message in log:
                if record.offset >= starts[partition]:
                    yield record._replace(value=encode(message))


class Patient(Taken):
    """Does not wait for the store, which other rules move on."""

    def waiting(self) -> int:
        return 0


class Reenriching(Compacting):
    taken: Callable[..., Taken] = Patient
    superseded: Callable[[Objects, State], pa.Table] = staticmethod(superseded)

    def __init__(self) -> None:
        super().__init__()
        self.version = 0

    @property
    def enrichers(self) -> tuple[EnricherInfo, ...]:
        return (EnricherInfo(name="figures", version=str(self.version)),)

    @rule()
    def enrichers_get_better(self) -> None:
        self.version += 1

    @rule(partition=partitions, number=st.integers(0, 3))
    def an_article_is_revised(self, partition: int, number: int) -> None:
        first = self.logs[partition][number].message.article
        text = f"{first.text} Now {len(self.logs[partition])}."
        made = article(first.url.rpartition("/")[2], text=text, previous=first.revision)
        self._append(partition, item(0, "", article=made, enrichers=self.enrichers, entities=()).message)

    @rule(dies_after=st.none() | st.integers(0, 9))
    def are_enriched_anew(self, dies_after: int | None = None, to: type[LogBroker] = LogBroker) -> None:
        """All that is due, or as many as come before it is killed."""
        settings = SimpleNamespace(
            store_root=self.root, home=self.root, archive_root=self.root / "archive", store_days=0
        )
        broker: Any = to(self, dies_after)
        plan = Plan(settings, ALL_DAYS)  # type: ignore[arg-type]
        plan.count(self.enrichers)
        handler = EnrichHandler(Tagging(self.enrichers))
        taken = type(self).taken(settings, broker)
        with suppress(CrashError):
            _Run(broker, handler, plan, taken, Room(broker, None), _DATABASE.begin, lambda: False).all_days()

    @rule(partition=partitions, number=st.integers(0, 3))
    def an_article_is_revised_while_it_is_enriched_anew(self, partition: int, number: int) -> None:
        """Its older revision is in the hands of the run, and comes to the topic after the newer one."""
        revised = [False]

        class Slow(LogBroker):
            def send(self, message: Message) -> None:
                if not revised[0]:
                    revised[0] = True
                    self.model.an_article_is_revised(partition, number)
                super().send(message)

        self.are_enriched_anew(to=Slow)

    def is_published(self, message: EnrichedArticle) -> None:
        """A run has published this: in the partition of its article."""
        key = identity(message)
        on_topic = [identity(i.message) for log in self.logs.values() for i in log if i.message.ingested]
        assert key not in on_topic, "published twice"
        self._append(int(message.article.url.rpartition("/")[2][1]), message)

    def _append(self, partition: int, message: EnrichedArticle) -> None:
        offset, taken = self.next_offset[partition], int(NOW.timestamp() * 1000) + DAY_MS
        self.logs[partition].append(Item(Record(TOPIC, partition, offset, taken, None, b"{}"), message))
        self.next_offset[partition] += 1

    @invariant()
    def each_article_has_one_current_enrichment_of_its_latest_revision(self) -> None:
        objects = LocalObjects(self.root)
        gone = type(self).superseded(objects, read_state(objects)).select(["_partition", "_offset"])
        hidden = set(zip(*(column.to_pylist() for column in gone.columns), strict=True))
        files = snapshot(self.root)
        current = sorted(place for place in self._rows(files, "figures") if place not in hidden)
        assert current == sorted(self._current_of(set(self._rows(files, "articles"))))

    def _current_of(self, visible: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Told again: of each article the revision that came first last of all, and its last message."""
        for partition, log in self.logs.items():
            revisions: dict[str, dict[str, int]] = {}
            for record, message in log:
                if (partition, record.offset) in visible:
                    revisions.setdefault(message.article.article_id, {})[message.article.revision] = record.offset
            for of_article in revisions.values():  # a dictionary keeps the order in which its keys came first
                yield partition, list(of_article.values())[-1]

    def tidies_up(self) -> None:
        """All is re-enriched, and then nothing is due any more."""
        self.are_enriched_anew()
        one = Writer(self.root, type(self).make)
        for partition in self.logs:
            self.assigned_to(one, partition)
            while batch := self._poll(one, partition, 5):
                one.store([i.record for i in batch], batch)
        published = sum(map(len, self.logs.values()))
        self.are_enriched_anew()
        assert sum(map(len, self.logs.values())) == published, "still due"
        super().tidies_up()

"""A model of the commit protocol over the store's own code: several writers, of which any may be a zombie, crash at
any step, positions set back, clean-up by age."""

import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pyarrow.parquet as pq
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from newswire.store.clean import clean
from newswire.store.commits import Commit
from newswire.store.known.keys import Key, enrichment_id, key_of
from newswire.store.log.local import STAGING
from newswire.store.log.objects import Objects, Place, objects_at
from newswire.store.log.state import State, read_state
from newswire.store.snapshot import snapshot
from newswire.store.verify import verify
from newswire.store.writer import Staged, Store
from newswire.stream.errors import FencedError, RetryableError
from newswire.stream.handler import Item
from newswire.stream.messages import EnrichedArticle, EnricherInfo
from protocols.store_batches import DAY_MS, NOW, TOPIC, item

PARTITIONS = (0, 1)
WRITERS = (0, 1, 2)
STEPS = ("staging", "staged", "drafted", "linked", "committed", "moved", "published")

partitions = st.sampled_from(PARTITIONS)
writers = st.sampled_from(WRITERS)


class CrashError(BaseException):
    """The process is gone."""


class Writer:
    """A process: the store's code, and the positions of its consumer."""

    def __init__(self, root: Place, make: Callable[..., Store], forgotten: Collection[str] = ()) -> None:
        self.step: Callable[[str], None] = lambda step: None
        self.store = make(
            root,
            topic_id=lambda topic: "t1",
            now=lambda: NOW,
            failpoint=lambda step: self.step(step),
            is_forgotten=lambda article_id: article_id in forgotten,
        )
        self.positions: dict[int, int] = {}
        self.staged: Staged | None = None
        self.committed = False

    @contextmanager
    def at(self, step: str, do: Callable[[], None]) -> Iterator[None]:
        """Does something when the store is at a step."""
        self.step = lambda now: do() if now == step else None
        try:
            yield
        finally:
            self.step = lambda step: None


class Protocol(RuleBasedStateMachine):
    make: Callable[..., Store] = Store
    clean: Callable[..., int] = staticmethod(clean)
    #: what the articles that arrive were tagged by
    enrichers: tuple[EnricherInfo, ...] = ()

    def __init__(self) -> None:
        super().__init__()
        self.root = self.new_place()
        self.forgotten: set[str] = set()  #: ids of articles that must not be stored
        self.logs: dict[int, list[Item]] = {p: [] for p in PARTITIONS}
        self.next_offset = dict.fromkeys(PARTITIONS, 0)
        self.writers = {w: Writer(self.root, type(self).make, self.forgotten) for w in WRITERS}
        self.visible: set[tuple[int, int]] = set()

    def new_place(self) -> Place:
        return Path(tempfile.mkdtemp(prefix="newswire-protocol-"))

    @property
    def objects(self) -> Objects:
        return objects_at(self.root)

    # What happens in the world

    @rule(partition=partitions, count=st.integers(1, 4), day=st.integers(0, 1), repeat=st.booleans())
    def articles_arrive(self, partition: int, count: int, day: int, repeat: bool) -> None:
        log = self.logs[partition]
        for i in range(count):
            name = f"p{partition}n{i if repeat else len(log)}"
            taken = int(NOW.timestamp() * 1000) + day * DAY_MS
            # Entities would only double what figures and claims show.
            given = {"partition": partition, "timestamp_ms": taken, "enrichers": self.enrichers, "entities": ()}
            log.append(item(self.next_offset[partition], name, **given))
            self.next_offset[partition] += 1

    @rule(partition=partitions)
    def a_transaction_marker_takes_an_offset(self, partition: int) -> None:
        self.next_offset[partition] += 1

    @initialize()
    def there_is_something_to_read(self) -> None:
        for partition in PARTITIONS:
            self.articles_arrive(partition, count=4, day=0, repeat=False)
            self.articles_arrive(partition, count=4, day=1, repeat=True)

    @rule(writer=writers, partition=partitions)
    def assigned(self, writer: int, partition: int) -> None:
        """The one that had it may not know yet: it goes on as a zombie."""
        self.assigned_to(self.writers[writer], partition)

    @rule(writer=writers, partition=partitions, back=st.integers(1, 6))
    def positions_are_set_back(self, writer: int, partition: int, back: int) -> None:
        one = self.writers[writer]
        if partition in one.positions:
            one.positions[partition] = max(0, one.positions[partition] - back)

    # What a writer does, a step at a time

    @rule(writer=writers, partition=partitions, count=st.integers(1, 5))
    def stages(self, writer: int, partition: int, count: int) -> None:
        one = self.writers[writer]
        if one.staged is None and (batch := self._poll(one, partition, count)):
            one.staged = one.store.stage([i.record for i in batch], batch)
            one.committed = False

    @rule(writer=writers)
    def commits(self, writer: int) -> None:
        one = self.writers[writer]
        if one.staged and not one.committed:
            try:
                one.store.commit(one.staged)
                one.committed = True
            except (FencedError, RetryableError):
                self._rewind(one)

    @rule(partition=partitions, count=st.integers(1, 5), other_count=st.integers(1, 5))
    def another_commits_in_the_last_moment(self, partition: int, count: int, other_count: int) -> None:
        """Two that both take themselves for the owner, with batches of different sizes."""
        for writer, read in ((0, count), (1, other_count)):
            self.assigned(writer, partition)
            self.stages(writer, partition, read)
        if self.writers[0].staged and not self.writers[0].committed:
            with self.writers[0].at("drafted", lambda: self.commits(1)):
                self.commits(0)

    @rule(writer=writers)
    def publishes(self, writer: int) -> None:
        one = self.writers[writer]
        if one.staged and one.committed:
            one.store.publish(one.staged)
            one.staged = None

    @rule(writer=writers, partition=partitions, count=st.integers(1, 5))
    def stores(self, writer: int, partition: int, count: int) -> None:
        one = self.writers[writer]
        if one.staged is None and (batch := self._poll(one, partition, count)):
            try:
                one.store([i.record for i in batch], batch)
            except (FencedError, RetryableError):
                self._rewind(one)

    # What goes wrong

    @rule(writer=writers)
    def dies_between_steps(self, writer: int) -> None:
        self.writers[writer] = Writer(self.root, type(self).make, self.forgotten)

    @rule(writer=writers, partition=partitions, step=st.sampled_from(STEPS))
    def dies_at_a_step(self, writer: int, partition: int, step: str) -> None:
        one = self.writers[writer]

        def die() -> None:
            raise CrashError

        if one.staged is None and (batch := self._poll(one, partition, 4)):
            try:
                with one.at(step, die):
                    one.store([i.record for i in batch], batch)
            except CrashError:
                self.dies_between_steps(writer)
            except (FencedError, RetryableError):
                self._rewind(one)

    @precondition(lambda self: self.objects.list(STAGING))
    @rule()
    def old_files_are_cleaned_away(self) -> None:
        type(self).clean(self.root, NOW + timedelta(days=36_500))

    # What must hold after each step

    @invariant()
    def the_log_has_neither_gap_nor_overlap(self) -> None:
        state = read_state(self.objects)
        for partition in PARTITIONS:
            chain = self._chain(state, partition)
            assert [c.start for c in chain[:1]] in ([], [self._folded(state, partition)])
            assert all(before.end == after.start for before, after in pairwise(chain))

    @invariant()
    def readers_see_each_revision_once_and_whole_batches_only(self) -> None:
        files = snapshot(self.root)
        articles = self._rows(files, "articles")
        assert sorted(articles) == sorted(set(articles))
        assert sorted(articles) == sorted(self._rows(files, "figures")) == sorted(self._rows(files, "claims"))
        state = read_state(self.objects)
        expected: set[tuple[int, int]] = set()
        for partition in PARTITIONS:
            chain = self._chain(state, partition)
            published = [c for c in chain if all(self.objects.stat(f.final) for f in c.files)]
            assert published in (chain, chain[:-1]), "only the newest batch may be out of sight"
            end = published[-1].end if published else self._folded(state, partition)
            expected |= self._first_of_each(partition, end)
        assert set(articles) == expected
        assert self.visible <= set(articles), "rows vanished"
        self.visible = set(articles)

    def teardown(self) -> None:
        """Whatever happened: a worker that comes back finds all there is, once."""
        try:
            one = Writer(self.root, type(self).make, self.forgotten)
            for partition in PARTITIONS:
                self.assigned_to(one, partition)
                while batch := self._poll(one, partition, 5):
                    one.store([i.record for i in batch], batch)
            self.tidies_up()
            self.readers_see_each_revision_once_and_whole_batches_only()
            wanted = set().union(*(self._first_of_each(p, self.next_offset[p]) for p in PARTITIONS))
            assert self.visible == wanted
            assert list(verify(self.root)) == []
        finally:
            if isinstance(self.root, Path):
                shutil.rmtree(self.root)

    def tidies_up(self) -> None:
        """What is done before the last look."""

    def assigned_to(self, one: Writer, partition: int) -> None:
        one.positions[partition] = one.store.start(TOPIC, partition) or 0

    def _poll(self, one: Writer, partition: int, count: int) -> list[Item]:
        if partition not in one.positions:
            self.assigned_to(one, partition)
        batch = [i for i in self.logs[partition] if i.record.offset >= one.positions[partition]][:count]
        if batch:
            one.positions[partition] = batch[-1].record.offset + 1
        return batch

    def _rewind(self, one: Writer) -> None:
        one.staged = None
        for partition in one.positions:
            self.assigned_to(one, partition)

    def _chain(self, state: State, partition: int) -> list[Commit]:
        return state.tail.get((TOPIC, partition), [])

    def _folded(self, state: State, partition: int) -> int:
        return state.folded[TOPIC, partition].end if (TOPIC, partition) in state.folded else 0

    def _rows(self, files: dict[str, list], table: str) -> list[tuple[int, int]]:
        return [row for file in files[table] for row in self._of_file(file.key)]

    def _of_file(self, key: str) -> list[tuple[int, int]]:
        with self.objects.open(key) as file, pq.ParquetFile(file) as parquet:
            columns = parquet.read(columns=["_partition", "_offset"]).columns
        return list(zip(*(column.to_pylist() for column in columns), strict=True))

    def _first_of_each(self, partition: int, end: int) -> set[tuple[int, int]]:
        first: dict[Key, int] = {}
        for i in self.logs[partition]:
            if i.record.offset < end:
                first.setdefault(identity(i.message), i.record.offset)
        return {(partition, offset) for offset in first.values()}


def identity(message: EnrichedArticle) -> Key:
    """What makes a message the same as another."""
    return key_of(message.article.article_id, message.article.revision, enrichment_id(message))

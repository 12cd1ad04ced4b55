"""The model of the commit protocol with takedowns beside writers and compaction, which may crash at any step too."""

from collections.abc import Callable
from contextlib import suppress

import pyarrow.parquet as pq
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from factories import article
from newswire.store.compaction.forget import forget
from newswire.store.log.local import LocalObjects
from protocols.store_protocol import CrashError, partitions, writers
from protocols.store_protocol_compaction import COMPACTION_STEPS, LATER, Compacting

#: all writers have heard by then
EVER = LATER.timestamp() + 100 * 365 * 86400
numbers = st.integers(0, 7)


class Forgetting(Compacting):
    forget: Callable[..., object] = staticmethod(forget)

    def __init__(self) -> None:
        super().__init__()
        self.gone: frozenset[str] = frozenset()  #: of which a takedown has come to its end

    @rule(partition=partitions, number=numbers)
    def an_article_is_forgotten(self, partition: int, number: int) -> None:
        """First it is on the list, as the writers see it; then all of it goes."""
        self.block(partition, number)
        self.takes_down(LocalObjects(self.root))

    @rule(partition=partitions, number=numbers, step=st.sampled_from(COMPACTION_STEPS))
    def a_takedown_dies_at_a_step(self, partition: int, number: int, step: str) -> None:
        def die(now: str) -> None:
            if now == step:
                raise CrashError

        self.block(partition, number)
        with suppress(CrashError):
            self.takes_down(LocalObjects(self.root, failpoint=die))

    @rule(
        writer=writers, partition=partitions, number=numbers, step=st.sampled_from(["swapping", "swapped", "drafted"])
    )
    def a_batch_is_stored_during_a_takedown(self, writer: int, partition: int, number: int, step: str) -> None:
        def store(now: str) -> None:
            if now == step:
                self.stores(writer, partition, 2)

        self.block(partition, number)
        self.takes_down(LocalObjects(self.root, failpoint=store))

    @invariant()
    def what_was_forgotten_is_nowhere(self) -> None:
        """In no Parquet file, be it shown, staged, or swapped out."""
        for path in self.root.rglob("*.parquet") if self.gone else ():
            with pq.ParquetFile(path) as parquet:
                assert not self.gone & set(parquet.read(columns=["article_id"])["article_id"].to_pylist())

    def block(self, partition: int, number: int) -> None:
        self.forgotten.add(article(f"p{partition}n{number}").article_id)
        self.visible -= self._blocked()

    def takes_down(self, objects: LocalObjects) -> None:
        type(self).forget(objects, LATER, self.forgotten.__contains__, staged_before=EVER)
        self.gone = frozenset(self.forgotten)

    def tidies_up(self) -> None:
        super().tidies_up()
        self.takes_down(LocalObjects(self.root))
        self.what_was_forgotten_is_nowhere()

    def _blocked(self) -> set[tuple[int, int]]:
        """Where in the log articles lie that are on the list."""
        return {
            (partition, one.record.offset)
            for partition, log in self.logs.items()
            for one in log
            if one.message.article.article_id in self.forgotten
        }

    def _rows(self, files: dict[str, list], table: str) -> list[tuple[int, int]]:
        # Of what is on the list rows may be there or not, until a takedown has come to its end.
        blocked = self._blocked()
        return [row for row in super()._rows(files, table) if row not in blocked]

    def _first_of_each(self, partition: int, end: int) -> set[tuple[int, int]]:
        return super()._first_of_each(partition, end) - self._blocked()

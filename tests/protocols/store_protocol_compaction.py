"""The model of the commit protocol with compaction beside the writers, which may crash at any step as well."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from newswire.store.compaction.compact import compact
from newswire.store.compaction.plan import Aims
from newswire.store.log.objects import objects_at
from protocols.store_batches import NOW
from protocols.store_protocol import CrashError, Protocol, partitions, writers

COMPACTION_STEPS = ("drafted", "linked", "swapping", "swapped")
#: everything is worth compacting
AIMS = Aims(open_files=2, records=1)
#: one of the days of the model is over
LATER = NOW + timedelta(days=1)


class Compacting(Protocol):
    compact: Callable[..., object] = staticmethod(compact)

    @rule(partition=partitions, count=st.integers(1, 5))
    def all_goes_on_without_one_that_sleeps_before_its_commit(self, partition: int, count: int) -> None:
        """Others commit what it would have committed, and that is folded; then it wakes up."""

        def others() -> None:
            for _ in range(3):
                self.stores(1, partition, 2)
            self.compacts()

        self.assigned(0, partition)
        self.assigned(1, partition)
        self.stages(0, partition, count)
        if self.writers[0].staged and not self.writers[0].committed:
            with self.writers[0].at("drafted", others):
                self.commits(0)

    @rule()
    def compacts(self) -> None:
        type(self).compact(self.root, LATER, aims=AIMS, swapped_s=0)

    @rule(writer=writers, partition=partitions, step=st.sampled_from(["swapping", "swapped"]))
    def a_batch_is_published_while_folders_are_swapped(self, writer: int, partition: int, step: str) -> None:
        def publish(now: str) -> None:
            if now == step:
                self.stores(writer, partition, 2)

        type(self).compact(objects_at(self.root, publish), LATER, aims=AIMS, swapped_s=0)

    @rule(step=st.sampled_from(COMPACTION_STEPS))
    def compaction_dies_at_a_step(self, step: str) -> None:
        def die(now: str) -> None:
            if now == step:
                raise CrashError

        with suppress(CrashError):
            type(self).compact(objects_at(self.root, die), LATER, aims=AIMS, swapped_s=0)

    @invariant()
    def who_reads_the_plain_files_sees_no_row_twice(self) -> None:
        for table in ("articles", "figures"):
            rows = [row for key in self.objects.list(table) for row in self._of_file(key)]
            assert len(rows) == len(set(rows))

    def tidies_up(self) -> None:
        self.compacts()

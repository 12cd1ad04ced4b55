"""The model of the commit protocol with compaction, on S3: where a move is a copy and a swap is not a single step."""

import json
import uuid
from contextlib import suppress
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from newswire.store.compaction.compact import LIST
from newswire.store.log.objects import Place
from newswire.stream.s3.url import S3Url
from protocols.store_protocol import CrashError, partitions, writers
from protocols.store_protocol_compaction import Compacting


class OnS3(Compacting):
    """Below a place that a test has set."""

    place: ClassVar[S3Url]

    def new_place(self) -> Place:
        return self.place._replace(prefix=f"{self.place.prefix}/{uuid.uuid4().hex[:8]}")

    @rule(writer=writers, partition=partitions, step=st.sampled_from(["copying", "copied"]))
    def dies_in_a_move(self, writer: int, partition: int, step: str) -> None:
        self.dies_at_a_step(writer, partition, step)

    @rule(step=st.sampled_from(["copying", "copied"]))
    def compaction_dies_in_a_move(self, step: str) -> None:
        self.compaction_dies_at_a_step(step)

    @rule(partition=partitions, count=st.integers(1, 4))
    def all_goes_on_without_one_that_sleeps_before_it_copies(self, partition: int, count: int) -> None:
        """Another one copies what it would have copied, and dies before it has cleared up; then all of that is folded
        and compacted, and it wakes up."""

        woken = []

        def others() -> None:
            if not woken:
                woken.append(True)
                with suppress(CrashError), self.writers[1].at("copied", die):
                    self.assigned(1, partition)
                self.dies_between_steps(1)
                self.assigned(2, partition)
                for _ in range(2):  # what one version swaps out is swept away by itself, until there is the next one
                    for _ in range(3):
                        self.stores(2, partition, 1)
                    self.compacts()

        def die() -> None:
            raise CrashError

        if self.writers[0].staged is None:
            self.assigned(0, partition)
            self.stages(0, partition, count)
            self.commits(0)
            if self.writers[0].staged:
                with self.writers[0].at("copying", others):
                    self.publishes(0)

    @invariant()
    def who_reads_the_plain_files_sees_no_row_twice(self) -> None:
        """By the list: whoever lists the folders sees for a moment the new files beside the old ones."""
        if not self.objects.stat(LIST):
            return
        files = json.loads(self.objects.get(LIST))
        for table in ("articles", "figures"):
            rows = [row for key in files[table] for row in self._of_file(key)]
            assert len(rows) == len(set(rows))

    def tidies_up(self) -> None:
        self.compacts()
        super().who_reads_the_plain_files_sees_no_row_twice()

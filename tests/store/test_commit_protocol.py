"""The commit protocol holds whatever happens when; and mistakes planted in it, each of which the model must catch."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

import pytest
from hypothesis.stateful import run_state_machine_as_test

from newswire.store.compaction.compact import compact
from newswire.store.known.seen import Seen
from newswire.store.log.local import STAGING, LocalObjects
from newswire.store.log.state import files_at, read_state
from newswire.store.writer import Staged, Store
from newswire.stream.errors import FatalError
from protocols.store_protocol import Protocol
from protocols.store_protocol_compaction import Compacting
from protocols.store_protocol_runs import bounded, run


@pytest.mark.parametrize("model", [Protocol, Compacting])
def test_nothing_is_lost_doubled_or_torn_whatever_happens_when(model: type[Protocol]) -> None:
    run_state_machine_as_test(model, settings=bounded(40))


class RecoveryDeletesStagedFiles(Store):
    """Tidies up after a writer that looks dead."""

    def start(self, topic: str, partition: int) -> int | None:
        first = super().start(topic, partition)
        for path in (self.objects.root / STAGING).glob("*"):
            path.unlink()
        return first


class NoRollForward(Store):
    """Goes on after a record whose files may not be in place."""

    def _recover(self, topic: str, partition: int) -> None:
        publish, self.log.publish = self.log.publish, lambda commit: 0  # type: ignore[method-assign]
        try:
            super()._recover(topic, partition)
        finally:
            self.log.publish = publish  # type: ignore[method-assign]


class OverwritesTheRecord(Store):
    """Looks whether the record is there, and then writes it."""

    def __init__(self, root: Path, **options: object) -> None:
        super().__init__(root, **options)  # type: ignore[arg-type]
        self.objects._claim = lambda draft, path: draft.replace(path)  # type: ignore[attr-defined]


class ForgetsWhatItHolds(Store):
    """Looks for repeats among its own batches only."""

    def _recover(self, topic: str, partition: int) -> None:
        super()._recover(topic, partition)
        self.seen = Seen()


class RemembersWhatItNeverCommitted(Store):
    """Takes what is staged for stored."""

    def stage(self, *args: object) -> Staged | None:
        staged = super().stage(*args)  # type: ignore[arg-type]
        if staged:
            self.seen.add(staged.keys)
        return staged


class TakesAFreeNameForItsOwn(Store):
    """Does not ask whether the record of that name was folded, and deleted, meanwhile."""

    def __init__(self, root: Path, **options: object) -> None:
        super().__init__(root, **options)  # type: ignore[arg-type]
        self.log._is_folded = lambda commit: False  # type: ignore[method-assign]


class ShowsTheNewBesideTheOld(LocalObjects):
    """Moves the new files in, and then deletes the old ones."""

    def swap(self, folder: str, staged: Mapping[str, str], old: Collection[str], *shown: object) -> None:
        self.move({key: final for key, final in staged.items() if self.stat(key)})
        self._failpoint("swapped")
        for key in old:
            self.delete(key)


class DoesNotPublishFirst(Protocol):
    """A clean-up that deletes what is old, committed or not."""

    @staticmethod
    def clean(root: Path, now: object) -> int:
        old = list((root / STAGING).glob("*"))
        for path in old:
            path.unlink()
        return len(old)


class DeletesBeforeItsVersion(Compacting):
    """A compaction that is sure of itself."""

    @staticmethod
    def compact(place: Path | LocalObjects, *args: object, **options: object) -> object:
        objects = place if isinstance(place, LocalObjects) else LocalObjects(place)
        for file in files_at(objects, read_state(objects)):
            if file.table == "articles":
                objects.delete(file.key)
        return compact(objects, *args, **options)  # type: ignore[arg-type]


def writing_with(mistaken: type[Store], model: type[Protocol] = Protocol) -> type[Protocol]:
    return type(mistaken.__name__, (model,), {"make": mistaken})


def compacting_on(kind: type[LocalObjects]) -> type[Compacting]:
    def planted(place: Path | LocalObjects, *args: object, **options: object) -> object:
        root, failpoint = (place, lambda step: None) if isinstance(place, Path) else (place.root, place._failpoint)
        return compact(kind(root, failpoint=failpoint), *args, **options)  # type: ignore[arg-type]

    return type(kind.__name__, (Compacting,), {"compact": staticmethod(planted)})


def one_begins_while_another_publishes(model: Protocol) -> None:
    model.assigned(0, 0)
    model.stages(0, 0, 4)
    model.commits(0)
    model.assigned(1, 1)
    model.publishes(0)


def one_dies_after_its_commit(model: Protocol) -> None:
    model.dies_at_a_step(0, 0, "committed")
    model.stores(1, 0, 2)


def two_commit_in_one_moment(model: Protocol) -> None:
    model.another_commits_in_the_last_moment(0, 4, 2)
    for writer in (1, 0):
        model.publishes(writer)


def an_article_comes_again_to_another(model: Protocol) -> None:
    model.stores(0, 0, 4)
    model.articles_arrive(0, 1, 0, repeat=True)
    for _ in range(2):
        model.stores(1, 0, 5)


def one_is_fenced_and_goes_on(model: Protocol) -> None:
    model.assigned(0, 0)
    model.stages(0, 0, 4)
    model.stores(1, 0, 2)
    model.commits(0)
    model.stores(0, 0, 5)


def staging_is_cleaned_after_a_death(model: Protocol) -> None:
    model.dies_at_a_step(0, 0, "committed")
    model.old_files_are_cleaned_away()
    model.assigned(1, 0)


def one_sleeps_while_its_place_is_folded(model: Compacting) -> None:
    model.all_goes_on_without_one_that_sleeps_before_its_commit(0, 2)
    model.publishes(0)


def compaction_dies_in_a_swap(model: Compacting) -> None:
    for _ in range(3):
        model.stores(0, 0, 2)
    model.compaction_dies_at_a_step("swapped")


def compaction_dies_before_its_version(model: Compacting) -> None:
    for _ in range(3):
        model.stores(0, 0, 2)
    model.compaction_dies_at_a_step("drafted")


#: each mistake, with a course of events in which it shows
PLANTED = [
    (writing_with(RecoveryDeletesStagedFiles), one_begins_while_another_publishes),
    (writing_with(NoRollForward), one_dies_after_its_commit),
    (writing_with(OverwritesTheRecord), two_commit_in_one_moment),
    (writing_with(ForgetsWhatItHolds), an_article_comes_again_to_another),
    (writing_with(RemembersWhatItNeverCommitted), one_is_fenced_and_goes_on),
    (DoesNotPublishFirst, staging_is_cleaned_after_a_death),
    (writing_with(TakesAFreeNameForItsOwn, Compacting), one_sleeps_while_its_place_is_folded),
    (compacting_on(ShowsTheNewBesideTheOld), compaction_dies_in_a_swap),
    (DeletesBeforeItsVersion, compaction_dies_before_its_version),
]


@pytest.mark.parametrize(("mistaken", "course"), PLANTED, ids=[mistaken.__name__ for mistaken, _ in PLANTED])
def test_the_model_catches_a_planted_mistake(mistaken: type[Protocol], course: Callable[[Protocol], None]) -> None:
    with pytest.raises((AssertionError, FatalError, OSError)):
        run(mistaken, course)


@pytest.mark.parametrize("course", [course for _, course in PLANTED], ids=lambda course: course.__name__)
def test_the_same_course_of_events_is_right_without_the_mistake(course: Callable[[Protocol], None]) -> None:
    run(Compacting, course)

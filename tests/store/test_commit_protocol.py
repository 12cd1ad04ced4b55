"""The commit protocol holds whatever happens when; and mistakes planted in it, each of which the model must catch."""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis.stateful import run_state_machine_as_test

from store.compaction.compact import compact
from store.compaction.rewrite import Rewritten, rewrite
from store.known.seen import Seen
from store.log.local import STAGING, LocalObjects
from store.log.versions import CurrentFile
from store.writer import Staged, Store
from store_protocol import Protocol, bounded
from store_protocol_compaction import Compacting
from stream.errors import FatalError


@pytest.mark.parametrize("model", [Protocol, Compacting])
def test_nothing_is_lost_doubled_or_torn_whatever_happens_when(model: type[Protocol]) -> None:
    run_state_machine_as_test(model, settings=bounded(15))


class RecoveryDeletesStagedFiles(Store):
    """Tidies up behind a writer that looks dead."""

    def start(self, topic: str, partition: int) -> int | None:
        first = super().start(topic, partition)
        for path in (self.objects.root / STAGING).glob("*"):
            path.unlink()
        return first


class NoRollForward(Store):
    """Goes on behind a record whose files may not be in place."""

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


@pytest.mark.parametrize(
    "mistake",
    [
        RecoveryDeletesStagedFiles,
        NoRollForward,
        OverwritesTheRecord,
        ForgetsWhatItHolds,
        RemembersWhatItNeverCommitted,
    ],
)
def test_the_model_catches_a_planted_mistake(mistake: type[Store]) -> None:
    class Mistaken(Protocol):
        make = mistake

    with pytest.raises((AssertionError, FatalError, OSError)):
        run_state_machine_as_test(Mistaken, settings=bounded(400))


def test_the_model_catches_a_clean_up_that_does_not_publish_first() -> None:
    def careless(root: Path, now: object) -> int:
        old = list((root / STAGING).glob("*"))
        for path in old:
            path.unlink()
        return len(old)

    class Mistaken(Protocol):
        clean = staticmethod(careless)

    with pytest.raises((AssertionError, FatalError, OSError)):
        run_state_machine_as_test(Mistaken, settings=bounded(400))


def test_the_model_catches_a_writer_that_takes_a_free_name_for_its_own() -> None:
    class Mistaken(Compacting):
        make = TakesAFreeNameForItsOwn

    with pytest.raises((AssertionError, FatalError, OSError)):
        run_state_machine_as_test(Mistaken, settings=bounded(400))


def with_objects(kind: type[LocalObjects]) -> Callable[..., object]:
    """Compaction on objects with a mistake in them."""

    def planted(place: Path | LocalObjects, *args: object, **options: object) -> object:
        root, failpoint = (place, lambda step: None) if isinstance(place, Path) else (place.root, place._failpoint)
        return compact(kind(root, failpoint=failpoint), *args, **options)  # type: ignore[arg-type]

    return planted


class ShowsTheNewBesideTheOld(LocalObjects):
    """Moves the new files in, and then deletes the old ones."""

    def swap(self, folder: str, staged: Mapping[str, str], old: Collection[str]) -> None:
        self.move({key: final for key, final in staged.items() if self.stat(key)})
        self._failpoint("swapped")
        for key in old:
            self.delete(key)


def test_the_model_catches_a_mistake_in_the_swap() -> None:
    class Mistaken(Compacting):
        compact = staticmethod(with_objects(ShowsTheNewBesideTheOld))

    with pytest.raises((AssertionError, FatalError, OSError)):
        run_state_machine_as_test(Mistaken, settings=bounded(400))


def test_the_model_catches_a_compaction_that_deletes_before_its_version_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def hasty(objects: LocalObjects, files: Sequence[CurrentFile], file_bytes: int) -> Rewritten:
        made = rewrite(objects, files, file_bytes)
        for file in files:
            objects.delete(file.key)
        return made

    monkeypatch.setattr("store.compaction.compact.rewrite", hasty)

    with pytest.raises((AssertionError, FatalError, OSError)):
        run_state_machine_as_test(Compacting, settings=bounded(400))

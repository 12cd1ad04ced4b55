"""The commit protocol holds whatever happens when; and mistakes planted in it, each of which the model must catch."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from store.log.local import STAGING
from store.seen import Seen
from store.writer import Staged, Store
from store_protocol import Protocol
from stream.errors import FatalError


def bounded(examples: int) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=30,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


def test_nothing_is_lost_doubled_or_torn_whatever_happens_when() -> None:
    run_state_machine_as_test(Protocol, settings=bounded(15))


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

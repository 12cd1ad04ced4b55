"""Compaction beside writers and readers, and killed at any step: none of them loses or doubles anything."""

import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pyarrow.dataset as ds
import pytest

from newswire.store.compaction.compact import compact
from newswire.store.log import state
from newswire.store.log.local import LocalObjects
from newswire.store.log.versions import newest_version
from newswire.store.verify import verify
from protocols.store_batches import NOW, OF_ARTICLES, TOPIC, every_row, filled, items, put, store_at, urls

TOMORROW = NOW + timedelta(days=1)


PROGRAM = Path(__file__).with_name("crash_compact.py")


def test_one_at_a_time(tmp_path: Path) -> None:
    filled(tmp_path)
    with LocalObjects(tmp_path).lock() as held:
        assert held
        assert compact(tmp_path, TOMORROW) is None
    assert compact(tmp_path, TOMORROW)


@pytest.mark.parametrize("step", ["drafted", "linked", "swapping", "swapped"])
def test_a_kill_at_any_step_of_a_compaction_changes_nothing_for_readers(tmp_path: Path, step: str) -> None:
    filled(tmp_path)
    before = every_row(tmp_path)
    command = [sys.executable, str(PROGRAM), str(tmp_path), step]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert any(line.strip() == step for line in process.stdout)
        # Frozen in the middle of it, another can't interfere, and readers see all; then it is gone.
        assert compact(tmp_path, TOMORROW) is None
        assert every_row(tmp_path) == before
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL

    assert every_row(tmp_path) == before
    assert list(verify(tmp_path)) == []
    for table in OF_ARTICLES:
        assert ds.dataset(tmp_path / table).count_rows() == 10
    put(store_at(tmp_path), items(10, "c"))
    compact(tmp_path, TOMORROW)
    assert len(urls(tmp_path)) == 11
    assert list(verify(tmp_path)) == []
    version = newest_version(LocalObjects(tmp_path))
    assert version and all((tmp_path / file.key).exists() for file in version.files)


def test_who_publishes_what_was_compacted_away_meanwhile_does_no_harm(tmp_path: Path) -> None:
    store, other = store_at(tmp_path), store_at(tmp_path)
    batch = items(0, "a")
    staged = store.stage([i.record for i in batch], batch)
    assert staged
    store.commit(staged)  # and sleeps
    other.start(TOPIC, 0)
    for n in range(1, 4):
        put(other, items(n, f"b{n}"))
    compact(tmp_path, TOMORROW, swapped_s=0)

    store.publish(staged)

    assert len(urls(tmp_path)) == 4
    assert list(verify(tmp_path)) == []


def test_a_reader_that_sleeps_between_its_looks_misses_no_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path)
    real, calls = state._is_published, []

    def late(*args: object) -> bool:
        if not calls:  # the newest record was read, and is folded before its files are looked for
            calls.append("asleep")
            put(store_at(tmp_path), items(10, "c"))
            compact(tmp_path, TOMORROW)
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(state, "_is_published", late)

    assert len(urls(tmp_path)) == 11

"""Real processes, killed or frozen at each step of a commit; real limits on what may be written."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newswire.store.log.local import STAGING
from newswire.store.verify import verify
from protocols.store_batches import ask, items, put, store_at, urls

PROGRAM = Path(__file__).with_name("crash_writer.py")
STEPS = ("staging", "staged", "drafted", "linked", "committed", "moved", "published")


@contextmanager
def writer(root: Path, *args: object) -> Iterator[subprocess.Popen[str]]:
    """A running writer; dead when the block ends."""
    command = [sys.executable, str(PROGRAM), str(root), *map(str, args)]
    # Its own log is of no interest, unless something fails: then pytest shows it.
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def until(process: subprocess.Popen[str], step: str) -> None:
    """Reads on until the writer says that it is at a step."""
    assert process.stdout
    for line in process.stdout:
        if line.strip() == step:
            return
    raise AssertionError(f"ended before {step}")


def finish(root: Path, *args: object) -> list[str]:
    """Runs a writer to its end; returns its steps."""
    with writer(root, *args) as process:
        assert process.stdout
        said = [line.strip() for line in process.stdout]
        assert process.wait() == 0
    return said


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_any_step_loses_and_doubles_nothing(tmp_path: Path, step: str) -> None:
    with writer(tmp_path, 1, 6, 2, step) as process:
        until(process, step)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    # What a reader sees of the wreck is whole: each article with its figure, or neither.
    assert ask(tmp_path, "SELECT count(*) FROM articles") == ask(tmp_path, "SELECT count(*) FROM figures")
    assert list(verify(tmp_path)) == []

    store = store_at(tmp_path)
    at = store.start("news.enriched.v1", 0) or 0
    assert at == (0 if step in ("staging", "staged", "drafted") else 2)
    put(store, items(at, *(f"p0n{i}" for i in range(at, 6))))

    assert urls(tmp_path) == [f"p0n{i}" for i in range(6)]
    assert list(verify(tmp_path)) == []


@pytest.mark.parametrize("step", ["staged", "drafted", "linked", "moved"])
def test_a_frozen_writer_that_wakes_up_does_no_harm(tmp_path: Path, step: str) -> None:
    with writer(tmp_path, 1, 4, 2, step) as zombie:
        until(zombie, step)
        zombie.send_signal(signal.SIGSTOP)

        finish(tmp_path, 1, 6, 3)
        zombie.send_signal(signal.SIGCONT)
        assert zombie.stdin and zombie.stdout
        zombie.stdin.close()  # each later step reads the end of the file, and goes on
        said = [line.strip() for line in zombie.stdout]
        assert zombie.wait() == 0

    assert "fenced" in said  # at once, or where it went on after a record that the other had made
    assert urls(tmp_path) == [f"p0n{i}" for i in range(6)]
    assert list(verify(tmp_path)) == []


def test_two_writers_that_race_share_the_work_without_doubling_it(tmp_path: Path) -> None:
    with writer(tmp_path, 2, 30, 3) as one, writer(tmp_path, 2, 30, 4) as other:
        for process in (one, other):
            process.communicate()
            assert process.returncode == 0

    assert urls(tmp_path) == sorted(f"p{p}n{i}" for p in (0, 1) for i in range(30))
    assert list(verify(tmp_path)) == []


def test_a_full_disk_leaves_nothing_half_done_and_the_batch_passes_once_there_is_room(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    put(store, items(0, "a", "b"))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))  # of this process, so no files may grow meanwhile
    try:
        with pytest.raises(OSError, match="File too large"):
            put(store, items(2, "c", "d"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert os.listdir(tmp_path / STAGING) == []  # noqa: PTH208
    assert urls(tmp_path) == ["a", "b"]

    assert store.start("news.enriched.v1", 0) == 2
    put(store, items(2, "c", "d"))

    assert urls(tmp_path) == ["a", "b", "c", "d"]
    assert list(verify(tmp_path)) == []


@pytest.mark.parametrize("step", ["drafted", "linked", "committed", "moved", "published"])
def test_an_error_of_the_disk_at_any_step_is_made_good_by_trying_again(tmp_path: Path, step: str) -> None:
    failures = iter([OSError(28, "No space left on device")])

    def failpoint(now: str) -> None:
        if now == step and (error := next(failures, None)):
            raise error

    store = store_at(tmp_path, failpoint=failpoint)
    with pytest.raises(OSError, match="No space left"):
        put(store, items(0, "a", "b"))

    at = store.start("news.enriched.v1", 0) or 0
    put(store, items(at, *"abcd"[at:]))

    assert urls(tmp_path) == ["a", "b", "c", "d"]
    assert list(verify(tmp_path)) == []

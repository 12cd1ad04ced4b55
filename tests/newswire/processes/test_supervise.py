"""The supervisor with real child processes: they are started again, stopped, killed, and never left behind."""

import os
import signal
import sys
from pathlib import Path

import psutil
import pytest

from homes.supervised import only, printed
from newswire.processes.logs import trim
from newswire.processes.supervise import Supervisor
from waiting import until

SLEEP = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(600)"]


STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(600)",
]


def test_a_child_that_dies_is_started_again_and_counted(supervisor: Supervisor) -> None:
    supervisor.start("sleeper", SLEEP)
    first = only(supervisor)
    assert first.state == "running" and first.pid and first.restarts == 0 and first.exit is None

    os.kill(first.pid, signal.SIGKILL)
    until(lambda: only(supervisor).restarts == 1)

    second = only(supervisor)
    assert second.state == "running" and second.pid not in (None, first.pid)
    assert second.exit == -signal.SIGKILL and second.since >= first.since


def test_the_wait_doubles_with_each_death_and_starts_anew_after_a_healthy_run(tmp_path: Path) -> None:
    clock = [0.0]
    with Supervisor(tmp_path, back_off_s=2.0, monotonic=lambda: clock[0]) as supervisor:
        supervisor.start("failing", [sys.executable, "-c", "raise SystemExit(3)"])
        waits = []
        for _ in range(6):
            until(lambda: only(supervisor).pid is None)
            died = clock[0]
            while only(supervisor).pid is None:
                clock[0] += 0.5
            waits.append(clock[0] - died)
        assert waits == [2, 4, 8, 16, 20, 20]
        assert only(supervisor).exit == 3

        clock[0] += 61
        until(lambda: only(supervisor).pid is None)
        died = clock[0]
        while only(supervisor).pid is None:
            clock[0] += 0.5
        assert clock[0] - died == 2


def test_a_part_that_fails_again_and_again_is_failing_until_it_has_run_for_long(tmp_path: Path) -> None:
    clock = [0.0]
    stays = tmp_path / "stays"
    code = f"import os, time\nos.path.exists({str(stays)!r}) and time.sleep(600)\nraise OSError('no disk')"
    with Supervisor(tmp_path, back_off_s=0.0, monotonic=lambda: clock[0]) as supervisor:
        supervisor.start("failing", [sys.executable, "-c", code])
        until(lambda: only(supervisor).restarts >= 3)
        assert only(supervisor).state == "failing" and only(supervisor).error == "OSError: no disk"
        stays.touch()
        until(lambda: only(supervisor).pid is not None)
        assert only(supervisor).state == "failing"
        clock[0] += 61
        assert only(supervisor).state == "running"


def test_a_child_that_hangs_is_killed_and_started_again(tmp_path: Path) -> None:
    code = (
        "import pathlib, time\n"
        "from newswire.processes.pulse import own_pulse\n"
        "pulse = own_pulse(pathlib.Path('/nowhere'), 'w')\n"
        "pulse.beat('handles 3 records', waits_s=-59.9)\n"
        "time.sleep(600)"
    )
    with Supervisor(tmp_path / "logs", home=tmp_path, back_off_s=0.01) as supervisor:
        supervisor.start("w", [sys.executable, "-c", code], has_pulse=True)
        first = only(supervisor).pid
        until(lambda: only(supervisor).restarts == 1)
        child = only(supervisor)
        assert child.exit == -signal.SIGKILL and child.pid != first
        assert child.error and child.error.endswith("while it handles 3 records")


def test_what_is_done_is_not_started_again_and_what_failed_is(supervisor: Supervisor, tmp_path: Path) -> None:
    seen = str(tmp_path / "seen")
    code = f"import os; new = not os.path.exists({seen!r}); open({seen!r}, 'w').close(); assert not new"
    supervisor.start("migrate", [sys.executable, "-c", code], ends=True)
    until(lambda: only(supervisor).state == "done")
    assert only(supervisor).restarts == 1 and only(supervisor).exit == 0
    supervisor.forget("migrate")
    assert supervisor.children() == []


def test_each_child_has_a_log_of_its_own_that_later_runs_append_to(supervisor: Supervisor) -> None:
    supervisor.start("a", [sys.executable, "-c", "import sys; print('to stdout'); print('to stderr', file=sys.stderr)"])
    supervisor.start("b", SLEEP)
    until(lambda: supervisor.check()[0].restarts >= 2)
    a, b = supervisor.check()
    assert a.log != b.log
    assert printed(a).count("to stdout") >= 2 and printed(a).count("to stderr") >= 2
    assert "to stdout" not in printed(b)


def test_stop_ends_all_and_reaps_them(supervisor: Supervisor) -> None:
    supervisor.start("a", SLEEP)
    supervisor.start("b", SLEEP)
    pids = [child.pid for child in supervisor.children()]

    supervisor.stop()

    assert [child.state for child in supervisor.children()] == ["stopped", "stopped"]
    assert [child.exit for child in supervisor.children()] == [-signal.SIGTERM] * 2
    assert not any(psutil.pid_exists(pid) for pid in pids if pid)
    assert [child.state for child in supervisor.check()] == ["stopped", "stopped"]


def test_a_child_that_does_not_listen_is_killed_after_the_grace(supervisor: Supervisor) -> None:
    supervisor.start("stubborn", STUBBORN)
    until(lambda: "up" in printed(only(supervisor)))
    supervisor.stop(grace_s=0.1)
    assert only(supervisor).exit == -signal.SIGKILL


def test_a_child_ends_its_work_within_the_grace(supervisor: Supervisor) -> None:
    graceful = (  # it waits for the signal itself: one between `up` and a sleep could be missed, and the sleep go on
        "import signal\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])\n"
        "print('up', flush=True)\n"
        "signal.sigwait([signal.SIGTERM])\n"
        "print('committed', flush=True)"
    )
    supervisor.start("worker", [sys.executable, "-c", graceful])
    until(lambda: "up" in printed(only(supervisor)))
    supervisor.stop()
    assert only(supervisor).exit == 0 and "committed" in printed(only(supervisor))


def test_a_program_that_is_not_there_is_told_at_once(supervisor: Supervisor) -> None:
    with pytest.raises(FileNotFoundError):
        supervisor.start("missing", ["/no/such/program"])
    assert supervisor.children() == []


def test_two_children_of_one_name_are_refused(supervisor: Supervisor) -> None:
    supervisor.start("a", SLEEP)
    with pytest.raises(ValueError, match="'a' is there already"):
        supervisor.start("a", SLEEP)


def test_a_log_that_grew_too_large_moves_aside_and_its_writer_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    with path.open("ab", buffering=0) as writer:
        writer.write(b"x" * 100)
        trim(path, max_bytes=99)
        writer.write(b"y")
    assert path.read_bytes() == b"y"
    assert (tmp_path / "a.log.1").read_bytes() == b"x" * 100
    trim(tmp_path / "none.log")

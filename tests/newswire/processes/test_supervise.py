"""The supervisor with real child processes: they are started again, stopped, killed, and never left behind."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from newswire.processes import pulse
from newswire.processes.child import Child
from newswire.processes.guard import end_left
from newswire.processes.logs import trim
from newswire.processes.supervise import Supervisor, orphaned
from waiting import until

SLEEP = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(600)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(600)",
]
PARENT_OF_ONE = [
    sys.executable,
    "-c",
    "import subprocess, sys, time; p = subprocess.Popen(['sleep', '600']); print(p.pid, flush=True); time.sleep(600)",
]


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    with Supervisor(tmp_path / "logs", back_off_s=0.01) as supervisor:
        yield supervisor


def only(supervisor: Supervisor) -> Child:
    (child,) = supervisor.check()
    return child


def printed(child: Child) -> str:
    return child.log.read_text()


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


def test_what_a_child_started_dies_with_it(supervisor: Supervisor) -> None:
    supervisor.start("pool", PARENT_OF_ONE)
    until(lambda: printed(only(supervisor)).strip())
    child = only(supervisor)
    grandchild = psutil.Process(int(printed(child)))
    assert child.pid
    os.kill(child.pid, signal.SIGKILL)
    until(lambda: only(supervisor).restarts == 1)
    until(lambda: not grandchild.is_running() or grandchild.status() == psutil.STATUS_ZOMBIE)


def test_a_program_that_is_not_there_is_told_at_once(supervisor: Supervisor) -> None:
    with pytest.raises(FileNotFoundError):
        supervisor.start("missing", ["/no/such/program"])
    assert supervisor.children() == []


def test_two_children_of_one_name_are_refused(supervisor: Supervisor) -> None:
    supervisor.start("a", SLEEP)
    with pytest.raises(ValueError, match="'a' is there already"):
        supervisor.start("a", SLEEP)


def test_a_child_knows_when_its_supervisor_was_killed(tmp_path: Path) -> None:
    worker = tmp_path / "worker.py"
    worker.write_text(
        "import os, time\n"
        "from newswire.processes.supervise import orphaned\n"
        "print(os.getpid(), orphaned(), flush=True)\n"
        "while not orphaned():\n"
        "    time.sleep(0.02)\n"
        "print('orphaned', flush=True)\n"
    )
    boss = (
        "import sys, time; from pathlib import Path; from newswire.processes.supervise import Supervisor\n"
        f"s = Supervisor(Path({str(tmp_path)!r})); s.start('w', [sys.executable, {str(worker)!r}]); time.sleep(600)"
    )
    log = tmp_path / "w.log"
    with subprocess.Popen([sys.executable, "-c", boss]) as process:
        until(lambda: log.exists() and log.read_text().endswith("False\n"))
        process.kill()
    until(lambda: "orphaned" in log.read_text())
    pid = int(log.read_text().split()[0])
    until(lambda: not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)


@pytest.mark.parametrize("guard_too", [False, True])
def test_nothing_is_left_of_a_supervisor_that_was_killed(tmp_path: Path, guard_too: bool) -> None:
    """Not even what hangs, ignores SIGTERM, or went into a process group of its own."""
    tree = tmp_path / "tree.py"
    tree.write_text(
        "import os, signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "if len(sys.argv) == 1:\n"
        "    task = subprocess.Popen([sys.executable, __file__, 'task'], process_group=0)\n"
        "    print(os.getpid(), task.pid, flush=True)\n"
        "time.sleep(600)"
    )
    boss = (
        "import sys, time; from pathlib import Path; from newswire.processes import will\n"
        "from newswire.processes.supervise import Supervisor\n"
        f"home = Path({str(tmp_path)!r})\n"
        "make = will.Will.guard\n"
        "will.Will.guard = lambda self: [*make(self), '--grace', '0.3']\n"
        "s = Supervisor(home / 'logs', home=home)\n"
        f"s.start('w', [sys.executable, {str(tree)!r}])\n"
        "print(s._runs['guard'].process.pid, flush=True); time.sleep(600)"
    )
    log = tmp_path / "logs" / "w.log"
    with subprocess.Popen([sys.executable, "-c", boss], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        guard = int(process.stdout.readline())
        until(lambda: log.exists() and len(log.read_text().split()) == 2)
        pids = [int(pid) for pid in log.read_text().split()]
        if guard_too:
            os.kill(guard, signal.SIGKILL)
        process.kill()
    if guard_too:  # the next start does what the guard can't do any more
        assert end_left(tmp_path / "processes.json", 0.3) == [pids[0]]
    until(lambda: all(map(is_gone, [*pids, guard])))


def test_a_guard_that_is_gone_or_hangs_is_put_in_its_place_again_and_told(tmp_path: Path) -> None:
    with Supervisor(tmp_path / "logs", home=tmp_path, back_off_s=0.01) as supervisor:
        assert supervisor.children() == []  # as long as it is well
        seen = pulse.folder(tmp_path) / "guard.json"
        until(lambda: (pulse.read(seen) or {}).get("doing") == "watches")
        told = pulse.read(seen) or {}
        os.kill(told["pid"], signal.SIGSTOP)
        seen.write_text(json.dumps(told | {"due": 0.0}))  # as after a minute
        until(lambda: [child.restarts for child in supervisor.check()] == [1])
        guard = only(supervisor)
        assert guard.name == "guard" and "while it watches" in str(guard.error)
    supervisor.stop()  # a second time does no harm
    assert not seen.exists()


def is_gone(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True


def test_sessions_of_a_supervisor_that_lives_are_left_alone(tmp_path: Path) -> None:
    file, parent = tmp_path / "processes.json", psutil.Process(os.getppid())
    note = {"parent": parent.pid, "born": parent.create_time(), "sessions": [[os.getsid(0), 0.0]]}
    file.write_text(json.dumps(note))
    assert end_left(file, 0.0) == []


def test_a_process_that_no_supervisor_started_is_not_an_orphan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEWSWIRE_PARENT", raising=False)
    assert not orphaned()
    monkeypatch.setenv("NEWSWIRE_PARENT", str(os.getppid()))
    assert not orphaned()
    monkeypatch.setenv("NEWSWIRE_PARENT", "1")
    assert orphaned() or os.getppid() == 1


def test_a_log_that_grew_too_large_moves_aside_and_its_writer_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    with path.open("ab", buffering=0) as writer:
        writer.write(b"x" * 100)
        trim(path, max_bytes=99)
        writer.write(b"y")
    assert path.read_bytes() == b"y"
    assert (tmp_path / "a.log.1").read_bytes() == b"x" * 100
    trim(tmp_path / "none.log")

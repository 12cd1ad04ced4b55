"""Nothing that a supervisor has started outlives it, however it ends."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from homes.supervised import only, printed
from newswire.processes import pulse
from newswire.processes.guard import end_left
from newswire.processes.supervise import Supervisor, orphaned
from waiting import until

PARENT_OF_ONE = [
    sys.executable,
    "-c",
    "import subprocess, sys, time; p = subprocess.Popen(['sleep', '600']); print(p.pid, flush=True); time.sleep(600)",
]


def test_what_a_child_started_dies_with_it(supervisor: Supervisor) -> None:
    supervisor.start("pool", PARENT_OF_ONE)
    until(lambda: printed(only(supervisor)).strip())
    child = only(supervisor)
    grandchild = psutil.Process(int(printed(child)))
    assert child.pid
    os.kill(child.pid, signal.SIGKILL)
    until(lambda: only(supervisor).restarts == 1)
    until(lambda: not grandchild.is_running() or grandchild.status() == psutil.STATUS_ZOMBIE)


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

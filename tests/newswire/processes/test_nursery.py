"""Children that are forks of one process: what they share, what they are, what becomes of them without it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from newswire.processes.child import Child
from newswire.processes.supervise import Supervisor
from waiting import until

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="orphans are adopted on Linux only")

TELLS = """
import decimal, os, sys, time
loaded = "fractions" in sys.modules
print(os.getpid(), os.getsid(0), os.getppid(), loaded, sys.argv[1:], os.environ.get("COLOUR"), flush=True)
if sys.argv[1:] == ["parent"] and not os.fork():
    print("orphan", os.getpid(), flush=True)
    time.sleep(600)
if sys.argv[1:] == ["three"]:
    sys.exit(3)
time.sleep(600)
"""


@pytest.fixture
def script(tmp_path: Path) -> str:
    path = tmp_path / "tells.py"
    path.write_text(TELLS)
    return str(path)


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    with Supervisor(tmp_path / "logs", home=tmp_path, back_off_s=0.01) as supervisor:
        supervisor.preload("nursery", ["fractions", "no.such.module"])
        assert supervisor.preloaded("nursery", 30)
        yield supervisor


def named(supervisor: Supervisor, name: str) -> Child:
    return next(child for child in supervisor.check() if child.name == name)


def told(supervisor: Supervisor, name: str, line: int = 0) -> list[str]:
    log = named(supervisor, name).log
    until(lambda: log.read_text().count("\n") > line)
    return log.read_text().splitlines()[line].split()


def nursery_of(tmp_path: Path) -> psutil.Process:
    found = [
        child
        for child in psutil.Process().children()
        if "newswire.processes.nursery" in " ".join(child.cmdline()) and child.status() != psutil.STATUS_ZOMBIE
    ]
    return found[0]


def test_a_fork_shares_what_was_imported_and_is_a_child_like_others(supervisor: Supervisor, script: str) -> None:
    supervisor.start("a", [sys.executable, script, "x y"], env={"COLOUR": "blue"}, nursery="nursery")
    supervisor.start("b", [sys.executable, script])
    assert [child.name for child in supervisor.children()] == ["a", "b"]

    pid, session, parent, *rest = told(supervisor, "a")
    assert rest == ["True", "['x", "y']", "blue"]  # its own words and environment, and what the nursery had loaded
    assert pid == session == str(named(supervisor, "a").pid) and parent == str(os.getpid())
    assert told(supervisor, "b")[3] == "False"

    os.kill(int(pid), signal.SIGKILL)
    until(lambda: named(supervisor, "a").restarts == 1)
    assert named(supervisor, "a").exit == -signal.SIGKILL
    assert told(supervisor, "a", 1)[3] == "True"


def test_how_a_fork_ends_is_known_and_after_two_deaths_it_begins_without_its_nursery(
    supervisor: Supervisor, script: str
) -> None:
    supervisor.start("a", [sys.executable, script, "three"], nursery="nursery")
    until(lambda: named(supervisor, "a").restarts >= 2)
    assert named(supervisor, "a").exit == 3
    assert [told(supervisor, "a", line)[3] for line in range(3)] == ["True", "True", "False"]


def test_where_the_nursery_is_killed_children_begin_all_the_same(
    supervisor: Supervisor, script: str, tmp_path: Path
) -> None:
    supervisor.start("a", [sys.executable, script], nursery="nursery")
    nursery_of(tmp_path).kill()
    os.kill(int(told(supervisor, "a")[0]), signal.SIGKILL)
    until(lambda: named(supervisor, "a").restarts == 1)
    until(lambda: [child.restarts for child in supervisor.check() if child.name == "nursery"] == [1])  # it is told
    assert supervisor.preloaded("nursery", 30)
    supervisor.start("b", [sys.executable, script], nursery="nursery")
    assert told(supervisor, "b")[3] == "True"


def test_what_a_fork_has_started_dies_with_it_and_is_reaped(supervisor: Supervisor, script: str) -> None:
    supervisor.start("a", [sys.executable, script, "parent"], nursery="nursery")
    orphan = int(told(supervisor, "a", 1)[1])
    os.kill(int(told(supervisor, "a")[0]), signal.SIGKILL)
    until(lambda: named(supervisor, "a").restarts == 1)
    supervisor.stop()
    assert not psutil.pid_exists(orphan)
    assert psutil.STATUS_ZOMBIE not in [child.status() for child in psutil.Process().children()]


def test_nothing_is_left_where_the_supervisor_is_killed(script: str, tmp_path: Path) -> None:
    boss = (
        "import sys, time; from pathlib import Path; from newswire.processes.supervise import Supervisor\n"
        f"s = Supervisor(Path({str(tmp_path / 'logs')!r}), home=Path({str(tmp_path)!r}))\n"
        "s.preload('nursery', []); s.preloaded('nursery', 30)\n"
        f"s.start('a', [sys.executable, {script!r}], nursery='nursery'); print('up', flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", boss], stdout=subprocess.PIPE) as process:
        assert process.stdout and process.stdout.readline()
        below = psutil.Process(process.pid).children(recursive=True)
        assert len(below) == 3  # the guard, the nursery, the fork
        process.kill()
    until(lambda: not any(child.is_running() and child.status() != psutil.STATUS_ZOMBIE for child in below))

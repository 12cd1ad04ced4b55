"""Airflow under its guard: what it is told, that it runs the DAG on real feeds, and that nothing of it stays behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
import pytest

from ingest.polling.lists.feeds import Feed
from newswire import app
from newswire.airflow.server import AirflowServer, environment
from newswire.processes.guard import end_session, members
from newswire.settings import Settings
from newswire.settings import environment as settings_environment
from stream.errors import FatalError
from stream.topics import ENTRIES

DAGS = Path(__file__).resolve().parents[3] / "dags"


def until(holds: Callable[[], Any], timeout_s: float, every_s: float = 0.2) -> Any:
    deadline = time.monotonic() + timeout_s
    while not (value := holds()):
        assert time.monotonic() < deadline, "took too long"
        threading.Event().wait(every_s)
    return value


def test_it_listens_on_loopback_without_a_password_and_on_any_other_address_with_one(tmp_path: Path) -> None:
    given = environment(tmp_path, DAGS, {})
    assert given["AIRFLOW__API__HOST"] == "127.0.0.1"
    assert given["AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS"] == "True"
    opened = environment(tmp_path, DAGS, {"AIRFLOW__API__HOST": "0.0.0.0"})
    assert "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS" not in opened


def test_the_users_own_settings_win(tmp_path: Path) -> None:
    given = environment(tmp_path, DAGS, {"AIRFLOW__CORE__PARALLELISM": "9", "AIRFLOW__API__PORT": "18123"}, port=9000)
    assert given["AIRFLOW__CORE__PARALLELISM"] == "9"
    assert given["AIRFLOW__API__PORT"] == "18123" and given["AIRFLOW__API__BASE_URL"] == "http://127.0.0.1:18123"


def test_a_port_that_is_taken_gives_way_to_a_free_one_and_the_base_url_follows(tmp_path: Path) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        taken = busy.getsockname()[1]
        given = environment(tmp_path, DAGS, {}, port=taken)
    assert given["AIRFLOW__API__PORT"] != str(taken)
    assert given["AIRFLOW__API__BASE_URL"] == f"http://127.0.0.1:{given['AIRFLOW__API__PORT']}"


def test_a_free_port_that_was_asked_for_is_taken(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    assert environment(tmp_path, DAGS, {}, port=free)["AIRFLOW__API__PORT"] == str(free)


def test_it_runs_the_airflow_of_this_environment_and_reaches_itself_past_any_proxy(tmp_path: Path) -> None:
    given = environment(tmp_path, DAGS, {"PATH": "/usr/bin", "NO_PROXY": "intranet", "NEWSWIRE_PARENT": "7"})
    assert given["PATH"].split(os.pathsep) == [str(Path(sys.executable).parent), "/usr/bin"]
    assert given["NO_PROXY"] == "intranet,127.0.0.1,localhost" and given["no_proxy"] == "127.0.0.1,localhost"
    assert "NEWSWIRE_PARENT" not in given


TREE = """
import os, signal, subprocess, sys, time
if len(sys.argv) == 1:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    child = subprocess.Popen([sys.executable, __file__, "task"], process_group=0)  # as Airflow does for its tasks
    print(os.getpid(), child.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """A guard over a process that ignores SIGTERM and has a child in a process group of its own."""
    script = tmp_path / "tree.py"
    script.write_text(TREE)
    command = [sys.executable, "-m", "newswire.processes.guard", "--grace", "0.3", sys.executable, str(script)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, start_new_session=True) as guard:
        assert guard.stdout
        yield guard, [int(pid) for pid in guard.stdout.readline().split()]
        end_session(guard.pid, 0)


def is_gone(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True


@pytest.mark.parametrize("sign", ["close", "term", "kill"])
def test_the_guard_ends_all_of_its_session_however_it_is_told(
    guarded: tuple[subprocess.Popen[str], list[int]], sign: str
) -> None:
    guard, pids = guarded
    assert len(members(guard.pid)) == 3 and not any(map(is_gone, pids))
    if sign == "close":
        guard.communicate()
    elif sign == "term":
        guard.terminate()
    else:  # the next start does what the guard can't do any more
        guard.kill()
        guard.wait()
        end_session(guard.pid, 0.3)
    until(lambda: all(map(is_gone, pids)), 10, 0.05)
    until(lambda: members(guard.pid) == [], 10, 0.05)


def test_the_guard_ends_its_session_when_its_starter_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "tree.py"
    script.write_text(TREE)
    starter = (
        "import subprocess, sys, time\n"
        f"subprocess.Popen([sys.executable, '-m', 'newswire.processes.guard', '--grace', '0.3',"
        f" sys.executable, {str(script)!r}],"
        " stdin=subprocess.PIPE, start_new_session=True)\n"
        "time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", starter], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        pids = [int(pid) for pid in process.stdout.readline().split()]
        process.kill()
    assert len(pids) == 2
    until(lambda: all(map(is_gone, pids)), 10, 0.05)


def test_a_home_that_another_process_runs_airflow_on_is_refused(
    tmp_path: Path, guarded: tuple[subprocess.Popen[str], list[int]]
) -> None:
    _, pids = guarded
    head = psutil.Process(pids[0])  # it stands for a guard, and its living parent for another `newswire up`
    (tmp_path / "airflow").mkdir()
    mark = {"session": head.pid, "started": head.create_time(), "parent": head.ppid()}
    (tmp_path / "airflow" / "session.json").write_text(json.dumps(mark))
    with pytest.raises(FatalError, match="runs Airflow on"):
        AirflowServer(tmp_path, DAGS, env={}).start()
    assert not is_gone(head.pid)


@pytest.fixture
def site() -> Iterator[str]:
    command = [sys.executable, "-m", "newswire.demo_site", "--every", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield process.stdout.readline().strip()
        process.terminate()


def pss(processes: list[psutil.Process]) -> int:
    """Megabytes of memory, what is shared counted once."""
    return int(sum(process.memory_full_info().pss for process in processes)) // 1_000_000


def successes(server: AirflowServer) -> list[Any]:
    try:
        runs = server.get("/api/v2/dags/poll_feeds/dagRuns?order_by=run_after&limit=100")["dag_runs"]
    except OSError:
        return []
    assert not [run for run in runs if run["state"] == "failed"]
    return [run for run in runs if run["state"] == "success"]


def xcom(server: AirflowServer, run: Any, task: str) -> Any:
    path = f"/api/v2/dags/poll_feeds/dagRuns/{run['dag_run_id']}/taskInstances/{task}/xcomEntries/return_value"
    return json.loads(json.dumps(server.get(path)["value"]))


@pytest.mark.airflow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="PSS is told by Linux only")
def test_airflow_polls_real_feeds_survives_kill_9_and_leaves_no_process(tmp_path: Path, site: str) -> None:
    settings = Settings(home=tmp_path, allow_private=True, desk_s=1, poll_s=5, host_delay_s=0)
    feeds = [Feed(url=f"{site}/{name}.xml", cls="desk") for name in ("rss", "atom", "rdf")]
    with app.open_state(settings) as state:
        state.keep_only(feeds)
        assert state.due_count(datetime.now(UTC)) == 3
    server = killed = AirflowServer(tmp_path, DAGS, env=settings_environment(settings))
    try:
        server.start()
        server.wait_ready(90)
        first = until(lambda: successes(server), 60)[0]

        counts = xcom(server, first, "report")
        assert counts["feeds"] == 3 and counts["entries"] >= 9 and counts["failed"] == 0
        with app.open_broker(settings) as broker:
            entries = [ENTRIES.decode(record.value) for record in broker.scan(ENTRIES.name)]
        assert len({entry.entry_id for entry in entries}) == len(entries) >= counts["entries"]
        assert {entry.feed for entry in entries} == {feed.url for feed in feeds}
        (task,) = server.get(f"/api/v2/dags/poll_feeds/dagRuns/{first['dag_run_id']}/taskInstances?task_id=poll")[
            "task_instances"
        ]
        assert task["rendered_map_index"] == "shard 1 of 1"
        with urllib.request.urlopen(f"{server.url}/dags/poll_feeds", timeout=10) as page:
            assert page.status == 200 and b"<html" in page.read()
        sid = json.loads((tmp_path / "airflow" / "session.json").read_text())["session"]
        assert pss(members(sid)) < 1500

        left = members(sid)
        os.kill(sid, signal.SIGKILL)  # the guard itself: nobody ends the rest
        assert len(left) > 5
        server = AirflowServer(tmp_path, DAGS, env=settings_environment(settings))
        server.start()
        assert not [process for process in left if not is_gone(process.pid)]
        server.wait_ready(90)
        until(lambda: len(successes(server)) > 1, 60)
        sid = json.loads((tmp_path / "airflow" / "session.json").read_text())["session"]
    finally:
        killed.stop()
        server.stop()
    assert members(sid) == [] and not server.running()

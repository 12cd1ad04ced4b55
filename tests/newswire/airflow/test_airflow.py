"""Airflow's parts: what they are told, that they run the DAG on real feeds, and that nothing of them stays behind."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
import pytest

from images.airflow_pages import seen_by
from newswire import app
from newswire.airflow.environment import environment
from newswire.airflow.login import keep_password, password
from newswire.airflow.server import PARTS, Airflow
from newswire.ingest.polling.lists.feeds import Feed
from newswire.processes.guard import members
from newswire.processes.supervise import Supervisor
from newswire.settings import Settings, SettingsError
from newswire.settings import environment as settings_environment
from newswire.stream.topics import ENTRIES
from waiting import until

DAGS = Path(__file__).resolve().parents[3] / "dags"


def test_it_listens_on_loopback_and_wants_the_password_of_a_file_that_nobody_else_reads(tmp_path: Path) -> None:
    given = environment(tmp_path, DAGS, {})
    assert given["AIRFLOW__API__HOST"] == "127.0.0.1"
    assert "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS" not in given
    file = keep_password(tmp_path)
    assert given["AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE"] == str(file)
    assert file.stat().st_mode & 0o777 == 0o600 and len(password(tmp_path) or "") > 20
    kept = password(tmp_path)
    file.chmod(0o644)
    keep_password(tmp_path)
    assert password(tmp_path) == kept and file.stat().st_mode & 0o777 == 0o600


def test_the_users_own_settings_win(tmp_path: Path) -> None:
    given = environment(tmp_path, DAGS, {"AIRFLOW__CORE__PARALLELISM": "9", "AIRFLOW__API__PORT": "18123"}, port=9000)
    assert given["AIRFLOW__CORE__PARALLELISM"] == "9"
    assert given["AIRFLOW__API__PORT"] == "18123" and given["AIRFLOW__API__BASE_URL"] == "http://127.0.0.1:18123"


def test_a_port_that_was_asked_for_and_is_taken_is_refused_with_a_remedy(tmp_path: Path) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        taken = busy.getsockname()[1]
        with pytest.raises(SettingsError, match=f"port {taken} is taken: give another one with --port"):
            environment(tmp_path, DAGS, {}, port=taken)


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


@pytest.fixture
def site() -> Iterator[str]:
    command = [sys.executable, "-m", "newswire.demo_site", "--every", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield process.stdout.readline().strip()
        process.terminate()


def pss(processes: list[psutil.Process]) -> int:
    """Megabytes of memory, what is shared counted once."""
    total = 0
    for process in processes:
        with suppress(psutil.NoSuchProcess, FileNotFoundError):  # ended since
            total += process.memory_full_info().pss
    return total // 1_000_000


def successes(server: Airflow) -> list[Any]:
    try:
        runs = server.client.get("/api/v2/dags/poll_feeds/dagRuns?order_by=run_after&limit=100")["dag_runs"]
    except OSError:
        return []
    assert not [run for run in runs if run["state"] == "failed"]
    return [run for run in runs if run["state"] == "success"]


def xcom(server: Airflow, run: Any, task: str) -> Any:
    path = f"/api/v2/dags/poll_feeds/dagRuns/{run['dag_run_id']}/taskInstances/{task}/xcomEntries/return_value"
    return server.client.get(path)["value"]


def answer(url: str, host: str | None = None) -> int:
    request = urllib.request.Request(url, headers={"Host": host} if host else {})
    try:
        with urllib.request.urlopen(request, timeout=60) as page:
            return int(page.status)
    except urllib.error.HTTPError as e:
        return e.code


def listening(processes: list[psutil.Process]) -> set[str]:
    """The addresses on which any of these listens."""
    found = set[str]()
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            found |= {c.laddr.ip for c in process.net_connections("inet") if c.status == psutil.CONN_LISTEN}
    return found


@pytest.mark.airflow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="PSS is told by Linux only")
def test_airflow_polls_real_feeds_survives_kill_9_and_leaves_no_process(tmp_path: Path, site: str) -> None:
    settings = Settings(home=tmp_path, allow_private=True, desk_s=1, poll_s=5, host_delay_s=0)
    feeds = [Feed(url=f"{site}/{name}.xml", cls="desk") for name in ("rss", "atom", "rdf")]
    with app.open_state(settings) as state:
        state.add(feeds)
        assert state.due_count(datetime.now(UTC)) == 3
    supervisor = Supervisor(tmp_path / "logs", home=tmp_path, back_off_s=0.1)
    users = {"AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": "admin:admin,eve:viewer"}
    server = Airflow(supervisor, tmp_path, DAGS, env=settings_environment(settings) | users)

    def tended(seen: Callable[[], Any]) -> Callable[[], Any]:
        return lambda: (supervisor.check(), server.check(), seen())[-1]

    try:
        server.start()
        server.wait_ready(180)
        first = until(tended(lambda: successes(server)), 360, every_s=0.2)[0]  # the other DAGs begin, too

        counts = xcom(server, first, "report")
        assert counts["feeds"] == 3 and counts["entries"] >= 9 and counts["failed"] == 0
        with app.open_broker(settings) as broker:
            entries = [ENTRIES.decode(record.value) for record in broker.scan(ENTRIES.name)]
        assert len({entry.entry_id for entry in entries}) == len(entries) >= counts["entries"]
        assert {entry.feed for entry in entries} == {feed.url for feed in feeds}
        runs = f"/api/v2/dags/poll_feeds/dagRuns/{first['dag_run_id']}"
        (task,) = server.client.get(f"{runs}/taskInstances?task_id=poll")["task_instances"]
        assert task["rendered_map_index"] == "shard 1 of 1"
        assert answer(f"{server.url}/api/v2/dags") == 401  # nobody is an administrator for having come here
        for path in ("/api/v2/monitor/health", "/execution/health", "/newswire/", "/"):  # nor with a name of elsewhere
            assert answer(f"{server.url}{path}", host="evil.example:8080") == 400
        assert {child.name for child in supervisor.children()} == set(PARTS)

        pids = {child.name: child.pid for child in supervisor.children()}
        everything = members(*(pid for pid in pids.values() if pid))
        assert listening(everything) == {"127.0.0.1"}
        assert pss(everything) < 1500
        assert seen_by(server.url, tmp_path / "airflow" / "password.json", "eve", "admin") == {
            "nobody": {401},
            "a foreign host": {400},
            "a viewer": {200},
            "a viewer who acts": {403},
            "another site": {403},
            "an admin who acts": {303},
        }
        assert pids["scheduler"]
        os.kill(pids["scheduler"], signal.SIGKILL)
        done = len(successes(server))
        until(tended(lambda: len(successes(server)) > done + 1), 360, every_s=0.2)
        (scheduler,) = (child for child in supervisor.children() if child.name == "scheduler")
        assert scheduler.restarts == 1 and scheduler.error == "killed by SIGKILL"
        sids = [child.pid for child in supervisor.children() if child.pid]
        server.stop()
    finally:
        server.health.stop()
        supervisor.stop()
    assert members(*sids) == []
    with sqlite3.connect(tmp_path / "airflow" / "airflow.db") as database:
        failed = {dag for (dag,) in database.execute("SELECT DISTINCT dag_id FROM dag_run WHERE state = 'failed'")}
    assert failed <= {"health"}  # which is right to be red: no worker runs here

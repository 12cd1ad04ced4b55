"""`newswire up` in the background, on real processes: it is found, heals itself, and stops with all its parts."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from newswire.stages.table import ALWAYS
from newswire.status.parts import told_by_up
from waiting import until


def run(*words: str, code: int = 0) -> str:
    done = subprocess.run([sys.executable, "-m", "newswire", *words], capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    run("up", "-d", "--no-airflow", "--home", str(tmp_path))
    yield tmp_path
    run("stop", "--home", str(tmp_path))


def part(home: Path, name: str) -> dict[str, Any]:
    told = json.loads((home / "up.json").read_text())
    return next((part for part in told["parts"] if part["name"] == name), {})


def test_it_runs_in_the_background_heals_itself_and_stops_whole(home: Path) -> None:
    told = told_by_up(home)
    assert told and psutil.pid_exists(told["pid"])
    until(lambda: part(home, "poll"))
    names = {part["name"] for part in json.loads((home / "up.json").read_text())["parts"]}
    assert {*ALWAYS, "compact", "poll"} == names
    assert "runs in" in run("up", "-d", "--no-airflow", "--home", str(home), code=2)

    victim = part(home, "revisit")["pid"]
    os.kill(victim, signal.SIGKILL)
    healed = until(lambda: (now := part(home, "revisit"))["restarts"] == 1 and now["pid"] not in (None, victim) and now)
    assert healed["error"] == "killed by SIGKILL"
    until(lambda: "worker_started" in run("logs", "revisit", "--home", str(home)), every_s=0.5)
    assert "no log of 'revist'" in run("logs", "revist", "--home", str(home), code=2)

    children = psutil.Process(told["pid"]).children(recursive=True)
    assert "stopped" in run("stop", "--home", str(home))
    assert told_by_up(home) is None and not (home / "up.json").exists()
    assert not [child for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE]


def test_where_no_pipe_is_nothing_is_made(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    for words in (["status"], ["stop"], ["logs"]):
        assert f"no pipe at {gone}" in run(*words, "--home", str(gone), code=2)
    assert not gone.exists()

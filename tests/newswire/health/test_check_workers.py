"""What is told of workers and of the parts of `up` and Airflow: dead, silent, stuck, replaced."""

import json
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from homes.health_home import NOW, look, only
from newswire.processes.pulse import folder
from protocols.store_batches import filled
from waiting import until


def pulse(home: Path, file: str, *, quiet_s: float = 0, host: str = socket.gethostname(), **facts: Any) -> None:
    at, beat = time.monotonic() - quiet_s, NOW - timedelta(seconds=quiet_s)
    told = {
        "name": "enrich",
        "stage": "enrich",
        "pid": os.getpid(),
        "host": host,
        "beat": beat.isoformat(),
        "doing": "handles 3 records",
    }
    folder(home).mkdir(parents=True, exist_ok=True)
    (folder(home) / file).write_text(json.dumps(told | {"sign": at, "due": at + 110} | facts))


@pytest.mark.parametrize("host", [socket.gethostname(), "elsewhere"])
def test_a_worker_that_owes_a_sign(home: Path, host: str) -> None:
    pulse(home, "a.json", quiet_s=70, host=host)
    assert look(home) == []
    pulse(home, "a.json", quiet_s=80, host=host, error="OSError: full")
    silent = only(look(home))
    assert (silent.part, silent.kind, silent.value, silent.limit) == ("enrich", "silent_worker", 80, 75)
    assert "for 80 s (limit 75 s) while it handles 3 records; its last error: OSError: full" in silent.sentence
    assert silent.remedy == (f"kill -9 {os.getpid()}" if host != "elsewhere" else f"newswire status --home {home}")


def test_a_worker_that_is_dead_until_another_one_is_there(home: Path) -> None:
    with subprocess.Popen(["true"], stdout=subprocess.PIPE) as gone:
        assert gone.stdout
        gone.stdout.read()  # it has ended, and nobody has buried it
        pulse(home, "a.json", quiet_s=80, pid=gone.pid)
        until(lambda: "hangs" not in only(look(home)).sentence)  # its last breath
    dead = only(look(home))
    assert "the worker enrich is dead: no sign" in dead.sentence
    assert dead.remedy == f"newswire work enrich --home {home}"
    pulse(home, "b.json")
    assert look(home) == []


def test_what_is_missing_in_the_store_and_a_broker_in_the_place_of_another(home: Path) -> None:
    shutil.rmtree(home / "store")
    filled(home / "store")
    replaced = only(look(home))
    assert replaced.kind == "broker_replaced" and "the broker is gone: another one is in its place" in replaced.sentence
    assert replaced.remedy == f"newswire repair --only topics --only store --home {home}"
    next((home / "store" / "articles").rglob("*.parquet")).unlink()
    damaged = only(look(home))
    assert damaged.kind == "damaged" and "missing_file" in damaged.sentence
    assert damaged.remedy == f"newswire repair --home {home}"


def test_a_worker_that_was_replaced_or_scaled_down_is_forgotten(home: Path) -> None:
    pulse(home, "a.json", quiet_s=700)
    assert only(look(home)).kind == "silent_worker"
    pulse(home, "b.json")
    assert look(home) == []
    (home / "run" / "heartbeats" / "b.json").unlink()
    pulse(home, "a.json", quiet_s=90_000)
    assert look(home) == []


def test_a_worker_that_says_why_it_can_not_go_on(home: Path) -> None:
    pulse(home, "a.json", failures=1, error="OSError: Read-only file system")
    assert look(home) == []
    pulse(home, "a.json", failures=2, error="OSError: Read-only file system")
    failing = only(look(home))
    assert "failed 2 times in a row (limit 1): OSError: Read-only file system" in failing.sentence
    (home / "run" / "heartbeats" / "a.json").write_text("{")
    assert look(home) == []


def ago(seconds: float) -> str:
    return (NOW - timedelta(seconds=seconds)).isoformat()


def test_parts_of_up_that_are_dead_that_were_and_up_itself(home: Path) -> None:
    parts = [
        {"name": "fetch", "state": "running", "restarts": 2, "error": "killed", "since": ago(160)},
        {"name": "scheduler", "state": "waiting", "restarts": 1, "error": "exit -9"},
    ]
    (home / "up.json").write_text(json.dumps({"at": NOW.isoformat(), "parts": parts}))
    dead = only(look(home))
    assert dead.part == "scheduler" and "scheduler is dead: exit -9; it was started again once so far" in dead.sentence
    assert dead.remedy == f"newswire logs scheduler --home {home}"
    parts[1] |= {"state": "running", "since": ago(40)}
    (home / "up.json").write_text(json.dumps({"at": NOW.isoformat(), "parts": parts}))
    died = only(look(home))
    assert died.kind == "part_died" and "scheduler died: exit -9, and was started again 40 s ago" in died.sentence
    up = only(look(home, NOW + timedelta(seconds=31)))
    assert up.kind == "up_dead" and "nothing heard for 31 s (limit 30 s)" in up.sentence


@contextmanager
def api_server(told: object) -> Iterator[str]:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(told).encode())

        def log_message(self, *_: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_airflows_parts_by_name(home: Path) -> None:
    well = {"status": "healthy"}
    told: dict[str, Any] = {"metadatabase": well, "scheduler": well, "triggerer": {"status": None}}
    with api_server(told) as url:
        assert look(home, airflow_url=url) == []
        told["scheduler"] = {"status": "unhealthy", "latest_scheduler_heartbeat": "2026-11-27T03:00:00Z"}
        dead = only(look(home, airflow_url=url))
    assert dead.part == "airflow scheduler" and "unhealthy, last heard at 2026-11-27T03:00:00Z" in dead.sentence
    assert dead.remedy == "docker compose -f docker/compose.yaml restart airflow-scheduler"
    (home / "airflow").mkdir()
    (home / "airflow" / "session.json").write_text(json.dumps({"url": "http://127.0.0.1:1"}))
    assert look(home) == []  # it was started just now
    os.utime(home / "airflow" / "session.json", (0, 0))
    gone = only(look(home))
    assert gone.kind == "api_server_gone" and "http://127.0.0.1:1 does not answer" in gone.sentence

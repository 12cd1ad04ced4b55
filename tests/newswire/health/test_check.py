"""Each thing that goes wrong gives its sentence, with limit, value and a remedy that is a command."""

import json
import os
import shlex
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from command_line import takes
from factories import entry_message
from newswire import app
from newswire.cli import cli
from newswire.health.alarm import ERROR, WARNING, Alarm
from newswire.health.check import check, worst
from newswire.home.clock import note_jump
from newswire.ingest.polling.lists.feeds import Feed
from newswire.processes.pulse import folder
from newswire.settings import Settings, SettingsError
from newswire.stream.broker import Broker, Message, Record
from newswire.stream.embedded.broker import EmbeddedBroker
from newswire.stream.errors import RejectedError
from newswire.stream.letters import letter_of
from newswire.stream.topics import ENTRIES
from store_batches import filled
from waiting import until

NOW = datetime.now(UTC)
FEEDS = [Feed(url=f"http://{name}.example/rss", cls="desk") for name in ("one", "two", "three")]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    settings = Settings(home=tmp_path)
    with app.open_broker(settings), app.open_state(settings) as state:
        state.keep_only(FEEDS)
    (tmp_path / "store").mkdir()
    feeds(tmp_path, "health = 'ok', last_poll = :now, next_poll = :now + 300")
    return tmp_path


def feeds(home: Path, values: str, where: str = "1 = 1") -> None:
    engine = create_engine(f"sqlite:///{home}/feeds.sqlite")
    with engine.begin() as connection:
        connection.execute(text(f"update feeds set {values} where {where}"), {"now": NOW.timestamp()})
    engine.dispose()


def look(home: Path, now: datetime = NOW, **limits: Any) -> list[Alarm]:
    return check(Settings(home=home, **limits), now)


def only(alarms: list[Alarm]) -> Alarm:
    (alarm,) = alarms
    program, *words = shlex.split(alarm.remedy)
    if program == "newswire":
        takes(cli, words)
    return alarm


def send(home: Path, make: Callable[[Broker], list[Message]]) -> None:
    with closing(EmbeddedBroker(home / "broker.sqlite")) as broker:
        producer = broker.producer()
        for message in make(broker):
            producer.send(message)
        producer.close()


def test_a_pipe_that_is_well_has_no_alarm_and_a_home_that_is_not_there_is_said_so(home: Path, tmp_path: Path) -> None:
    assert look(home) == [] and worst([]) == "ok"
    with pytest.raises(SettingsError, match="no pipe"):
        check(Settings(home=tmp_path / "elsewhere"))


def test_looking_writes_nothing(home: Path) -> None:
    def files() -> dict[Path, int]:
        """Without those that SQLite has beside a file that is open."""
        return {
            path: path.stat().st_mtime_ns
            for path in home.rglob("*")
            if path.suffix not in (".sqlite-shm", ".sqlite-wal")
        }

    before = files()
    look(home)
    assert files() == before


def test_a_broker_that_is_gone(home: Path) -> None:
    (home / "broker.sqlite").unlink()
    alarm = only(look(home))
    assert alarm.kind == "broker_gone" and "broker.sqlite" in alarm.sentence
    assert alarm.remedy == f"newswire repair --only topics --only store --home {home}"


def test_a_kafka_that_is_gone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newswire.health.broker.ANSWER_S", 0.2)
    alarm = only(look(home, kafka="127.0.0.1:1"))
    assert "127.0.0.1:1 did not answer" in alarm.sentence and alarm.remedy == "nc -vz 127.0.0.1 1"
    assert "up --detach kafka" in only(look(home, kafka="kafka:1")).remedy


def test_lag_and_age_over_their_limits(home: Path) -> None:
    send(home, lambda _: [entry_message(str(n)) for n in range(7)])
    assert look(home) == []
    lag = only(look(home, max_lag=6))
    assert (lag.part, lag.kind, lag.value, lag.limit) == ("fetch", "lag", 7, 6)
    assert "7 records wait (limit max_lag 6)" in lag.sentence
    feeds(home, "last_poll = :now + 3600, next_poll = :now + 3900")
    age = only(look(home, NOW + timedelta(hours=1)))
    assert (age.part, age.kind, age.limit) == ("fetch", "age", 1800)
    assert 1800 < (age.value or 0) <= 3600  # the record is as old as this run of the tests is long
    assert "(limit max_age_s 1800 s)" in age.sentence


def test_dead_letters_over_their_limit(home: Path) -> None:
    def letters(_: Broker) -> list[Message]:
        records = [Record(ENTRIES.name, 0, n, 0, b"k", b"{", ()) for n in range(3)]
        reasons = ("http_404", "http_404", "not_json")
        return [
            letter_of("fetch", record, RejectedError(reason, "x"), NOW)
            for record, reason in zip(records, reasons, strict=True)
        ]

    send(home, letters)
    assert look(home, max_dead=3) == []
    alarm = only(look(home, max_dead=2))
    assert "3 dead letters are open (limit max_dead 2), most of all: http_404 2, not_json 1" in alarm.sentence
    assert alarm.remedy == f"newswire dead retry --reason http_404 --home {home}"


def test_a_feed_that_fails_and_all_that_fail(home: Path) -> None:
    feeds(home, "health = 'failing', failures = 2, last_error = 'status 500'", "url like '%one%'")
    one = only(look(home))
    assert one.severity == ERROR and one.remedy == f"newswire feeds check http://one.example/rss --home {home}"
    assert "1 of 3 feeds fails (33.3 %, limit max_failing_percent 5 %)" in one.sentence
    assert "http://one.example/rss: status 500, 2 times in a row" in one.sentence
    assert only(look(home, max_failing_percent=40)).severity == WARNING
    feeds(home, "health = 'failing', last_error = 'status 500'")
    every = only(look(home))
    assert every.kind == "all_feeds_failing" and "all 3 feeds fail" in every.sentence


def test_a_feed_that_is_paused_is_nobodys_trouble(home: Path) -> None:
    feeds(home, "health = 'failing', paused = :now", "url like '%one%'")
    assert look(home) == []


def test_nobody_polls(home: Path) -> None:
    alarm = only(look(home, NOW + timedelta(seconds=300 + 250)))
    assert alarm.kind == "not_polled" and "limit 3 x poll_s + 60 = 240 s" in alarm.sentence
    (home / "up.lock").touch()  # a pipe that was started just now
    feeds(home, "last_poll = :now - 9000, next_poll = :now - 8000")
    assert look(home) == []


def test_a_feed_that_was_lively_and_is_silent(home: Path) -> None:
    from newswire.ingest.polling.schedule.rhythm import Rhythm

    lively = Rhythm(NOW.timestamp(), (2.0,) * 24, (4.0,) * 24).packed().hex()
    feeds(home, f"last_new = :now - 200000, rhythm = X'{lively}'", "url like '%one%'")
    alarm = only(look(home))
    assert alarm.severity == WARNING and alarm.kind == "silent_feeds" and "limit silent_days 2" in alarm.sentence
    feeds(home, f"last_new = :now - 130000, rhythm = X'{lively}'")
    assert [alarm.kind for alarm in look(home)] == ["all_feeds_silent"]


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


def test_a_full_disk_and_a_store_that_is_read_only(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = only(look(home, min_free_mb=10**9))
    assert full.kind == "disk_full" and "(limit min_free_mb 1000000000 MB)" in full.sentence

    def refused(path: Any, flags: int, mode: int = 0) -> int:
        raise OSError(30 if str(path).endswith("store") else 13, "Read-only file system")

    monkeypatch.setattr("newswire.health.places.os.open", refused)
    alarms = {alarm.kind: alarm for alarm in look(home)}
    assert sorted(alarms) == ["home_read_only", "store_read_only"]
    assert f"nothing can be written to {home}/store" in alarms["store_read_only"].sentence
    assert alarms["store_read_only"].remedy.startswith("mount -o remount,rw /")
    assert alarms["home_read_only"].remedy == f"chmod -R u+rwX {home}"


def test_a_clock_that_was_set_is_off_until_it_is_set_back(home: Path) -> None:
    ahead = NOW + timedelta(days=3)
    note_jump(home, 3 * 86400, ahead)
    feeds(home, "last_poll = :now + 259200, next_poll = :now + 259500")
    alarm = only(look(home, ahead))
    assert alarm.kind == "clock_off" and "jumped ahead by 3 d (limit 300 s)" in alarm.sentence
    assert look(home, ahead + timedelta(minutes=61))[0].kind != "clock_off"
    note_jump(home, -3 * 86400, NOW)
    clock = only(look(home))
    assert "the latest poll is 3 d ahead of it" in clock.sentence
    feeds(home, "last_poll = :now, next_poll = :now + 300")
    assert look(home) == []


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


def test_a_look_that_fails_is_an_alarm_and_hides_no_other(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "feeds.sqlite").write_bytes(b"no database" * 500)
    kinds = [alarm.kind for alarm in look(home, min_free_mb=10**9)]
    assert sorted(kinds) == ["disk_full", "feeds_unreadable"]

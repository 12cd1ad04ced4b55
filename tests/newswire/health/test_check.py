"""Each thing that goes wrong gives its sentence, with limit, value and a remedy that is a command."""

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from factories import entry_message
from homes.health_home import NOW, feeds, look, only
from newswire.health.alarm import ERROR, WARNING
from newswire.health.check import check, worst
from newswire.home.clock import note_jump
from newswire.settings import Settings, SettingsError
from newswire.stream.broker import Broker, Message, Record
from newswire.stream.embedded.broker import EmbeddedBroker
from newswire.stream.errors import RejectedError
from newswire.stream.letters import letter_of
from newswire.stream.topics import ENTRIES


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


def test_a_look_that_fails_is_an_alarm_and_hides_no_other(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "feeds.sqlite").write_bytes(b"no database" * 500)
    kinds = [alarm.kind for alarm in look(home, min_free_mb=10**9)]
    assert sorted(kinds) == ["disk_full", "feeds_unreadable"]

"""Damage of what a store is filled from: topics, archive, feed state; losses that are named; repair that is killed."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from homes.damaged_homes import FEED, copied, encoded, filled_home, keep
from newswire import app
from newswire.cli import cli
from newswire.settings import Settings
from newswire.store.repair.repair import repair
from newswire.store.verify import verify
from newswire.store.writer import Store
from newswire.stream.broker import Message
from newswire.stream.topics import ARTICLES, ENRICHED
from protocols.store_batches import every_row


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return filled_home(tmp_path_factory.mktemp("sound") / "home")


@pytest.fixture
def home(sound: Settings, tmp_path: Path) -> Path:
    return copied(sound.home, tmp_path / "home").home


def newswire(home: Path, *command: str) -> Result:
    return CliRunner().invoke(cli, [*command, "--home", str(home)])


def words(done: Result) -> set[str]:
    return {line.partition(":")[0] for line in done.stdout.splitlines()}


def a_figures_file(home: Path) -> Path:
    return sorted((home / "store" / "figures").glob("*/news*"))[0]


def test_a_lost_broker_is_told_and_the_store_goes_on_with_the_new_topics(home: Path) -> None:
    rows = every_row(home / "store")
    (home / "broker.sqlite").unlink()

    status = newswire(home, "status")
    assert status.exit_code == 3 and "lost_broker" in status.stderr
    assert not (home / "broker.sqlite").exists()
    assert words(newswire(home, "verify")) == {"lost_broker"}
    done = newswire(home, "repair")
    assert done.exit_code == 1 and words(done) >= {"lost", "adopted"}
    assert (newswire(home, "verify").stdout, newswire(home, "status").exit_code) == ("", 0)
    assert every_row(home / "store") == rows

    settings = Settings(home=home)
    with app.open_broker(settings) as broker:
        with closing(broker.producer()) as producer:
            for name in ("later1", "later2", "one1"):
                producer.send(Message(ENRICHED.name, *encoded(name)))
        store = Store(settings.store_root, topic_id=broker.topic_id, begins=broker.begins)
        keep(store, broker)
        keep(Store(settings.store_root, topic_id=broker.topic_id, begins=broker.begins), broker)
    now = every_row(home / "store")
    assert len(now["articles"]) == len(rows["articles"]) + 2, "what comes again is a repeat, also of the lost topics"
    assert newswire(home, "verify").stdout == ""


def test_a_flipped_byte_of_a_message_is_told_and_costs_that_message_alone(home: Path) -> None:
    with closing(sqlite3.connect(home / "broker.sqlite")) as db:
        [(id_, value)] = db.execute("SELECT id, value FROM record ORDER BY id LIMIT 1").fetchall()
        bad = bytes([value[0] ^ 1, *value[1:]]) if len(value) < 20 else value[:15] + bytes([value[15] ^ 1]) + value[16:]
        db.execute("UPDATE record SET value = ? WHERE id = ?", (bad, id_))
        db.commit()

    assert words(newswire(home, "verify")) == {"damaged_message"}
    done = newswire(home, "repair")
    assert (done.exit_code, words(done)) == (0, {"mended"}) and "nothing is lost" in done.stdout
    assert newswire(home, "verify").stdout == ""


def test_a_broker_whose_pages_are_damaged_is_saved_as_far_as_it_can_be_read(home: Path) -> None:
    path = home / "broker.sqlite"
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        [(root,)] = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'record'").fetchall()
        [(pages,)] = db.execute("PRAGMA page_count").fetchall()
    content = bytearray(path.read_bytes())
    victim = next(n for n in range(root + 2, pages + 1) if content[(n - 1) * 8192] == 13)
    content[(victim - 1) * 8192 : (victim - 1) * 8192 + 2000] = b"\x5a" * 2000
    path.write_bytes(content)

    assert "damaged_broker" in words(newswire(home, "verify"))
    done = newswire(home, "repair")
    assert "mended" in words(done) and "handled before" in done.stdout
    assert newswire(home, "verify").stdout == ""
    assert list((home / "repair").glob("*/broker.sqlite"))


def test_damaged_feed_state_comes_back_as_far_as_it_can_be_read_and_feeds_from_the_store(home: Path) -> None:
    (home / "feeds.sqlite").write_bytes(b"nothing of a database" * 1000)

    status = newswire(home, "status")
    assert status.exit_code == 3 and "damaged_feeds" in status.stderr
    assert words(newswire(home, "verify")) == {"damaged_feeds"}
    done = newswire(home, "repair")
    assert done.exit_code == 1 and "which entries were seen" in done.stdout
    assert newswire(home, "verify").stdout == ""
    with app.open_state(Settings(home=home)) as state:
        assert [row.url for row in state.rows()] == [FEED]


@pytest.mark.parametrize("how", ["flipped", "truncated", "deleted"])
def test_a_damaged_archive_is_told_and_the_answers_that_are_lost_are_named(home: Path, how: str) -> None:
    [path] = (home / "archive").rglob("*.warc.gz")
    content = bytearray(path.read_bytes())
    if how == "deleted":
        path.unlink()
    elif how == "truncated":
        path.write_bytes(content[: len(content) * 9 // 10])
    else:
        content[len(content) // 2] ^= 1
        path.write_bytes(content)

    assert words(newswire(home, "verify")) == {"missing_warc" if how == "deleted" else "damaged_warc"}
    done = newswire(home, "repair")
    if how != "flipped":
        assert done.exit_code == 1 and "https://news.example/" in done.stdout
    assert newswire(home, "verify").stdout == ""
    if how == "flipped":
        assert path.stat().st_size == len(content)
        assert list((home / "repair").rglob("*.warc.gz@*"))


def test_a_dry_run_changes_nothing_and_says_the_same(home: Path) -> None:
    a_figures_file(home).unlink()
    files = [path for path in (home / "store").rglob("*") if path.is_file() and path.name != "_lock"]
    before = {path: path.stat().st_mtime_ns for path in files}

    dry = newswire(home, "repair", "--dry-run")

    files = [path for path in (home / "store").rglob("*") if path.is_file() and path.name != "_lock"]
    assert {path: path.stat().st_mtime_ns for path in files} == before
    assert dry.stdout.replace("would be ", "") == newswire(home, "repair").stdout != ""


def test_what_no_topic_has_any_more_is_lost_by_name_and_the_store_goes_on(home: Path) -> None:
    settings = Settings(home=home)
    path = a_figures_file(home)
    with closing(sqlite3.connect(home / "broker.sqlite")) as db:  # as retention does
        db.execute("DELETE FROM record")
        db.execute("UPDATE partition SET first = next")
        db.commit()
    path.unlink()

    done = newswire(home, "repair")

    assert done.exit_code == 1
    [line] = [line for line in done.stdout.splitlines() if line.startswith("lost: ")]
    assert path.name in line and "rows of figures on " in line and "https://news.example/" in line
    assert newswire(home, "verify").stdout == ""
    assert newswire(home, "query", "select count(*) from figures").exit_code == 0
    with app.open_broker(settings) as broker:
        Store(settings.store_root, topic_id=broker.topic_id, begins=broker.begins).start(ENRICHED.name, 0)


def test_lost_articles_leave_with_all_that_was_in_them_and_come_again_from_the_archive(home: Path) -> None:
    before = every_row(home / "store")
    with closing(sqlite3.connect(home / "broker.sqlite")) as db:
        db.execute("DELETE FROM record")
        db.execute("UPDATE partition SET first = next")
        db.commit()
    articles = home / "store" / "articles"
    for path in (sorted(articles.glob("*/news*"))[0], next(articles.glob("*/compacted*"))):
        path.unlink()

    done = newswire(home, "repair")

    assert done.exit_code == 1 and "whose articles are lost" in done.stdout
    assert newswire(home, "verify").stdout == ""
    after = every_row(home / "store")
    gone = len(before["articles"]) - len(after["articles"])
    assert gone > 1 and {len(before[name]) - len(after[name]) for name in before if before[name]} == {gone}
    assert f"{gone} articles from the archive are published again" in done.stdout
    with app.open_broker(Settings(home=home)) as broker:
        assert sum(broker.ends(ARTICLES.name).values()) == gone


class KilledError(Exception):
    """Stands for the end of the process."""


def test_killed_at_any_step_repair_goes_on_the_next_time(home: Path, tmp_path: Path) -> None:
    rows = every_row(home / "store")
    records = sorted((home / "store" / "_commits").rglob("*.json"))
    records[1].write_bytes(b"")
    compacted = sorted((home / "store" / "claims").glob("*/compacted*"))[0]
    compacted.write_bytes(compacted.read_bytes()[:100])
    a_figures_file(home).unlink()
    settings = Settings(home=home)
    stop_at = 0
    while True:
        stop_at += 1
        steps = 0

        def step(name: str, at: int = stop_at) -> None:
            nonlocal steps
            steps += 1
            if steps == at:
                raise KilledError(name)

        with app.open_broker(settings) as broker:
            try:
                repair(settings.store_root, broker, datetime.now(UTC), lambda one: None, failpoint=step)
                break
            except KilledError:
                continue
    assert stop_at > 1
    assert list(verify(settings.store_root)) == []
    assert every_row(settings.store_root) == rows


def test_a_process_that_is_killed_in_the_middle_leaves_nothing_that_the_next_one_can_not_end(home: Path) -> None:
    rows = every_row(home / "store")
    for path in (home / "store" / "figures").glob("*/*.parquet"):
        path.unlink()
    program = (
        "import os, signal, sys; from datetime import UTC, datetime; from newswire import app;"
        "from newswire.settings import Settings; from newswire.store.repair.repair import repair;"
        "s = Settings(home=sys.argv[1]); told = [];"
        "kill = lambda one: told.append(one) or len(told) < 3 or os.kill(os.getpid(), signal.SIGKILL);"
        "b = app.open_broker(s).__enter__(); repair(s.store_root, b, datetime.now(UTC), kill)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(home)], env=os.environ, capture_output=True, check=False)
    assert done.returncode == -9, done.stderr

    assert newswire(home, "repair").exit_code == 0
    assert newswire(home, "verify").stdout == ""
    assert every_row(home / "store") == rows

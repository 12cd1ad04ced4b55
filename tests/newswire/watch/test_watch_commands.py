"""Watches by hand: what there are, what they would have found, whether their webhook answers."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from newswire.cli import cli
from newswire.settings import load
from newswire.stream.broker import Record
from newswire.stream.handler import Item
from newswire.watch.deliveries import Deliveries
from newswire.watch.stage import WatchHandler
from newswire.watch.state import open_watching
from newswire.watch.watches import watches_of
from protocols.store_batches import store_at
from sites.watched_article import DENIAL, troops
from sites.webhook_receiver import SECRET, Receiver

FILE = """
allow_private = true
[[watch]]
name = "troops"
where = "unit = 'person' and counted_head = 'troop' and exists (from entities where entity_id = 'iso3166:KP')"
notify = "{url}/services/secret"
[[watch]]
name = "denied"
where = "len(contested_by) > 0"
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSWIRE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NEWSWIRE_WATCH_SECRET", SECRET)
    return tmp_path / "home"


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["watch", *words])


def stored(home: Path, *items: Item) -> None:
    """As if they came just now."""
    now = datetime.now(UTC)
    fresh = [Item(item.record._replace(timestamp_ms=int(now.timestamp() * 1000)), item.message) for item in items]
    store_at(home / "store", now=lambda: now)([item.record for item in fresh], fresh)


def test_ls_tells_what_each_found_and_what_waits(home: Path, tmp_path: Path) -> None:
    (tmp_path / "newswire.toml").write_text(FILE.format(url="http://127.0.0.1:1"))
    assert "0 matches" not in run("ls").output
    settings = load()
    with open_watching(settings) as database:
        WatchHandler(watches_of(settings), database, lambda topic: "id")([troops(contests=(DENIAL,))])
        deliveries = Deliveries(database)
        deliveries.add([("id", "troops", "article", Record("t", 0, 0, 0, b"k", b"{}"), False)], 1_760_000_000.0)
        deliveries.failed("id", "connect_failed: nobody there", 1_760_000_002.0)
    rows = [json.loads(line) for line in run("ls", "--format", "json").output.splitlines()]
    assert [(row["name"], row["of"], row["matches"], row["waiting"]) for row in rows] == [
        ("troops", "figures", 1, 1),
        ("denied", "figures", 1, 0),
    ]
    assert rows[0]["error"] == "connect_failed: nobody there" and rows[0]["tells"] == "http://127.0.0.1:1/…"
    shown = run("ls").output
    assert "2 watches" in shown and "connect_failed" in shown and "services" not in shown


def test_test_shows_what_would_have_been_told(home: Path, tmp_path: Path) -> None:
    (tmp_path / "newswire.toml").write_text(FILE.format(url="http://127.0.0.1:1"))
    stored(home, troops(site="The Harbour Post"), troops("9", 1, url="https://news.example/b", contests=(DENIAL,)))
    table = run("test", "troops").output
    assert "10,000" in table and "The Harbour Post" in table and "2 matches of figures" in table
    (row,) = [json.loads(line) for line in run("test", "denied", "--format", "json").output.splitlines()]
    assert (row["value"], row["contested_by"][0]["name"]) == (9.0, "Moscow")
    assert "0 matches" in run("test", "--where", "counted_head = 'boat' and exists (from claims)").output
    assert "1 match of" in run("test", "--where", "type = 'GPE' and title is not null and url like '%b'").output
    refused = run("test", "--where", "head = 1")
    assert refused.exit_code and "watch this: where: there is no column head" in str(refused.exception)
    assert "there are: troops, denied" in str(run("test", "troop").exception)


def test_ping_sends_one_signed_message(home: Path, tmp_path: Path) -> None:
    with Receiver() as receiver:
        (tmp_path / "newswire.toml").write_text(FILE.format(url=receiver.url))
        assert run("ping", "troops").output.startswith(f"{receiver.url}/… took it")
        assert [told.body["type"] for told in receiver.told] == ["org.newswire.ping.v1"] and not receiver.wrong
        receiver.status = 401
        assert "answered 401" in str(run("ping", "troops").exception)
    assert "notifies nobody" in str(run("ping", "denied").exception)
    assert run("secret").output.startswith("whsec_")

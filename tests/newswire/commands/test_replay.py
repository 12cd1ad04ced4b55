"""`newswire replay`: articles from WARC files, to stdout or to the topic."""

import json
from pathlib import Path

from click.testing import CliRunner

from homes.small_archive import URL, keep
from newswire import app
from newswire.cli import cli
from newswire.settings import load
from newswire.stream.topics import ARTICLES, INGESTED, header
from protocols.store_batches import item, put, store_at


def test_articles_go_to_stdout_and_what_can_not_be_read_is_an_error_line(tmp_path: Path) -> None:
    keep(tmp_path / "archive")
    foreign = tmp_path / "foreign.warc.gz"
    foreign.write_bytes(b"not at all")
    given = ["--warc", str(foreign), str(tmp_path / "archive"), "--home", str(tmp_path / "home")]
    done = CliRunner().invoke(cli, ["replay", *given])
    assert done.exit_code == 0, done.output
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["id"], first["error"]["reason"]) == (str(foreign), "not_warc")
    assert (second["url"], second["fetched"], second["fetch"]["status"]) == (URL, "2026-03-01T12:00:00Z", 200)
    assert "The harbour board voted" in second["text"]
    assert "1 of 2" in done.stderr and "2 of 2" in done.stderr


def test_articles_are_published_where_that_is_asked_for(tmp_path: Path) -> None:
    keep(tmp_path / "archive")
    home = tmp_path / "home"
    done = CliRunner().invoke(cli, ["replay", "--warc", str(tmp_path / "archive"), "--publish", "--home", str(home)])
    assert (done.exit_code, done.stdout) == (0, ""), done.output
    with app.open_broker(load({"home": home})) as broker:
        (record,) = broker.scan(ARTICLES.name)
    published = ARTICLES.decode(record.value)
    assert (record.key, published.url) == (published.article_id.encode(), URL)
    assert header(record.headers, INGESTED) is None


def test_what_is_stored_already_is_marked_as_no_news(tmp_path: Path) -> None:
    keep(tmp_path / "archive")
    home = tmp_path / "home"
    given = ["replay", "--warc", str(tmp_path / "archive"), "--publish", "--home", str(home)]
    assert CliRunner().invoke(cli, given).exit_code == 0
    with app.open_broker(load({"home": home})) as broker:
        (record,) = broker.scan(ARTICLES.name)
        put(store_at(home / "store"), [item(0, "a", article=ARTICLES.decode(record.value))])
        assert CliRunner().invoke(cli, given).exit_code == 0
        _, again = broker.scan(ARTICLES.name)
    assert header(again.headers, INGESTED) == "2024-10-18T12:00:00Z"

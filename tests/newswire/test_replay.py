"""`newswire replay`: articles from WARC files, to stdout or to the topic."""

import json
from datetime import UTC, datetime
from pathlib import Path

from click.testing import CliRunner
from multidict import CIMultiDict, CIMultiDictProxy

from factories import article, feed_entry
from hostile_server import PAGE
from ingest.evidence.archive import Archive
from ingest.evidence.exchange import Exchange
from ingest.note import keep_note, note_of
from ingest.web.response import Response
from newswire import app
from newswire.cli import cli
from newswire.settings import load
from stream.topics import ARTICLES

URL = "https://news.example/a"


def keep(root: Path) -> None:
    """An archive of one fetch."""
    archive = Archive(root)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    place = archive.exchange(Exchange(URL, datetime.now(UTC), b"GET /a HTTP/1.1\r\n\r\n", head, PAGE.encode()))
    answer = Response(URL, 200, CIMultiDictProxy(CIMultiDict()), PAGE.encode(), kept=place)
    made = article("a")
    keep_note(archive, note_of(feed_entry("a"), "2026-03-01T12:00:00Z", answer), made, made)
    archive.close()


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

"""The feeds on the command line: what a person types, and reads."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from newswire.cli import cli
from newswire.home.databases import open_state
from newswire.ingest.polling.lists.feeds import load_feeds
from newswire.settings import Settings

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Farm Times</title>
<item><title>Forty farms close</title><link>https://example.org/1</link><guid>1</guid>
<pubDate>Fri, 18 Oct 2024 09:30:00 GMT</pubDate></item></channel></rss>"""
PAGE = b'<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head><body>Hello</body></html>'


@pytest.fixture
def site() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = {"/rss": RSS, "/": PAGE}.get(self.path)
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "application/xml" if self.path == "/rss" else "text/html")
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def run(home: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["feeds", words[0], "--home", str(home), "--allow-private", *words[1:]])


def test_feeds_are_added_shown_paused_resumed_and_removed(tmp_path: Path) -> None:
    assert "added 2 feeds" in run(tmp_path, "add", "https://example.org/rss", "https://example.com/atom").stderr
    assert (
        "added 0 feeds, 1 known already"
        in run(tmp_path, "add", "https://example.org/rss", "--class", "desk", "--name", "Org").stderr
    )

    run(tmp_path, "pause", "example.com")
    rows = [json.loads(line) for line in run(tmp_path, "ls", "--format", "json").stdout.splitlines()]
    assert {row["url"]: (row["class"], bool(row["paused"])) for row in rows} == {
        "https://example.org/rss": ("desk", False),
        "https://example.com/atom": ("normal", True),
    }
    shown = run(tmp_path, "ls").stdout
    assert "paused" in shown and "never" in shown and "2 feeds: 1 new, 1 paused" in shown
    assert "never: paused" in run(tmp_path, "show", "example.com").stdout

    run(tmp_path, "resume", "example.com")
    run(tmp_path, "rm", "Org")
    assert "1 feed: 1 new" in run(tmp_path, "ls").stdout
    again = run(tmp_path, "add", "https://example.org/rss", "https://example.com/atom").stderr
    assert "added 1 feed, 1 known already" in again


def test_a_feed_that_failed_shows_how_and_when(tmp_path: Path) -> None:
    run(tmp_path, "add", "https://example.org/rss")
    with open_state(Settings(home=tmp_path)) as state:
        for hour, error in enumerate(["server_error: 503", "server_error: 503", "timeout: \x1b[31mslow"]):
            now = datetime(2025, 3, 4, 12 + hour, tzinfo=UTC)
            (row,) = state.lease_due(now, 1, owner="me")
            values = {"failures": hour + 1, "last_error": error, "last_poll": now.timestamp(), "next_poll": 0.0}
            state.record_poll(row, values, None, now)
    shown = run(tmp_path, "show", "example.org").stdout
    assert "error 2 times, 2025-03-04 12:00 to 2025-03-04 13:00 UTC: server_error: 503" in shown
    assert "error 2025-03-04 14:00 UTC: timeout: \\u001b[31mslow" in shown
    told = json.loads(run(tmp_path, "show", "example.org", "--format", "json").stdout)["failure_list"]
    assert [one["times"] for one in told] == [1, 2]


def test_a_feed_that_is_none_of_ours_is_named_with_the_remedy(tmp_path: Path) -> None:
    run(tmp_path, "add", "https://example.org/a", "https://example.org/b")
    unknown, several = run(tmp_path, "show", "nowhere"), run(tmp_path, "show", "example.org")
    assert "no feed 'nowhere'" in str(unknown.exception) and "feeds ls" in str(unknown.exception)
    assert "means 2 feeds" in str(several.exception)
    assert "files go to feeds import" in str(run(tmp_path, "add", "feeds.opml").exception)
    assert "is not an http or https URL" in str(run(tmp_path, "add", "ftp://example.org/rss").exception)


@pytest.mark.parametrize("form", ["opml", "toml", "txt"])
def test_an_export_can_be_imported(tmp_path: Path, form: str) -> None:
    run(tmp_path, "add", "https://example.org/rss", "--class", "desk")
    file = tmp_path / "feeds.out"
    run(tmp_path, "export", str(file), "--format", form)
    assert [feed.url for feed in load_feeds(file.read_bytes())] == ["https://example.org/rss"]
    assert run(tmp_path, "export", "--format", form).stdout == file.read_text()
    assert "added 1 feed\n" in run(tmp_path / "other", "import", "--keep", str(file)).stderr


def test_a_check_tells_what_a_poll_would_find_and_remembers_nothing(tmp_path: Path, site: str) -> None:
    checked = run(tmp_path, "check", f"{site}/rss")
    assert checked.exit_code == 0
    assert "rss: The Farm Times, 1 entries" in checked.stdout
    assert "2024-10-18T09:30:00Z  Forty farms close" in checked.stdout
    assert "validators: none" in checked.stdout
    assert run(tmp_path, "ls").stdout == ""


def test_a_page_instead_of_a_feed_leads_to_the_feed(tmp_path: Path, site: str) -> None:
    checked = run(tmp_path, "check", site)
    assert checked.exit_code == 1
    assert f"newswire feeds add {site}/rss" in checked.stdout


def test_what_is_not_there_is_said(tmp_path: Path, site: str) -> None:
    checked = run(tmp_path, "check", f"{site}/gone")
    assert checked.exit_code == 1
    assert "404" in checked.stdout and "no feed came" in checked.stdout


def test_without_feeds_the_next_step_is_named(tmp_path: Path) -> None:
    assert "newswire feeds add URL" in run(tmp_path, "ls").stderr

"""Nothing of a forgotten article enters: not by polls, fetches, visits, notes or replay, and the archive keeps none."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from factories import article, feed_entry
from homes.small_archive import keep
from newswire.ingest.archive.archive import Archive
from newswire.ingest.archive.exchange import Exchange
from newswire.ingest.archive.warc import records
from newswire.ingest.extraction.processes.pool import ExtractPool
from newswire.ingest.replay import replay
from newswire.ingest.revisit import RevisitHandler
from newswire.ingest.takedown.entering import get_without
from newswire.ingest.takedown.told import Told, ids_of_url
from newswire.stream.broker import Record
from newswire.stream.forgotten import Named
from newswire.stream.handler import Item
from newswire.stream.messages import FeedEntry
from newswire.stream.topics import DEAD, ENTRIES
from sites.feed_texts import rss, rss_item
from sites.hostile_server import serving
from sites.http_clients import fetch_handler
from sites.poll_wire import URL, Wire, ok

GONE = "https://news.example/2"
TOLD = Told(Named(ids_of_url(GONE)))
FEED = rss(*(rss_item(n, link=f"https://news.example/{n}") for n in (1, 2, 3)))


@pytest.fixture
def wire(tmp_path: Path) -> Iterator[Wire]:
    with closing(Wire(tmp_path)) as wire:
        yield wire


def test_a_poll_neither_publishes_nor_remembers_it(wire: Wire) -> None:
    counts = wire.poll(FEED, told=TOLD)

    assert counts.entries == 2 and wire.titles() == ["Report 1", "Report 3"]
    assert len(wire.state.window(wire.row())) == 4  # two entries, by URL and guid
    assert wire.poll(FEED + b" ", told=TOLD).entries == 0


def test_the_bytes_of_a_dead_feed_that_tell_of_it_are_not_a_letter(wire: Wire) -> None:
    wire.poll(f"<html>{GONE}".encode(), told=TOLD)
    assert list(wire.broker.scan(DEAD.name)) == []
    wire.poll(b"<html>https://news.example/1", told=TOLD)
    assert len(list(wire.broker.scan(DEAD.name))) == 1


@pytest.mark.parametrize(("body", "kept"), [(FEED, False), (FEED.replace(b"/2", b"/4"), True)])
def test_the_archive_does_not_keep_a_feed_that_lists_it(tmp_path: Path, wire: Wire, body: bytes, kept: bool) -> None:
    archive = Archive(tmp_path / "archive")
    place = archive.exchange(
        Exchange(URL, datetime.now(UTC), b"GET / HTTP/1.1\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n", body)
    )
    archive.close()

    async def get(url: str, headers: object) -> object:
        return ok(body)._replace(kept=place)

    wire.get = get_without(get, TOLD, archive.blank)  # type: ignore[assignment, arg-type]
    assert wire.poll(told=TOLD).entries == 2 + kept

    with (archive.root / place.file).open("rb") as file:
        kinds = [one.kind for one in records(file, frozenset())]
    assert kinds == (["warcinfo", "response", "request"] if kept else ["warcinfo", "metadata", "metadata"])


def test_a_fetch_neither_asks_for_it_nor_keeps_what_turns_out_to_be_it(tmp_path: Path) -> None:
    with serving() as server, ExtractPool(1, deadline_s=10) as pool:
        told = Told(Named(ids_of_url(f"{server.url}/page")))
        archive = Archive(tmp_path / "archive")
        urls = [f"{server.url}/page", f"{server.url}/to?url=/page", f"{server.url}/page?other=1"]
        entries = [feed_entry(str(n), url=url) for n, url in enumerate(urls)]
        items = [Item(Record(ENTRIES.name, 0, n, 0, None, b"{}"), one) for n, one in enumerate(entries)]
        options = {"undelayed": ("127.0.0.1",), "per_host_delay_s": 0, "archive": archive, "told": told}
        with fetch_handler(pool, **options) as handler:
            results = handler(items)
        archive.close()

    assert [len(result) for result in results] == [0, 0, 1]
    (path,) = (tmp_path / "archive").rglob("*.warc.gz")
    with path.open("rb") as file:
        found = list(records(file, frozenset({"response"})))
    bodies = [one.block for one in found if one.kind == "response" and b"harbour board" in one.block]
    assert len(bodies) == 1
    assert sum(one.headers.get("content-type") == "application/json" for one in found) == 1


def test_the_stage_of_pages_does_not_note_it() -> None:
    noted = []

    class Pages:
        def record(self, articles: object, now: object, *, steps: object) -> int:
            noted.extend(articles)  # type: ignore[call-overload]
            return 0

    batch = [Item(Record("", 0, 0, 0, None, b"{}"), article(name)) for name in ("1", "2")]
    assert RevisitHandler(Pages(), told=TOLD)(batch) == [[], []]
    assert [one.url for one in noted] == ["https://news.example/1"]


def test_a_replay_makes_nothing_of_it(tmp_path: Path) -> None:
    keep(tmp_path)
    (path,) = tmp_path.rglob("*.warc.gz")
    for told, made in ((None, True), (TOLD, True), (Told(Named(ids_of_url("https://news.example/a"))), False)):
        (one,) = replay(path, told=told)
        assert (one.result is not None) is made


def test_an_entry_without_a_page_goes_by_its_feeds_name_for_it() -> None:
    one = FeedEntry(entry_id="e", feed=URL, seen="", guid="7")
    assert Told(Named(["e"])).entry(one) and not TOLD.entry(one, URL)

"""Hostile pages, feeds and messages through the whole pipe: each has a clear fate, and the rest goes on."""

import asyncio
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from factories import enriched
from newswire import app
from newswire.dead import letters as dead
from newswire.ingest.polling.lists.feeds import Feed
from newswire.running.once import once
from newswire.settings import Settings
from newswire.store.query import connect
from newswire.store.verify import verify
from newswire.stream.broker import Message
from newswire.stream.topics import ARTICLES, ENRICHED, ENTRIES, encode
from sites.hostile_server import PARAGRAPHS, HostileServer, hostile_server, pack_bomb

#: page -> the reason in its dead letter, or why the feed's own text stands in
BAD_PAGES = {
    "encoded/cutgzip": "bad_encoding",
    "bomb/br": "too_large",
    "bomb/gzip": "too_large",
    "huge": "too_large",
    "huge/announced": "too_large",
    "loop/1": "redirect_loop",
    "reset": "connection_lost",
    "reset/amid": "connection_lost",
    "empty": "empty",
    "status/404": "gone",
    "status/500": "server_error",
    "drip": "timeout",
    "pdf": "not_html",
    "to?url=file:///etc/passwd": "not_http",
}
DEEP = "<html><body>" + "<div>" * 100_000 + PARAGRAPHS + "</body></html>"
ENTITY_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]><rss version='2.0'><channel><title>&a11;</title><item><title>&a11;</title></item></channel></rss>"
)


@contextmanager
def hostile() -> Iterator[HostileServer]:
    """The hostile server on a thread of its own, its bombs packed before anybody waits for them."""
    for how in ("br", "gzip"):
        pack_bomb(how)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    context = hostile_server()
    server = asyncio.run_coroutine_threadsafe(context.__aenter__(), loop).result(30)
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(context.__aexit__(None, None, None), loop).result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def feed_of(server: HostileServer, paths: list[str], *, summary: str = "") -> bytes:
    items = "".join(
        f"<item><title>About {n}</title><link>{server.url}/{path}</link><guid>{path}</guid>"
        f"<description>{summary}</description></item>"
        for n, path in enumerate(paths)
    )
    return f"<rss version='2.0'><channel><title>Bad</title>{items}</channel></rss>".encode()


def settings_for(home: Path, **given: object) -> Settings:
    quick = {"fetch_total_s": 8, "fetch_attempts": 1, "host_delay_s": 0, "fetch_max_bytes": 5_000_000}
    return Settings(home=home, allow_private=True, **(quick | given))  # type: ignore[arg-type]


def feeds(server: HostileServer, *paths: str) -> list[Feed]:
    return [Feed(url=f"{server.url}/{path}", name=path, cls="desk") for path in paths]


def test_each_bad_page_and_feed_has_a_clear_fate_and_the_good_ones_arrive(tmp_path: Path) -> None:
    """Where the page is bad and the feed has a text of its own, that one stands in and says so."""
    settings = settings_for(tmp_path)
    summary = "The harbour board voted to deepen the channel for 12 million euros, its chair said on Tuesday."
    with hostile() as server:
        server.pages["/feed.xml"] = feed_of(server, ["page/1", *BAD_PAGES, "deep", "bad-utf8", "page/2"])
        server.pages["/own.xml"] = feed_of(server, ["status/404?own", "bomb/br?own"], summary=summary)
        server.pages["/deep"] = DEEP.encode()
        server.pages["/bad-utf8"] = f"<html><body><h1>Caf\xe9</h1>{PARAGRAPHS}</body></html>".encode("latin-1")
        server.pages["/zero.xml"] = b""
        server.pages["/bomb.xml"] = ENTITY_BOMB.encode()
        server.pages["/bad-utf8.xml"] = feed_of(server, ["page/3"]).replace(b"About", b"Caf\xe9 \xff\xfe")

        said: list[str] = []
        named = ("feed.xml", "zero.xml", "bomb.xml", "bad-utf8.xml", "own.xml")
        counts = once(settings, feeds(server, *named), said.append)

        with app.open_broker(settings) as broker:
            letters = dead.open_letters(broker).values()
        reasons = {letter.url.removeprefix(f"{server.url}/"): letter.reason for letter in letters if letter.url}
        with connect(settings.store_root) as store:
            rows = store.execute("select url, text, how['text'] from articles").fetchall()
        stored = {url.removeprefix(f"{server.url}/"): (text, how) for url, text, how in rows}
    assert {page: reasons.get(page) for page in BAD_PAGES} == BAD_PAGES
    assert {"page/1", "page/2", "page/3", "bad-utf8"} <= stored.keys()
    assert [stored["status/404?own"], stored["bomb/br?own"]] == [(summary, "feed")] * 2
    assert stored["page/1"][1] != "feed"
    assert "deep" in stored or reasons.get("deep")
    assert reasons.get("zero.xml") == "empty_feed"
    assert [line for line in said if line.startswith(f"{server.url}/zero.xml: ") and "empty_feed" in line]
    assert (counts["feeds"], counts["failed"]) == (5, sum(line.startswith(server.url) for line in said))
    assert {letter.value for letter in letters if letter.url and letter.url.endswith("zero.xml")} == {b""}
    assert counts["dead"] == len(letters)
    assert list(verify(settings.store_root)) == []


def test_a_private_address_is_refused_unless_allowed(tmp_path: Path) -> None:
    settings = settings_for(tmp_path).model_copy(update={"allow_private": False})
    with hostile() as server:
        server.pages["/feed.xml"] = feed_of(server, ["page/1"])

        once(settings, feeds(server, "feed.xml"), lambda line: None)

        assert not server.hits
    with app.open_state(settings) as state:
        (row,) = state.rows()
    assert "private_address" in row.last_error


def test_a_message_that_is_not_json_becomes_a_dead_letter_with_its_bytes(tmp_path: Path) -> None:
    settings = settings_for(tmp_path)
    junk = [b"\x00\xff no json", b'{"neither": "shape"}', b"[" * 100_000]
    topics = (ENTRIES, ARTICLES, ENRICHED)
    with app.open_broker(settings) as broker:
        producer = broker.producer()
        for topic in topics:
            for value in junk:
                producer.send(Message(topic.name, b"key", value))
        producer.close()

        once(settings, [], lambda line: None)

        letters = dead.open_letters(broker).values()
    assert sorted((letter.topic, letter.value) for letter in letters) == sorted(
        (topic.name, value) for topic in topics for value in junk
    )
    assert {letter.reason for letter in letters} <= {"not_json", "wrong_shape"}


@contextmanager
def full_disk(folder: Path) -> Iterator[None]:
    """A file system of 4 kB in place of a folder; skips where this user may not mount one."""
    folder.mkdir(parents=True)
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", folder], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("a small file system needs the right to mount; tests/store has the same by a limit on file size")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_full_disk_in_the_store_stops_it_with_nothing_lost_and_nothing_buried(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, flush_s=0.2)
    with app.open_broker(settings) as broker:
        producer = broker.producer()
        for n in range(20):
            one = enriched(f"a{n}")
            producer.send(Message(ENRICHED.name, one.article.article_id.encode(), encode(one)))
        producer.close()

        with full_disk(settings.store_root), app.open_worker("store", settings, broker) as worker:
            worker.options = worker.options._replace(sleep=lambda seconds: None)
            with pytest.raises(OSError, match="No space left"):
                worker.run(lambda: False, until_idle_s=5)
            assert not list(settings.store_root.glob("articles/**/*.parquet"))

        assert not dead.open_letters(broker)
        with app.open_worker("store", settings, broker) as worker:
            worker.run(lambda: False, until_idle_s=1)
    with connect(settings.store_root) as store:
        assert store.execute("select count(*), count(distinct article_id) from articles").fetchone() == (20, 20)
    assert list(verify(settings.store_root)) == []

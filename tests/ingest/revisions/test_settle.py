"""Looks at pages that are known, against a server whose pages change: revisions, deletions, and silence."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from factories import article
from hostile_server import PAGE, HostileServer, serving
from http_clients import fetch_handler
from newswire.ingest.extraction.processes.pool import ExtractPool
from newswire.ingest.fetch import FetchHandler
from newswire.ingest.revisions.pages import PageState
from newswire.ingest.revisions.revise import Look
from newswire.ingest.revisions.settle import Settler
from newswire.ingest.revisions.visits import publish_due
from newswire.ingest.urls import article_id
from newswire.stream.broker import Message, Record
from newswire.stream.errors import RejectedError
from newswire.stream.handler import Item
from newswire.stream.messages import Article, FeedEntry
from newswire.stream.topics import ARTICLES, ENTRIES, encode

STEPS = (3600.0, 21600.0, 86400.0)
SAID = "The feed itself says that the harbour board voted for the deeper channel."


async def at_once(seconds: float) -> None:
    """Waits for nothing."""


def entry(url: str, **fields: str) -> FeedEntry:
    known = {"guid": "g-1", "entry_id": "e1", "feed": "https://feeds.example.org/rss", "seen": "2026-03-01T11:59:00Z"}
    return FeedEntry(**({"url": url, "title": "Harbour to be deepened"} | known | fields))


@pytest.fixture(scope="module")
def pool() -> Iterator[ExtractPool]:
    with ExtractPool(1, deadline_s=10) as made:
        yield made


@dataclass
class Pipe:
    """Fetch and revisit stage by hand, with a clock of their own."""

    pages: PageState
    fetch: FetchHandler
    clock: list[datetime]
    articles: list[Article] = field(default_factory=list)

    def take(self, *entries: FeedEntry, record: bool = True) -> list[Article | RejectedError]:
        """What the fetch stage makes of the entries; articles are noted as the revisit stage would."""
        items = [Item(Record(ENTRIES.name, 0, 0, 0, b"k", encode(e)), e) for e in entries]
        found: list[Article | RejectedError] = []
        for result in self.fetch(items):
            if isinstance(result, RejectedError):
                found.append(result)
            else:
                found.extend(ARTICLES.decode(message.value) for message in result)
        new = [a for a in found if isinstance(a, Article)]
        if record:
            self.pages.record(new, self.clock[0], steps=STEPS)
        self.articles += new
        return found

    def visit(self, after_s: float = 3600.0) -> list[Article | RejectedError]:
        """Lets time pass, and makes the visits that are due then."""
        self.clock[0] += timedelta(seconds=after_s)
        return self.take(*self.due())

    def due(self) -> list[FeedEntry]:
        sent = Sent()
        publish_due(self.pages, sent, lambda: self.clock[0], steps=STEPS)
        return [ENTRIES.decode(message.value) for message in sent.messages]


class Sent:
    """A producer that keeps what it is given."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def send(self, message: Message) -> None:
        self.messages.append(message)

    def flush(self) -> None:
        """Durable at once."""

    def close(self) -> None:
        """Nothing to let go."""


@pytest.fixture(scope="module")
def running() -> Iterator[HostileServer]:
    with serving() as made:
        yield made


@pytest.fixture
def server(running: HostileServer) -> HostileServer:
    running.pages, running.answers = {"/a": PAGE.encode()}, {}
    return running


@pytest.fixture
def pipe(pool: ExtractPool, tmp_path: Path) -> Iterator[Pipe]:
    pages = PageState(f"sqlite:///{tmp_path}/state.sqlite")
    clock = [datetime(2026, 3, 1, 12, tzinfo=UTC)]
    settle = Settler(pages, lambda: clock[0])
    with fetch_handler(
        pool,
        attempts=1,
        read_s=0.3,
        sleep=at_once,
        now=lambda: clock[0],
        settle=settle,
    ) as fetch:
        yield Pipe(pages, fetch, clock)
    pages.close()


def edited(old: str, new: str) -> bytes:
    assert old in PAGE
    return PAGE.replace(old, new, 1).encode()


def test_a_changed_body_is_a_revision_of_the_same_article_and_says_what_changed(
    pipe: Pipe, server: HostileServer
) -> None:
    (first,) = pipe.take(entry(f"{server.url}/a"))
    server.pages["/a"] = edited("on Tuesday", "on Wednesday")

    (second,) = pipe.visit()

    assert isinstance(first, Article) and isinstance(second, Article)
    assert second.article_id == first.article_id
    assert second.previous == first.revision != second.revision
    (change,) = second.changes
    assert (change.field, len(change.removed), len(change.added)) == ("text", 1, 1)
    assert "Tuesday" in change.removed[0] and "Wednesday" in change.added[0]
    assert second.text[change.start : change.end] == change.added[0]
    assert (second.feed, second.entry_id, second.seen) == (first.feed, first.entry_id, first.seen)


def test_a_page_that_stays_the_same_is_asked_for_with_its_validators_and_says_nothing(
    pipe: Pipe, server: HostileServer
) -> None:
    pipe.take(entry(f"{server.url}/etag/a"))
    assert [pipe.visit(s) for s in (3600, 18000, 64800)] == [[], [], []]
    assert pipe.due() == []


def test_what_an_edit_is_taken_back_to_is_a_revision_again_each_time(pipe: Pipe, server: HostileServer) -> None:
    pipe.take(entry(f"{server.url}/a"))
    for day in ("Wednesday", "Tuesday", "Wednesday"):
        server.pages["/a"] = edited("on Tuesday", f"on {day}")
        pipe.visit(1)
        pipe.take(entry(f"{server.url}/a", entry_id=day))
    assert len(pipe.articles) == 4
    assert len({a.revision for a in pipe.articles}) == 4
    assert [a.previous for a in pipe.articles] == [None, *(a.revision for a in pipe.articles[:-1])]


@pytest.mark.parametrize("how", ["404", "410", "home", "soft"])
def test_a_page_that_is_gone_twice_is_a_deletion_once(pipe: Pipe, server: HostileServer, how: str) -> None:
    (first,) = pipe.take(entry(f"{server.url}/a"))
    gone(server, how)
    assert pipe.visit() == []
    assert pipe.visit(60) == []

    (deleted,) = pipe.visit(700)

    assert isinstance(first, Article) and isinstance(deleted, Article)
    assert (deleted.access, deleted.text, deleted.previous) == ("gone", "", first.revision)
    assert deleted.article_id == first.article_id
    assert (deleted.changes[0].removed, deleted.changes[0].added) == (("open",), ("gone",))
    assert pipe.visit(20000) == pipe.visit(90000) == []


def gone(server: HostileServer, how: str) -> None:
    del server.pages["/a"]
    if how == "soft":
        server.pages["/a"] = b"<html><title>Page not found</title><body><h1>Page not found</h1></body></html>"
    else:
        server.answers["/a"] = (int(how), {}) if how != "home" else (302, {"Location": "/home"})
        server.pages["/home"] = PAGE.encode()


def test_a_page_that_comes_back_is_a_revision_again(pipe: Pipe, server: HostileServer) -> None:
    (first,) = pipe.take(entry(f"{server.url}/a"))
    gone(server, "404")
    pipe.visit()
    (deleted,) = pipe.visit(700)
    del server.answers["/a"]
    server.pages["/a"] = PAGE.encode()

    (back,) = pipe.visit(20000)

    assert isinstance(first, Article) and isinstance(deleted, Article) and isinstance(back, Article)
    assert (back.text, back.access, back.previous) == (first.text, "open", deleted.revision)
    assert back.revision not in (first.revision, deleted.revision)
    assert [c.field for c in back.changes] == ["access"]


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_an_error_is_not_a_deletion_and_no_revision(pipe: Pipe, server: HostileServer, status: int) -> None:
    pipe.take(entry(f"{server.url}/a", summary=SAID))
    server.answers["/a"] = (status, {})
    assert pipe.visit() == pipe.visit(20000) == pipe.visit(90000) == []


def test_a_wall_that_was_put_up_is_not_a_revision(pipe: Pipe, server: HostileServer) -> None:
    pipe.take(entry(f"{server.url}/a", summary=SAID))
    server.pages["/a"] = b"<html><title>Just a moment...</title><body><p>Checking your browser</p></body></html>"
    assert pipe.visit() == []


def test_a_page_that_was_given_up_gets_its_true_text_later(pipe: Pipe, server: HostileServer) -> None:
    server.answers["/a"] = (503, {})
    (first,) = pipe.take(entry(f"{server.url}/a", summary=SAID))
    del server.answers["/a"]

    (second,) = pipe.visit()

    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.text, first.how["text"]) == (SAID, "feed")
    assert second.article_id == first.article_id
    assert (second.previous, second.how["text"]) == (first.revision, "trafilatura")
    assert [c.field for c in second.changes] == ["how"]


def test_a_page_that_can_not_be_had_when_its_feed_tells_of_a_change_is_looked_at_soon(
    pipe: Pipe, server: HostileServer
) -> None:
    pipe.take(entry(f"{server.url}/a"))
    server.answers["/a"] = (503, {})
    assert pipe.take(entry(f"{server.url}/a", entry_id="e2", summary=SAID)) == []
    del server.answers["/a"]
    server.pages["/a"] = edited("on Tuesday", "on Wednesday")

    (second,) = pipe.visit(600)

    assert isinstance(second, Article) and "on Wednesday" in second.text


def test_the_same_news_from_another_feed_says_nothing(pipe: Pipe, server: HostileServer) -> None:
    pipe.take(entry(f"{server.url}/a"))
    assert pipe.take(entry(f"{server.url}/a?utm_source=x", entry_id="e9", feed="https://other.example/rss")) == []


def test_a_batch_that_comes_again_before_anything_was_noted_makes_the_same_messages(
    pipe: Pipe, server: HostileServer
) -> None:
    pipe.take(entry(f"{server.url}/a"))
    server.pages["/a"] = edited("on Tuesday", "on Wednesday")
    pipe.clock[0] += timedelta(hours=1)
    due = pipe.due()

    first, again = pipe.take(*due, record=False), pipe.take(*due, record=False)

    assert first == again and len(first) == 1


def paper(name: str, canonical: str) -> bytes:
    """A page with a text of its own that names a canonical URL."""
    text = "".join(f"<p>The {name} board of ward {n} met in {name} street and chose {name} {n}.</p>" for n in range(9))
    head = f"<title>The {name} board</title><link rel=canonical href='{canonical}'>"
    return f"<html lang=en><head>{head}</head><body><article>{text}</article></body></html>".encode()


@pytest.mark.parametrize("at_once", [True, False])
def test_a_canonical_url_that_two_different_articles_name_makes_them_no_single_one(
    pipe: Pipe, server: HostileServer, at_once: bool
) -> None:
    section = f"{server.url}/news/today"
    for name in ("harbour", "school"):
        server.pages[f"/{name}"] = paper(name, section)
    entries = [entry(f"{server.url}/{name}", title=f"The {name} board") for name in ("harbour", "school")]

    found = pipe.take(*entries) if at_once else [*pipe.take(entries[0]), *pipe.take(entries[1])]

    assert all(isinstance(a, Article) and a.previous is None for a in found)
    assert len({a.article_id for a in found if isinstance(a, Article)}) == 2
    assert pipe.visit() == []


def test_one_article_at_two_urls_is_one_where_it_names_its_canonical_url(pipe: Pipe, server: HostileServer) -> None:
    for path in ("/print/a", "/amp/a"):
        server.pages[path] = paper("harbour", f"{server.url}/a1")
    assert len(pipe.take(entry(f"{server.url}/print/a"), entry(f"{server.url}/amp/a"))) == 1
    assert pipe.take(entry(f"{server.url}/amp/a?page=all", entry_id="e3")) == []


@pytest.mark.parametrize(("host", "same"), [("straße.example", True), ("strasse.example", False)])
def test_an_article_that_is_known_keeps_the_id_that_it_had_under_idna_2003(
    tmp_path: Path, host: str, same: bool
) -> None:
    """What was noted under the id that both hosts shared goes on under it; the other host's page is another article."""
    pages = PageState(f"sqlite:///{tmp_path}/state.sqlite")
    shared = article_id("https://strasse.example/a-story-of-today")
    old = replace(
        article(text="A first text of some words.", url=f"https://{host}/a-story-of-today"), article_id=shared
    )
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    pages.record([old], now, steps=STEPS)
    url = "https://straße.example/a-story-of-today"
    seen = replace(article(text="A second text of some other words.", url=url), article_id=article_id(url))

    (found,) = Settler(pages, lambda: now)([entry(url)], [Look(seen)])

    assert isinstance(found, Article)
    assert (found.article_id == shared, found.previous == old.revision) == (same, same)
    pages.close()

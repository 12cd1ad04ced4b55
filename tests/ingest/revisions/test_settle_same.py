"""Looks at pages that are the same article: other feeds, repeats, canonical URLs, former ids."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from factories import article
from newswire.ingest.revisions.pages import PageState
from newswire.ingest.revisions.revise import Look
from newswire.ingest.revisions.settle import Settler
from newswire.ingest.urls import article_id
from newswire.stream.messages import Article
from sites.hostile_server import HostileServer
from sites.settled import STEPS, Pipe, edited, entry


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

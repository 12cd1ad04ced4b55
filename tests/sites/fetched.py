"""Entries to be fetched, and what became of them."""

from datetime import UTC, datetime
from typing import Any

from newswire.ingest.extraction.processes.pool import ExtractPool
from newswire.stream.broker import Record
from newswire.stream.errors import RejectedError
from newswire.stream.handler import Item
from newswire.stream.messages import Article, FeedEntry
from newswire.stream.topics import ARTICLES, encode
from sites.http_clients import fetch_handler

SAID = "The feed itself says that the harbour board voted for the deeper channel."


NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def entry(url: str | None = None, **fields: Any) -> FeedEntry:
    known: dict[str, Any] = {
        "url": url,
        "guid": "g-1",
        "entry_id": "e1",
        "feed": "https://feeds.example.org/rss",
        "seen": "2026-03-01T11:59:00Z",
        "title": "Harbour to be deepened",
    }
    return FeedEntry(**(known | fields))


def item(one: FeedEntry, trace: str = "00-" + "a" * 32 + "-" + "b" * 16 + "-01") -> Item:
    return Item(Record("news.entries.v1", 0, 0, 0, b"k", encode(one), (("traceparent", trace.encode()),)), one)


async def at_once(seconds: float) -> None:
    """Waits for nothing."""


def handled(pool: ExtractPool, entries: list[FeedEntry], **options: Any) -> list[Article | RejectedError]:
    known: dict[str, Any] = {"allow_private": True, "per_host_delay_s": 0, "sleep": at_once, "now": lambda: NOW}
    known["undelayed"] = ("127.0.0.1",)  # a host of our own, whose answers teach nothing about its neighbours
    with fetch_handler(pool, **(known | options)) as handler:
        results = handler([item(one) for one in entries])
    return [r if isinstance(r, RejectedError) else ARTICLES.decode(r[0].value) for r in results]


def one_article(pool: ExtractPool, one: FeedEntry, **options: Any) -> Article:
    result = handled(pool, [one], **options)[0]
    assert isinstance(result, Article), result
    return result

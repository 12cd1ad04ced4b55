"""Makes messages for tests: each call one valid value, with only what the test cares about set."""

from typing import Any

from newswire.stream.broker import Message
from newswire.stream.messages import Article, DeadLetter, EnrichedArticle, FeedEntry, make_id
from newswire.stream.topics import ENTRIES, cloudevent, encode


def feed_entry(name: str = "a", **fields: Any) -> FeedEntry:
    """A new entry of a feed."""
    given = {"url": f"https://news.example/{name}", "guid": name, "title": f"Title {name}"} | fields
    return FeedEntry(
        entry_id=make_id("entry", name), feed="https://news.example/rss.xml", seen="2024-10-18T09:00:00Z", **given
    )


def article(name: str = "a", **fields: Any) -> Article:
    """One revision of an article."""
    given = {"text": f"Text of {name}.", "title": f"Title {name}", "url": f"https://news.example/{name}"} | fields
    revision = make_id(given["title"], given["text"])
    return Article(article_id=make_id("article", given["url"]), revision=revision, **given)


def enriched(name: str = "a", **fields: Any) -> EnrichedArticle:
    """An article with what was found in it."""
    return EnrichedArticle(article=fields.pop("article", None) or article(name), **fields)


def entry_message(name: str = "a", value: bytes | None = None) -> Message:
    """An entry on its topic; `value` in place of its JSON."""
    entry = feed_entry(name)
    headers = cloudevent(
        id=entry.entry_id, type=ENTRIES.event, source=entry.feed, subject=entry.url or "", time=entry.seen
    )
    return Message(ENTRIES.name, b"news.example", encode(entry) if value is None else value, headers)


def dead_letter(name: str = "a", **fields: Any) -> DeadLetter:
    """A letter about an entry that could not be fetched."""
    given: dict[str, Any] = {
        "id": make_id("fetch", name),
        "stage": "fetch",
        "topic": ENTRIES.name,
        "partition": 0,
        "offset": 0,
        "key": b"news.example",
        "value": b"\x00original " + name.encode(),
        "reason": "http_404",
        "error": "404 at https://news.example/a",
        "failed_at": "2024-10-18T09:00:01Z",
        "url": f"https://news.example/{name}",
    }
    return DeadLetter(**(given | fields))

"""Feeds that are sound but for one thing."""

from newswire.ingest.parsing.parse import ParsedFeed, parse_common, parse_feed

URL = "https://news.example/feed/rss.xml"


GOOD = "<item><title>Good</title><link>https://news.example/good</link></item>"


def xml(item: str, *, head: str = "", body: str = GOOD) -> bytes:
    """An item between a head and others."""
    return f'{head}<rss version="2.0"><channel><title>Wire</title>{item}{body}</channel></rss>'.encode()


def item(inside: str, title: str = "T") -> str:
    return f"<item><title>{title}</title><link>https://news.example/1</link>{inside}</item>"


def feed_of(body: bytes) -> ParsedFeed:
    """The feed, which the common way reads as the other does, where it reads it."""
    found = parse_feed(body, URL)
    assert parse_common(body, URL) in (found, None)
    return found

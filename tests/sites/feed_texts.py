"""Feeds as text, for tests."""

from xml.sax.saxutils import escape


def rss_item(
    n: int | str, *, title: str | None = None, guid: str | None = None, link: str | None = None, more: str = ""
) -> str:
    """An item of RSS 2.0; its guid is left out where it is empty."""
    link = f"https://news.example/{n}" if link is None else link
    guid = f"item-{n}" if guid is None else guid
    shown = f'<guid isPermaLink="false">{escape(guid)}</guid>' if guid else ""
    where = f"<link>{escape(link)}</link>" if link else ""
    return f"<item><title>{escape(title or f'Report {n}')}</title>{where}{shown}{more}</item>"


def rss(*items: str, title: str = "Wire", more: str = "") -> bytes:
    """A feed in RSS 2.0."""
    head = f"<title>{escape(title)}</title><link>https://news.example/</link>{more}"
    text = f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>{head}{"".join(items)}</channel></rss>'
    return text.encode()


def rss_of(numbers: range | list[int]) -> bytes:
    """A feed of items with these numbers."""
    return rss(*(rss_item(n) for n in numbers))

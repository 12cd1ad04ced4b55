"""What a case is: a page or a feed, and what must come out of it."""
# ruff: noqa: E501

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

URL = "https://www.harbourpost.example/news/story-4711.html"
FEED_URL = "https://www.harbourpost.example/feeds/all"


@dataclass(frozen=True)
class Page:
    """A page. What is None is not looked at; of several titles each is right."""

    html: str | bytes
    title: str | tuple[str, ...] | None = None
    authors: Sequence[str] | None = None
    # A day, an instant with its offset, or a time without one ("2026-03-04 09:30"): the day alone is right then, too.
    published: str | None = None
    language: str | None = None
    alone: Sequence[str] = ()  # paragraphs of the text, with an empty line before and after
    has: Sequence[str] = ()
    lacks: Sequence[str] = ()
    url: str = URL
    content_type: str | None = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Feed:
    """A feed and what its entries hold, in order: exact fields, or `field_has` and `field_lacks` for a part."""

    body: str | bytes
    entries: Sequence[dict[str, Any]] = ()
    content_type: str | None = "application/rss+xml; charset=utf-8"
    url: str = FEED_URL
    feed: dict[str, Any] = field(default_factory=dict)
    at_least: bool = False  # more entries may follow
    or_error: bool = False  # an error line is right, too


def p(*paragraphs: str) -> str:
    return "\n".join(f"<p>{text}</p>" for text in paragraphs)


def ld(**fields: Any) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def article(
    title: str,
    body: str,
    *,
    head: str = "",
    byline: str = "",
    lang: str = "en",
    site: str = "Harbour Post",
    after: str = "",
    h1: str | None = None,
    html_title: str | None = None,
) -> str:
    """A usual page around a story."""
    return f"""<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{html_title or f"{title} | {site}"}</title>
{head}</head>
<body><header class="site-header"><a href="/">{site}</a>
<nav><ul><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li><li><a href="/culture">Culture</a></li></ul></nav></header>
<main><article>
<h1>{title if h1 is None else h1}</h1>
{byline}
<div class="article-body">
{body}
</div></article>
{after}</main>
<footer><p>© {site}</p><ul><li><a href="/imprint">Imprint</a></li><li><a href="/privacy">Privacy</a></li></ul></footer>
</body></html>"""


def rss(*items: str, channel: str = "", ns: str = "") -> str:
    body = "\n".join(f"<item>{item}</item>" for item in items)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"{ns}>
<channel><title>Harbour Post</title><link>https://www.harbourpost.example/</link><description>News of the coast</description>{channel}
{body}
</channel></rss>"""


def atom(*entries: str, head: str = "", attributes: str = "") -> str:
    body = "\n".join(f"<entry>{entry}</entry>" for entry in entries)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"{attributes}><title>Harbour Post</title><id>tag:harbourpost.example,2020:feed</id><updated>2026-03-04T10:00:00Z</updated>{head}
{body}
</feed>"""


def json_feed(*items: Any, **top: Any) -> str:
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Post", **top, "items": list(items)}
    )

"""News sitemaps: a site's pages of the last days, with Google's news tags where it has them."""

from datetime import datetime
from typing import Any
from xml.parsers import expat

from ingest.parsing.entries import clean, dates_of, plain_title, unique
from ingest.parsing.feed_rules import MAX_ENTRIES
from ingest.urls import absolute_url
from stream.errors import RejectedError
from stream.messages import Entry

_MAX_DEPTH = 50
_WANTED = frozenset({"loc", "lastmod", "title", "publication_date", "keywords", "language", "name"})


class _EnoughError(Exception):
    """All entries that we take are there."""


def read_sitemap(body: bytes) -> tuple[list[dict[str, str]], bool]:
    """(tag -> text of each page, whether there were more than MAX_ENTRIES).

    Raises RejectedError with `not_a_feed`, `sitemap_index` or `too_deep`. What stands before a fault is kept.
    """
    pages: list[dict[str, str]] = []
    path: list[str] = []
    text: list[str] = []
    truncated = False

    def start(tag: str, _: Any) -> None:
        nonlocal truncated
        name = tag.rpartition(" ")[2]
        if not path and name == "sitemapindex":
            raise RejectedError("sitemap_index", "a list of sitemaps: name the news sitemap itself")
        if len(path) > _MAX_DEPTH:
            raise RejectedError("too_deep", f"more than {_MAX_DEPTH} elements in one another, at <{name[:40]}>")
        if name == "url" and len(path) == 1:
            if len(pages) >= MAX_ENTRIES:
                truncated = True
                raise _EnoughError
            pages.append({})
        path.append(name)
        text.clear()

    def end(tag: str) -> None:
        name = path.pop()
        # the pictures of a page have titles and places of their own
        if pages and name in _WANTED and not any("image" in p or "video" in p for p in (tag, *path)):
            pages[-1].setdefault(name, "".join(text).strip())
        text.clear()

    def refuse(*_: Any) -> None:
        raise RejectedError("not_a_feed", "a sitemap that declares entities")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.EntityDeclHandler = text.append, refuse
    try:
        parser.Parse(body, True)
    except _EnoughError:
        pass
    except expat.ExpatError as e:
        if not pages:
            raise RejectedError("not_a_feed", f"sitemap: {e}") from e
    return pages, truncated


def sitemap_entry(page: dict[str, str], url: str, *, now: datetime | None = None) -> Entry:
    """The Entry of one page."""
    published, updated, flags = dates_of((page.get("publication_date"),), (page.get("lastmod"),), True, None, now)
    link = clean(page.get("loc"))
    return Entry(
        url=absolute_url(url, link) if link else None,
        title=plain_title(page.get("title")),
        published=published,
        updated=updated,
        tags=unique(clean(word) for word in page.get("keywords", "").split(",")),
        flags=flags,
    )

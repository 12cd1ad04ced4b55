"""News sitemaps: a site's pages of the last days, with Google's news tags where it has them."""

import re
from datetime import datetime
from html import unescape
from itertools import islice
from typing import Any, NamedTuple
from xml.parsers import expat

from newswire.ingest.parsing.entries import dates_of, web_url
from newswire.ingest.parsing.feed_rules import MAX_ENTRIES
from newswire.ingest.parsing.values import clean, plain_title, unique
from newswire.stream.errors import RejectedError
from newswire.stream.messages import Entry

_MAX_DEPTH = 50
_WANTED = frozenset({"loc", "lastmod", "title", "publication_date", "keywords", "language", "name"})


_PAGE = re.compile(r"<(?:(?!image|video)[\w.-]{1,40}:)?url(?:\s[^<>]{0,1000})?>")
#: an element with its text; not those of pictures and films
_LEAF = re.compile(
    rf"<(?:(?!image|video)[\w.-]{{1,40}}:)?({'|'.join(sorted(_WANTED))})(?:\s[^<>]{{0,1000}})?>\s*"
    r"(?:<!\[CDATA\[(.{0,20000}?)\]\]>|([^<]{0,20000}))\s*</",
    re.DOTALL,
)


class _EnoughError(Exception):
    """All entries that we take are there."""


class Sitemap(NamedTuple):
    """What a sitemap says of its pages."""

    pages: list[dict[str, str]]  #: tag -> text
    truncated: bool = False  #: there were more than MAX_ENTRIES
    ill_formed: bool = False  #: no XML: each page was read on its own


def read_sitemap(body: bytes) -> Sitemap:
    """The pages of a sitemap. Raises RejectedError with `not_a_feed`, `sitemap_index` or `too_deep`."""
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
            raise RejectedError("too_deep", f"more than {_MAX_DEPTH} nested elements, at <{name[:40]}>")
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
        found = _by_pieces(body.decode("utf-8", "replace"))
        if not found.pages:
            raise RejectedError("not_a_feed", f"sitemap: {e}") from e
        return found
    return Sitemap(pages, truncated)


def _by_pieces(text: str) -> Sitemap:
    """The pages of a sitemap that is not XML: what is wrong with one costs that one."""
    starts = [found.end() for found in islice(_PAGE.finditer(text), MAX_ENTRIES + 1)]
    pages: list[dict[str, str]] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        page: dict[str, str] = {}
        for found in _LEAF.finditer(text, start, end):
            page.setdefault(found[1], unescape(found[3] if found[2] is None else found[2]).strip())
        pages.append(page)
    if pages and not pages[-1]:  # it breaks off there
        pages.pop()
    return Sitemap(pages[:MAX_ENTRIES], len(pages) > MAX_ENTRIES, True)


def sitemap_entry(page: dict[str, str], url: str, *, now: datetime | None = None) -> Entry:
    """The Entry of one page."""
    published, updated, flags = dates_of(
        (page.get("publication_date"),), (page.get("lastmod"),), True, None, page.get("language"), now
    )
    return Entry(
        url=web_url(url, page.get("loc")),
        title=plain_title(page.get("title")),
        published=published,
        updated=updated,
        tags=unique(clean(word) for word in page.get("keywords", "").split(",")),
        flags=flags,
    )

"""A feed's bytes to entries: RSS, RDF, Atom, JSON Feed and news sitemaps.

One bad item never drops the feed, and an ill-formed feed with items is a feed. What can't be read raises
RejectedError: `empty_feed`, `not_a_feed`, `not_json`, `sitemap_index`, `bad_gzip`, `too_large`, `too_deep`, `too_slow`.
Against what is slow within one step of a parser only a deadline helps: `ingest/parsing/parse_process.py`.
"""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import msgspec

from newswire.ingest.parsing.charset import as_utf8, as_xml, unzipped
from newswire.ingest.parsing.entries import authors_of, entry_of, title_of, web_url
from newswire.ingest.parsing.feed_rules import MAX_ENTRIES
from newswire.ingest.parsing.feedxml import XmlFeed, read_xml
from newswire.ingest.parsing.jsonfeed.entries import feed_title, feed_url, json_entry
from newswire.ingest.parsing.jsonfeed.reading import read_json
from newswire.ingest.parsing.quick.read import IllFormedError, read_quick
from newswire.ingest.parsing.sitemap import read_sitemap, sitemap_entry
from newswire.ingest.parsing.ttl import ttl_s
from newswire.ingest.parsing.values import clean, plain_title
from newswire.stream.errors import RejectedError
from newswire.stream.messages import Entry
from newswire.stream.safe.cleaned import cleaned_entry

MAX_BYTES = 20 << 20
MAX_COMMON_BYTES = 4 << 20
_SKIPPED = re.compile(
    rb"\s+|<\?[^>]{0,2000}>|<!--.{0,4000}?-->|<![Dd][Oo][Cc][Tt][Yy][Pp][Ee][^>\[]{0,500}>", re.DOTALL
)
_ROOT = re.compile(rb"<([A-Za-z_][\w.:-]*)")


class ParsedFeed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed as it stood in one answer of its server."""

    title: str | None = None
    link: str | None = None
    language: str | None = None
    kind: str  #: rss, atom, rdf, json, sitemap
    next: str | None = None  #: URL of the page with older entries
    ttl_s: int | None = None  #: how long the feed asks to be left alone
    #: truncated: there were more entries than are taken; ill_formed: XML that is none; mended: bytes or JSON were
    #: wrong in some item; cut_off: it ends in the middle
    flags: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()


def parse_feed(
    body: bytes, url: str, content_type: str | None = None, now: datetime | None = None, *, quick: bool = True
) -> ParsedFeed:
    """The feed in these bytes, an entry for each item in the feed's order, MAX_ENTRIES at most.

    `url` is where it came from: relative links are seen from there. With `now`, dates in the future are flagged.
    Without `quick`, feedparser reads all XML, to the same result.
    """
    if len(body) > MAX_BYTES:
        raise RejectedError("too_large", f"{len(body)} bytes, at most {MAX_BYTES} are read")
    body = unzipped(body, MAX_BYTES)
    if not body.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise RejectedError("empty_feed", f"{len(body)} bytes with nothing in them")
    if _is_json(body, content_type):
        return _json(body, url, content_type, now)
    body, content_type, mended = as_xml(body, content_type)
    root = _root(body)
    if root in ("urlset", "sitemapindex"):
        return _sitemap(body, url, mended, now)
    found = _read(body, url, content_type) if quick else read_xml(body, url, content_type)
    return _xml(found, url, root, mended, now)


def parse_common(
    body: bytes, url: str, content_type: str | None = None, now: datetime | None = None
) -> ParsedFeed | None:
    """The same as `parse_feed`, of a feed that is so common that it needs no process with a deadline; else None.

    Its time is in proportion to its size, which is bounded by MAX_COMMON_BYTES.
    """
    if len(body) > MAX_COMMON_BYTES or body.startswith(b"\x1f\x8b") or _is_json(body, content_type):
        return None
    body, content_type, mended = as_xml(body, content_type)
    text, root = as_utf8(body, content_type), _root(body)
    if text is None or root in ("urlset", "sitemapindex"):
        return None
    try:
        found = read_quick(text, url)
    except IllFormedError:
        return None
    return _xml(found, url, root, mended, now) if found else None


def _read(body: bytes, url: str, content_type: str) -> XmlFeed:
    """What feedparser finds; without asking it where the quick reader is sure."""
    text = as_utf8(body, content_type)
    try:
        found = read_quick(text, url) if text is not None else None
    except IllFormedError:
        # feedparser removes a DOCTYPE first, and with it what may be wrong in it
        return read_xml(body, url, content_type, well_formed=b"<!DOCTYPE" in body)
    return found or read_xml(body, url, content_type)


def _is_json(body: bytes, content_type: str | None) -> bool:
    start = body.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1]
    return start == b"{" or (start != b"<" and "json" in (content_type or "").lower())


def _root(body: bytes) -> str:
    """Name of the first element, without its prefix; empty where none comes soon."""
    at = 0
    while found := _SKIPPED.match(body, at):
        at = found.end()
    root = _ROOT.match(body, at)
    return root[1].decode().rpartition(":")[2].lower() if root else ""


def _json(body: bytes, url: str, content_type: str | None, now: datetime | None) -> ParsedFeed:
    document, flags = read_json(body, content_type)
    items = document["items"]
    return ParsedFeed(
        title=feed_title(document),
        link=feed_url(document, "home_page_url", url),
        language=clean(document.get("language")),
        next=feed_url(document, "next_url", url),
        kind="json",
        flags=(*_flags(truncated=len(items) > MAX_ENTRIES), *flags),
        entries=_entries(items[:MAX_ENTRIES], lambda item: json_entry(item, url, document, now=now)),
    )


def _sitemap(body: bytes, url: str, mended: bool, now: datetime | None) -> ParsedFeed:
    found = read_sitemap(body)
    first = found.pages[0] if found.pages else {}
    return ParsedFeed(
        title=plain_title(first.get("name")),
        language=clean(first.get("language")),
        kind="sitemap",
        flags=_flags(truncated=found.truncated, ill_formed=found.ill_formed, mended=mended),
        entries=_entries(found.pages, lambda page: sitemap_entry(page, url, now=now)),
    )


def _xml(found: XmlFeed, url: str, root: str, mended: bool, now: datetime | None) -> ParsedFeed:
    if not found.entries and (root == "html" or not found.version):
        raise RejectedError("not_a_feed", f"<{root}> holds no entries" if root else "neither XML nor JSON")
    feed, kind = found.feed, _kind(found.version, root)
    older = next((x["href"] for x in feed.get("links") or () if x.get("rel") == "next" and x.get("href")), None)
    is_atom = kind == "atom"
    inherited = authors_of(feed) if is_atom else ()
    language = clean(dict.get(feed, "language"))
    return ParsedFeed(
        title=title_of(feed, is_atom),
        link=web_url(url, dict.get(feed, "link")),
        language=language,
        kind=kind,
        next=web_url(url, older),
        ttl_s=ttl_s(feed),
        flags=_flags(truncated=found.truncated, ill_formed=found.ill_formed, mended=mended),
        entries=_entries(
            found.entries,
            lambda item: entry_of(item, url, inherited=inherited, language=language, is_atom=is_atom, now=now),
        ),
    )


def _entries(items: Iterable[Any], read: Callable[[Any], Entry]) -> tuple[Entry, ...]:
    """An entry for each item, without anything but a flag where the item defeats us."""

    def one(item: Any) -> Entry:
        try:
            return cleaned_entry(read(item))
        except Exception:  # whatever is wrong with this item, the others are sound
            return Entry(flags=("unreadable",))

    return tuple(one(item) for item in items)


def _flags(**words: bool) -> tuple[str, ...]:
    return tuple(word for word, holds in words.items() if holds)


def _kind(version: str, root: str) -> str:
    if version in ("rss090", "rss10") or (not version and root == "rdf"):
        return "rdf"
    return "atom" if version.startswith("atom") or (not version and root in ("feed", "entry")) else "rss"

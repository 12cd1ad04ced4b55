"""Where a feed goes on with its older entries."""

import html
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from newswire.ingest.parsing.parse import ParsedFeed
from newswire.ingest.urls import absolute_url
from newswire.ingest.web.response import Response

HEAD = 128 << 10  #: bytes of a document that are looked at
_LINK = re.compile(rb"<(?:[\w.-]+:)?link\b[^<>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"""\b(rel|href)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_WORDPRESS = re.compile(rb"<generator[^<>]*>\s*https?://(?:[\w.-]+\.)?wordpress\.(?:org|com)\b", re.IGNORECASE)


def older_page(feed: ParsedFeed, response: Response) -> str | None:
    """Where a feed goes on with older entries; None where it does not say.

    `next` of a paged feed, else `prev-archive` of an archived one (RFC 5005), else what WordPress understands.
    """
    if feed.next:
        return feed.next
    for rel, href in _links(response.body[:HEAD]):
        if rel == "prev-archive":
            return absolute_url(response.url, href)
    if _WORDPRESS.search(response.body[:HEAD]):
        return _next_paged(response.url)
    return None


def _links(head: bytes) -> Iterator[tuple[str, str]]:
    for tag in _LINK.findall(head):
        found = {name.lower(): a or b for name, a, b in _ATTRIBUTE.findall(tag)}
        if b"rel" in found and b"href" in found:
            yield (
                found[b"rel"].decode("utf-8", "replace").lower(),
                html.unescape(found[b"href"].decode("utf-8", "replace")),
            )


def _next_paged(url: str) -> str:
    """The URL with `paged` one higher.

    >>> _next_paged("https://example.org/feed/?paged=2")
    'https://example.org/feed/?paged=3'
    """
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    page = next((int(value) for name, value in query if name == "paged" and value.isdecimal()), 1)
    rest = [(name, value) for name, value in query if name != "paged"]
    return urlunsplit(parts._replace(query=urlencode([*rest, ("paged", str(page + 1))])))

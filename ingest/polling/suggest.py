"""A web page came instead of a feed: which feed does it link to?"""

import re
from html import unescape

from newswire.ingest.urls import absolute_url, canonical_url
from newswire.ingest.web.response import Response
from newswire.stream.errors import RejectedError

_HEAD = 256 << 10
_LINK = re.compile(r"<link\b[^<>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(rel|type|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")


def suggestion(response: Response) -> str | None:
    """The first feed that a page announces (`link rel=alternate`), other than comments'; None where there is none."""
    found = [url for url in _announced(response) if url != response.url]
    articles = [url for url in found if "comment" not in url.lower()]
    return next(iter(articles or found), None)


def _announced(response: Response) -> list[str]:
    text = response.body[:_HEAD].decode("utf-8", "replace")
    found = []
    for tag in _LINK.findall(text):
        attributes = {name.lower(): unescape(a or b or c).strip() for name, a, b, c in _ATTRIBUTE.findall(tag)}
        if "alternate" in attributes.get("rel", "").lower().split() and attributes.get("type", "").lower() in _TYPES:
            url = absolute_url(response.url, attributes.get("href", ""))
            try:
                canonical_url(url)
            except RejectedError:
                continue
            found.append(url)
    return found

"""Where a feed says that its changes are announced: WebSub discovery (W3C Recommendation of 2018, section 4).

The HTTP header Link counts first, then `link` elements of the feed's head, then `hubs` of a JSON Feed.
"""

import json
import re
from html import unescape
from typing import NamedTuple

from newswire.ingest.urls import absolute_url, canonical_url
from newswire.ingest.web.response import Response
from newswire.stream.errors import RejectedError

#: hubs stand at the top of a feed
_HEAD = 64 << 10
_HEADER = re.compile(r"<([^<>]{1,2000})>((?:\s*;\s*[\w*]+\s*=\s*(?:\"[^\"]{0,200}\"|[^\s\";,]{1,200}))*)")
_REL = re.compile(r"\brel\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))", re.IGNORECASE)
_ELEMENT = re.compile(r"<(?:[\w.-]{1,40}:)?link\b[^<>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(rel|href)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)


class Announced(NamedTuple):
    """A hub, and what the feed is called there; both None where there is no hub."""

    hub: str | None = None
    topic: str | None = None


def announced(response: Response) -> Announced:
    """The first hub that a feed names and its own name for itself (else the URL that answered)."""
    links = _of_headers(response) or _of_json(response) or _of_elements(response)
    hub = next((url for rel, url in links if rel == "hub"), None)
    if hub is None:
        return Announced()
    return Announced(hub, next((url for rel, url in links if rel == "self"), response.url))


def _of_headers(response: Response) -> list[tuple[str, str]]:
    found = []
    for value in response.headers.getall("Link", []):
        for url, parameters in _HEADER.findall(value[:8000]):
            rel = _REL.search(parameters)
            found += _vetted((rel[1] or rel[2]) if rel else "", url, response.url)
    return found if any(rel == "hub" for rel, _ in found) else []


def _of_elements(response: Response) -> list[tuple[str, str]]:
    head = response.body[:_HEAD].decode("utf-8", "replace")
    # what stands below the first entry is that entry's
    head = re.split(r"<(?:[\w.-]{1,40}:)?(?:item|entry)\b", head, maxsplit=1)[0]
    found = []
    for tag in _ELEMENT.findall(head):
        attributes = {name.lower(): unescape(a or b).strip() for name, a, b in _ATTRIBUTE.findall(tag)}
        found += _vetted(attributes.get("rel", ""), attributes.get("href", ""), response.url)
    return found


def _of_json(response: Response) -> list[tuple[str, str]]:
    if not response.body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return []
    try:
        feed = json.loads(response.body)
    except (ValueError, RecursionError):
        return []
    hubs = feed.get("hubs") if isinstance(feed, dict) else None
    hub = next((h for h in hubs if isinstance(h, dict)), {}) if isinstance(hubs, list) else {}
    found = _vetted("hub", hub.get("url"), response.url)
    return found + _vetted("self", feed.get("feed_url"), response.url) if found else []


def _vetted(rels: str, url: object, base: str) -> list[tuple[str, str]]:
    """(hub or self, URL) where the URL is one of the web."""
    if not isinstance(url, str) or not url.strip():
        return []
    absolute = absolute_url(base, url)
    try:
        canonical_url(absolute)
    except RejectedError:
        return []
    return [(rel, absolute) for rel in ("hub", "self") if rel in rels.lower().split()]

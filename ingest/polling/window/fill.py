"""Reads what a site offers to fill a gap: the feed's older pages (RFC 5005, WordPress), then its news sitemap.

Bounded in requests, bytes and time; a bound that is met is said in the gap's row.
"""

import html
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

import structlog

from newswire.ingest.archive.archive import ArchiveError
from newswire.ingest.parsing.parse import ParsedFeed
from newswire.ingest.polling.state.feed_row import FeedRow, Gap
from newswire.ingest.polling.window import gaps
from newswire.ingest.polling.window.identity import Identified, identify
from newswire.ingest.polling.window.older import HEAD, older_page
from newswire.ingest.urls import absolute_url
from newswire.ingest.web.response import Response
from newswire.stream.errors import RejectedError, RetryableError

log = structlog.get_logger()

MAX_PAGES, MAX_SITEMAPS = 10, 3
MAX_BYTES = 30 << 20
MAX_S = 60.0
_SITEMAP_LINE = re.compile(rb"^\s*sitemap\s*:\s*(\S{1,2000})", re.IGNORECASE | re.MULTILINE)
_LOC = re.compile(rb"<loc>\s*([^<\s]{1,2000})\s*</loc>")

Get = Callable[[str, Mapping[str, str | bytes]], Awaitable[Response]]
#: raises RejectedError for what is not a feed
Parse = Callable[[Response], Awaitable[ParsedFeed]]
#: identities -> those that were ever seen in the feed
Known = Callable[[list[str]], Mapping[str, str]]


class Filled(NamedTuple):
    """What came of filling a gap."""

    gap: Gap
    entries: tuple[Identified, ...] = ()
    sitemap: str | None = None  #: that helped


class _BoundError(Exception):
    """A bound was met; it is in the message."""


class Filler:
    """Fills one gap of one feed."""

    def __init__(self, get: Get, parse: Parse, known: Known, clock: Callable[[], float]) -> None:
        self._get, self._parse, self._known, self._clock = get, parse, known, clock
        self._ends = clock() + MAX_S
        self._bytes = 0
        self._entries: dict[tuple[str, ...], Identified] = {}

    async def fill(
        self, row: FeedRow, response: Response, feed: ParsedFeed, window: list[Identified], gap: Gap
    ) -> Filled:
        """Reads until the gap is closed, nothing more is offered, or a bound is met. Troubles end it early."""
        read: list[str] = []
        seen = {identity for one in window for identity in one.identities}
        sitemap, closed, trouble = None, False, ""
        try:
            closed = await self._pages(row, response, feed, seen, gap, read)
            if not closed:
                sitemap = await self._sitemaps(row, window, seen, gap, read)
                closed = sitemap is not None
        except ArchiveError:
            raise  # our disk, not the site
        except _BoundError as e:
            trouble = str(e)
        except (RejectedError, RetryableError, OSError) as e:
            trouble = str(e)[:200]
        except Exception as e:  # a bug that one site brings out: what the feed itself holds must not wait for it
            log.exception("fill_failed", feed=row.url)
            trouble = f"{type(e).__name__}: {e}"[:200]
        found = tuple(self._entries.values())
        how = "; ".join([*read, *([f"stopped: {trouble}"] if trouble else [])]) or "the site offers nothing to fill it"
        status = "filled" if closed else "partly" if found else "open"
        filled = Gap(gap.began, gap.ended, status, gap.missing, len(found), how[:1000])
        log.warning("feed_gap", feed=row.url, status=status, recovered=len(found), missing=gap.missing, how=how[:1000])
        return Filled(filled, found, sitemap)

    async def _pages(
        self, row: FeedRow, response: Response, feed: ParsedFeed, seen: set[str], gap: Gap, read: list[str]
    ) -> bool:
        """Whether a page was reached that holds entries of the last window."""
        asked = {response.url}
        count = 0
        while count < MAX_PAGES:
            there = older_page(feed, response)
            if there is None or there in asked:
                return False
            asked.add(there)
            if count == 0:
                read.append("")
            response = await self._fetch(there)
            try:
                feed = await self._parse(response)
            except RejectedError:
                read[-1] = read[-1] or "the next page is not a feed"
                return False
            count += 1
            read[-1] = f"{count} older page{'s' if count > 1 else ''} of the feed"
            closed, new = self._take(identify(feed.entries), seen, gap)
            if closed or not new:
                return closed
        raise _BoundError(f"{MAX_PAGES} pages are read at most")

    async def _sitemaps(
        self, row: FeedRow, window: list[Identified], seen: set[str], gap: Gap, read: list[str]
    ) -> str | None:
        """The news sitemap that reaches back beyond the gap."""
        places = gaps.sections(window)
        queue = [row.sitemap] if row.sitemap else await self._announced(row)
        count = 0
        while queue and count < MAX_SITEMAPS:
            there, queue = queue[0], queue[1:]
            response = await self._fetch(there)
            count += 1
            try:
                feed = await self._parse(response)
            except RejectedError as e:
                if e.reason == "sitemap_index":
                    found = (html.unescape(raw.decode("utf-8", "replace")) for raw in _LOC.findall(response.body))
                    listed = [absolute_url(response.url, url) for url in found]
                    queue = [url for url in listed if "news" in url.lower()][:MAX_SITEMAPS] + queue
                continue
            if feed.kind != "sitemap":
                continue
            closed, new = self._take(identify(feed.entries), seen, gap, places)
            oldest = min((t for e in feed.entries if (t := gaps.seconds(e)) is not None), default=None)
            closed = closed or (oldest is not None and oldest <= gap.began)
            if new or closed:
                read.append(f"news sitemap {there}")
            if closed:
                return there
        return None

    async def _announced(self, row: FeedRow) -> list[str]:
        """The sitemaps that robots.txt names, those of news first."""
        parts = urlsplit(row.address)
        response = await self._fetch(urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", "")))
        if not 200 <= response.status < 300:
            return []
        found = dict.fromkeys(raw.decode("utf-8", "replace") for raw in _SITEMAP_LINE.findall(response.body[:HEAD]))
        urls = [absolute_url(response.url, url) for url in found]
        return sorted(urls, key=lambda url: "news" not in url.lower())

    def _take(
        self, found: list[Identified], seen: set[str], gap: Gap, places: frozenset[str] = frozenset()
    ) -> tuple[bool, bool]:
        """(whether entries that were seen before stand there, whether any was missed)."""
        known = self._known([identity for one in found for identity in one.identities])
        new = gaps.missed(found, {*known, *seen}, gap.began, gap.ended, sections=places)
        for one in new:
            self._entries.setdefault(one.identities, one)
            seen.update(one.identities)
        return bool(known), bool(new)

    async def _fetch(self, url: str) -> Response:
        if self._clock() >= self._ends:
            raise _BoundError(f"{MAX_S:.0f} s are spent at most")
        if self._bytes >= MAX_BYTES:
            raise _BoundError(f"{MAX_BYTES >> 20} MB are read at most")
        response = await self._get(url, {})
        self._bytes += len(response.body)
        return response

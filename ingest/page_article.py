"""What becomes of one entry: its page is had and read, or its feed's own text stands in.

A page that can't be had, is a wall of some kind or holds no text falls back to what the feed itself carries, marked
`how["text"] == "feed"` with the reason in `how["fallback"]`. Where that is nothing, the reason is the dead letter's.
"""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from newswire.ingest.extraction.processes.pool import ExtractPool
from newswire.ingest.feed_article import Read, finished
from newswire.ingest.note import Note, note_of
from newswire.ingest.page_source import PageSource, Unreached, host_of
from newswire.ingest.revisions.pages import Page
from newswire.ingest.revisions.revise import is_home
from newswire.ingest.urls import page_url
from newswire.ingest.web.response import Response
from newswire.stream.errors import RejectedError
from newswire.stream.messages import Article, FeedEntry, Fetch

#: pages that must fail, and hosts that they must be of, before we think that it is us
_DOWN_PAGES, _DOWN_HOSTS = 4, 3

_STATUS_REASONS = {401: "refused", 402: "refused", 403: "refused", 404: "gone", 410: "gone", 451: "refused"}
#: a page of these may be a challenge, which is worth telling
_MAYBE_CHALLENGE = frozenset({401, 403, 429, 503})


class Outcome(NamedTuple):
    """What became of one entry."""

    host: str  #: of its page, empty where there was none to fetch
    connected: bool  #: False where a page was wanted and no connection came about
    result: Article | RejectedError | None  #: None: the page is as it was (304)
    moved_home: bool = False  #: it led to the front of a site
    note: Note | None = None  #: for the archive

    @property
    def is_gone(self) -> bool:
        """Whether the page says that there is no such article any more."""
        if isinstance(self.result, RejectedError):
            return self.result.reason == "gone" or self.moved_home
        return bool(self.result and self.result.access == "gone") or self.moved_home


async def look(source: PageSource, pool: ExtractPool, entry: FeedEntry, known: Page | None, fetched: str) -> Outcome:
    """Fetches and reads the page of an entry, of which `known` is known."""
    where = page_url(entry.url or "") or None
    try:
        got = await source.page(where, _validators(known))
    except RejectedError as e:
        got = Unreached(e, True)
    note = note_of(entry, fetched, got)
    if isinstance(got, Unreached):
        read, at_home, connected = _refused(got.reason), False, got.connected
    elif known and got.status == 304:
        return Outcome(host_of(where), True, None, note=note)
    else:
        at_home, connected = is_home(where or "", got.url), True
        read = await _read(pool, entry, got, fetched, at_home)
    return Outcome(host_of(where), connected, finished(entry, fetched, read), at_home, note)


async def _read(pool: ExtractPool, entry: FeedEntry, page: Response, fetched: str, at_home: bool) -> Read:
    """What the page that was had says."""
    if at_home and not entry.visit:  # what stands there is not what the feed told of
        return _refused(RejectedError("gone", f"{entry.url} leads to the front of a site, {page.url}"))
    refusal = _refusal(page)
    if refusal and page.status not in _MAYBE_CHALLENGE:
        return _refused(refusal)
    try:
        found = await pool.extract(
            page.body,
            page.url,
            content_type=page.header("Content-Type"),
            fetched=fetched,
            hint=entry,
            status=page.status,
            title_from=entry.title_from,
        )
    except RejectedError as e:
        return _refused(refusal or e)
    fetch = _fetch(page)
    if found.access not in ("open", "paywall"):  # the page is about something else: nothing of it is the article's
        wall = RejectedError(found.access, f"{page.url}, status {page.status}")
        return Read(fetch=fetch, refusal=wall, access=found.access)
    if refusal or found.kind == "index":
        return _refused(refusal or RejectedError("index", f"{page.url} is a list of articles"))
    no_text = None if found.text else RejectedError("no_text", f"{found.url}: {found.kind}, {found.access}")
    return Read(found, fetch, no_text)


def _refused(refusal: RejectedError) -> Read:
    return Read(refusal=refusal, access="gone" if refusal.reason == "gone" else "open")


def _fetch(page: Response) -> Fetch:
    return Fetch(
        url=page.url,
        status=page.status,
        bytes=len(page.body),
        sha256=hashlib.sha256(page.body).hexdigest(),
        content_type=page.header("Content-Type"),
        warc_file=page.kept.file if page.kept else None,
        warc_offset=page.kept.offset if page.kept else None,
        etag=_opaque(page, "ETag"),
        last_modified=_opaque(page, "Last-Modified"),
    )


def _validators(page: Page | None) -> dict[str, str]:
    """What makes a visit cheap. A page of which only the feed's words are known is asked for whole."""
    if page is None or page.text_from == "feed" or page.access == "gone" or page.gone_since is not None:
        return {}
    found = {"If-None-Match": page.etag, "If-Modified-Since": page.last_modified}
    return {name: value for name, value in found.items() if value}


def _opaque(page: Response, name: str) -> str | None:
    """A validator as it was sent, None where nobody would send it back."""
    value = page.header(name)
    return value if value and len(value) <= 1000 and value.isprintable() else None


def is_our_network(outcomes: Sequence[Outcome]) -> bool:
    """Whether nobody at all could be reached: every page of a batch, of several hosts, without a connection.

    One page or one host may be down; four pages of three hosts at once, and not one that answers, is us.
    """
    wanted = [outcome for outcome in outcomes if outcome.host]
    hosts = {outcome.host for outcome in wanted}
    enough = len(wanted) >= _DOWN_PAGES and len(hosts) >= _DOWN_HOSTS
    return enough and not any(outcome.connected for outcome in wanted)


def _refusal(page: Response) -> RejectedError | None:
    """Why a status is not a page, None for 200 and 203."""
    if page.status in (200, 203):
        return None
    reason = "server_error" if page.status >= 500 else _STATUS_REASONS.get(page.status, "bad_status")
    return RejectedError("too_many_requests" if page.status == 429 else reason, f"{page.url} answered {page.status}")

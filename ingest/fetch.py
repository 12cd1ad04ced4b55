"""The stage from entry to article: the page is fetched and extracted, or the feed's own text stands in.

A page that can't be had, is a wall of some kind or holds no text falls back to what the feed itself carries, marked
`how["text"] == "feed"` with the reason in `how["fallback"]`. Where that is nothing, the reason is the dead letter's.
"""

import asyncio
import hashlib
import time
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from types import TracebackType
from typing import NamedTuple

import msgspec

from ingest.evidence.archive import Archive
from ingest.extraction.processes.pool import ExtractPool
from ingest.feed_article import entry_article, fallen_back, with_feed
from ingest.note import Note, keep_note, note_of
from ingest.page_source import PageSource, Unreached, host_of
from ingest.revisions.pages import Page
from ingest.revisions.revise import Look, is_home
from ingest.revisions.settle import Settler
from ingest.urls import page_url
from ingest.web.http import HttpClient, Response
from ingest.web.robots import Robots
from stream.broker import Message
from stream.errors import RejectedError, RetryableError
from stream.messages import Article, FeedEntry, Fetch, make_id
from stream.safe.cleaned import cleaned_entry
from stream.topics import ARTICLES, cloudevent, encode, header
from stream.worker import Item

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


class FetchHandler:
    """Turns a batch of entries into articles. Keeps one event loop and one client for its life; for one thread.

    Times in seconds: `total_s`, `connect_s`, `read_s` bound a request, `backoff_s` doubles from try to try up to
    `max_backoff_s`, beyond `batch_s` no page of a batch is begun. A `client` that is given has bounds of its own.
    With `settle`, pages that are known are asked for with their validators, and only what changed is published.
    With `robots`, pages that a site's robots.txt asks to leave alone are `robots_disallowed`.
    """

    def __init__(
        self,
        pool: ExtractPool,
        *,
        allow_private: bool = False,
        user_agent: str = "newswire (news reader)",
        max_bytes: int = 10 << 20,
        total_s: float = 28.0,
        connect_s: float = 10.0,
        read_s: float = 15.0,
        per_host_delay_s: float = 1.0,
        max_per_host: int = 2,
        undelayed: Collection[str] = (),
        attempts: int = 3,
        backoff_s: float = 1.0,
        max_backoff_s: float = 30.0,
        batch_s: float = 150.0,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        client: HttpClient | None = None,
        archive: Archive | None = None,
        settle: Settler | None = None,
        robots: bool = False,
    ) -> None:
        self.pool, self.now, self.settle = pool, now, settle
        self._client = client or HttpClient(
            allow_private=allow_private,
            user_agent=user_agent,
            max_wire_bytes=max_bytes,
            max_bytes=max_bytes,
            total_s=total_s,
            connect_s=connect_s,
            read_s=read_s,
            per_host_delay_s=per_host_delay_s,
            max_per_host=max_per_host,
            undelayed=undelayed,
            archive=archive,
        )
        self.archive = self._client.archive
        asked = Robots(
            lambda url, max_bytes: self._client.get(url, cut_at=max_bytes),
            clock=time.monotonic,
            slow_down=self._client.slow_down,
        )
        get = partial(self._client.get, may=asked.check if robots else None)
        self._make_source: Callable[[], PageSource] = lambda: PageSource(
            get,
            attempts=attempts,
            at_once=max_per_host,
            backoff_s=backoff_s,
            max_backoff_s=max_backoff_s,
            batch_s=batch_s,
            clock=asyncio.get_running_loop().time,
            sleep=sleep,
        )
        self._runner = asyncio.Runner()
        self._runner.run(self._client.__aenter__())

    def __call__(self, batch: Sequence[Item], /) -> list[Sequence[Message] | RejectedError]:
        """A message for each article. Raises RetryableError where our own network or disk fails."""
        entries = [cleaned_entry(item.message) for item in batch]
        outcomes = self._runner.run(self._all(entries, self.settle.visited(entries) if self.settle else {}))
        if is_our_network(outcomes):
            raise RetryableError(f"no connection to any of the hosts of {len(outcomes)} entries")
        results = [outcome.result for outcome in outcomes]
        if self.settle:
            results = self.settle(entries, [Look(o.result, _is_gone(o)) for o in outcomes])
        if self.archive:
            for outcome, result in zip(outcomes, results, strict=True):
                if outcome.note:
                    keep_note(self.archive, outcome.note, outcome.result, result)
            self.archive.sync()
        return [
            result if isinstance(result, RejectedError) else [article_message(item, result)] if result else []
            for item, result in zip(batch, results, strict=True)
        ]

    def __enter__(self) -> "FetchHandler":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes connections and loop; pool and archive are their owner's."""
        self._runner.run(self._client.__aexit__(None, None, None))
        self._runner.close()

    async def _all(self, entries: Sequence[FeedEntry], known: Mapping[str, Page]) -> list[Outcome]:
        source = self._make_source()
        looks = (self._one(source, entry, known.get(entry.article_id or "")) for entry in entries)
        tried = await asyncio.gather(*looks, return_exceptions=True)
        outcomes = [outcome for outcome in tried if isinstance(outcome, Outcome)]
        for error in tried:
            if isinstance(error, BaseException):  # when all have ended: none goes on behind our back
                raise error
        return outcomes

    async def _one(self, source: PageSource, entry: FeedEntry, known: Page | None) -> Outcome:
        fetched = self.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        where = page_url(entry.url or "") or None
        host = host_of(where)
        at_home = False
        try:
            got = await source.page(where, _validators(known))
        except RejectedError as e:
            got = Unreached(e, True)
        note = note_of(entry, fetched, got)
        try:
            if isinstance(got, Unreached):
                raise got.reason
            if known and got.status == 304:
                return Outcome(host, True, None, note=note)
            at_home = is_home(where or "", got.url)
            if at_home and not entry.visit:  # what stands there is not what the feed told of
                raise RejectedError("gone", f"{entry.url} leads to the front of a site, {got.url}")
            article = await self._article(entry, got, fetched)
            return Outcome(host, True, article, at_home, note)
        except RejectedError as e:
            access = "gone" if e.reason == "gone" else "open"
            stand_in = _fall_back(entry_article(entry, fetched, access=access), entry, e)
            connected = not isinstance(got, Unreached) or got.connected
            return Outcome(host, connected, stand_in, at_home, note)

    async def _article(self, entry: FeedEntry, page: Response, fetched: str) -> Article | RejectedError:
        """The article of a page that was had. Raises RejectedError where nothing of the page is of use."""
        content_type = page.header("Content-Type")
        refused = _refused(page)
        if refused and page.status not in _MAYBE_CHALLENGE:
            raise refused
        found = fetch = None
        try:
            found = await self.pool.extract(
                page.body,
                page.url,
                content_type=content_type,
                fetched=fetched,
                hint=entry,
                status=page.status,
                title_from=entry.title_from,
            )
        except RejectedError as e:
            raise refused or e from e
        fetch = Fetch(
            url=page.url,
            status=page.status,
            bytes=len(page.body),
            sha256=hashlib.sha256(page.body).hexdigest(),
            content_type=content_type,
            warc_file=page.kept.file if page.kept else None,
            warc_offset=page.kept.offset if page.kept else None,
            etag=_opaque(page, "ETag"),
            last_modified=_opaque(page, "Last-Modified"),
        )
        if found.access not in ("open", "paywall"):  # the page is about something else: nothing of it is the article's
            wall = RejectedError(found.access, f"{page.url}, status {page.status}")
            return _fall_back(entry_article(entry, fetched, access=found.access), entry, wall, fetch)
        if refused or found.kind == "index":
            raise refused or RejectedError("index", f"{page.url} is a list of articles")
        found = msgspec.structs.replace(found, fetch=fetch)
        return with_feed(found, entry) if found.text else _fall_back(found, entry, _no_text(found), fetch)


def _validators(page: Page | None) -> dict[str, str]:
    """What makes a visit cheap. A page of which only the feed's words are known is asked for whole."""
    if page is None or page.text_from == "feed" or page.access == "gone" or page.gone_since is not None:
        return {}
    found = {"If-None-Match": page.etag, "If-Modified-Since": page.last_modified}
    return {name: value for name, value in found.items() if value}


def _opaque(page: Response, name: str) -> str | None:
    """A validator as it was sent, None where it is no text that a message could hold."""
    value = page.header(name)
    return value if value and len(value) <= 1000 and value.isprintable() else None


def _is_gone(outcome: Outcome) -> bool:
    result = outcome.result
    says = result.reason == "gone" if isinstance(result, RejectedError) else bool(result and result.access == "gone")
    return says or outcome.moved_home


def is_our_network(outcomes: Sequence[Outcome]) -> bool:
    """Whether nobody at all could be reached: every page of a batch, of several hosts, without a connection.

    One page or one host may be down; four pages of three hosts at once, and not one that answers, is us.
    """
    wanted = [outcome for outcome in outcomes if outcome.host]
    hosts = {outcome.host for outcome in wanted}
    enough = len(wanted) >= _DOWN_PAGES and len(hosts) >= _DOWN_HOSTS
    return enough and not any(outcome.connected for outcome in wanted)


def _refused(page: Response) -> RejectedError | None:
    """Why a status is no page, None for 200 and 203."""
    if page.status in (200, 203):
        return None
    reason = "server_error" if page.status >= 500 else _STATUS_REASONS.get(page.status, "bad_status")
    return RejectedError("too_many_requests" if page.status == 429 else reason, f"{page.url} answered {page.status}")


def _no_text(article: Article) -> RejectedError:
    return RejectedError("no_text", f"{article.url}: {article.kind}, {article.access}")


def _fall_back(
    article: Article, entry: FeedEntry, reason: RejectedError, fetch: Fetch | None = None
) -> Article | RejectedError:
    try:
        return fallen_back(msgspec.structs.replace(article, fetch=fetch), entry, reason)
    except RejectedError as e:
        return e


def article_message(item: Item, article: Article) -> Message:
    """An article on its topic, with the trace of its entry."""
    headers = cloudevent(
        id=make_id(article.article_id, article.revision),
        type=ARTICLES.event,
        source=article.feed or "",
        subject=article.url,
        time=article.fetched or "",
        trace=header(item.record.headers, "traceparent"),
    )
    return Message(ARTICLES.name, article.article_id.encode(), encode(article), headers)

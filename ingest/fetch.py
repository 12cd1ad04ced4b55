"""The stage from entries to articles: a batch of pages is fetched, read, and held against what is known of them.

What becomes of each is decided in `ingest/page_article.py`.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from types import TracebackType

import structlog

from newswire.ingest.archive.exchange import Place
from newswire.ingest.extraction.processes.pool import ExtractPool
from newswire.ingest.fetch_probe import ENTRY, NoPages, OnePage
from newswire.ingest.note import keep_note
from newswire.ingest.page_article import Outcome, is_our_network, look
from newswire.ingest.page_source import PageSource, Tries, host_of
from newswire.ingest.revisions.pages import Page
from newswire.ingest.revisions.revise import Look
from newswire.ingest.revisions.settle import Settler
from newswire.ingest.takedown.told import Told
from newswire.ingest.web.http import HttpClient
from newswire.ingest.web.robots import Robots
from newswire.stream.broker import Message, Record
from newswire.stream.errors import HANDLER_FAILED, NewswireError, RejectedError, RetryableError
from newswire.stream.handler import Item
from newswire.stream.messages import Article, FeedEntry, make_id
from newswire.stream.messages.unknown import unknown, with_unknown
from newswire.stream.progress import made
from newswire.stream.safe.cleaned import cleaned_entry
from newswire.stream.topics import ARTICLE_WITHDRAWN, ARTICLES, ENTRIES, cloudevent, encode, filters, header

log = structlog.get_logger()

_TRIES = Tries()
_ENTRY_OR_ARTICLE = frozenset((*FeedEntry.__struct_fields__, *Article.__struct_fields__))


class FetchHandler:
    """Turns a batch of entries into articles. Keeps one event loop for its life; for one thread.

    `client` is opened and closed by it. With `settle`, pages that are known are asked for with their validators, and
    only what changed is published. With `robots`, pages that a site's robots.txt asks to leave alone are
    `robots_disallowed`. With `told`, nothing is asked for, kept or published of an article that was forgotten.
    """

    def __init__(
        self,
        pool: ExtractPool,
        client: HttpClient,
        *,
        tries: Tries = _TRIES,
        settle: Settler | None = None,
        robots: bool = False,
        told: Told | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.pool, self.settle, self.told, self.now, self._client = pool, settle, told, now, client
        self.archive = client.archive
        asked = Robots(
            lambda url, max_bytes: client.get(url, cut_at=max_bytes), clock=time.monotonic, slow_down=client.slow_down
        )
        get = partial(client.get, may=asked.check if robots else None)
        self._make_source: Callable[[], PageSource] = lambda: PageSource(
            get, tries, at_once=client.manners.max_per_host, clock=asyncio.get_running_loop().time, sleep=sleep
        )
        self._runner = asyncio.Runner()
        self._runner.run(client.__aenter__())

    def __call__(self, batch: Sequence[Item], /) -> list[Sequence[Message] | RejectedError]:
        """A message for each article. Raises RetryableError where our own network or disk fails."""
        told = self.told
        kept = [item for item in batch if not (told and told.entry(item.message, item.message.feed))]
        results = dict(zip(map(id, kept), self._fetch(kept), strict=True)) if kept else {}
        return [results.get(id(item), ()) for item in batch]

    def _fetch(self, batch: Sequence[Item]) -> list[Sequence[Message] | RejectedError]:
        entries = [cleaned_entry(item.message) for item in batch]
        known = self.settle.visited(entries) if self.settle else {}
        outcomes = self._runner.run(self._all(self._make_source, entries, known))
        if is_our_network(outcomes):
            raise RetryableError(f"no connection to any of the hosts of {len(outcomes)} entries")
        kept = [n for n, outcome in enumerate(outcomes) if not self._came_again(outcome)]
        results = self._settled([entries[n] for n in kept], [outcomes[n] for n in kept])
        by_place = dict(zip(kept, results, strict=True))
        return [_published(item, by_place.get(n)) for n, item in enumerate(batch)]

    def _settled(
        self, entries: Sequence[FeedEntry], outcomes: Sequence[Outcome]
    ) -> list[Article | RejectedError | None]:
        """What is to be published of each, once it is held against what is known and kept."""
        results = [outcome.result for outcome in outcomes]
        if self.settle:
            results = self.settle(entries, [Look(o.result, o.is_gone) for o in outcomes])
        if self.archive:
            for outcome, result in zip(outcomes, results, strict=True):
                if outcome.note:
                    keep_note(self.archive, outcome.note, outcome.result, result)
            self.archive.sync()
        return results

    def _came_again(self, outcome: Outcome) -> bool:
        """Whether a page turned out to be a forgotten article under another URL: then its answer is not kept."""
        if not self.told or not isinstance(outcome.result, Article) or not self.told.article(outcome.result):
            return False
        log.info("forgotten_came_again")
        if self.archive and outcome.note and outcome.note.file and outcome.note.offset:
            self.archive.blank(Place(outcome.note.file, outcome.note.offset, ""))
        return True

    def probe(self) -> None:
        """Makes an article of a page that is known to be good, without network, state and archive. Raises where that
        fails: then it is the code or the machine, whatever else failed before."""
        (outcome,) = self._runner.run(self._all(OnePage, [ENTRY], {}))
        (settled,) = Settler(NoPages(), self.now)([ENTRY], [Look(outcome.result, outcome.is_gone)])
        made = _published(Item(Record(ENTRIES.name, 0, 0, 0, None, b""), ENTRY), settled)
        if isinstance(made, RejectedError) or not made:
            raise made if isinstance(made, RejectedError) else RejectedError("no_text", "the probe")

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

    async def _all(
        self, make_source: Callable[[], PageSource], entries: Sequence[FeedEntry], known: Mapping[str, Page]
    ) -> list[Outcome]:
        source = make_source()
        looks = (self._one(source, entry, known.get(entry.article_id or "")) for entry in entries)
        tried = await asyncio.gather(*looks, return_exceptions=True)
        outcomes = [outcome for outcome in tried if isinstance(outcome, Outcome)]
        for error in tried:
            if isinstance(error, BaseException):  # when all have ended: none goes on behind our back
                raise error
        return outcomes

    async def _one(self, source: PageSource, entry: FeedEntry, known: Page | None) -> Outcome:
        """What became of an entry. An exception that nobody foresaw is this entry's alone: the others are good."""
        fetched = self.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        try:
            return await look(source, self.pool, entry, known, fetched)
        except (NewswireError, OSError, MemoryError):
            raise
        except Exception as e:
            log.exception("page_failed", url=entry.url)
            return Outcome(host_of(entry.url), True, RejectedError(HANDLER_FAILED, f"{type(e).__name__}: {e}"))
        finally:
            made()


def _published(item: Item, result: Article | RejectedError | None) -> Sequence[Message] | RejectedError:
    if isinstance(result, RejectedError):
        return result
    return [article_message(item, result)] if result else []


def article_message(item: Item, article: Article) -> Message:
    """An article on its topic, with the trace of its entry, and what a newer producer said in that."""
    headers = cloudevent(
        id=make_id(article.article_id, article.revision),
        type=ARTICLE_WITHDRAWN if article.access == "gone" else ARTICLES.event,
        source=article.feed or "",
        subject=article.url,
        time=article.fetched or "",
        trace=header(item.record.headers, "traceparent"),
        more=filters(article.language, article.site),
    )
    fields = unknown(item.record.value, FeedEntry)
    own = {name: value for name, value in fields.items() if name not in _ENTRY_OR_ARTICLE}
    return Message(ARTICLES.name, article.article_id.encode(), with_unknown(encode(article), own), headers)

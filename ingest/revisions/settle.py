"""What becomes of a batch of looks: each is held against what is known of its page, before anything is published."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

import msgspec
import structlog

from newswire.ingest.revisions.page_row import Page, url_id
from newswire.ingest.revisions.revise import Look, Meaning, meaning
from newswire.ingest.revisions.shared_canonical import Holder, holder_of, is_shared
from newswire.ingest.revisions.visits import AGAIN_S
from newswire.ingest.urls import former_article_id
from newswire.stream.errors import RejectedError
from newswire.stream.messages import Article, FeedEntry

log = structlog.get_logger()


class Pages(Protocol):
    """What is known about pages (`newswire.ingest.revisions.pages.PageState`)."""

    def known(self, ids: Collection[str]) -> dict[str, Page]: ...

    def look_again(self, ids: Collection[str], now: datetime, *, after_s: float, gone: bool) -> None: ...

    def there(self, ids: Collection[str]) -> None: ...


class Copies(Protocol):
    """Which articles are copies of one another (`newswire.ingest.revisions.copies.CopyState`)."""

    def clusters(self, texts: Mapping[str, str], now: datetime) -> dict[str, str]: ...


class Settler:
    """Holds looks against what is known. Whatever it notes down may be noted twice: a batch may come again."""

    def __init__(
        self,
        pages: Pages,
        now: Callable[[], datetime],
        *,
        copies: Copies | None = None,
        again_s: float = AGAIN_S,
    ) -> None:
        self.pages, self.now, self.copies, self.again_s = pages, now, copies, again_s

    def visited(self, entries: Sequence[FeedEntry]) -> dict[str, Page]:
        """The pages that the visits of a batch go to, by article id: their validators spare most of the answers."""
        wanted = {entry.article_id for entry in entries if entry.visit and entry.article_id}
        return self.pages.known(wanted) if wanted else {}

    def __call__(self, entries: Sequence[FeedEntry], looks: Sequence[Look]) -> list[Article | RejectedError | None]:
        """What is to be published of each look, None for nothing."""
        at = self.now()
        ids = [_ids(entry, look) for entry, look in zip(entries, looks, strict=True)]
        former = _former(entries, looks)
        known = self.pages.known({name for names in ids for name in names} | former.keys())
        for name, own in former.items():  # only where it is that URL's page, and not that of the other host
            if name in known and own not in known and url_id(known[name].url) == own:
                known[own] = known[name]
        results: list[Article | RejectedError | None] = []
        again: set[str] = set()
        gone: set[str] = set()
        there: set[str] = set()
        first: dict[str, Holder] = {}
        published: set[tuple[str, str]] = set()
        counts = Counter[str]()
        for entry, look, names in zip(entries, looks, ids, strict=True):
            look, names = _with_own_identity(look, names, known, first)
            page = next((known[name] for name in names if name in known), None)
            found = meaning(entry, look, page, at.timestamp(), again_s=self.again_s)
            revision = (found.result.article_id, found.result.revision) if isinstance(found.result, Article) else None
            if isinstance(found.result, Article) and page is None:
                first.setdefault(found.result.article_id, holder_of(found.result))
            if revision and revision in published:  # both or neither of a batch's messages are committed
                found = Meaning(None, "repeated")
            elif revision:
                published.add(revision)
            results.append(found.result)
            counts[found.told] += 1
            if page:
                (gone if found.gone else again if found.again else there if found.there else set()).add(page.article_id)
        for marked, is_gone in ((gone, True), (again, False)):
            if marked:
                self.pages.look_again(marked, at, after_s=self.again_s, gone=is_gone)
        if there:
            self.pages.there(there)
        if counts.keys() - {"first"}:
            log.info("looked_again", **counts)
        return self._clustered(results, at)

    def _clustered(
        self, results: list[Article | RejectedError | None], now: datetime
    ) -> list[Article | RejectedError | None]:
        """New articles with the cluster of their copies; a revision keeps its article's."""
        new = {r.article_id: r.text for r in results if isinstance(r, Article) and r.previous is None}
        if not self.copies or not new:
            return results
        clusters = self.copies.clusters(new, now)
        return [
            msgspec.structs.replace(r, cluster_id=clusters[r.article_id])
            if isinstance(r, Article) and r.previous is None
            else r
            for r in results
        ]


def _with_own_identity(
    look: Look, names: list[str], known: Mapping[str, Page], first: Mapping[str, Holder]
) -> tuple[Look, list[str]]:
    """The look with the article id of its own URL, where the canonical one is another article's already."""
    article = look.result
    if not isinstance(article, Article) or len(names) < 2 or article.article_id != names[0]:
        return look, names
    page, own = known.get(names[0]), names[1:]
    holder = holder_of(page) if page else first.get(names[0])
    if not holder or not is_shared(article, own, holder):
        return look, names
    log.info("canonical_shared", url=article.url, canonical_url=article.canonical_url)
    return look._replace(result=msgspec.structs.replace(article, article_id=own[-1])), own


def _former(entries: Sequence[FeedEntry], looks: Sequence[Look]) -> dict[str, str]:
    """The ids that articles of some hosts had once -> those that they would have now: what is known keeps its id."""
    urls = {entry.url for entry in entries if not entry.visit and entry.url}
    urls |= {look.result.url for look in looks if isinstance(look.result, Article)}
    owns = {url: own for url in urls if (own := url_id(url))}
    return {before: own for url, own in owns.items() if (before := former_article_id(url))}


def _ids(entry: FeedEntry, look: Look) -> list[str]:
    """The article ids that a look may belong to, the surest first."""
    if entry.visit:
        return [entry.article_id or ""]
    result = look.result
    urls = [entry.url or "", *([result.url] if isinstance(result, Article) else [])]
    found = [result.article_id] if isinstance(result, Article) else []
    return list(dict.fromkeys([*found, *(own for url in urls if (own := url_id(url)))]))

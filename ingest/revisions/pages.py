"""What is known about each page that was made an article: its last revision, its validators, its next visit."""

import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from ingest.polling.state import tables
from ingest.polling.state.database import Database
from ingest.revisions.page_tables import metadata, pages
from ingest.revisions.reading import print_of
from ingest.revisions.visits import VISITS_S, DueVisit, next_visit, steps_done
from ingest.urls import article_id
from stream.errors import RejectedError
from stream.messages import Article, FeedEntry

#: how long a page of which nothing is heard any more stays known
KEEP_DAYS = 90
#: revisions of one article that are told from new ones
MAX_REVISIONS = 100
_CHUNK = 400


class Page(NamedTuple):
    """A page as it was seen last."""

    article_id: str
    url_id: str
    url: str
    etag: str | None
    last_modified: str | None
    revision: str
    revisions: frozenset[str]
    print: str
    access: str
    text_from: str | None
    title: str | None
    text: str | None  #: None where it is no longer kept
    cluster_id: str | None
    gone_since: float | None  #: seconds since 1970


class PageState:
    """The pages in a SQLite file or a PostgreSQL database, shared by any number of processes.

    Raises RetryableError where the database is away or locked, FatalError where the URL names none.
    """

    def __init__(self, url: str) -> None:
        self._db = Database(url)
        with self._db.write() as connection:
            tables.create(connection, metadata)

    def close(self) -> None:
        """Lets go of all connections."""
        self._db.close()

    def known(self, ids: Collection[str]) -> dict[str, Page]:
        """The pages of these article ids; one is found by its article's id, and by the one of its URL, too."""
        found: dict[str, Page] = {}
        with self._db.read() as connection:
            for chunk in _chunks(sorted(set(ids))):
                query = select(pages).where(or_(pages.c.article_id.in_(chunk), pages.c.url_id.in_(chunk)))
                for row in connection.execute(query).mappings():
                    page = _page(row)
                    found.setdefault(page.url_id, page)
                    found[page.article_id] = page
        return found

    def record(self, articles: Iterable[Article], now: datetime, *, steps: Sequence[float] = VISITS_S) -> int:
        """Takes note of articles as they stand on their topic, in its order; what was noted before changes nothing.

        Returns how many were new or revised.
        """
        at, changed = now.timestamp(), 0
        with self._db.write() as connection:
            for article in articles:
                query = select(pages.c.revision, pages.c.revisions).where(pages.c.article_id == article.article_id)
                row = connection.execute(query).one_or_none()
                if row and article.revision in (row.revision, *row.revisions.split()):
                    continue
                values = _values(article, row.revisions if row else "", at)
                if row:
                    where = pages.c.article_id == article.article_id
                    connection.execute(update(pages).where(where).values(values))
                else:
                    insert = self._insert(pages).values({**values, **_first(article, at, steps)})
                    connection.execute(insert.on_conflict_do_nothing())
                changed += 1
        return changed

    def lease_due(self, now: datetime, limit: int, *, lease_s: float) -> list[DueVisit]:
        """Up to `limit` pages whose visit is due, the longest due first; nobody else gets them for `lease_s`."""
        at = now.timestamp()
        free = or_(pages.c.lease_until.is_(None), pages.c.lease_until <= at)
        query = (
            select(pages.c.article_id, pages.c.entry, pages.c.step, pages.c.next_visit)
            .where(and_(pages.c.next_visit <= at, free))
            .order_by(pages.c.next_visit, pages.c.article_id)
            .limit(limit)
        )
        with self._db.write() as connection:
            rows = connection.execute(query.with_for_update(skip_locked=True)).all()
            for chunk in _chunks([row.article_id for row in rows]):
                lease = update(pages).where(pages.c.article_id.in_(chunk))
                connection.execute(lease.values(lease_until=at + lease_s))
        return [DueVisit(_visit(row.entry, row.article_id, row.step + 1), row.next_visit) for row in rows]

    def due_count(self, now: datetime) -> int:
        """How many pages are due for a visit."""
        with self._db.read() as connection:
            query = select(func.count()).select_from(pages).where(pages.c.next_visit <= now.timestamp())
            return int(connection.scalar(query) or 0)

    def mark_visited(self, visits: Sequence[DueVisit], now: datetime, steps: Sequence[float]) -> None:
        """Plans the visits after these, and ends their leases."""
        at = now.timestamp()
        due = {visit.entry.article_id or "": visit.due for visit in visits}
        with self._db.write() as connection:
            for chunk in _chunks([*due]):
                columns = (pages.c.article_id, pages.c.first_fetched, pages.c.step, pages.c.next_visit)
                for row in connection.execute(select(*columns).where(pages.c.article_id.in_(chunk))).all():
                    if row.next_visit != due[row.article_id]:  # planned anew meanwhile: a look again
                        continue
                    later = next_visit(row.first_fetched, row.step, at, steps)
                    step = steps_done(row.first_fetched, row.step, at, steps)
                    values = {"step": step, "next_visit": later, "lease_until": None, "touched": at}
                    where = pages.c.article_id == row.article_id
                    connection.execute(update(pages).where(where).values(values))

    def look_again(self, ids: Collection[str], now: datetime, *, after_s: float, gone: bool) -> None:
        """Plans a visit in so many seconds, unless one is planned before; with `gone`, from now on they seem gone."""
        at = now.timestamp()
        with self._db.write() as connection:
            for chunk in _chunks(sorted(ids)):
                here = pages.c.article_id.in_(chunk)
                if gone:
                    unmarked = and_(here, pages.c.gone_since.is_(None))
                    connection.execute(update(pages).where(unmarked).values(gone_since=at))
                later = or_(pages.c.next_visit.is_(None), pages.c.next_visit > at + after_s)
                connection.execute(update(pages).where(and_(here, later)).values(next_visit=at + after_s))

    def there(self, ids: Collection[str]) -> None:
        """They are not gone."""
        with self._db.write() as connection:
            for chunk in _chunks(sorted(ids)):
                connection.execute(update(pages).where(pages.c.article_id.in_(chunk)).values(gone_since=None))

    def tidy(self, now: datetime) -> int:
        """Forgets texts a day after their page's last visit, and pages of which nothing was heard for KEEP_DAYS."""
        at = now.timestamp()
        with self._db.write() as connection:
            over = and_(pages.c.next_visit.is_(None), pages.c.text.is_not(None), pages.c.touched < at - 86400)
            connection.execute(update(pages).where(over).values(text=None))
            return connection.execute(delete(pages).where(pages.c.touched < at - KEEP_DAYS * 86400)).rowcount

    def _insert(self, table: Any) -> Any:
        return postgresql.insert(table) if self._db.name == "postgresql" else sqlite.insert(table)


def url_id(url: str) -> str | None:
    """The article id that a URL alone gives; None where it is none of the web."""
    try:
        return article_id(url)
    except RejectedError:
        return None


def columns_of(article: Article, at: float, steps: Sequence[float]) -> dict[str, Any]:
    """What is noted of an article that was never seen before, at `at` (seconds since 1970)."""
    return {**_values(article, "", at), **_first(article, at, steps)}


def _values(article: Article, revisions: str, at: float) -> dict[str, Any]:
    """The columns that a revision changes. One that is gone leaves what was read of it before."""
    known = [*revisions.split(), article.revision][-MAX_REVISIONS:]
    values: dict[str, Any] = {
        "revision": article.revision,
        "revisions": " ".join(known),
        "access": article.access,
        "gone_since": None,
        "touched": at,
    }
    if article.previous is not None and article.access == "gone":
        return values
    fetch = article.fetch
    return values | {
        "etag": fetch and fetch.etag,
        "last_modified": fetch and fetch.last_modified,
        "print": print_of(article.title, article.text, article.summary),
        "text_from": article.how.get("text"),
        "title": article.title,
        "text": zlib.compress(article.text.encode("utf-8", "surrogatepass")),
        "entry": zlib.compress(msgspec.json.encode(_entry(article))),
    }


def _first(article: Article, at: float, steps: Sequence[float]) -> dict[str, Any]:
    own = url_id(article.url)
    fetched = _seconds(article.fetched, at)
    first = fetched + min(steps) if own and steps else None
    kept = {"cluster_id": article.cluster_id, "first_fetched": fetched, "step": 0, "next_visit": first}
    return {"article_id": article.article_id, "url_id": own or article.article_id, "url": article.url, **kept}


def _seconds(text: str | None, latest: float) -> float:
    try:
        return min(datetime.fromisoformat(text or "").timestamp(), latest)
    except ValueError:
        return latest


def _entry(article: Article) -> FeedEntry:
    """What leads to the article again: its entry without the texts, whose words are the article's by now."""
    return FeedEntry(
        entry_id=article.entry_id or article.article_id,
        feed=article.feed or article.url,
        seen=article.seen or article.fetched or "",
        url=article.url,
        guid=article.guid,
        title=article.title,
        summary=article.summary,
        authors=article.authors,
        published=article.published,
        updated=article.updated,
        tags=article.tags,
        language=article.language,
        title_from=article.how.get("title"),
    )


def _visit(entry: bytes, article_id: str, step: int) -> FeedEntry:
    kept = msgspec.json.decode(zlib.decompress(entry), type=FeedEntry)
    return msgspec.structs.replace(kept, visit=step, article_id=article_id)


def _page(row: Mapping[Any, Any]) -> Page:
    text = None if row["text"] is None else zlib.decompress(row["text"]).decode("utf-8", "surrogatepass")
    fields = {name: row[name] for name in Page._fields}
    return Page(**{**fields, "revisions": frozenset(row["revisions"].split()), "text": text})


def _chunks(values: Sequence[str]) -> Iterable[Sequence[str]]:
    return (values[n : n + _CHUNK] for n in range(0, len(values), _CHUNK))

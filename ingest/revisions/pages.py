"""What is known about each page that was made an article: its last revision, its validators, its next visit."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update

from newswire.ingest.polling.schedule.clock import SLACK_S
from newswire.ingest.polling.state import tables
from newswire.ingest.polling.state.database import Database, chunks, insert_into
from newswire.ingest.revisions.page_row import Page as Page
from newswire.ingest.revisions.page_row import first_columns, page_of, revised_columns, visit_of
from newswire.ingest.revisions.page_tables import metadata, pages
from newswire.ingest.revisions.visits import LONGEST_S, VISITS_S, DueVisit, next_visit, steps_done
from newswire.stream.messages import Article

#: how long a page of which nothing is heard any more stays known
KEEP_DAYS = 90


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
            for chunk in chunks(sorted(set(ids))):
                query = select(pages).where(or_(pages.c.article_id.in_(chunk), pages.c.url_id.in_(chunk)))
                for row in connection.execute(query).mappings():
                    page = page_of(row)
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
                values = revised_columns(article, row.revisions if row else "", at)
                if row:
                    where = pages.c.article_id == article.article_id
                    connection.execute(update(pages).where(where).values(values))
                else:
                    insert = insert_into(connection, pages).values({**values, **first_columns(article, at, steps)})
                    connection.execute(insert.on_conflict_do_nothing())
                changed += 1
        return changed

    def lease_due(self, now: datetime, limit: int, *, lease_s: float, longest_s: float = LONGEST_S) -> list[DueVisit]:
        """Up to `limit` pages whose visit is due, the longest due first; nobody else gets them for `lease_s`.

        Due are those as well that wait for longer than `longest_s`, or were heard of in the future: the clock was set.
        """
        at = now.timestamp()
        until = pages.c.lease_until
        free = or_(until.is_(None), until <= at, until > at + lease_s + SLACK_S)
        query = (
            select(pages.c.article_id, pages.c.entry, pages.c.step, pages.c.next_visit)
            .where(and_(pages.c.next_visit <= at, free))
            .order_by(pages.c.next_visit, pages.c.article_id)
            .limit(limit)
        )
        with self._db.write() as connection:
            connection.execute(update(pages).where(_waits_for_no_reason(at, longest_s)).values(next_visit=at))
            rows = connection.execute(query.with_for_update(skip_locked=True)).all()
            for chunk in chunks([row.article_id for row in rows]):
                lease = update(pages).where(pages.c.article_id.in_(chunk))
                connection.execute(lease.values(lease_until=at + lease_s))
        return [DueVisit(visit_of(row.entry, row.article_id, row.step + 1), row.next_visit) for row in rows]

    def due_count(self, now: datetime) -> int:
        """How many pages are due for a visit."""
        with self._db.read() as connection:
            at = now.timestamp()
            due = or_(pages.c.next_visit <= at, _waits_for_no_reason(at, LONGEST_S))
            query = select(func.count()).select_from(pages).where(due)
            return int(connection.scalar(query) or 0)

    def mark_visited(self, visits: Sequence[DueVisit], now: datetime, steps: Sequence[float]) -> None:
        """Plans the visits after these, and ends their leases."""
        at = now.timestamp()
        due = {visit.entry.article_id or "": visit.due for visit in visits}
        with self._db.write() as connection:
            for chunk in chunks([*due]):
                columns = (pages.c.article_id, pages.c.first_fetched, pages.c.step, pages.c.next_visit)
                for row in connection.execute(select(*columns).where(pages.c.article_id.in_(chunk))).all():
                    if row.next_visit != due[row.article_id]:  # planned again meanwhile: a look again
                        continue
                    first = min(row.first_fetched, at)
                    later, step = next_visit(first, row.step, at, steps), steps_done(first, row.step, at, steps)
                    values = {"step": step, "next_visit": later, "lease_until": None, "touched": at}
                    values["first_fetched"] = first
                    where = pages.c.article_id == row.article_id
                    connection.execute(update(pages).where(where).values(values))

    def look_again(self, ids: Collection[str], now: datetime, *, after_s: float, gone: bool) -> None:
        """Plans a visit in this many seconds, unless one is planned before; with `gone`, from now on they seem gone."""
        at = now.timestamp()
        with self._db.write() as connection:
            for chunk in chunks(sorted(ids)):
                here = pages.c.article_id.in_(chunk)
                if gone:
                    unmarked = and_(here, or_(pages.c.gone_since.is_(None), pages.c.gone_since > at + SLACK_S))
                    connection.execute(update(pages).where(unmarked).values(gone_since=at))
                later = or_(pages.c.next_visit.is_(None), pages.c.next_visit > at + after_s)
                connection.execute(update(pages).where(and_(here, later)).values(next_visit=at + after_s))

    def there(self, ids: Collection[str]) -> None:
        """They are not gone."""
        with self._db.write() as connection:
            for chunk in chunks(sorted(ids)):
                connection.execute(update(pages).where(pages.c.article_id.in_(chunk)).values(gone_since=None))

    def tidy(self, now: datetime) -> int:
        """Forgets texts a day after their page's last visit, and pages of which nothing was heard for KEEP_DAYS."""
        at = now.timestamp()
        with self._db.write() as connection:
            over = and_(pages.c.next_visit.is_(None), pages.c.text.is_not(None), pages.c.touched < at - 86400)
            connection.execute(update(pages).where(over).values(text=None))
            return connection.execute(delete(pages).where(pages.c.touched < at - KEEP_DAYS * 86400)).rowcount


def _waits_for_no_reason(now: float, longest_s: float) -> ColumnElement[bool]:
    """Pages whose visit lies ahead only because the clock was set."""
    ahead = or_(pages.c.touched > now + SLACK_S, pages.c.next_visit > now + longest_s + SLACK_S)
    return and_(pages.c.next_visit > now, ahead)

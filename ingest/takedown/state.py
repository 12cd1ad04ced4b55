"""The database of feed state without forgotten articles: what feeds showed, pages, sketches of near-copies."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, and_, delete, select

from newswire.ingest.polling.state import credentials, tables
from newswire.ingest.polling.state.database import Database, chunks
from newswire.ingest.polling.state.tables import feeds, seen
from newswire.ingest.revisions import page_tables
from newswire.ingest.revisions.page_tables import anchors, pages, sketches
from newswire.ingest.takedown.told import Told, ids_of_url, seen_id

_READ_AT_ONCE = 5_000


class Memory:
    """The feed state's database, as far as it remembers articles: SQLite or PostgreSQL.

    Raises RetryableError where the database is away or locked, FatalError where the URL names none.
    """

    def __init__(self, url: str) -> None:
        self._db = Database(url)
        with self._db.write() as connection:
            credentials.create(connection)
            tables.create(connection, page_tables.metadata)

    def close(self) -> None:
        """Lets go of all connections."""
        self._db.close()

    def ids_of(self, wanted: Iterable[str]) -> set[str]:
        """All ids of the pages that go by one of these ids: their own, and those of their URLs."""
        found: set[str] = set()
        with self._db.read() as connection:
            for chunk in chunks(sorted(set(wanted))):
                query = select(pages.c.article_id, pages.c.url_id, pages.c.url)
                here = pages.c.article_id.in_(chunk) | pages.c.url_id.in_(chunk)
                for row in connection.execute(query.where(here)):
                    found |= {row.article_id, row.url_id, *ids_of_url(row.url)}
        return found

    def sweep(self, told: Told, *, dry: bool = False) -> int:
        """Deletes what is remembered of forgotten articles; returns how many rows. With `dry` it only counts."""
        with self._db.read() as connection:
            known = _known(connection, pages, told, "article_id", "url_id")
            known_sketches = _known(connection, sketches, told, "article_id")
            rows = _rows(connection, select(seen.c.feed, seen.c.identity, feeds.c.url).join(feeds))
            was_seen = [(feed, identity) for feed, identity, url in rows if told.any([seen_id(url, identity)])]
        if not dry:
            for table, column, ids in (
                (pages, pages.c.article_id, known),
                (sketches, sketches.c.article_id, known_sketches),
                (anchors, anchors.c.article_id, known_sketches),
            ):
                self._delete(table, column, ids)
            with self._db.write() as connection:
                for feed, identity in was_seen:
                    connection.execute(delete(seen).where(and_(seen.c.feed == feed, seen.c.identity == identity)))
        return len(known) + len(known_sketches) + len(was_seen)

    def leased(self) -> dict[int, float]:
        """Feed -> until when its lease runs, of those that are being polled now; seconds since 1970."""
        with self._db.read() as connection:
            query = select(feeds.c.id, feeds.c.lease_until).where(feeds.c.lease_until.is_not(None))
            return {row.id: float(row.lease_until) for row in connection.execute(query)}

    def wipe(self) -> None:
        """Makes what was deleted unreadable in the files as well. Raises RetryableError where somebody reads on."""
        self._db.wipe([table.name for table in (pages, sketches, anchors, seen)])

    def _delete(self, table: Table, column: Column[Any], ids: Sequence[str]) -> None:
        for chunk in chunks(ids):
            with self._db.write() as connection:  # short, as pollers wait
                connection.execute(delete(table).where(column.in_(chunk)))


def _known(connection: Connection, table: Table, told: Told, *names: str) -> list[str]:
    """The article ids of rows of which one of these columns is of a forgotten article."""
    rows = _rows(connection, select(*(table.c[name] for name in names)))
    return [str(row[0]) for row in rows if told.any(row)]


def _rows(connection: Connection, query: Any) -> Iterable[Any]:
    return connection.execution_options(yield_per=_READ_AT_ONCE).execute(query)

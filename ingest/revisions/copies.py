"""Which articles are copies of one another: the cluster that a new article belongs to, over some days of articles."""

from collections.abc import Mapping
from datetime import datetime

import numpy as np
from sqlalchemy import Connection, delete, func, select

from newswire.ingest.polling.state import tables
from newswire.ingest.polling.state.database import Database, insert_into
from newswire.ingest.revisions.near_copies import Hashes, is_copy, sketch
from newswire.ingest.revisions.near_copies import anchors as anchors_of
from newswire.ingest.revisions.page_tables import anchors, metadata, sketches

#: how long an article is compared with new ones
KEEP_DAYS = 7.0
#: articles with the most anchors in common that are looked at closely
_CANDIDATES = 32


class CopyState:
    """The sketches of some days in a SQLite file or a PostgreSQL database, shared by any number of processes.

    Raises RetryableError where the database is away or locked, FatalError where the URL names none.
    """

    def __init__(self, url: str, *, keep_days: float = KEEP_DAYS) -> None:
        self.keep_s = keep_days * 86400
        self._db = Database(url)
        with self._db.write() as connection:
            tables.create(connection, metadata)

    def close(self) -> None:
        """Lets go of all connections."""
        self._db.close()

    def clusters(self, texts: Mapping[str, str], now: datetime) -> dict[str, str]:
        """Article id -> its cluster's id: that of the oldest copy, else its own. Remembers the articles.

        One that is remembered already keeps its cluster: a batch may come twice.
        """
        made = {article_id: sketch(text) for article_id, text in texts.items()}
        at = now.timestamp()
        with self._db.write() as connection:
            query = select(sketches.c.article_id, sketches.c.cluster_id).where(sketches.c.article_id.in_(made))
            found = {row.article_id: row.cluster_id for row in connection.execute(query)}
            for article_id, hashes in made.items():
                if article_id in found:
                    continue
                found[article_id] = self._oldest(connection, hashes, at) or article_id
                if len(hashes):
                    self._remember(connection, article_id, found[article_id], hashes, at)
        return found

    def tidy(self, now: datetime) -> int:
        """Forgets what is too old to be compared; returns how many articles."""
        old = sketches.c.seen < now.timestamp() - self.keep_s
        with self._db.write() as connection:
            gone = select(sketches.c.article_id).where(old)
            connection.execute(delete(anchors).where(anchors.c.article_id.in_(gone)))
            return connection.execute(delete(sketches).where(old)).rowcount

    def _oldest(self, connection: Connection, hashes: Hashes, at: float) -> str | None:
        """The cluster of the oldest article that is a copy."""
        wanted = anchors_of(hashes)
        if not wanted:
            return None
        near = (
            select(anchors.c.article_id)
            .where(anchors.c.hash.in_(wanted))
            .group_by(anchors.c.article_id)
            .order_by(func.count().desc(), anchors.c.article_id)
            .limit(_CANDIDATES)
        )
        query = (
            select(sketches.c.cluster_id, sketches.c.sketch)
            .where(sketches.c.article_id.in_(near.scalar_subquery()), sketches.c.seen > at - self.keep_s)
            .order_by(sketches.c.seen, sketches.c.article_id)
        )
        for row in connection.execute(query):
            if is_copy(hashes, np.frombuffer(row.sketch, "<u4")):
                return str(row.cluster_id)
        return None

    def _remember(self, connection: Connection, article_id: str, cluster_id: str, hashes: Hashes, at: float) -> None:
        row = {"article_id": article_id, "cluster_id": cluster_id, "seen": at, "sketch": hashes.astype("<u4").tobytes()}
        connection.execute(insert_into(connection, sketches).values(row).on_conflict_do_nothing())
        rows = [{"hash": h, "article_id": article_id} for h in anchors_of(hashes)]
        connection.execute(insert_into(connection, anchors).values(rows).on_conflict_do_nothing())

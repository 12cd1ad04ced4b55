"""What watches remember of forgotten articles goes, and what was still to be told of them."""

from collections.abc import Callable

from sqlalchemy import Connection, delete, func, select

from newswire.ingest.polling.state.database import chunks
from newswire.watch.tables import deliveries, failures, matches

_TABLES = (matches, deliveries, failures)
#: those that a wipe is about
TABLES = [table.name for table in _TABLES]


def forget(connection: Connection, is_forgotten: Callable[[str], bool], *, dry: bool = False) -> int:
    """Deletes what is of articles that `is_forgotten`; returns how many rows. With `dry` it only counts."""
    count = 0
    for table in _TABLES:
        known = connection.scalars(select(table.c.article_id).distinct()).all()
        for ids in chunks([id for id in known if is_forgotten(id)]):
            of = table.c.article_id.in_(ids)
            count += connection.scalar(select(func.count()).select_from(table).where(of)) or 0
            if not dry:
                connection.execute(delete(table).where(of))
    return count

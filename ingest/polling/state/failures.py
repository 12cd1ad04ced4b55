"""How polls failed: written with the poll that met the error, bounded, and read by feed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, inspect, select, update

from newswire.ingest.polling.state.database import chunks
from newswire.ingest.polling.state.feed_row import Failure, FeedRow
from newswire.ingest.polling.state.tables import failures

#: rows of one feed; the same error in a row is one
KEPT = 50
_COLUMNS = [failures.c[field.name] for field in fields(Failure)]


def note(connection: Connection, polls: Sequence[tuple[FeedRow, Mapping[str, Any]]]) -> None:
    """Writes down those of these polls that failed: the same error again prolongs the row that is there."""
    failed = [(row, values) for row, values in polls if values.get("failures") and values.get("last_error")]
    latest = _latest(connection, [row.id for row, _ in failed if row.failures])
    again, new = list[dict[str, Any]](), list[dict[str, Any]]()
    for row, values in failed:
        at, what = values["last_poll"], (values.get("last_status"), values["last_error"])
        number, *before = latest.get(row.id, (None, None))
        if number is not None and tuple(before) == what:
            again.append({"row": number, "at": at})
        else:
            new.append({"feed": row.id, "began": at, "ended": at, "times": 1, "status": what[0], "error": what[1]})
    if again:
        prolonged = update(failures).where(failures.c.id == bindparam("row"))
        connection.execute(prolonged.values(ended=bindparam("at"), times=failures.c.times + 1), again)
    if new:
        connection.execute(insert(failures), new)
        for feed in {one["feed"] for one in new}:
            mine = select(failures.c.id).where(failures.c.feed == feed).order_by(failures.c.id.desc())
            too_old = mine.offset(KEPT).limit(1).scalar_subquery()
            connection.execute(delete(failures).where(failures.c.feed == feed, failures.c.id <= too_old))


def of_feed(connection: Connection, feed: int) -> list[Failure]:
    """The latest first; none where the database was made before there were any."""
    if not inspect(connection).has_table(failures.name):
        return []
    query = select(*_COLUMNS).where(failures.c.feed == feed).order_by(failures.c.id.desc())
    return [Failure(*row) for row in connection.execute(query)]


def _latest(connection: Connection, ids: Collection[int]) -> dict[int, tuple[int, int | None, str]]:
    found: dict[int, tuple[int, int | None, str]] = {}
    for chunk in chunks([*ids]):
        newest = select(func.max(failures.c.id)).where(failures.c.feed.in_(chunk)).group_by(failures.c.feed)
        query = select(failures.c.feed, failures.c.id, failures.c.status, failures.c.error)
        for feed, *rest in connection.execute(query.where(failures.c.id.in_(newest))):
            found[feed] = (rest[0], rest[1], rest[2])
    return found

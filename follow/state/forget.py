"""The state without articles that were forgotten."""

from collections.abc import Callable

from sqlalchemy import Connection, delete, select

from follow.state.sql import SqlState
from follow.state.tables import outbox, reports

#: what a wipe has to make unreadable
TABLES = ("follow_reports", "follow_index", "follow_mentions", "follow_outbox")


def forget(connection: Connection, is_forgotten: Callable[[str], bool], *, dry: bool = False) -> int:
    """Drops the reports that are forgotten, by their article ids, and what was published of them; returns how many.
    With `dry` it only counts."""
    known = {row.report for row in connection.execute(select(reports.c.report))}
    known |= {row.report for row in connection.execute(select(outbox.c.report).distinct())}
    gone = sorted(key for key in known if is_forgotten(key))
    if not dry:
        state = SqlState(connection)
        for key in gone:
            state.drop(key)
            connection.execute(delete(outbox).where(outbox.c.report == key))
    return len(gone)

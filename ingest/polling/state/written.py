"""How polls are written down: each whole, those that found nothing together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, and_, bindparam, select, update

from newswire.ingest.polling.state import failures
from newswire.ingest.polling.state.database import chunks
from newswire.ingest.polling.state.feed_row import FeedRow
from newswire.ingest.polling.state.tables import feeds

#: of a poll that is written down
NO_LEASE: Mapping[str, None] = {"lease_until": None, "lease_owner": None}
#: of a feed that is due because somebody asks for it: without what would spare its parse
ASKED_FOR: Mapping[str, object] = {
    **dict.fromkeys(("etag", "last_modified", "body_sha256", "dead_sha256")),
    **NO_LEASE,
    "next_poll": 0.0,
    "reason": "asked_for",
}


def write_poll(connection: Connection, feed: FeedRow, values: Mapping[str, Any]) -> bool:
    """Writes columns of a feed; False, and nothing is written, where its lease went to somebody else meanwhile."""
    mine = and_(feeds.c.id == feed.id, feeds.c.lease_owner == feed.lease_owner)
    if connection.execute(update(feeds).where(mine).values({**values, **NO_LEASE})).rowcount != 1:
        return False
    failures.note(connection, [(feed, values)])
    return True


def write_quiet(connection: Connection, polls: Sequence[tuple[FeedRow, Mapping[str, Any]]]) -> list[FeedRow]:
    """Writes columns of many feeds; returns those whose lease went to somebody else, of which nothing is written."""
    owned: set[tuple[int, str | None]] = set()
    by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for chunk in chunks(polls):
        query = select(feeds.c.id, feeds.c.lease_owner).where(feeds.c.id.in_([row.id for row, _ in chunk]))
        owned.update((id, owner) for id, owner in connection.execute(query.with_for_update()))
    for row, values in polls:
        if (row.id, row.lease_owner) in owned:
            named = {**values, **NO_LEASE}
            by_columns[tuple(sorted(named))].append({f"new_{name}": v for name, v in named.items()} | {"at": row.id})
    for names, rows in by_columns.items():
        # one statement for many rows: to make it costs more than to carry it out
        statement = update(feeds).where(feeds.c.id == bindparam("at"))
        connection.execute(statement.values({name: bindparam(f"new_{name}") for name in names}), rows)
    failures.note(connection, [(row, values) for row, values in polls if (row.id, row.lease_owner) in owned])
    return [row for row, _ in polls if (row.id, row.lease_owner) not in owned]

"""Which entries were seen in a feed, and when: the memory that tells what is new."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, delete, func, select, update

from newswire.ingest.polling.state.database import chunks, insert_into
from newswire.ingest.polling.state.tables import seen

#: how long an identity is remembered after it left its feed's window: what comes back later is news again
KEEP_DAYS = 90


def fingerprints(connection: Connection, feed: int, identities: Collection[str]) -> dict[str, str]:
    """Identity -> fingerprint of those among the identities that were seen in a feed."""
    found: dict[str, str] = {}
    for chunk in chunks([*identities]):
        query = select(seen.c.identity, seen.c.fingerprint).where(seen.c.feed == feed, seen.c.identity.in_(chunk))
        found.update((identity, fingerprint) for identity, fingerprint in connection.execute(query))
    return found


def latest_window(connection: Connection, feed: int) -> dict[str, float]:
    """Identity -> when it was seen first, of those in the latest window of a feed that was not empty."""
    mine = seen.c.feed == feed
    latest = select(func.max(seen.c.last_seen)).where(mine).scalar_subquery()
    query = select(seen.c.identity, seen.c.first_seen).where(mine, seen.c.last_seen == latest)
    return {identity: float(first) for identity, first in connection.execute(query)}


def mark(connection: Connection, feed: int, window: Mapping[str, str], at: float) -> None:
    """Writes down identities with their fingerprints as seen now; those not seen for KEEP_DAYS are forgotten."""
    for chunk in chunks([*window.items()]):
        rows = [{"feed": feed, "identity": i, "fingerprint": f, "first_seen": at, "last_seen": at} for i, f in chunk]
        insert = insert_into(connection, seen).values(rows)
        again = {name: insert.excluded[name] for name in ("fingerprint", "last_seen")}
        connection.execute(insert.on_conflict_do_update(index_elements=["feed", "identity"], set_=again))
    # the window itself has just been seen: it can't be forgotten here, however old it is
    connection.execute(delete(seen).where(seen.c.feed == feed, seen.c.last_seen < at - KEEP_DAYS * 86400))


def seen_before(connection: Connection, feed: int, at: float) -> None:
    """Takes back times ahead, which a clock wrote that was set since: the window at hand is to be the latest one."""
    for column in (seen.c.first_seen, seen.c.last_seen):
        ahead = update(seen).where(seen.c.feed == feed, column >= at)
        connection.execute(ahead.values({column.name: at - 1}))


def merge(connection: Connection, into: int, other: int) -> None:
    """What was seen in another feed is from now on what was seen in this one."""
    columns = [seen.c.identity, seen.c.fingerprint, seen.c.first_seen, seen.c.last_seen]
    rows = [
        dict(row._mapping) | {"feed": into} for row in connection.execute(select(*columns).where(seen.c.feed == other))
    ]
    for chunk in chunks(rows):
        connection.execute(insert_into(connection, seen).values(chunk).on_conflict_do_nothing())
    connection.execute(delete(seen).where(seen.c.feed == other))

"""What is known about each feed: when it is due, who polls it, its validators, and which entries were seen."""

import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from ingest.polling.lists.feeds import Feed
from ingest.polling.state import tables
from ingest.polling.state.database import Database
from ingest.polling.state.feed_row import FeedRow, Gap
from ingest.polling.state.tables import feeds, gaps, seen
from ingest.urls import registrable_domain

#: how long an identity is remembered after it left its feed's window: what comes back later is news again
KEEP_DAYS = 90
_CHUNK = 500


_COLUMNS = [feeds.c["class" if field.name == "cls" else field.name] for field in fields(FeedRow)]


class FeedState:
    """The state in a SQLite file or a PostgreSQL database, shared by any number of processes and threads.

    Raises RetryableError where the database is away or locked, FatalError where the URL names none.
    """

    def __init__(self, url: str) -> None:
        self._db = Database(url)
        with self._db.write() as connection:
            tables.create(connection)

    def close(self) -> None:
        """Lets go of all connections."""
        self._db.close()

    def add(self, wanted: Iterable[Feed]) -> int:
        """Makes feeds known, due at once; one that is known keeps its state. Returns how many are new."""
        with self._db.write() as connection:
            return self._add(connection, wanted)

    def keep_only(self, wanted: Sequence[Feed]) -> None:
        """Makes these the feeds that are polled. What was seen of the others is remembered, should they come back."""
        with self._db.write() as connection:
            connection.execute(update(feeds).values(active=False))
            self._add(connection, wanted)

    def _add(self, connection: Connection, wanted: Iterable[Feed]) -> int:
        before = connection.scalar(select(func.count()).select_from(feeds)) or 0
        once = {feed.url: feed for feed in wanted}
        for chunk in _chunks([*once.values()]):
            values = [
                {"url": f.url, "name": f.name, "class": f.cls, "active": True, "shard_key": _shard_key(f.url)}
                | {"next_poll": 0.0, "polls": 0, "failures": 0, "entries": 0}
                for f in chunk
            ]
            insert = self._insert(feeds).values(values)
            again = {name: insert.excluded[name] for name in ("name", "class", "active")}
            connection.execute(insert.on_conflict_do_update(index_elements=["url"], set_=again))
        return int(connection.scalar(select(func.count()).select_from(feeds)) or 0) - int(before)

    def due_count(self, now: datetime) -> int:
        """How many feeds are due and not being polled."""
        with self._db.read() as connection:
            query = select(func.count()).select_from(feeds).where(_due(now.timestamp(), now.timestamp()))
            return int(connection.scalar(query) or 0)

    def lease_due(
        self,
        now: datetime,
        limit: int,
        *,
        shard: int = 0,
        of: int = 1,
        owner: str,
        lease_s: float = 300.0,
        due_at: datetime | None = None,
    ) -> list[FeedRow]:
        """Up to `limit` feeds of a shard that were due at `due_at` (now), the longest due first, as the owner's alone.

        Nobody else gets them before the lease ends, at `record_poll`, `release` or after `lease_s`.
        """
        at = now.timestamp()
        mine = and_(_due(at, (due_at or now).timestamp()), feeds.c.shard_key % of == shard)
        query = select(*_COLUMNS).where(mine).order_by(feeds.c.next_poll, feeds.c.id).limit(limit)
        with self._db.write() as connection:
            rows = [FeedRow(*row) for row in connection.execute(query.with_for_update(skip_locked=True))]
            lease = {"lease_until": at + lease_s, "lease_owner": owner}
            for chunk in _chunks(rows):
                connection.execute(update(feeds).where(feeds.c.id.in_([r.id for r in chunk])).values(lease))
        return [replace(row, lease_until=at + lease_s, lease_owner=owner) for row in rows]

    def owners(self) -> set[str]:
        """Who has leased feeds."""
        with self._db.read() as connection:
            query = select(feeds.c.lease_owner).where(feeds.c.lease_owner.is_not(None)).distinct()
            return {str(owner) for (owner,) in connection.execute(query)}

    def release(self, owner: str) -> None:
        """Gives back what the owner leased and did not poll."""
        with self._db.write() as connection:
            connection.execute(
                update(feeds).where(feeds.c.lease_owner == owner).values(lease_until=None, lease_owner=None)
            )

    def known(self, feed: FeedRow, identities: Collection[str]) -> dict[str, str]:
        """Identity -> fingerprint of those among the identities that were seen in the feed."""
        found: dict[str, str] = {}
        with self._db.read() as connection:
            for chunk in _chunks([*identities]):
                query = select(seen.c.identity, seen.c.fingerprint).where(
                    seen.c.feed == feed.id, seen.c.identity.in_(chunk)
                )
                found.update((identity, fingerprint) for identity, fingerprint in connection.execute(query))
        return found

    def window(self, feed: FeedRow) -> dict[str, float]:
        """Identity -> when it was seen first, of those in the latest window of a feed that was not empty."""
        mine = seen.c.feed == feed.id
        latest = select(func.max(seen.c.last_seen)).where(mine).scalar_subquery()
        with self._db.read() as connection:
            query = select(seen.c.identity, seen.c.first_seen).where(mine, seen.c.last_seen == latest)
            return {identity: float(first) for identity, first in connection.execute(query)}

    def gaps(self, feed: FeedRow) -> list[Gap]:
        """The times in which entries of a feed may have been lost, the latest first."""
        columns = [gaps.c[field.name] for field in fields(Gap)]
        with self._db.read() as connection:
            query = select(*columns).where(gaps.c.feed == feed.id).order_by(gaps.c.found.desc(), gaps.c.id.desc())
            return [Gap(*row) for row in connection.execute(query)]

    def record_poll(
        self,
        feed: FeedRow,
        values: Mapping[str, Any],
        window: Mapping[str, str] | None,
        now: datetime,
        *,
        behind: Mapping[str, str] | None = None,
        gap: Gap | None = None,
    ) -> bool:
        """Writes down a poll and, where the feed was read, its window (identity -> fingerprint): all or nothing.

        `behind` are entries that have left the window and were found elsewhere, `gap` why they were looked for.

        `values` are columns of `tables.feeds`. Ends the lease. False, and nothing is written, where the lease
        went to somebody else meanwhile. Identities that left the window are forgotten after KEEP_DAYS.
        """
        at = now.timestamp()
        with self._db.write() as connection:
            mine = and_(feeds.c.id == feed.id, feeds.c.lease_owner == feed.lease_owner)
            done = connection.execute(
                update(feeds).where(mine).values({**values, "lease_until": None, "lease_owner": None})
            )
            if done.rowcount != 1:
                return False
            if window is not None:
                # before the window: it is known by its time
                self._mark_seen(connection, feed.id, behind or {}, at - 1)
                self._mark_seen(connection, feed.id, window, at)
            if gap is not None:
                connection.execute(gaps.insert().values({**asdict(gap), "feed": feed.id, "found": at}))
        return True

    def record_quiet(self, polls: Sequence[tuple[FeedRow, Mapping[str, Any]]]) -> list[FeedRow]:
        """Writes down polls that read nothing, all in one transaction; as `record_poll` without a window.

        Returns the feeds whose lease went to somebody else meanwhile: of them nothing is written.
        """
        owned: set[tuple[int, str | None]] = set()
        by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        with self._db.write() as connection:
            for chunk in _chunks(polls):
                query = select(feeds.c.id, feeds.c.lease_owner).where(feeds.c.id.in_([row.id for row, _ in chunk]))
                owned.update((id, owner) for id, owner in connection.execute(query.with_for_update()))
            for row, values in polls:
                if (row.id, row.lease_owner) in owned:
                    named = {**values, "lease_until": None, "lease_owner": None}
                    by_columns[tuple(sorted(named))].append(
                        {f"new_{name}": v for name, v in named.items()} | {"at": row.id}
                    )
            for names, rows in by_columns.items():
                # one statement for many rows: to make it costs more than to carry it out
                statement = update(feeds).where(feeds.c.id == bindparam("at"))
                connection.execute(statement.values({name: bindparam(f"new_{name}") for name in names}), rows)
        return [row for row, _ in polls if (row.id, row.lease_owner) not in owned]

    def _mark_seen(self, connection: Connection, feed: int, window: Mapping[str, str], at: float) -> None:
        for chunk in _chunks([*window.items()]):
            insert = self._insert(seen).values(
                [{"feed": feed, "identity": i, "fingerprint": f, "first_seen": at, "last_seen": at} for i, f in chunk]
            )
            again = {name: insert.excluded[name] for name in ("fingerprint", "last_seen")}
            connection.execute(insert.on_conflict_do_update(index_elements=["feed", "identity"], set_=again))
        # the window itself has just been seen: it can't be forgotten here, however old it is
        connection.execute(delete(seen).where(seen.c.feed == feed, seen.c.last_seen < at - KEEP_DAYS * 86400))

    def due_now(self, url: str) -> None:
        """Makes a feed due and forgets what would spare its parse: the next poll reads it whatever it says."""
        forgotten = dict.fromkeys(("etag", "last_modified", "body_sha256", "dead_sha256", "lease_until", "lease_owner"))
        with self._db.write() as connection:
            values = {**forgotten, "next_poll": 0.0, "reason": "asked_for"}
            connection.execute(update(feeds).where(feeds.c.url == url).values(values))

    def pause(self, feed: FeedRow, since: datetime | None) -> None:
        """Nobody asks for a feed from then on; with None it is due at once, and is asked again."""
        values = {"paused": since.timestamp()} if since else {"paused": None, "next_poll": 0.0, "reason": "resumed"}
        with self._db.write() as connection:
            connection.execute(update(feeds).where(feeds.c.id == feed.id).values(values))

    def remove(self, feed: FeedRow) -> None:
        """Takes a feed off the list. What was seen of it is remembered, should it come back."""
        with self._db.write() as connection:
            connection.execute(update(feeds).where(feeds.c.id == feed.id).values(active=False))

    def rows(self) -> list[FeedRow]:
        """All feeds that are polled, by name."""
        with self._db.read() as connection:
            query = select(*_COLUMNS).where(feeds.c.active).order_by(feeds.c.name, feeds.c.url)
            return [FeedRow(*row) for row in connection.execute(query)]

    def _insert(self, table: Any) -> Any:
        """An insert that knows what to do when the row is there."""
        return postgresql.insert(table) if self._db.name == "postgresql" else sqlite.insert(table)


def _due(now: float, due_at: float) -> ColumnElement[bool]:
    free = or_(feeds.c.lease_until.is_(None), feeds.c.lease_until <= now)
    return and_(feeds.c.active, feeds.c.paused.is_(None), feeds.c.next_poll <= due_at, free)


def _shard_key(url: str) -> int:
    """The same for all feeds of a registrable domain, in every process."""
    return zlib.crc32(registrable_domain(url).encode()) & 0x7FFFFFFF


def _chunks(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[n : n + _CHUNK] for n in range(0, len(values), _CHUNK))

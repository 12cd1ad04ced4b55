"""What is known about each feed: when it is due, who polls it, its validators, and which entries were seen."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select, update

from newswire.ingest.polling.lists.feeds import Feed
from newswire.ingest.polling.schedule.clock import is_ahead
from newswire.ingest.polling.state import credentials, failures, seen
from newswire.ingest.polling.state.added import add_feeds
from newswire.ingest.polling.state.database import Database, chunks
from newswire.ingest.polling.state.due import among, believe, due, waits_for_no_reason
from newswire.ingest.polling.state.feed_row import Failure, FeedRow, Gap
from newswire.ingest.polling.state.tables import feeds, gaps
from newswire.ingest.polling.state.written import ASKED_FOR, NO_LEASE, write_poll, write_quiet
from newswire.stream.safe.userinfo import without_userinfo

_COLUMNS = [feeds.c["class" if field.name == "cls" else field.name] for field in fields(FeedRow)]
_GAP = [gaps.c[field.name] for field in fields(Gap)]


class FeedState:
    """The state in a SQLite file or a PostgreSQL database, shared by any number of processes and threads.

    Without `create` it is only read, and has to be there.

    Raises RetryableError where the database is away or locked, FatalError where the URL names none.
    """

    def __init__(self, url: str, *, create: bool = True) -> None:
        self._db = Database(url)
        if create:
            with self._db.write() as connection:
                credentials.create(connection)

    def close(self) -> None:
        """Lets go of all connections."""
        self._db.close()

    def add(self, wanted: Iterable[Feed]) -> int:
        """Makes feeds known, due at once; one that is known keeps its state. Returns how many were not on the list."""
        with self._db.write() as connection:
            return add_feeds(connection, wanted)

    def keep_only(self, wanted: Sequence[Feed]) -> None:
        """Makes these the feeds that are polled. What was seen of the others is remembered, should they come back."""
        with self._db.write() as connection:
            connection.execute(update(feeds).values(active=False))
            add_feeds(connection, wanted)
            connection.execute(update(feeds).where(feeds.c.active.is_(False)).values(credentials=None))

    def due_count(self, now: datetime) -> int:
        """How many feeds are due and not being polled."""
        at = now.timestamp()
        with self._db.read() as connection:
            query = select(func.count()).select_from(feeds).where(or_(due(at, at), waits_for_no_reason(at)))
            return int(connection.scalar(query) or 0)

    def overdue(self, now: datetime, since: datetime) -> int:
        """How many feeds were due at `since` already, and nobody is polling them now."""
        with self._db.read() as connection:
            query = select(func.count()).select_from(feeds).where(due(now.timestamp(), since.timestamp()))
            return int(connection.scalar(query) or 0)

    def clock_behind(self, now: datetime) -> float:
        """By how many seconds the clock is behind the latest poll: it was set back. 0 where it is not."""
        with self._db.read() as connection:
            latest = connection.scalar(select(func.max(feeds.c.last_poll)).where(feeds.c.active))
        return float(latest) - now.timestamp() if is_ahead(latest, now.timestamp()) else 0.0

    def believe_clock(self, now: datetime) -> int:
        """Makes feeds due whose next poll lies ahead only because the clock was set; returns how many."""
        behind = self.clock_behind(now)
        with self._db.write() as connection:
            return believe(connection, now.timestamp(), behind)

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
        only: Collection[int] | None = None,
    ) -> list[FeedRow]:
        """Up to `limit` feeds of a shard that were due at `due_at` (now), the longest due first, as the owner's alone;
        of these ids `only`, if any are given.

        Nobody else gets them before the lease ends, at `record_poll`, `release` or after `lease_s` (an hour at most).
        """
        at = now.timestamp()
        mine = and_(due(at, (due_at or now).timestamp()), feeds.c.shard_key % of == shard, among(only))
        query = select(*_COLUMNS).where(mine).order_by(feeds.c.next_poll, feeds.c.id).limit(limit)
        with self._db.write() as connection:
            rows = [FeedRow(*row) for row in connection.execute(query.with_for_update(skip_locked=True))]
            lease = {"lease_until": at + lease_s, "lease_owner": owner}
            for chunk in chunks(rows):
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
            connection.execute(update(feeds).where(feeds.c.lease_owner == owner).values(NO_LEASE))

    def known(self, feed: FeedRow, identities: Collection[str]) -> dict[str, str]:
        """Identity -> fingerprint of those among the identities that were seen in the feed."""
        with self._db.read() as connection:
            return seen.fingerprints(connection, feed.id, identities)

    def window(self, feed: FeedRow) -> dict[str, float]:
        """Identity -> when it was seen first, of those in the latest window of a feed that was not empty."""
        with self._db.read() as connection:
            return seen.latest_window(connection, feed.id)

    def gaps(self, feed: FeedRow) -> list[Gap]:
        """The times in which entries of a feed may have been lost, the latest first."""
        with self._db.read() as connection:
            query = select(*_GAP).where(gaps.c.feed == feed.id).order_by(gaps.c.found.desc(), gaps.c.id.desc())
            return [Gap(*row) for row in connection.execute(query)]

    def failures(self, feed: FeedRow) -> list[Failure]:
        """How its polls failed, the latest first; the same error in a row is one."""
        with self._db.read() as connection:
            return failures.of_feed(connection, feed.id)

    def record_poll(
        self,
        feed: FeedRow,
        values: Mapping[str, Any],
        window: Mapping[str, str] | None,
        now: datetime,
        *,
        missed: Mapping[str, str] | None = None,
        gap: Gap | None = None,
    ) -> bool:
        """Writes down a poll and, where the feed was read, its window (identity -> fingerprint): all or nothing.

        `missed` are entries that have left the window and were found elsewhere, `gap` why they were looked for.

        `values` are columns of `tables.feeds`. Ends the lease. False, and nothing is written, where the lease
        went to somebody else meanwhile. Identities that left the window are forgotten after `seen.KEEP_DAYS`.
        """
        at = now.timestamp()
        with self._db.write() as connection:
            if not write_poll(connection, feed, values):
                return False
            if window is not None:
                if feed.last_poll is not None and feed.last_poll > at:
                    seen.seen_before(connection, feed.id, at - 1)
                # before the window: it is known by its time
                seen.mark(connection, feed.id, missed or {}, at - 1)
                seen.mark(connection, feed.id, window, at)
            if gap is not None:
                connection.execute(gaps.insert().values({**asdict(gap), "feed": feed.id, "found": at}))
        return True

    def record_quiet(self, polls: Sequence[tuple[FeedRow, Mapping[str, Any]]]) -> list[FeedRow]:
        """Writes down polls that read nothing, all in one transaction; as `record_poll` without a window.

        Returns the feeds whose lease went to somebody else meanwhile: of them nothing is written.
        """
        with self._db.write() as connection:
            return write_quiet(connection, polls)

    def due_now(self, url: str) -> None:
        """Makes a feed due and forgets what would spare its parse: the next poll reads it whatever it says."""
        with self._db.write() as connection:
            connection.execute(update(feeds).where(feeds.c.url == without_userinfo(url)).values(ASKED_FOR))

    def pause(self, feed: FeedRow, since: datetime | None) -> None:
        """Nobody asks for a feed from then on; with None it is due at once, and is asked again."""
        values = {"paused": since.timestamp()} if since else {"paused": None, "next_poll": 0.0, "reason": "resumed"}
        with self._db.write() as connection:
            connection.execute(update(feeds).where(feeds.c.id == feed.id).values(values))

    def remove(self, feed: FeedRow) -> None:
        """Takes a feed off the list, and its credentials away. What was seen of it is remembered."""
        with self._db.write() as connection:
            connection.execute(update(feeds).where(feeds.c.id == feed.id).values(active=False, credentials=None))

    def rows(self) -> list[FeedRow]:
        """All feeds that are polled, by name."""
        with self._db.read() as connection:
            query = select(*_COLUMNS).where(feeds.c.active).order_by(feeds.c.name, feeds.c.url)
            return [FeedRow(*row) for row in connection.execute(query)]

"""Which feeds are due: by their next poll, or because the clock was set and no time ahead can be believed."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, or_, true, update

from newswire.ingest.polling.schedule.clock import LONGEST_S, SLACK_S
from newswire.ingest.polling.schedule.next_poll import duration
from newswire.ingest.polling.state.tables import feeds

#: no lease is longer
MAX_LEASE_S = 3600.0


def due(now: float, due_at: float) -> ColumnElement[bool]:
    """Feeds that were due at `due_at` and that nobody holds now."""
    return and_(_polled(), feeds.c.next_poll <= due_at, free(now))


def among(ids: Collection[int] | None) -> ColumnElement[bool]:
    """Feeds with one of these ids, however many; None is all."""
    return true() if ids is None else feeds.c.id.in_(bindparam("ids", list(ids), expanding=True, literal_execute=True))


def free(now: float) -> ColumnElement[bool]:
    """Feeds that nobody holds."""
    until = feeds.c.lease_until
    return or_(until.is_(None), until <= now, until > now + MAX_LEASE_S + SLACK_S)


def waits_for_no_reason(now: float) -> ColumnElement[bool]:
    """Feeds that were polled in the future, or wait for longer than their interval: the clock was set."""
    longest = now + func.coalesce(feeds.c.interval_s, LONGEST_S) + SLACK_S
    ahead = or_(feeds.c.last_poll > now + SLACK_S, feeds.c.next_poll > longest)
    return and_(_polled(), feeds.c.next_poll > now, ahead)


def believe(connection: Connection, now: float, behind_s: float) -> int:
    """Makes those due that wait for no reason, as the clock was set, back by `behind_s` if that is known; how many."""
    why = (
        f"the clock was set back by {duration(behind_s)}" if behind_s else "no interval is that long: the clock was set"
    )
    values = {"next_poll": now, "reason": "clock", "why": why}
    return connection.execute(update(feeds).where(waits_for_no_reason(now)).values(values)).rowcount


def _polled() -> ColumnElement[bool]:
    return and_(feeds.c.active, feeds.c.paused.is_(None))

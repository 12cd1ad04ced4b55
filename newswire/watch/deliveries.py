"""What is to be told to webhooks, in the feed state's database: durable before the topic's progress is committed.

A delivery is claimed for the time of a try, so that two workers don't send it at once. Whoever dies with one in hand
gives it back: at once where the next worker of the same machine sees that it is dead, else when the claim has run out.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import and_, delete, func, select, update

from newswire.ingest.polling.state.database import Database, insert_into
from newswire.stream.broker import Record
from newswire.watch.tables import deliveries

#: longer than a try may take
CLAIM_S = 20.0
#: given up at once
_AT_ONCE = 300
#: what was sent is remembered longer than the topic keeps it: a repeat is not sent again
KEEP_S = 40 * 86400.0
_d = deliveries.c


class Delivery(NamedTuple):
    """One match on its way to one webhook."""

    match_id: str
    watch: str
    record: Record  #: the match as it lies on its topic
    made: float  #: since when it waits, seconds since 1970
    tries: int  #: before this one


class Waiting(NamedTuple):
    """What waits to be told of a watch."""

    number: int
    since: float  #: of the oldest, seconds since 1970
    error: str | None  #: of a try of it


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """A record as it is remembered."""

    topic: str
    partition: int
    offset: int
    timestamp_ms: int
    key: bytes | None
    value: bytes
    headers: tuple[tuple[str, bytes], ...]


_decoder = msgspec.msgpack.Decoder(_Kept)


class Deliveries:
    """For any thread: each call is a transaction of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._owner = f"{socket.gethostname()}/{os.getpid()}"

    def add(self, rows: Sequence[tuple[str, str, str, Record, bool]], now: float) -> None:
        """(match id, watch, article id, record, whether somebody sent the letter back) of each match. What is known
        stays as it is; a dead one that was sent back waits again."""
        with self._database.write() as connection:
            for match_id, watch, article_id, record, again in rows:
                row: dict[str, Any] = {
                    "match_id": match_id,
                    "watch": watch,
                    "article_id": article_id,
                    "state": "waiting",
                    "record": msgspec.msgpack.encode(_Kept(*record)),
                    "made": now,
                    "tries": 0,
                    "next_at": now,
                    "claimed_until": 0.0,
                    "ended": None,
                    "error": None,
                }
                insert = insert_into(connection, deliveries).values(row)
                if again:
                    changed = {name: value for name, value in row.items() if name != "match_id"}
                    insert = insert.on_conflict_do_update(
                        index_elements=["match_id"], set_=changed, where=_d.state == "dead"
                    )
                else:
                    insert = insert.on_conflict_do_nothing()
                connection.execute(insert)

    def claim(self, watch: str, now: float) -> Delivery | None:
        """The oldest that is due of a watch, for this process to try; None where none is."""
        with self._database.write() as connection:
            query = (
                select(deliveries)
                .where(_d.state == "waiting", _d.watch == watch, _d.next_at <= now, _d.claimed_until <= now)
                .order_by(_d.made, _d.match_id)
                .limit(1)
                .with_for_update(skip_locked=True)
            )
            row = connection.execute(query).first()
            if row is None:
                return None
            connection.execute(update(deliveries).where(_d.match_id == row.match_id).values(self._claim(now)))
        return _delivery(row)

    def sent(self, match_id: str, now: float) -> None:
        """It was taken: only that is remembered."""
        values = {"state": "sent", "record": b"", "ended": now, "error": None, "tries": _d.tries + 1}
        self._change(match_id, values)

    def failed(self, match_id: str, error: str, next_at: float) -> None:
        """A try failed; the next one is then."""
        values = {"error": error[:500], "next_at": next_at, "claimed_until": 0.0, "tries": _d.tries + 1}
        self._change(match_id, values)

    def dead(self, match_id: str, error: str, now: float) -> None:
        """It is a dead letter, which is durable by now."""
        self._change(match_id, {"state": "dead", "record": b"", "ended": now, "error": error[:500]})

    def due(self, watches: Sequence[str]) -> dict[str, float]:
        """Watch -> when its next delivery is due and free, of those of these watches that wait."""
        at = func.min(func.max(_d.next_at, _d.claimed_until)) if self._database.name == "sqlite" else None
        at = func.min(func.greatest(_d.next_at, _d.claimed_until)) if at is None else at
        query = select(_d.watch, at).where(_d.state == "waiting", _d.watch.in_(watches)).group_by(_d.watch)
        with self._database.read() as connection:
            return {watch: float(when) for watch, when in connection.execute(query)}

    def waiting(self) -> dict[str, Waiting]:
        """Watch -> what waits of it."""
        oldest = select(_d.watch, func.count(), func.min(_d.made), func.max(_d.error)).where(_d.state == "waiting")
        with self._database.read() as connection:
            rows = connection.execute(oldest.group_by(_d.watch))
            return {watch: Waiting(count, since, error) for watch, count, since, error in rows}

    def claim_older(self, watch: str, than: float, now: float) -> list[Delivery]:
        """What waits of a watch since before `than`, with nobody at it, for this process to give up; some hundreds."""
        query = (
            select(deliveries)
            .where(_d.state == "waiting", _d.watch == watch, _d.made < than, _d.claimed_until <= now)
            .order_by(_d.made, _d.match_id)
            .limit(_AT_ONCE)
            .with_for_update(skip_locked=True)
        )
        with self._database.write() as connection:
            rows = connection.execute(query).fetchall()
            of = _d.match_id.in_([row.match_id for row in rows])
            connection.execute(update(deliveries).where(of).values(self._claim(now)))
        return [_delivery(row) for row in rows]

    def tidy(self, now: float) -> None:
        """Gives back what processes of this machine had in hand that are dead, and forgets what was done long ago."""
        host = self._owner.rpartition("/")[0]
        with self._database.write() as connection:
            query = select(_d.claimed_by).where(_d.state == "waiting", _d.claimed_until > now).distinct()
            for (owner,) in connection.execute(query).fetchall():
                where, _, pid = (owner or "").rpartition("/")
                if where == host and not _is_alive(int(pid)):
                    free = update(deliveries).where(and_(_d.claimed_by == owner, _d.state == "waiting"))
                    connection.execute(free.values(claimed_until=0.0))
            connection.execute(delete(deliveries).where(_d.ended < now - KEEP_S))

    def _claim(self, now: float) -> dict[str, Any]:
        return {"claimed_until": now + CLAIM_S, "claimed_by": self._owner}

    def _change(self, match_id: str, values: dict[str, Any]) -> None:
        with self._database.write() as connection:
            connection.execute(update(deliveries).where(_d.match_id == match_id, _d.state == "waiting").values(values))


def _delivery(row: Any) -> Delivery:
    kept = _decoder.decode(row.record)
    record = Record(*(getattr(kept, name) for name in kept.__struct_fields__))
    return Delivery(row.match_id, row.watch, record, row.made, row.tries)


def _is_alive(pid: int) -> bool:
    with suppress(ProcessLookupError):
        try:
            os.kill(pid, 0)
        except PermissionError:
            return True
        return True
    return False

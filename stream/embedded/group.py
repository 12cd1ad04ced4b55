"""Groups of the embedded broker: who is a member, who owns which partition, and what fences a zombie.

Every change of ownership raises the partition's epoch, in the same transaction; a commit checks its epochs inside
its own. So a process that was stopped, or whose lease ran out unnoticed, can't write anything.

A member holds a lease that a thread of its own renews (so a batch may take minutes) and a lock on a file, which
the kernel drops the moment the process dies: a killed worker's partitions go on at once, a frozen one's when its
lease is over. The lease is counted on the machine's monotonic clock, so setting the clock does no harm.

Ownership moves in two steps. `settle` works out who should have each partition (`target`); who has it hands it
over at its next poll, not in the middle of a batch; the new owner takes what is free.
"""

import contextlib
import fcntl
import os
import time
from pathlib import Path
from uuid import uuid4

from newswire.stream.embedded.assign import assign
from newswire.stream.embedded.log import Log


class Member:
    """One consumer's membership of a group."""

    def __init__(self, log_file: Path, group: str, topics: list[str], lease_s: float) -> None:
        self.group, self.topics, self.lease_s = group, topics, lease_s
        self.id = uuid4().hex
        self._locks = _locks_of(log_file)
        self._locks.mkdir(exist_ok=True)
        self._lock = os.open(self._lock_of(self.id), os.O_RDWR | os.O_CREAT)
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def renew(self, log: Log) -> None:
        """Joins, or lengthens the lease; drops who is dead and settles who should have what."""
        with log.write():
            self._renew(log)

    def exchange(self, log: Log) -> None:
        """Hands over what should be another's and takes what should be ours and is free."""
        with log.write():
            self._renew(log)
            log.rows(
                "UPDATE owner SET member = NULL, epoch = epoch + 1 WHERE team = ? AND member = ? AND target IS NOT ?",
                self.group,
                self.id,
                self.id,
            )
            log.rows(
                "UPDATE owner SET member = ?, epoch = epoch + 1 WHERE team = ? AND member IS NULL AND target = ?",
                self.id,
                self.group,
                self.id,
            )

    def must_exchange(self, log: Log) -> bool:
        """Whether `exchange` would change anything."""
        sql = """SELECT 1 FROM owner WHERE team = ?1 AND (member = ?2 AND target IS NOT ?2 OR member IS NULL AND
                 target = ?2) UNION ALL SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM member WHERE id = ?2)"""
        return bool(log.rows(sql, self.group, self.id))

    def owned(self, log: Log) -> dict[int, int]:
        """Partition id -> epoch of what is ours."""
        return dict(log.rows("SELECT partition, epoch FROM owner WHERE team = ? AND member = ?", self.group, self.id))

    def leave(self, log: Log) -> None:
        """Gives everything back at once."""
        with log.write():
            log.rows("DELETE FROM member WHERE id = ?", self.id)
            self._settle(log)

    def close(self) -> None:
        """Drops the lock."""
        self._lock_of(self.id).unlink(missing_ok=True)
        os.close(self._lock)

    def _renew(self, log: Log) -> None:
        log.rows(
            "INSERT INTO member VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET lease_end = excluded.lease_end",
            self.id,
            self.group,
            "\n".join(self.topics),
            time.monotonic() + self.lease_s,
        )
        self._settle(log)

    def _settle(self, log: Log) -> None:
        members = {}
        for id_, topics, lease_end in log.rows("SELECT id, topics, lease_end FROM member WHERE team = ?", self.group):
            if id_ == self.id or _is_alive(self._lock_of(id_), lease_end, self.lease_s):
                members[id_] = frozenset(topics.split("\n"))
            else:
                log.rows("DELETE FROM member WHERE id = ?", id_)
                self._lock_of(id_).unlink(missing_ok=True)
        owners = {
            p: (target, member)
            for p, target, member in log.rows("SELECT partition, target, member FROM owner WHERE team = ?", self.group)
        }
        wanted = sorted(frozenset[str]().union(*members.values()))
        topics_of = {p.id: p.topic for p in log.partitions(wanted)}
        targets = assign(topics_of, members, {p: target for p, (target, _) in owners.items()})
        for p in owners.keys() | targets.keys():
            target, member = owners.get(p, (None, None))
            alive = member if member in members else None
            if (targets.get(p), alive) != (target, member) or p not in owners:
                log.rows(
                    """INSERT INTO owner (team, partition, target, member) VALUES (?1, ?2, ?3, ?4)
                       ON CONFLICT (team, partition) DO UPDATE SET target = ?3, member = ?4,
                       epoch = epoch + (member IS NOT ?4)""",
                    self.group,
                    p,
                    targets.get(p),
                    alive,
                )

    def _lock_of(self, member: str) -> Path:
        return self._locks / member


def living(log: Log, log_file: Path, group: str, lease_s: float) -> int:
    """How many members of a group are alive."""
    members = log.rows("SELECT id, lease_end FROM member WHERE team = ?", group)
    return sum(_is_alive(_locks_of(log_file) / id_, lease_end, lease_s) for id_, lease_end in members)


def _is_alive(lock_file: Path, lease_end: float, lease_s: float) -> bool:
    # A lease that ends later than any can was counted before the machine was restarted.
    if not 0 < lease_end - time.monotonic() <= lease_s + 60:
        return False
    try:
        lock = os.open(lock_file, os.O_RDWR)
    except FileNotFoundError:  # somebody tidied up: the lease decides
        return True
    with contextlib.closing(os.fdopen(lock)):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _locks_of(log_file: Path) -> Path:
    return log_file.with_name(log_file.name + "-members")

"""Deletes staged files that nobody can need any more, which only their age tells."""

from datetime import datetime
from pathlib import Path

import structlog

from store.commits import STAGING, CommitLog

log = structlog.get_logger()

#: far above any broker's session timeout: a writer that slept this long finds its batch gone, and reads it again
OLD_S = 24 * 3600


def clean(root: Path, now: datetime, *, older_than_s: float = OLD_S) -> int:
    """Deletes staged files that were last written so long before `now`; returns how many.

    What is committed and not published is published first: its files are old when no worker has run for a while.
    """
    limit = now.timestamp() - older_than_s
    old = [path for path in (root / STAGING).glob("*") if _written(path) < limit]
    if not old:
        return 0
    commits = CommitLog(root)
    for topic, partition in commits.partitions():
        last = commits.last(topic, partition)
        if last:
            commits.publish(last)
    deleted = 0
    for path in old:
        try:
            path.unlink()
            deleted += 1
        except FileNotFoundError:
            continue  # published meanwhile
    log.info("cleaned", deleted=deleted)
    return deleted


def _written(path: Path) -> float:
    """Seconds since 1970; never, for a file that went away meanwhile."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")

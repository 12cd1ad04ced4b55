"""Deletes staged files that nobody can need any more, which only their age tells."""

from datetime import datetime

import structlog

from newswire.store.commits import CommitLog
from newswire.store.log.local import STAGING
from newswire.store.log.objects import Place, objects_at
from newswire.store.log.versions import newest_version

log = structlog.get_logger()

#: far above any broker's session timeout: a writer that slept this long finds its batch gone, and reads it again
OLD_S = 24 * 3600


def clean(place: Place, now: datetime, *, older_than_s: float = OLD_S) -> int:
    """Deletes staged files that were last written so long before `now`; returns how many.

    What is committed and not published is published first: its files are old when no worker has run for a while.
    """
    objects = objects_at(place)
    limit = now.timestamp() - older_than_s
    old = [key for key in objects.list(STAGING) if (stat := objects.stat(key)) and stat.modified < limit]
    if not old:
        return 0
    commits = CommitLog(objects)
    for topic, partition in commits.partitions():
        last = commits.last(topic, partition)
        if last:
            commits.publish(last)
    version = newest_version(objects)
    # What a version has still to swap in is not garbage, however old: the next compaction does it.
    wanted = {key for swap in version.swaps for key in swap.staged} if version else set()
    wanted |= {rewrite.staged for rewrite in version.rewrites} if version else set()
    deleted = sum(objects.delete(key) for key in old if key not in wanted)  # what is gone was published meanwhile
    log.info("cleaned", deleted=deleted)
    return deleted

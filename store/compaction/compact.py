"""Compaction: small files become large ones, and records of commits are summed up, in versions of the store.

    rewrite    new files to `_staging/`, durable, and proven to hold what the old ones do
    version    `_versions/<number>.json`, made exclusively: from here on the new files are the store's
    swap       a folder of new and untouched files takes the place of each day's folder
    delete     records that are summed up, earlier versions and indexes; folders swapped out, some minutes later

A crash before the version leaves garbage in `_staging/`, for the clean-up by age. A crash after it is made good by the
next run, which first does what the newest version has left undone. Writers and readers need not wait, nor know.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

import msgspec
import structlog

from newswire.store.commits import CommitLog
from newswire.store.compaction.plan import AIMS, Aims, plan
from newswire.store.compaction.rewrite import Rewritten, rewrite
from newswire.store.compaction.step import Change, folded_files, next_version
from newswire.store.known.opened import INDEX
from newswire.store.log.objects import Objects, Place, objects_at
from newswire.store.log.state import State, files_at, is_store, read_state
from newswire.store.log.versions import VERSIONS, CurrentFile, Rewrite, Swap, Version
from newswire.store.schema import TABLES
from newswire.stream.errors import FatalError

log = structlog.get_logger()

#: the list of current files, for who reads plain files and can't list folders in one moment
LIST = "files.json"
#: how long a folder that was swapped out stays, for who is about to read its names
SWAPPED_S = 600.0
#: versions that are kept, with their indexes, for readers that have just begun
KEPT = 3


class Compacted(NamedTuple):
    """What a run has done."""

    before: int = 0  #: files that were rewritten
    after: int = 0  #: files that they became
    records: int = 0  #: records of commits that were summed up
    version: int = 0  #: the newest, 0 where there is none


def compact(
    place: Place,
    now: datetime,
    *,
    days: tuple[date, date] | None = None,
    aims: Aims = AIMS,
    swapped_s: float = SWAPPED_S,
) -> Compacted | None:
    """Does what is worth doing, day by day; None where another process is at it.

    `days` are the first and the last one to look at, all by default. A damaged file is left as it is. Raises
    FatalError where a record is damaged, OSError where the disk is full: nothing is lost, and nothing done by half.
    """
    objects = objects_at(place)
    if not is_store(objects):
        return Compacted()
    with objects.lock() as held:
        if not held:
            return None
        total = Compacted()
        finish(objects, swapped_s)
        damaged: set[str] = set()
        while True:
            state = read_state(objects)
            files = [file for file in folded_files(state) if file.key not in damaged]
            groups = plan(files, now.astimezone(UTC).date(), aims, days)
            day = next(iter(groups), None)
            waiting = sum(len(commits[:-1]) for commits in state.tail.values())
            if day is None and waiting < aims.records:
                return total._replace(version=state.number)
            chosen = groups[day] if day else []
            if bad := {file.key for group in chosen for file in group if not is_sound(objects, file)}:
                damaged |= bad  # left as they are: what is rewritten from them would look sound
                continue
            swaps = [swap_of(group, rewrite(objects, group, aims.file_bytes)) for group in chosen]
            records = next_version(objects, state, Change(swaps), now, why="compact" if swaps else "fold")
            finish(objects, swapped_s)
            before, after = sum(len(swap.old) for swap in swaps), sum(len(swap.new) for swap in swaps)
            total = Compacted(total.before + before, total.after + after, total.records + records)


def finish(objects: Objects, swapped_s: float = SWAPPED_S, kept: int = KEPT) -> None:
    """Does what the newest version has left undone, deletes what is of no use any more but for the last `kept`
    versions, and publishes the list of current files. The caller has the lock."""
    state = read_state(objects)
    if version := state.version:
        for swap in version.swaps:
            old = {file.key for file in swap.old}
            try:
                objects.swap(swap.folder, swap.staged, old, lambda: _publish_list(objects, state))
            except FileNotFoundError as e:
                raise FatalError(f"a file of a swap is gone ({e}): `newswire repair` makes it again") from e
        for rewrite in version.rewrites:
            _put_in_place(objects, rewrite)
        _forget(objects, version, kept)
    shown = _publish_list(objects, state)
    staged = {file.final for chain in state.tail.values() for commit in chain for file in commit.files}
    objects.tidy({file.key for file in shown} | staged, swapped_s)


def _publish_list(objects: Objects, state: State) -> list[CurrentFile]:
    """Writes the list again where it is another one by now; the files in it."""
    shown = files_at(objects, state)
    names = {table: [file.key for file in shown if file.table == table] for table in TABLES}
    content = msgspec.json.encode({"version": state.number, **names})
    if not objects.stat(LIST) or objects.get(LIST) != content:
        objects.put({LIST: content})
    return shown


def swap_of(old: Sequence[CurrentFile], made: Rewritten) -> Swap:
    """What was rewritten in place of files of one table and day."""
    return Swap(folder=old[0].key.rpartition("/")[0], staged=made.staged, new=made.new, old=tuple(old))


def _put_in_place(objects: Objects, rewrite: Rewrite) -> None:
    """A file that was rewritten takes the place of the old one, under its name; once, whoever calls."""
    if not objects.stat(rewrite.staged):
        return  # done
    if objects.sha256(rewrite.new.key) != rewrite.new.sha256:
        objects.put({rewrite.new.key: objects.get(rewrite.staged)})
    objects.delete(rewrite.staged)


def _forget(objects: Objects, version: Version, last: int) -> None:
    """Deletes the records that it has folded, and earlier versions and indexes; of later ones nothing, as whoever
    does this may have slept since."""
    ends = {(f.topic, f.partition): f.end for f in version.partitions}
    commits = CommitLog(objects)
    for topic, partition in commits.partitions():
        for start in commits.starts(topic, partition):
            if start < ends.get((topic, partition), 0):
                commits.forget(topic, partition, start)
    oldest = f"{max(0, version.number - last + 1):020d}"
    for key in [*objects.list(VERSIONS), *objects.list(INDEX)]:
        if key != version.index.key and key.rpartition("/")[2] < oldest:
            objects.delete(key)


def is_sound(objects: Objects, file: CurrentFile) -> bool:
    """Whether a file is as it was committed."""
    try:
        if objects.sha256(file.key) == file.sha256:
            return True
    except FileNotFoundError:
        pass
    log.error("damaged_file", file=file.key, told="newswire verify")
    return False

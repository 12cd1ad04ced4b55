"""Compaction: small files become large ones, and records of commits are summed up, in versions of the store.

    rewrite    new files to `_staging/`, durable, and proven to hold what the old ones do
    version    `_versions/<number>.json`, made exclusively: from here on the new files are the store's
    swap       a folder of new and untouched files takes the place of each day's folder
    delete     records that are summed up, versions and indexes of before; folders swapped out, some minutes later

A crash before the version leaves garbage in `_staging/`, for the clean-up by age. A crash after it is made good by the
next run, which first does what the newest version has left undone. Writers and readers need not wait, nor know.
"""

import hashlib
import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

import msgspec
import structlog

from store.commits import CommitLog
from store.compaction.plan import AIMS, Aims, plan
from store.compaction.rewrite import rewrite
from store.known.index import Index, Message
from store.known.keys import messages_in
from store.log.objects import Objects, Place, objects_at
from store.log.state import State, files_at, read_state
from store.log.versions import (
    VERSIONS,
    CurrentFile,
    IndexFile,
    Swap,
    Version,
    create_version,
    files_of,
    fold,
    newest_number,
)
from store.schema import TABLES

log = structlog.get_logger()

INDEX = "_index"
#: the list of current files, for who reads plain files and can't list folders in one moment
LIST = "files.json"
#: how long a folder that was swapped out stays, for who is about to read its names
SWAPPED_S = 600.0
#: versions that are kept, with their indexes, for readers that have just begun
KEPT = 3


class Compacted(NamedTuple):
    """What a run has done."""

    before: int = 0  #: files that were written anew
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
    if not newest_number(objects) and not CommitLog(objects).partitions():
        return Compacted()
    with objects.lock() as held:
        if not held:
            return None
        total = Compacted()
        finish(objects, swapped_s)
        damaged: set[str] = set()
        while True:
            state = read_state(objects)
            files = [file for file in _folded_files(state) if file.key not in damaged]
            groups = plan(files, now.astimezone(UTC).date(), aims, days)
            day = next(iter(groups), None)
            waiting = sum(len(commits[:-1]) for commits in state.tail.values())
            if day is None and waiting < aims.records:
                return total._replace(version=state.number)
            chosen = groups[day] if day else []
            if bad := {file.key for group in chosen for file in group if not _is_sound(objects, file)}:
                damaged |= bad  # left as they are: what is written anew from them would look sound
                continue
            done = _step(objects, state, chosen, aims, now)
            total = Compacted(*(a + b for a, b in zip(total, done, strict=True)))
            finish(objects, swapped_s)


def finish(objects: Objects, swapped_s: float = SWAPPED_S) -> None:
    """Does what the newest version has left undone, deletes what is of no use any more, and publishes the list of
    current files. The caller has the lock."""
    state = read_state(objects)
    if version := state.version:
        for swap in version.swaps:
            objects.swap(swap.folder, swap.staged, {file.key for file in swap.old})
        _forget(objects, version)
    shown = files_at(objects, state)
    staged = {file.final for chain in state.tail.values() for commit in chain for file in commit.files}
    objects.tidy({file.key for file in shown} | staged, swapped_s)
    names = {table: [file.key for file in shown if file.table == table] for table in TABLES}
    content = msgspec.json.encode({"version": state.number, **names})
    if not objects.stat(LIST) or objects.get(LIST) != content:
        objects.put({LIST: content})


def _forget(objects: Objects, version: Version) -> None:
    """Deletes the records that it has folded, and versions and indexes of before."""
    ends = {(f.topic, f.partition): f.end for f in version.partitions}
    commits = CommitLog(objects)
    for topic, partition in commits.partitions():
        for start in commits.starts(topic, partition):
            if start < ends.get((topic, partition), 0):
                commits.forget(topic, partition, start)
    kept = [f"{number:020d}" for number in range(version.number - KEPT + 1, version.number + 1)]
    for key in [*objects.list(VERSIONS), *objects.list(INDEX)]:
        if key != version.index.key and not key.rpartition("/")[2].startswith(tuple(kept)):
            objects.delete(key)


def _is_sound(objects: Objects, file: CurrentFile) -> bool:
    """Whether a file is as it was committed."""
    try:
        if objects.sha256(file.key) == file.sha256:
            return True
    except FileNotFoundError:
        pass
    log.error("damaged_file", file=file.key, told="newswire verify")
    return False


def _folded_files(state: State) -> list[CurrentFile]:
    """The files of all batches but the newest of each partition, which may be on its way still."""
    found = list(state.version.files) if state.version else []
    return found + [file for commits in state.tail.values() for commit in commits[:-1] for file in files_of(commit)]


def _step(
    objects: Objects, state: State, groups: Sequence[Sequence[CurrentFile]], aims: Aims, now: datetime
) -> Compacted:
    """Makes the next version: these groups of files anew, and all records summed up but the newest of a partition."""
    folded, records = state.folded, 0
    messages: list[Message] = []
    for place, commits in state.tail.items():
        for commit in commits[:-1]:
            folded[place] = fold(folded.get(place), commit)
            messages += list(messages_in(objects, [commit]))
            records += 1
    swaps: list[Swap] = []
    for group in groups:
        made = rewrite(objects, group, aims.file_bytes)
        folder = group[0].key.rpartition("/")[0]
        swaps.append(Swap(folder=folder, staged=made.staged, new=made.new, old=tuple(group)))
    gone = {file.key for swap in swaps for file in swap.old}
    files = [file for file in _folded_files(state) if file.key not in gone]
    files += [file for swap in swaps for file in swap.new]
    number = state.number + 1
    version = Version(
        number=number,
        why="compact" if swaps else "fold",
        made_at=now.astimezone(UTC).isoformat(),
        partitions=tuple(folded[place] for place in sorted(folded)),
        files=tuple(sorted(files, key=lambda file: (file.table, file.dt, file.key))),
        index=_index(objects, state, messages, number),
        swaps=tuple(swaps),
        dropped=state.version.dropped if state.version else {},
    )
    create_version(objects, version)
    before, after = len(gone), sum(len(swap.new) for swap in swaps)
    log.info("compacted", version=number, before=before, after=after, records=records)
    return Compacted(before, after, records)


def _index(objects: Objects, state: State, messages: list[Message], number: int) -> IndexFile:
    old = Index.open(objects.path(state.version.index.key)) if state.version else Index.of([])
    if state.version and not messages:
        return state.version.index
    index = old.merged(messages)
    content = index.content()
    key = f"{INDEX}/{number:020d}+{uuid.uuid4().hex}.arrow"
    objects.put({key: content})
    return IndexFile(key=key, rows=len(index), bytes=len(content), sha256=hashlib.sha256(content).hexdigest())

"""The newest version made again where it is damaged or gone: from what lies in the folders, and the records after it.

A folder shows either the files before a swap or those after it, never both. So what is there, but for the files
of records that are not folded, is what the version named. The sums of the past are those of the version before, as far
as one is left; rows are counted again.
"""

import json
from contextlib import suppress
from datetime import UTC

from newswire.store.commits import Commit, CommitLog
from newswire.store.compaction.compact import LIST, finish
from newswire.store.known.index import Index
from newswire.store.known.opened import INDEX, save_index
from newswire.store.known.stored import messages_at
from newswire.store.log.objects import Objects
from newswire.store.log.state import Place
from newswire.store.log.versions import (
    CurrentFile,
    Folded,
    Version,
    create_version,
    key_of,
    newest_number,
    read_version,
)
from newswire.store.reading.readable import batch_of
from newswire.store.repair.described import described, rows_of
from newswire.store.repair.mender import Mender
from newswire.store.schema import HEADS, TABLES
from newswire.stream.errors import FatalError


def mend_version(mender: Mender) -> None:
    """Makes a version in place of one that can't be read or is not there; nothing where all is well."""
    objects = mender.objects
    newest, damaged = _newest(objects)
    if damaged is None and not _is_outdated(objects, newest):
        return
    number = max(newest_number(objects), _listed(objects)) + 1
    tails = {place: _tail(objects, place) for place in CommitLog(objects).partitions()}
    begins = {place: commits[0].start for place, commits in tails.items() if commits}
    of_tail = {file.final for commits in tails.values() for commit in commits for file in commit.files}
    files: list[CurrentFile] = []
    for key in sorted(key for table in TABLES for key in objects.list(table)):
        batch = batch_of(key)
        if key in of_tail or (batch and batch[3] > begins.get(batch[:2], 0)):
            continue  # of a record, or of one that is missing: `store/repair/chain.py`
        if "/compacted+" not in key and batch is None:
            continue
        if file := described(objects, key):
            files.append(file)
        else:
            mender.aside(key)
            mender.tell("lost", f"{key}: it can't be read, and the version that told what is in it is gone")
    mender.failpoint("version")
    if damaged:
        mender.aside(key_of(damaged), copy=True)
    create_version(objects, _version(mender, number, newest, files, tails))
    mender.tell("mended", f"{key_of(damaged or number - 1)}: from {len(files)} files, as version {number}")
    mender.failpoint("versioned")
    with suppress(FatalError):  # of a record, which is mended next
        finish(objects)


def _newest(objects: Objects) -> tuple[Version | None, int | None]:
    """The newest version that can be read, and the number of a newer one that can't."""
    damaged = None
    for number in range(newest_number(objects), 0, -1):
        try:
            return read_version(objects, number), damaged
        except FileNotFoundError:
            continue
        except FatalError:
            damaged = damaged or number
    return None, damaged


def _is_outdated(objects: Objects, newest: Version | None) -> bool:
    """Whether there was a newer version: the list of files names it, or records that it folded are gone."""
    if _listed(objects) > (newest.number if newest else 0):
        return True
    ends = {(f.topic, f.partition): f.end for f in newest.partitions} if newest else {}
    log = CommitLog(objects)
    made = max((int(key.rpartition("/")[2][:20]) for key in objects.list(INDEX)), default=0)
    gap = any(min(log.starts(*place), default=0) > ends.get(place, 0) for place in log.partitions())
    return gap and made > (newest.number if newest else 0)


def _listed(objects: Objects) -> int:
    try:
        return int(json.loads(objects.get(LIST))["version"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return 0


def _tail(objects: Objects, place: Place) -> list[Commit]:
    """The records of a partition that no version can have folded: of one that was, the files are gone."""
    log = CommitLog(objects)
    found: list[Commit] = []
    for start in reversed(log.starts(*place)):
        try:
            commit = log.read(*place, start)
        except FatalError:
            continue
        if found and commit.files and not any(objects.stat(file.final) for file in commit.files):
            break
        found.append(commit)
    return found[::-1]


def _version(
    mender: Mender, number: int, before: Version | None, files: list[CurrentFile], tails: dict[Place, list[Commit]]
) -> Version:
    objects = mender.objects
    known = {(f.topic, f.partition): f for f in before.partitions} if before else {}
    dropped = dict(before.dropped) if before else {}
    partitions = []
    for place in sorted({*known, *tails}):
        old, commits = known.get(place), tails.get(place)
        end = commits[0].start if commits else old.end if old else 0
        if not end:
            continue
        topic_id = commits[0].topic_id if commits else old.topic_id if old else ""
        sums = old or Folded(topic=place[0], partition=place[1], end=0, topic_id="")
        partitions.append(
            Folded(
                topic=place[0],
                partition=place[1],
                end=end,
                topic_id=topic_id,
                commits=sums.commits,
                rows=rows_of(objects, files, place),
                records=sums.records,
                repeats=sums.repeats,
                rejected=sums.rejected,
                lost=sums.lost,
                committed_at=sums.committed_at,
            )
        )
    index = Index.of(list(messages_at(objects, [file.key for file in files if file.table in HEADS])))
    if dropped and partitions:  # what left the store on purpose counts as committed still
        first = partitions[0]
        rows = {table: first.rows.get(table, 0) + dropped.get(table, 0) for table in {*first.rows, *dropped}}
        partitions[0] = Folded(**{name: getattr(first, name) for name in first.__struct_fields__} | {"rows": rows})
    return Version(
        number=number,
        why="repair",
        made_at=mender.now.astimezone(UTC).isoformat(),
        partitions=tuple(partitions),
        files=tuple(sorted(files, key=lambda file: (file.table, file.dt, file.key))),
        index=save_index(objects, number, index),
        dropped=dropped,
        rewrites=before.rewrites if before else (),
    )

"""What a reader can see of a store, whole or damaged: the files that are there, and findings on what is not.

A reader goes on with what there is, and says so. It looks at names, sizes and records alone; the sums of all files are
what `store/verify.py` looks at.
"""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from newswire.store.known.index import Index
from newswire.store.known.opened import open_index
from newswire.store.log.findings import Finding
from newswire.store.log.objects import Objects
from newswire.store.log.state import Place, State, files_at, read_state
from newswire.store.log.versions import CurrentFile, files_of
from newswire.store.schema import TABLES
from newswire.stream.errors import FatalError

_NAME = re.compile(r"(.+)\+(\d+)\+(\d+)\+(\d+)\.parquet")


class Readable(NamedTuple):
    """A store at one moment."""

    state: State
    files: list[CurrentFile]  #: that are there
    findings: list[Finding]
    known: Index | None  #: the index of its version, None where it can't be gone by


def whole(objects: Objects) -> Readable:
    """A store that is sound. Raises as `read_state` and `open_index`."""
    state = read_state(objects)
    return Readable(state, files_at(objects, state), [], open_index(objects, state.version, whole=False))


def look(objects: Objects, without: Collection[str] = (), *, sizes: bool = False) -> Readable:
    """A store that need not be; `without` are files that are known to be damaged, `sizes` asks for those that are cut,
    too. Raises FatalError where its newest version is damaged, which leaves nothing to go by."""
    # First the folders, then the log: whatever was published by then is committed by now.
    listed = {key for table in TABLES for key in objects.list(table)}
    findings: list[Finding] = []
    state = read_state(objects, findings)
    torn = {place for place in state.hidden if _is_torn(objects, state, place)}
    state = state._replace(hidden=state.hidden - torn)
    files, there = files_at(objects, state), []
    for file in files:
        if file.key in without:
            findings.append(Finding("damaged_file", f"{file.key}: {file.rows} rows"))
        elif file.key not in listed and not objects.stat(file.key):
            findings.append(Finding("missing_file", f"{file.key}: {file.rows} rows"))
        elif sizes and (stat := objects.stat(file.key)) and stat.size != file.bytes:
            findings.append(Finding("damaged_file", f"{file.key}: {stat.size} of {file.bytes} bytes"))
        else:
            there.append(file)
    findings += _beyond(listed, state)
    index = None
    try:
        index = open_index(objects, state.version, whole=False)
    except (FatalError, FileNotFoundError) as e:
        findings.append(Finding("damaged_index", str(e)))
    return Readable(state, there, findings, index)


def unsound(objects: Objects, files: Collection[CurrentFile]) -> set[str]:
    """The keys of those that are not as they were committed; reads them all."""
    found = set()
    for file in files:
        try:
            stat = objects.stat(file.key)
            if not stat or stat.size != file.bytes or objects.sha256(file.key) != file.sha256:
                found.add(file.key)
        except OSError:
            found.add(file.key)
    return found


def batch_of(key: str) -> tuple[str, int, int, int] | None:
    """Topic, partition, start and end that the name of a batch's file says; None for any other name."""
    found = _NAME.fullmatch(key.rpartition("/")[2])
    return (found[1], int(found[2]), int(found[3]), int(found[4])) if found else None


def end_of(state: State, place: Place) -> int:
    """The offset at which a partition goes on."""
    if commits := state.tail.get(place):
        return commits[-1].end
    folded = state.folded.get(place)
    return folded.end if folded else 0


def _is_torn(objects: Objects, state: State, place: Place) -> bool:
    """Whether a file of the newest batch is neither staged nor published: nobody will ever publish it whole."""
    for file in state.tail[place][-1].files:
        # looked for twice at its final place: it may be moved there in between
        if not any(objects.stat(key) for key in (file.final, file.staged, file.final)):
            return True
    return False


def _beyond(listed: Collection[str], state: State) -> Iterator[Finding]:
    """Batches whose files are there and whose record is not: it comes first, and so it was lost."""
    starts: dict[Place, int] = {}
    known = {file.key for commits in state.tail.values() for commit in commits for file in files_of(commit)}
    for key in set(listed) - known:
        batch = batch_of(key)
        if batch and batch[2] >= end_of(state, batch[:2]):
            starts[batch[:2]] = min(batch[2], starts.get(batch[:2], batch[2]))
    for (topic, partition), start in sorted(starts.items()):
        yield Finding("missing_record", f"{topic}/{partition} from {start} on: there are files and no record of them")

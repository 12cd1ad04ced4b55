"""The store at one moment: its newest version, and the records of the commit log after that."""

from typing import NamedTuple

from newswire.store.commits import Commit, CommitLog
from newswire.store.log.findings import Finding
from newswire.store.log.objects import Objects
from newswire.store.log.versions import (
    CurrentFile,
    Folded,
    Rewrite,
    Swap,
    Version,
    files_of,
    newest_number,
    newest_version,
)
from newswire.stream.errors import FatalError, RetryableError

_TRIES = 20

Place = tuple[str, int]  #: topic, partition


class State(NamedTuple):
    """What a reader has to know; all of one moment."""

    version: Version | None
    tail: dict[Place, list[Commit]]  #: records that no version has folded, in their order
    hidden: frozenset[Place] = frozenset()  #: where the newest of them is not published yet

    @property
    def shown(self) -> list[Commit]:
        """The records of the tail whose files readers see. Only the newest of a partition can be unpublished: nobody
        commits after a record before its files are in place."""
        return [
            commit
            for place, commits in self.tail.items()
            for commit in commits
            if place not in self.hidden or commit is not commits[-1]
        ]

    @property
    def folded(self) -> dict[Place, Folded]:
        """What the version says of each partition."""
        return {(f.topic, f.partition): f for f in self.version.partitions} if self.version else {}

    @property
    def rewrites(self) -> tuple[Rewrite, ...]:
        """Files of the tail that were rewritten."""
        return self.version.rewrites if self.version else ()

    @property
    def number(self) -> int:
        """Of the version, 0 for none."""
        return self.version.number if self.version else 0


def is_store(objects: Objects) -> bool:
    """Whether anything was ever committed here."""
    return bool(newest_number(objects) or CommitLog(objects).partitions())


def read_state(objects: Objects, findings: list[Finding] | None = None) -> State:
    """Raises FatalError where a version or a record is damaged, RetryableError where they change too quickly.

    With a list for `findings`, damaged records are passed over and noted there, and so are those that are missing.
    """
    log = CommitLog(objects)
    for _ in range(_TRIES):
        state = State(newest_version(objects), {})
        folded = state.folded
        noted: list[Finding] | None = None if findings is None else []
        try:
            for place in sorted({*folded, *log.partitions()}):
                begin = folded[place].end if place in folded else 0
                state.tail[place] = _records(log, place, begin, noted)
        except FileNotFoundError:
            continue  # folded while we read
        newest = {place: commits[-1] for place, commits in state.tail.items() if commits}
        hidden = frozenset(place for place, commit in newest.items() if not _is_published(objects, commit))
        state = state._replace(hidden=hidden)
        # Last: what looks unpublished may have been folded, and compacted away, since its record was read.
        if newest_number(objects) == state.number:
            if findings is not None:
                findings[:] = noted or []
            return state
    raise RetryableError("the versions of the store follow each other too quickly to be read")


def _records(log: CommitLog, place: Place, begin: int, noted: list[Finding] | None) -> list[Commit]:
    """The records of a partition from there on, in their order."""
    found: list[Commit] = []
    expected = begin
    for start in log.starts(*place):
        if start < begin:
            continue
        try:
            commit = log.read(*place, start)
        except FatalError as e:
            if noted is None:
                raise
            noted.append(Finding("damaged_record", str(e)))
            continue
        if noted is not None and start > expected:
            noted.append(Finding("missing_record", f"{place[0]}/{place[1]} from {expected} to {start}"))
        found.append(commit)
        expected = commit.end
    return found


def files_at(objects: Objects, state: State) -> list[CurrentFile]:
    """The files that a reader may see: of whole batches, and of a swap either the new ones or the old ones."""
    found: list[CurrentFile] = []
    if state.version:
        hidden: set[str] = set()
        for swap in state.version.swaps:
            if is_undone(objects, swap):
                hidden.update(file.key for file in swap.new)
                found += swap.old
        found += [file for file in state.version.files if file.key not in hidden]
    for commit in state.shown:
        # made again in another schema: the file may still be the earlier one
        of_batch = files_of(commit, state.rewrites)
        found += [file if file.schema_id == commit.schema_id else file.with_schema("") for file in of_batch]
    return sorted(found, key=lambda file: (file.table, file.dt, file.key))


def is_undone(objects: Objects, swap: Swap) -> bool:
    """Whether the old files are still what there is. Where neither they nor all new ones are, new ones are lost."""
    if all(objects.stat(file.key) for file in swap.new):
        return False
    return any(objects.stat(file.key) for file in swap.old)


def _is_published(objects: Objects, commit: Commit) -> bool:
    return all(objects.stat(file.final) for file in commit.files)

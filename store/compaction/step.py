"""The next version of the store: which files take the place of which, and what the log adds up to."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import structlog

from newswire.store.known.index import Message
from newswire.store.known.opened import open_index, save_index
from newswire.store.known.stored import messages_in
from newswire.store.log.objects import Objects
from newswire.store.log.state import State
from newswire.store.log.versions import CurrentFile, IndexFile, Rewrite, Swap, Version, create_version, files_of, fold

log = structlog.get_logger()


def folded_files(state: State) -> list[CurrentFile]:
    """The files of all batches but the newest of each partition, which may be on its way still."""
    found = list(state.version.files) if state.version else []
    return found + [
        file for commits in state.tail.values() for commit in commits[:-1] for file in files_of(commit, state.rewrites)
    ]


class Change(NamedTuple):
    """What a version changes, beside summing up records."""

    swaps: Sequence[Swap] = ()
    dropped: Mapping[str, int] = {}  #: table -> rows that the swaps leave out
    rewrites: Sequence[Rewrite] = ()  #: of files of batches that are not folded
    without: Collection[bytes] = ()  #: digests of articles that the index no longer knows


def next_version(objects: Objects, state: State, change: Change, now: datetime, *, why: str) -> int:
    """Makes the next version: with these swaps and rewrites still to be done, and all records summed up but the newest
    of each partition. Returns how many records that were."""
    folded, records, swaps = state.folded, 0, change.swaps
    messages: list[Message] = []
    dropped = Counter(change.dropped)
    rewrites = {rewrite.new.key: rewrite for rewrite in (*state.rewrites, *change.rewrites)}
    for place, commits in state.tail.items():
        for commit in commits[:-1]:
            folded[place] = fold(folded.get(place), commit)
            messages += list(messages_in(objects, [commit]))
            records += 1
            for rewrite in [rewrites.pop(file.final) for file in commit.files if file.final in rewrites]:
                dropped[rewrite.new.table] += rewrite.rows - rewrite.new.rows
    gone = {file.key for swap in swaps for file in swap.old}
    files = [file for file in folded_files(state) if file.key not in gone]
    files += [file for swap in swaps for file in swap.new]
    number = state.number + 1
    before = state.version.dropped if state.version else {}
    version = Version(
        number=number,
        why=why,
        made_at=now.astimezone(UTC).isoformat(),
        partitions=tuple(folded[place] for place in sorted(folded)),
        files=tuple(sorted(files, key=lambda file: (file.table, file.dt, file.key))),
        index=_index(objects, state, messages, number, change.without),
        swaps=tuple(swaps),
        rewrites=tuple(rewrites[key] for key in sorted(rewrites)),
        dropped={table: before.get(table, 0) + dropped[table] for table in {*before, *dropped}},
    )
    create_version(objects, version)
    new = sum(len(swap.new) for swap in swaps)
    log.info("version", number=number, why=why, before=len(gone), after=new, records=records)
    return records


def _index(
    objects: Objects, state: State, messages: list[Message], number: int, without: Collection[bytes]
) -> IndexFile:
    old = open_index(objects, state.version)
    if state.version and not messages and not without:
        return state.version.index
    return save_index(objects, number, old.merged(messages).without(without))

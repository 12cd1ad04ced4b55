"""Repair of a store: version, records, files and index, in this order, each as `verify` wants it.

Nothing is changed in place: what is made again is written beside, durable and proven, before the damaged original goes
to `_quarantine/`. Killed at any moment, it has made nothing worse, and the next run ends it. Writers may be at work.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import pairwise

from newswire.store.commits import Commit, CommitLog, file_name
from newswire.store.compaction.compact import finish
from newswire.store.log.findings import Finding
from newswire.store.log.objects import Objects, Place, objects_at
from newswire.store.log.state import Place as Partition
from newswire.store.log.state import State, read_state
from newswire.store.repair.batches import mend_batch
from newswire.store.repair.chain import mend_chain
from newswire.store.repair.compacted import mend_compacted
from newswire.store.repair.mender import Mender, Outcome
from newswire.store.repair.swaps import mend_swaps
from newswire.store.repair.topic import Topics
from newswire.store.repair.versions import mend_version
from newswire.store.schema import HEADS, TABLES
from newswire.stream.broker import Broker


def repair(
    root: Place,
    broker: Broker | None,
    now: datetime,
    tell: Callable[[Outcome], None],
    *,
    is_forgotten: Callable[[str], bool] = lambda article_id: False,
    failpoint: Callable[[str], None] = lambda step: None,
) -> bool:
    """Mends a store, from the topics of a broker where there is one; tells what it does. An article that
    `is_forgotten`, by its id, does not come back. False where another process makes versions.

    Raises OSError where the disk is full: the next run goes on.
    """
    objects = objects_at(root)
    mender = Mender(objects, Topics(broker, is_forgotten), now, tell, failpoint)
    if not _listed(objects) and not CommitLog(objects).partitions():
        return True
    with objects.lock() as held:
        if not held:
            return False
        mend_version(mender)
        mend_swaps(mender)
        state = _sound(objects)
        listed = _listed(objects)
        for partition in sorted({*state.folded, *state.tail}):
            mend_chain(mender, state, partition, listed)
        state = read_state(objects)
        for place, commits in sorted(state.tail.items()):
            for start in [commit.start for commit in commits]:
                if mend_batch(mender, state, next(c for c in state.tail[place] if c.start == start)):
                    state = read_state(objects)
        finish(objects)
        mend_compacted(mender, read_state(objects))
        _put_strays_aside(mender, listed)
        _adopt(mender, read_state(objects))
    return True


def _listed(objects: Objects) -> list[str]:
    return [key for table in TABLES for key in objects.list(table)]


def _sound(objects: Objects) -> State:
    """The records that are what their names say, and agree with one another."""
    findings: list[Finding] = []
    state = read_state(objects, findings)
    tail = {place: list(_agreeing(place, commits)) for place, commits in state.tail.items()}
    return state._replace(tail=tail, hidden=frozenset())


def _agreeing(place: Partition, commits: list[Commit]) -> Iterator[Commit]:
    following = {one.start: other.start for one, other in pairwise(commits)}
    for commit in commits:
        names = {file_name(*place, commit.start, commit.end)}
        counted = sum(file.rows for file in commit.files if file.table in HEADS) == commit.rows
        if (
            (commit.topic, commit.partition) == place
            and commit.start < commit.end <= following.get(commit.start, commit.end)
            and {file.final.rpartition("/")[2] for file in commit.files} <= names
            and counted
        ):
            yield commit


def _put_strays_aside(mender: Mender, listed: list[str]) -> None:
    """Files that no record and no version names, and that were there at first: readers of plain files see them."""
    state = read_state(mender.objects)
    known = {file.final for commits in state.tail.values() for commit in commits for file in commit.files}
    if state.version:
        known |= {file.key for file in state.version.files}
        known |= {file.key for swap in state.version.swaps for file in (*swap.old, *swap.new)}
    for key in sorted(set(listed) - known):
        if mender.objects.stat(key):
            mender.aside(key)
            mender.tell("aside", f"{key}: no record names it")


def _adopt(mender: Mender, state: State) -> None:
    """Goes on with a topic of the same name where the one that the store was filled from is gone: a record of one
    offset, which no message has, says so, and what is added to the new topic's offsets from there on."""
    for (topic, partition), commits in sorted(state.tail.items()):
        if not commits:
            continue
        last = commits[-1]
        now = mender.topics.id(topic)
        if now is None or now == last.topic_id:
            continue
        mender.failpoint("adopt")
        CommitLog(mender.objects).insert(
            Commit(
                topic=topic,
                partition=partition,
                start=last.end,
                end=last.end + 1,
                topic_id=now,
                base=last.end + 1,
                writer="repair",
                committed_at=last.committed_at,
                schema_id=last.schema_id,
            )
        )
        mender.tell("adopted", f"{topic}/{partition}: goes on with the topic {now}, its offset 0 as {last.end + 1}")

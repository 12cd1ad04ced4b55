"""Takes articles out of the store for good: all their rows, in all their revisions and enrichments, at once.

Files that hold some of their rows are rewritten without them, a day at a time, by a version as in compaction: those
that a version has folded are swapped, those of each partition's newest batch take the place of the old ones under the
same name, since its record has to stay where writers go on from. What was swapped out, earlier versions and indexes
and what dead writers left in `_staging/` go at the same time. Killed at any moment, the next call ends it: which
articles are meant is asked of a predicate, so that nothing has to be remembered.
"""

import uuid
from collections import Counter
from collections.abc import Collection
from datetime import date, datetime
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec
import numpy as np
import pyarrow as pa

from newswire.store.commits import CommitLog
from newswire.store.compaction.alone import held
from newswire.store.compaction.compact import finish, is_sound, swap_of
from newswire.store.compaction.holding import (
    IsForgotten,
    all_files,
    count_in,
    drop_staged,
    ids_in,
    mentions_of,
    places_of,
)
from newswire.store.compaction.plan import AIMS
from newswire.store.compaction.rewrite import Rewritten, rewrite
from newswire.store.compaction.step import Change, folded_files, next_version
from newswire.store.known.keys import article_key
from newswire.store.known.opened import open_index
from newswire.store.known.standing import DIGEST
from newswire.store.log.local import STAGING
from newswire.store.log.objects import Objects, Place, objects_at
from newswire.store.log.state import State, read_state
from newswire.store.log.versions import CurrentFile, Rewrite
from newswire.store.schema import SCHEMA_ID, TABLES
from newswire.store.staging import to_parquet
from newswire.stream.errors import FatalError

#: how long a compaction that runs is waited for
WAIT_S = 600.0


class Forgot(NamedTuple):
    """What a run has taken out."""

    articles: int = 0
    rows: int = 0  #: of all tables
    staged: int = 0  #: files of writers long dead


def forget(
    place: Place,
    now: datetime,
    is_forgotten: IsForgotten,
    *,
    known: Collection[str] = (),
    staged_before: float | None = None,
    wait_s: float = WAIT_S,
) -> Forgot:
    """Takes out all articles of which `is_forgotten` says so of their id; nothing is left of them when it returns.

    `known` are ids of such, of which the index may remember some that are no longer stored. `staged_before` (seconds
    since 1970) is when all writers had heard: what they staged until then, and never committed, goes as well.
    Raises RetryableError where another process makes versions for longer than `wait_s`, FatalError where a file that
    holds some of their rows is damaged: that one has to be repaired first, all else is done.
    """
    objects = objects_at(place)
    with held(objects, wait_s):
        finish(objects)
        _publish_newest(objects)
        found: set[str] = set()
        damaged: set[str] = set()
        rows = 0
        while True:
            state = read_state(objects)
            ids, day = _next_day(objects, state, is_forgotten, damaged)
            if day is None:
                break
            found |= ids
            rows += _take_out(objects, state, day, ids, now, damaged)
            finish(objects, 0, kept=1)
        _forget_keys(objects, {*found, *known}, now)
        finish(objects, 0, kept=1)
        staged = drop_staged(objects, is_forgotten, staged_before) if staged_before is not None else 0
    if damaged:
        raise FatalError(f"damaged, and may hold what is to be forgotten: {', '.join(sorted(damaged))}: repair first")
    return Forgot(len(found), rows, staged)


def _next_day(
    objects: Objects, state: State, is_forgotten: IsForgotten, damaged: set[str]
) -> tuple[set[str], date | None]:
    """The first day that has rows of forgotten articles, and their ids there."""
    files = [file for file in all_files(state) if file.key not in damaged]
    for day in sorted({file.dt for file in files}):
        ids: set[str] = set()
        for file in files:
            if file.dt == day:
                try:
                    ids |= ids_in(objects, file, is_forgotten)
                except (FileNotFoundError, pa.ArrowException, OSError):
                    damaged.add(file.key)
        if ids:
            return ids, day
    return set(), None


def _take_out(objects: Objects, state: State, day: date, ids: Collection[str], now: datetime, damaged: set[str]) -> int:
    """Makes the version in which these articles have no rows on this day; returns how many rows that were."""
    folded = {file.key for file in folded_files(state)}
    swaps: dict[str, list[tuple[CurrentFile, Rewritten]]] = {}
    rewrites: list[Rewrite] = []
    dropped: Counter[str] = Counter()
    mentions: set[bytes] = set()
    total = 0
    for file in all_files(state):
        if file.dt != day or file.key in damaged or not count_in(objects, file, ids):
            continue
        if not is_sound(objects, file):
            damaged.add(file.key)
            continue
        made = rewrite(objects, [file], 8 * AIMS.file_bytes, places_of(objects, file, ids))
        total += made.dropped
        mentions |= mentions_of(objects, file, ids)
        if file.key in folded:
            swaps.setdefault(file.key.rpartition("/")[0], []).append((file, made))
            dropped[file.table] += made.dropped
        else:
            rewrites.append(_in_place(objects, state, file, made))
    joined = [
        swap_of(
            [file for file, _ in pairs],
            Rewritten(
                {key: final for _, made in pairs for key, final in made.staged.items()},
                tuple(new for _, made in pairs for new in made.new),
            ),
        )
        for _, pairs in sorted(swaps.items())
    ]
    if joined or rewrites:
        change = Change(joined, dropped, rewrites, {*map(article_key, ids), *mentions})
        next_version(objects, state, change, now, why="forget")
    return total


def _in_place(objects: Objects, state: State, file: CurrentFile, made: Rewritten) -> Rewrite:
    """A file of a newest batch as it is to be, under the same name; without rows where none is left."""
    committed = {rewrite.new.key: rewrite.rows for rewrite in state.rewrites}.get(file.key, file.rows)
    if made.new:
        ((staged, _),) = made.staged.items()
        return Rewrite(staged=staged, rows=committed, new=msgspec.structs.replace(made.new[0], key=file.key))
    content = to_parquet(file.table, TABLES[file.table].schema.empty_table())
    staged = f"{STAGING}/{uuid.uuid4().hex}.parquet"
    objects.put({staged: content})
    facts: dict[str, Any] = {
        "rows": 0,
        "bytes": len(content),
        "sha256": sha256(content).hexdigest(),
        "schema_id": SCHEMA_ID,
    }
    return Rewrite(staged=staged, rows=committed, new=msgspec.structs.replace(file, **facts))


def _forget_keys(objects: Objects, articles: Collection[str], now: datetime) -> None:
    """Makes the index forget that these articles were ever stored."""
    state = read_state(objects)
    if not state.version or not articles:
        return
    keys = {article_key(article_id) for article_id in articles}
    if len(open_index(objects, state.version).rows_of(np.array(sorted(keys), DIGEST))):
        next_version(objects, state, Change(without=keys), now, why="forget")


def _publish_newest(objects: Objects) -> None:
    """What is committed and not in place yet: it must not come from `_staging/` later."""
    commits = CommitLog(objects)
    for topic, partition in commits.partitions():
        if last := commits.last(topic, partition):
            commits.publish(last)

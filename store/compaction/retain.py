"""What the store need not keep any longer: days, and rows of enrichments that a later one has taken the place of.

Both go by a version, as compaction does: at once for readers of ours, a day's folder at a time for others. What was
stored stays known, so that nothing that comes again is stored again.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pyarrow as pa

from newswire.store.compaction.compact import SWAPPED_S, finish, is_sound, swap_of
from newswire.store.compaction.plan import AIMS, MOST
from newswire.store.compaction.rewrite import count_of, rewrite
from newswire.store.compaction.step import Change, folded_files, next_version
from newswire.store.known.opened import open_index
from newswire.store.known.standing import ENRICHED
from newswire.store.log.objects import Objects, Place, objects_at
from newswire.store.log.state import State, read_state
from newswire.store.log.versions import CurrentFile, Swap, newest_number
from newswire.store.schema import TABLES


class Retained(NamedTuple):
    """What a run has dropped."""

    days: int = 0
    rows: int = 0  #: of all tables


def retain(
    place: Place, now: datetime, *, store_days: int = 0, superseded_days: int = 0, swapped_s: float = SWAPPED_S
) -> Retained | None:
    """Drops days before the last `store_days`, and of those before the last `superseded_days` the rows that a later
    enrichment of the same revision has superseded; 0 keeps all. None where another process makes versions.

    Only what a version has folded is looked at: compact first. Raises as `compact`.
    """
    objects = objects_at(place)
    if not (store_days or superseded_days) or not newest_number(objects):
        return Retained()
    today = now.astimezone(UTC).date()
    with objects.lock() as held:
        if not held:
            return None
        finish(objects, swapped_s)
        days = rows = 0
        if store_days:
            gone = _drop_days(objects, read_state(objects), today - timedelta(days=store_days), now)
            days, rows = len({swap.folder.rpartition("/")[2] for swap in gone}), _rows(gone)
            finish(objects, swapped_s)
        if superseded_days:
            rows += _drop_superseded(objects, today - timedelta(days=superseded_days), now, swapped_s)
        return Retained(days, rows)


def _drop_days(objects: Objects, state: State, before: date, now: datetime) -> list[Swap]:
    of_folder: dict[str, list[CurrentFile]] = {}
    for file in folded_files(state):
        if file.dt < before:
            of_folder.setdefault(file.key.rpartition("/")[0], []).append(file)
    swaps = [Swap(folder=folder, staged={}, new=(), old=tuple(files)) for folder, files in sorted(of_folder.items())]
    if swaps:
        dropped: Counter[str] = Counter()
        for swap in swaps:
            dropped[swap.old[0].table] += _rows([swap])
        next_version(objects, state, Change(swaps, dropped), now, why="retain")
    return swaps


def _drop_superseded(objects: Objects, before: date, now: datetime, swapped_s: float) -> int:
    """One day at a time; returns how many rows."""
    total = 0
    for day in sorted({file.dt for file in folded_files(read_state(objects)) if file.dt < before}):
        state = read_state(objects)
        if not state.version:
            break
        places = open_index(objects, state.version).superseded(only=ENRICHED)
        groups = _groups(objects, state.version.files, day, places)
        dropped: Counter[str] = Counter()
        swaps = []
        for files in groups:
            made = rewrite(objects, files, AIMS.file_bytes, places)
            swaps.append(swap_of(files, made))
            dropped[files[0].table] += made.dropped
        if swaps:
            next_version(objects, state, Change(swaps, dropped), now, why="retain")
            finish(objects, swapped_s)
            total += dropped.total()
    return total


def _groups(objects: Objects, files: Sequence[CurrentFile], day: date, places: pa.Table) -> list[list[CurrentFile]]:
    """The files of each table of a day that has rows of these places; none where it is not worth it, or not safe."""
    enriched = [table for table in TABLES if table != "mentions"]  # which no enrichment supersedes
    of_table = [[file for file in files if (file.table, file.dt) == (table, day)] for table in enriched]
    groups = [group for group in of_table if group]
    articles = next((group for group in groups if group[0].table == "articles"), None)
    if not len(places) or not articles or any(len(group) > MOST for group in groups):
        return []
    if not count_of(objects, articles, places):
        return []
    # All tables of a message at once, or none: a damaged file is left as it is, and so is its day.
    return groups if all(is_sound(objects, file) for group in groups for file in group) else []


def _rows(swaps: list[Swap]) -> int:
    return sum(file.rows for swap in swaps for file in swap.old)

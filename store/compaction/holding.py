"""Which files of the store hold rows of articles that are to be forgotten, and which rows those are."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from store.compaction.step import folded_files
from store.log.local import STAGING
from store.log.objects import Objects, Place, objects_at
from store.log.state import State, read_state
from store.log.versions import CurrentFile, files_of

_PLACE = ["article_id", "_topic", "_partition", "_offset"]
#: whether an article, by its id, is to be forgotten
IsForgotten = Callable[[str], bool]


def count(place: Place, is_forgotten: IsForgotten) -> tuple[int, int]:
    """How many articles and rows `forget` would take out."""
    objects = objects_at(place)
    state = read_state(objects)
    found: set[str] = set()
    days: set[date] = set()
    for file in all_files(state):
        ids = ids_in(objects, file, is_forgotten)
        found |= ids
        days |= {file.dt} if ids else set()
    rows = sum(count_in(objects, file, found) for file in all_files(state) if file.dt in days)
    return len(found), rows


def all_files(state: State) -> list[CurrentFile]:
    """All files of the store, those of the newest batches included."""
    newest = [commits[-1] for commits in state.tail.values() if commits]
    return folded_files(state) + [file for commit in newest for file in files_of(commit, state.rewrites)]


def ids_in(objects: Objects, file: CurrentFile, is_forgotten: IsForgotten) -> set[str]:
    """The forgotten articles that a file of `articles` holds; none of any other table's."""
    # An article's rows of all tables are of one day, and one in `articles` is always there.
    return ids_at(objects, file.key, is_forgotten) if file.table == "articles" else set()


def ids_at(objects: Objects, key: str, is_forgotten: IsForgotten) -> set[str]:
    """The forgotten articles that a Parquet file holds. Raises FileNotFoundError, ArrowException."""
    found: set[Any] = set()
    with objects.open(key) as opened, pq.ParquetFile(opened) as parquet:
        for batch in parquet.iter_batches(columns=["article_id"]):
            found.update(pc.unique(batch.column(0)).to_pylist())
    return {article_id for article_id in found if article_id is not None and is_forgotten(article_id)}


def places_of(objects: Objects, file: CurrentFile, ids: Collection[str]) -> pa.Table:
    """Where in the log the rows of these articles come from."""
    wanted = pa.array(sorted(ids), pa.string())
    found: list[pa.Table] = []
    with objects.open(file.key) as opened, pq.ParquetFile(opened) as parquet:
        for batch in parquet.iter_batches(columns=_PLACE):
            rows = pa.Table.from_batches([batch])
            found.append(rows.filter(pc.is_in(rows["article_id"], value_set=wanted)).select(_PLACE[1:]))
    return pa.concat_tables(found).combine_chunks() if found else pa.table({name: [] for name in _PLACE[1:]})


def count_in(objects: Objects, file: CurrentFile, ids: Collection[str]) -> int:
    """How many rows of these articles a file holds, 1 where it can't be read."""
    try:
        return len(places_of(objects, file, ids))
    except (FileNotFoundError, pa.ArrowException, OSError):
        return 1  # which is found to be damaged when it is looked at closely


def drop_staged(objects: Objects, is_forgotten: IsForgotten, before: float) -> int:
    """Deletes what writers left in `_staging/` that hold forgotten articles, or that were cut short before then."""
    state, deleted = read_state(objects), 0
    wanted = {key for swap in (state.version.swaps if state.version else ()) for key in swap.staged}
    wanted |= {file.staged for chain in state.tail.values() for commit in chain for file in commit.files}
    for key in objects.list(STAGING):
        stat = objects.stat(key)
        if not key.endswith(".parquet") or key in wanted or not stat or stat.modified >= before:
            continue
        try:
            goes = bool(ids_at(objects, key, is_forgotten))
        except FileNotFoundError:
            continue  # published meanwhile
        except (pa.ArrowException, OSError, KeyError):
            goes = True  # nobody can commit what was not written to its end
        deleted += goes and objects.delete(key)
    return deleted

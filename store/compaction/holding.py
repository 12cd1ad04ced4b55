"""Which files of the store hold rows of articles that are to be forgotten, and which rows those are."""

from collections.abc import Callable, Collection
from datetime import date
from functools import reduce
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from newswire.store.compaction.step import folded_files
from newswire.store.known.changes import mention_key
from newswire.store.log.local import STAGING
from newswire.store.log.objects import Objects, Place, objects_at
from newswire.store.log.state import State, read_state
from newswire.store.log.versions import CurrentFile, files_of
from newswire.store.schema import HEADS

_PLACE = ["_topic", "_partition", "_offset"]
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
    """The forgotten articles that a file with a row for each message tells of; none of any other table's."""
    # An enriched article's rows of all tables are of one day, and one in `articles` is always there.
    return ids_at(objects, file.key, is_forgotten) if file.table in HEADS else set()


def ids_at(objects: Objects, key: str, is_forgotten: IsForgotten) -> set[str]:
    """The forgotten articles that a Parquet file holds. Raises FileNotFoundError, ArrowException."""
    found: set[Any] = set()
    with objects.open(key) as opened, pq.ParquetFile(opened) as parquet:
        for batch in parquet.iter_batches(columns=_articles(parquet)):
            for column in batch.columns:
                found.update(pc.unique(column).to_pylist())
    return {article_id for article_id in found if article_id is not None and is_forgotten(article_id)}


def places_of(objects: Objects, file: CurrentFile, ids: Collection[str]) -> pa.Table:
    """Where in the log the rows of these articles come from."""
    wanted = pa.array(sorted(ids), pa.string())
    found: list[pa.Table] = []
    with objects.open(file.key) as opened, pq.ParquetFile(opened) as parquet:
        articles = _articles(parquet)
        for batch in parquet.iter_batches(columns=[*articles, *_PLACE]):
            rows = pa.Table.from_batches([batch])
            told = [pc.is_in(rows[name], value_set=wanted) for name in articles]
            found.append(rows.filter(reduce(pc.or_, told)).select(_PLACE))
    return pa.concat_tables(found).combine_chunks() if found else pa.table({name: [] for name in _PLACE})


def mentions_of(objects: Objects, file: CurrentFile, ids: Collection[str]) -> set[bytes]:
    """The digests that the index knows mentions of these articles in a file by; none of any other table's."""
    if file.table != "mentions":
        return set()
    with objects.open(file.key) as opened, pq.ParquetFile(opened) as parquet:
        rows = parquet.read(columns=["thread_id", "article_id", "field", "start", "end"])
    return {mention_key(row) for row in rows.to_pylist() if row["article_id"] in ids}


def _articles(parquet: pq.ParquetFile) -> list[str]:
    """The columns that name an article: of a mention also that of the one that it relates to."""
    return [name for name in ("article_id", "of_article_id") if name in parquet.schema_arrow.names]


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

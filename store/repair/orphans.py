"""Rows of messages whose article is lost: they leave the store with it, and do not stand beside what the archive gives
again. The files that held them stay in quarantine."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

import pyarrow as pa
import pyarrow.parquet as pq
from msgspec.structs import replace

from newswire.store.compaction.compact import swap_of
from newswire.store.compaction.rewrite import rewrite
from newswire.store.log.objects import Objects
from newswire.store.log.records import Commit, CommittedFile
from newswire.store.log.versions import CurrentFile, Swap
from newswire.store.repair.mender import Mender
from newswire.store.repair.remake import places_in
from newswire.store.schema import HEADS
from newswire.store.staging import to_parquet

Places = set[tuple[str, int, int]]


def left_of_batch(
    mender: Mender, commit: Commit, made: Mapping[str, CommittedFile | None]
) -> dict[str, CommittedFile | None]:
    """Files of a batch without the rows whose articles did not come back (`made` is what did): final key -> the file,
    staged, None where nothing is left of it; only those that had such rows."""
    objects = mender.objects
    articles: Places = set()
    for file in commit.files:
        if file.table in HEADS:
            new = made.get(file.final, file)
            articles |= places_in(objects, file.final if new is file else new.staged) if new else set()
    found: dict[str, CommittedFile | None] = {}
    for file in commit.files:
        if file.table not in HEADS and file.final not in made and places_in(objects, file.final) - articles:
            found[file.final] = _trimmed(mender, file, articles)
    return found


def _trimmed(mender: Mender, file: CommittedFile, articles: Places) -> CommittedFile | None:
    with mender.objects.open(file.final) as opened, pq.ParquetFile(opened) as parquet:
        rows = parquet.read()
    places = zip(*(rows.column(name).to_pylist() for name in ("_topic", "_partition", "_offset")), strict=True)
    kept = rows.filter(pa.array([place in articles for place in places], pa.bool_()))
    if not len(kept):
        return None
    content = to_parquet(file.table, kept)
    staged = f"_staging/{sha256(file.final.encode()).hexdigest()}.parquet"
    mender.objects.put({staged: content})
    return replace(file, staged=staged, rows=len(kept), bytes=len(content), sha256=sha256(content).hexdigest())


def left_of_day(
    mender: Mender, articles: Iterable[str], files: Sequence[CurrentFile], file_bytes: int
) -> tuple[Swap, int] | None:
    """Files of another table of a day without the rows whose articles (in these objects) did not come back, and how
    many rows that leaves out; None where there is no such row."""
    gone = set().union(*(places_in(mender.objects, file.key) for file in files)) - _places(mender.objects, articles)
    if not gone:
        return None
    topics, partitions, offsets = zip(*sorted(gone), strict=True)
    columns = {
        "_topic": pa.array(topics, pa.string()),
        "_partition": pa.array(partitions, pa.int32()),
        "_offset": pa.array(offsets, pa.int64()),
    }
    made = rewrite(mender.objects, files, file_bytes, pa.table(columns))
    for file in files:
        mender.aside(file.key, copy=True)
    return swap_of(files, made), made.dropped


def _places(objects: Objects, keys: Iterable[str]) -> Places:
    return {place for key in keys for place in places_in(objects, key)}

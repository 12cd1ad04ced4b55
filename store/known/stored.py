"""Which messages stored files hold, for the index: read column by column."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from newswire.store.columns.times import moment
from newswire.store.known import changes
from newswire.store.known.index import Index, Message
from newswire.store.known.keys import digest, digest_of_few, enrichment_of
from newswire.store.log.objects import Objects
from newswire.store.log.records import Commit
from newswire.store.log.state import State
from newswire.store.schema import HEADS
from newswire.stream.errors import FatalError

_COLUMNS = (
    "article_id",
    "revision",
    "enrichment",
    "enrichers",
    "access",
    "previous",
    "_topic",
    "_partition",
    "_offset",
)


class DamagedFileError(FatalError):
    """A stored file that can't be read; it says which."""


def messages_in(objects: Objects, commits: Sequence[Commit], without: Collection[str] = ()) -> Iterator[Message]:
    """What the files of these batches that have a row for each message hold, for the index; `without` are files to
    pass over.

    Raises FileNotFoundError where another is gone, DamagedFileError where it is not what was written.
    """
    for commit in commits:
        committed = microseconds(commit.committed_at)
        for file in commit.files:
            if file.table in HEADS and file.final not in without:
                yield from _in_file(objects, file.final, committed)


def messages_at(objects: Objects, keys: Iterable[str]) -> Iterator[Message]:
    """What these files, with a row for each message, hold; each row as committed when it says so itself."""
    for key in keys:
        yield from _in_file(objects, key, None)


def superseded(objects: Objects, state: State, index: Index, without: Collection[str] = ()) -> pa.Table:
    """The places in the log of messages that are not current, and `how` so (`store/known/index.py`), by the version's
    index and the records of the tail. `without` are files to pass over.

    Raises FileNotFoundError where another file is gone: compacted away meanwhile, or lost; DamagedFileError and
    DamagedIndexError.
    """
    return index.superseded(list(messages_in(objects, state.shown, without)))


def microseconds(committed_at: str) -> int:
    """A commit's time as a number that sorts, 0 where it has none."""
    found = moment(committed_at)
    return int(found.timestamp() * 1_000_000) if found else 0


def _in_file(objects: Objects, key: str, committed: int | None) -> Iterator[Message]:
    # One file at a time, and never as a dataset: its folder's name would become a column.
    with objects.open(key) as file:
        try:
            # A wrong letter of an id would hide a row, or store it twice.
            with pq.ParquetFile(file, page_checksum_verification=True) as parquet:
                wanted = changes.COLUMNS if "thread_id" in parquet.schema_arrow.names else _COLUMNS
                names = [name for name in wanted if name in parquet.schema_arrow.names]
                if committed is None and "committed" in parquet.schema_arrow.names:
                    names.append("committed")
                if "enrichers" in names and _says_all(parquet, "enrichment"):
                    names.remove("enrichers")
                for batch in parquet.iter_batches(columns=names):
                    yield from _in_batch(batch, committed)
        except (pa.ArrowException, OSError) as e:
            if isinstance(e, OSError) and e.errno is not None:
                raise  # of the disk, or the network
            raise DamagedFileError(f"damaged file {key} ({str(e).strip()}): `newswire repair` makes it again") from e


def _says_all(parquet: pq.ParquetFile, column: str) -> bool:
    """Whether its bounds tell that this column is null nowhere."""
    metadata = parquet.metadata
    if column not in parquet.schema_arrow.names or not metadata.num_row_groups:
        return False
    # Columns before it may be nested, and so have several places each: it is looked for by its name.
    leaf = next(i for i in range(metadata.num_columns) if metadata.row_group(0).column(i).path_in_schema == column)
    told = [metadata.row_group(i).column(leaf).statistics for i in range(metadata.num_row_groups)]
    return all(one is not None and one.null_count == 0 for one in told)


def _in_batch(batch: pa.RecordBatch, committed: int | None) -> Iterator[Message]:
    """Column by column: the newest batch is read with each question, and a dict for each row costs twice as much."""
    nothing: list[Any] = [None] * batch.num_rows
    if committed is not None:
        times = [committed] * batch.num_rows
    else:
        told = batch.column("committed").to_pylist() if "committed" in batch.schema.names else nothing
        times = [int(at.timestamp() * 1_000_000) if at else 0 for at in told]
    if "thread_id" in batch.schema.names:
        return changes.changes_in(batch, times)
    columns: dict[str, list[Any]] = {
        name: batch.column(name).to_pylist() for name in batch.schema.names if name != "enrichers"
    }
    enrichments = columns.get("enrichment", nothing)
    if None in enrichments:  # older rows say it by their enrichers alone
        enrichers = batch.column("enrichers").to_pylist()
        pairs = zip(enrichments, enrichers, strict=True)
        enrichments = [enrichment_of(made_by or ()) if one is None else one for one, made_by in pairs]
    # a page that was never had is not a deletion: its feed's own text stands in
    gone = [
        access == "gone" and previous is not None
        for access, previous in zip(columns["access"], columns.get("previous", nothing), strict=True)
    ]
    articles, revisions = columns["article_id"], columns["revision"]
    return map(
        Message,
        map(digest, articles),
        map(digest, articles, revisions),
        map(digest_of_few, enrichments),
        times,
        columns["_topic"],
        columns["_partition"],
        columns["_offset"],
        gone,
    )

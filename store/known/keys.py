"""What makes a row the same as another: article, revision and enrichment; as digests, and read from stored files."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from store.columns.moments import moment
from store.known.index import Index, Message
from store.log.objects import Objects
from store.log.records import Commit
from store.log.state import State
from stream.messages import EnrichedArticle, EnricherInfo, make_id

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

Key = tuple[bytes, bytes, bytes]  #: digests of article, revision, enrichment


def enrichment_of(enrichers: Iterable[Mapping[str, str | None]]) -> str:
    """The id of a set of enrichers by their names, versions and the sha256 of their weights; empty for none.

    >>> enrichment_of([{"name": "times", "version": "2"}]) != enrichment_of([{"name": "times", "version": "3"}])
    True
    """
    parts = [f"{e['name']} {e['version']} {e.get('sha256') or ''}" for e in enrichers]
    return make_id(*parts)[:16] if parts else ""


def enrichment_id(message: EnrichedArticle) -> str:
    """The same of a message."""
    return _enrichment(message.enrichers)


@lru_cache
def _enrichment(enrichers: tuple[EnricherInfo, ...]) -> str:
    return enrichment_of([{"name": e.name, "version": e.version, "sha256": e.sha256} for e in enrichers])


def key_of(article_id: str, revision: str, enrichment: str) -> Key:
    """The digests that tell one row from another."""
    return _digest(article_id), _digest(article_id, revision), _digest(enrichment)


def article_key(article_id: str) -> bytes:
    """The digest that the index knows an article by."""
    return _digest(article_id)


def messages_in(objects: Objects, commits: Sequence[Commit], without: Collection[str] = ()) -> Iterator[Message]:
    """What the articles' files of these batches hold, for the index; `without` are files to pass over."""
    for commit in commits:
        committed = microseconds(commit.committed_at)
        for file in commit.files:
            if file.table == "articles" and file.final not in without:
                yield from _in_file(objects, file.final, committed)


def messages_at(objects: Objects, keys: Iterable[str]) -> Iterator[Message]:
    """What these files of articles hold, each row as committed when it says so itself."""
    for key in keys:
        yield from _in_file(objects, key, None)


def superseded(objects: Objects, state: State, index: Index, without: Collection[str] = ()) -> pa.Table:
    """The places in the log of messages that are not current, and `how` so (`store/known/index.py`), by the version's
    index and the records of the tail. `without` are files to pass over.

    Raises FileNotFoundError where another file is gone: compacted away meanwhile, or lost.
    """
    return index.superseded(list(messages_in(objects, state.shown, without)))


def microseconds(committed_at: str) -> int:
    """A commit's time as a number that sorts, 0 where it has none."""
    found = moment(committed_at)
    return int(found.timestamp() * 1_000_000) if found else 0


def _in_file(objects: Objects, key: str, committed: int | None) -> Iterator[Message]:
    # One file at a time, and never as a dataset: its folder's name would become a column.
    with objects.open(key) as file, pq.ParquetFile(file) as parquet:
        names = [name for name in _COLUMNS if name in parquet.schema_arrow.names]
        if committed is None and "committed" in parquet.schema_arrow.names:
            names.append("committed")
        if "enrichment" in names:
            names.remove("enrichers")
        for batch in parquet.iter_batches(columns=names):
            for row in batch.to_pylist():
                yield _message(row, committed)


def _message(row: dict[str, Any], committed: int | None) -> Message:
    enrichment = row["enrichment"] if "enrichment" in row else enrichment_of(row["enrichers"] or ())
    key = key_of(row["article_id"], row["revision"], enrichment or "")
    if committed is None:
        at = row.get("committed")
        committed = int(at.timestamp() * 1_000_000) if at else 0
    return Message(
        *key,
        committed=committed,
        topic=row["_topic"],
        partition=row["_partition"],
        offset=row["_offset"],
        # a page that was never had is no deletion: its feed's own text stands in
        gone=row["access"] == "gone" and row.get("previous") is not None,
    )


def _digest(*parts: str) -> bytes:
    # The lengths keep ("ab", "c") apart from ("a", "bc").
    framed = "".join(f"{len(part)}:{part}" for part in parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(framed, digest_size=16).digest()

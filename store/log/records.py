"""What the commit log is made of: a record per batch, JSON on disk. Only additive changes: they are read for good."""

from datetime import date

import msgspec


class CommittedFile(msgspec.Struct, frozen=True, kw_only=True):
    """One Parquet file of a batch. Paths are relative to the store."""

    table: str
    dt: date
    staged: str
    final: str
    rows: int
    bytes: int
    sha256: str


class Commit(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the offsets from `start` to `end`."""

    topic: str
    partition: int
    start: int  #: the `end` of the record before, 0 for the first
    end: int  #: one behind the last offset that was read
    topic_id: str
    files: tuple[CommittedFile, ...] = ()
    rows: int = 0  #: articles in `files`
    records: int = 0  #: records read; Kafka's own markers take up offsets, so this may be less than `end - start`
    repeats: int = 0  #: articles left out because the store holds that revision
    rejected: int = 0  #: records that became dead letters, and tombstones
    forgotten: int = 0  #: articles left out because they must not come back
    lost: int = 0  #: offsets that the broker had expired before they were read
    writer: str = ""
    committed_at: str = ""
    schema_id: str = ""

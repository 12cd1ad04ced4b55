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
    schema_id: str = ""  #: where it is not that of the record: the file was made again


class Commit(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the offsets from `start` to `end`."""

    topic: str
    partition: int
    start: int  #: the `end` of the record before, 0 for the first
    end: int  #: one after the last offset that was read
    topic_id: str
    files: tuple[CommittedFile, ...] = ()
    rows: int = 0  #: articles in `files`
    records: int = 0  #: records read; Kafka's own markers take up offsets, so this may be less than `end - start`
    repeats: int = 0  #: articles left out because the store holds that revision
    rejected: int = 0  #: records that became dead letters, and tombstones
    forgotten: int = 0  #: articles left out because they must not come back
    lost: int = 0  #: offsets that the broker had expired before they were read
    gone: int = 0  #: articles that were stored once, and that nothing could bring back
    #: what is added to the topic's own offsets: 0, until a topic that was lost is followed by another of its name
    base: int = 0
    writer: str = ""
    committed_at: str = ""
    schema_id: str = ""

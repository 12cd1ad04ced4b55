"""Proves a store: every offset accounted for once, every file as committed, no row twice and none without its article.

Reads only, and may run beside writers: what is committed after it began is left for the next time.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from store.commits import Commit, CommitLog, CommittedFile, file_name
from store.objects import Objects, objects_at
from store.query import connect
from store.schema import SCHEMA_KEY, TABLES
from stream.errors import FatalError

_MEMORY = "1GB"  # what is more is done on disk
_PLACE = ["_topic", "_partition", "_offset", "_row", "ingested"]


class Finding(NamedTuple):
    """One thing that is wrong.

    >>> str(Finding("missing_file", "articles/x.parquet"))
    'missing_file: articles/x.parquet'
    """

    word: str  #: snake_case, a constant that can be counted
    where: str  #: what and where, for a person

    def __str__(self) -> str:
        return f"{self.word}: {self.where}"


def verify(root: Path, *, progress: Callable[[int, int], None] = lambda done, total: None) -> Iterator[Finding]:
    """What is wrong with the store; nothing where all is well. `progress` gets files checked, and of how many."""
    # First the folders, then the log: whatever was published by then is committed by now.
    objects = objects_at(root)
    listed = {key for table in TABLES for key in objects.list(table)}
    commits = CommitLog(objects)
    chains = []
    for topic, partition in commits.partitions():
        chain, findings = _chain(commits, topic, partition)
        yield from findings
        chains.append(chain)

    committed = {file.final for chain in chains for commit in chain for file in commit.files}
    yield from (Finding("stray_file", path) for path in sorted(listed - committed))
    done, total = 0, len(committed)
    for chain in chains:
        for commit in chain:
            for file in commit.files:
                yield from _file(objects, commit, file, newest=commit is chain[-1])
                done += 1
                progress(done, total)
    yield from _rows(root)


def _chain(commits: CommitLog, topic: str, partition: int) -> tuple[list[Commit], list[Finding]]:
    """The records of a partition that can be read, and what is wrong with them."""
    chain: list[Commit] = []
    findings: list[Finding] = []
    for start in commits.starts(topic, partition):
        where = f"{topic}/{partition} at {start}"
        try:
            commit = commits.read(topic, partition, start)
        except FatalError as e:
            findings.append(Finding("damaged_record", str(e)))
            continue
        expected = chain[-1].end if chain else 0
        if start != expected:
            word = "offsets_missing" if start > expected else "offsets_twice"
            findings.append(Finding(word, f"{topic}/{partition} between {expected} and {start}"))
        if (commit.topic, commit.partition, commit.start) != (topic, partition, start) or commit.end <= start:
            findings.append(Finding("wrong_record", where))
        if chain and commit.topic_id != chain[-1].topic_id:
            findings.append(Finding("other_topic", f"{where}: id {commit.topic_id}, before {chain[-1].topic_id}"))
        if commit.lost:
            findings.append(Finding("records_lost", f"{where}: {commit.lost} offsets expired before they were read"))
        stored = sum(file.rows for file in commit.files if file.table == "articles")
        if stored != commit.rows or commit.rows + commit.repeats + commit.rejected != commit.records:
            findings.append(Finding("miscounted", f"{where}: {commit.records} records, {stored} articles"))
        chain.append(commit)
    return chain, findings


def _file(objects: Objects, commit: Commit, file: CommittedFile, *, newest: bool) -> Iterator[Finding]:
    key = file.final
    if not objects.stat(key):
        if not objects.stat(file.staged):
            # Published between the two looks, else gone.
            if not objects.stat(key):
                yield Finding("missing_file", key)
                return
        elif newest:
            key = file.staged  # its writer is at it, or whoever comes next will be
        else:
            yield Finding("unpublished_file", key)
            return
    try:
        sha256 = objects.sha256(key)
    except FileNotFoundError:
        key = file.final  # renamed while we looked
        sha256 = objects.sha256(key)
    size = stat.size if (stat := objects.stat(key) or objects.stat(file.final)) else 0
    if (size, sha256) != (file.bytes, file.sha256):
        yield Finding("damaged_file", f"{file.final}: {size} of {file.bytes} bytes, sha256 {sha256}")
        return
    try:
        with pq.ParquetFile(objects.path(key if objects.stat(key) else file.final)) as parquet:
            yield from _content(commit, file, parquet)
    except (pa.ArrowException, OSError) as e:
        yield Finding("unreadable_file", f"{file.final}: {e}")


def _content(commit: Commit, file: CommittedFile, parquet: pq.ParquetFile) -> Iterator[Finding]:
    if parquet.metadata.num_rows != file.rows:
        yield Finding("wrong_row_count", f"{file.final}: {parquet.metadata.num_rows} of {file.rows} rows")
    found = (parquet.metadata.metadata or {}).get(SCHEMA_KEY, b"").decode()
    if found != commit.schema_id:
        yield Finding("wrong_schema", f"{file.final}: {found!r} instead of {commit.schema_id!r}")
    for batch in parquet.iter_batches(columns=_PLACE):
        for name, low, high in (
            ("_topic", commit.topic, commit.topic),
            ("_partition", commit.partition, commit.partition),
            ("_offset", commit.start, commit.end - 1),
            ("ingested", *_bounds(file)),
        ):
            column = batch.column(name)
            first, last = pc.min(column).as_py(), pc.max(column).as_py()
            if column.null_count or not low <= first <= last <= high:
                yield Finding("row_out_of_place", f"{file.final}: {name} from {first} to {last}")
    if not file.final.endswith("/" + file_name(commit.topic, commit.partition, commit.start, commit.end)):
        yield Finding("wrong_name", file.final)


def _bounds(file: CommittedFile) -> tuple[datetime, datetime]:
    day = datetime(file.dt.year, file.dt.month, file.dt.day, tzinfo=UTC)
    return day, day.replace(hour=23, minute=59, second=59, microsecond=999_999)


def _rows(root: Path) -> Iterator[Finding]:
    """What only all rows together can tell."""
    queries = [
        (
            "row_twice",
            f"SELECT '{table}', _topic, _partition, _offset, _row FROM {table} GROUP BY ALL HAVING count(*) > 1",
        )
        for table in TABLES
    ]
    queries.append(
        (
            "revision_twice",
            "SELECT article_id, revision, list((_topic, _partition, _offset)) "
            "FROM articles GROUP BY article_id, revision HAVING count(*) > 1",
        )
    )
    queries += [
        (
            "row_without_article",
            f"SELECT DISTINCT '{table}', _topic, _partition, _offset FROM {table} ANTI JOIN articles "
            "USING (_topic, _partition, _offset, article_id, revision)",
        )
        for table in TABLES
        if table != "articles"
    ]
    try:
        connection = connect(root, memory_limit=_MEMORY)
    except FatalError as e:
        yield Finding("unreadable_rows", str(e))
        return
    with connection:
        for word, sql in queries:
            try:
                answer = connection.execute(sql)
                while found := answer.fetchmany(1000):
                    yield from (Finding(word, _line(row)) for row in found)
            except duckdb.Error as e:
                yield Finding("unreadable_rows", f"{word}: {str(e).splitlines()[0]}")


def _line(values: Sequence[object]) -> str:
    return " ".join(str(value) for value in values)

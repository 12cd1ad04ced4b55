"""Proves a store: every offset accounted for once, every file as committed, no row twice and none without its article.

Reads only, and may run beside writers: what is committed after it began is left for the next time.
"""

from collections.abc import Callable, Iterator

import duckdb

from newswire.store.check_file import check_file
from newswire.store.commits import Commit, CommitLog, file_name
from newswire.store.log.findings import Finding as Finding
from newswire.store.log.objects import Objects, Place, objects_at
from newswire.store.log.state import State, files_at
from newswire.store.log.versions import CurrentFile, Folded, Version, files_of, newest_version
from newswire.store.query import connect
from newswire.store.schema import HEADS, TABLES
from newswire.stream.errors import FatalError

_MEMORY = "200MB"  # what is more is done on disk
_TWICE = """
SELECT '{table}', _topic, _partition, _offset, _row FROM {table}_history {where} GROUP BY ALL HAVING count(*) > 1
"""
_REVISION_TWICE = """
SELECT article_id, revision, list((_topic, _partition, _offset)) FROM articles_history
GROUP BY article_id, revision, coalesce(enrichment, enrichers::VARCHAR) HAVING count(*) > 1
"""
_CHANGE_TWICE = """
SELECT thread_id, event, list((_topic, _partition, _offset)) FROM mentions_history
GROUP BY thread_id, event HAVING count(*) > 1
"""
_ALONE = """
SELECT DISTINCT '{table}', _topic, _partition, _offset FROM (FROM {table}_history {where})
ANTI JOIN (FROM articles_history {where}) USING (_topic, _partition, _offset, article_id, revision)
"""


def verify(place: Place, *, progress: Callable[[int, int], None] = lambda done, total: None) -> Iterator[Finding]:
    """What is wrong with the store; nothing where all is well. `progress` gets files checked, and of how many."""
    objects = objects_at(place)
    damaged = False
    for finding in _log_and_files(objects, progress):
        damaged = True
        yield finding
    yield from _rows(objects, damaged)


def _log_and_files(objects: Objects, progress: Callable[[int, int], None]) -> Iterator[Finding]:
    # First the folders, then the log: whatever was published by then is committed by now.
    listed = {key for table in TABLES for key in objects.list(table)}
    try:
        version = newest_version(objects)
    except FatalError as e:
        yield Finding("damaged_version", str(e))
        return
    if version:
        yield from _version(objects, version)
    folded = State(version, {}).folded
    commits = CommitLog(objects)
    chains = []
    for place in sorted({*folded, *commits.partitions()}):
        chain, findings = _chain(commits, *place, folded.get(place))
        yield from findings
        chains.append(chain)

    known = {file.final for chain in chains for commit in chain for file in commit.files}
    known |= {file.key for file in version.files} if version else set()
    known |= {file.key for swap in version.swaps for file in swap.old} if version else set()
    yield from (Finding("stray_file", path) for path in sorted(listed - known))
    shown = files_at(objects, State(version, {}))
    done, total = 0, len(shown) + sum(len(commit.files) for chain in chains for commit in chain)
    for file in shown:
        yield from check_file(objects, file, (file.key,))
        done += 1
        progress(done, total)
    for chain in chains:
        for commit in chain:
            for file in files_of(commit, version.rewrites if version else ()):
                yield from _of_batch(objects, commit, file, newest=commit is chain[-1])
                done += 1
                progress(done, total)


def _version(objects: Objects, version: Version) -> Iterator[Finding]:
    """Whether what it says of the past adds up, and its index is as it was made."""
    for folded in version.partitions:
        if folded.lost:
            where = f"{folded.topic}/{folded.partition} before {folded.end}"
            yield Finding("records_lost", f"{where}: {folded.lost} offsets expired before they were read")
    for table in TABLES:
        committed = sum(folded.rows.get(table, 0) for folded in version.partitions)
        stored = sum(file.rows for file in version.files if file.table == table)
        if stored + version.dropped.get(table, 0) != committed:
            yield Finding("miscounted", f"version {version.number}: {stored} of {committed} rows in {table}")
    stat = objects.stat(version.index.key)
    if not stat or (stat.size, objects.sha256(version.index.key)) != (version.index.bytes, version.index.sha256):
        yield Finding("damaged_index", version.index.key)


def _chain(commits: CommitLog, topic: str, partition: int, folded: Folded | None) -> tuple[list[Commit], list[Finding]]:
    """The records of a partition that no version has folded and that can be read, and what is wrong with them."""
    chain: list[Commit] = []
    findings: list[Finding] = []
    begin = folded.end if folded else 0
    for start in commits.starts(topic, partition):
        if start < begin:
            continue  # folded, and deleted soon
        where = f"{topic}/{partition} at {start}"
        try:
            commit = commits.read(topic, partition, start)
        except FatalError as e:
            findings.append(Finding("damaged_record", str(e)))
            continue
        expected = chain[-1].end if chain else begin
        if start != expected:
            word = "offsets_missing" if start > expected else "offsets_twice"
            findings.append(Finding(word, f"{topic}/{partition} between {expected} and {start}"))
        if (commit.topic, commit.partition, commit.start) != (topic, partition, start) or commit.end <= start:
            findings.append(Finding("wrong_record", where))
        before = chain[-1].topic_id if chain else folded.topic_id if folded else commit.topic_id
        base = chain[-1].base if chain else commit.base
        if commit.topic_id != before and commit.base == base:
            findings.append(Finding("other_topic", f"{where}: id {commit.topic_id}, before {before}"))
        if commit.lost:
            findings.append(Finding("records_lost", f"{where}: {commit.lost} offsets expired before they were read"))
        stored = sum(file.rows for file in commit.files if file.table in HEADS)
        told = commit.rows + commit.repeats + commit.rejected + commit.forgotten + commit.gone
        if stored != commit.rows or told != commit.records:
            findings.append(Finding("miscounted", f"{where}: {commit.records} records, {stored} stored"))
        chain.append(commit)
    return chain, findings


def _of_batch(objects: Objects, commit: Commit, file: CurrentFile, *, newest: bool) -> Iterator[Finding]:
    staged = next(f.staged for f in commit.files if f.final == file.key)
    if not objects.stat(file.key) and objects.stat(staged) and not newest:
        yield Finding("unpublished_file", file.key)
        return
    # Of the newest its writer is at it, or whoever comes next will be.
    yield from check_file(objects, file, (file.key, staged, file.key) if newest else (file.key,))
    if file.key.rpartition("/")[2] != file_name(commit.topic, commit.partition, commit.start, commit.end):
        yield Finding("wrong_name", file.key)


def _rows(objects: Objects, damaged: bool) -> Iterator[Finding]:
    """What only all rows together can tell. Where files are damaged, of the rest, and as far as that can be read."""
    try:
        with connect(objects, memory_limit=_MEMORY, findings=[] if damaged else None, derived=False) as connection:
            yield from _twice_or_alone(connection)
    except (FatalError, duckdb.Error) as e:
        if not damaged:  # else it is told already
            yield Finding("unreadable_rows", str(e).splitlines()[0])


def _twice_or_alone(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    for table in sorted(HEADS):
        yield from _asked(connection, "row_twice", _TWICE.format(table=table, where=""))
    yield from _asked(connection, "revision_twice", _REVISION_TWICE)
    yield from _asked(connection, "change_twice", _CHANGE_TWICE)
    # those of a day at a time, since a message's rows are all of one
    days = connection.execute("SELECT DISTINCT dt FROM articles_history ORDER BY dt").fetchall()
    for (day,) in days:
        where = f"WHERE dt = DATE '{day}'"
        for table in TABLES:
            if table not in HEADS:
                yield from _asked(connection, "row_twice", _TWICE.format(table=table, where=where))
                yield from _asked(connection, "row_without_article", _ALONE.format(table=table, where=where))


def _asked(connection: duckdb.DuckDBPyConnection, word: str, sql: str) -> Iterator[Finding]:
    answer = connection.execute(sql)
    while found := answer.fetchmany(1000):
        yield from (Finding(word, " ".join(str(value) for value in row)) for row in found)

"""SQL over the store: views `articles`, `entities`, `figures`, `claims`, `revisions` in DuckDB, read-only, off the net.

Each view shows the current state: of every article the latest revision in its latest enrichment, and nothing of one
that is gone; `articles_history` and so on show all that was ever stored (`store/known/index.py` says what is current).

The views show one moment of the store, that of `connect`: no batch in part. `dt`, the UTC day of ingestion, is a
column as well, and a condition on it leaves the rows of the other days unread.
"""

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import chain, islice
from pathlib import Path
from threading import Timer
from typing import BinaryIO, NamedTuple

import duckdb
import pyarrow as pa

from store.answers import readable
from store.formats import FORMATS
from store.log.objects import Objects, Place, objects_at
from store.log.state import State, files_at, read_state
from store.log.versions import CurrentFile
from store.views import literal, make_views, quoted
from stream.errors import FatalError, RejectedError, RetryableError

_ROWS_AT_A_TIME = 10_000


class Limits(NamedTuple):
    """What a question may cost."""

    memory: str = "1GB"  #: what does not fit goes to disk
    spill: str = "20GB"
    seconds: float = 600.0


LIMITS = Limits()
#: how often a question is asked anew where files were compacted away under it
_TRIES = 5


def connect(
    place: Place, *, memory_limit: str | None = None, spill_limit: str | None = None
) -> duckdb.DuckDBPyConnection:
    """A connection with the views, over an empty store as well; the caller closes it.

    It can neither reach the network nor any file outside of the store and the folder for what does not fit into
    memory, loads no extension, and its settings are locked. The limits are DuckDB's, as in `2GB`.
    Raises FatalError where a committed file or record is damaged or gone.
    """
    objects = objects_at(place)
    for _ in range(_TRIES):
        state = read_state(objects)
        files = files_at(objects, state)
        try:
            return _connected(
                objects, state, files, {"memory_limit": memory_limit, "max_temp_directory_size": spill_limit}
            )
        except (FileNotFoundError, duckdb.Error) as e:
            if _is_still(objects, files):
                told = str(e).splitlines()[0]
                raise FatalError(f"the store can't be read ({told}): `newswire verify` names the damage") from e
    raise RetryableError("the store was compacted again and again while it was opened")


def _is_still(objects: Objects, files: Sequence[CurrentFile]) -> bool:
    """Whether these are the files of the store, and not those of before a compaction."""
    return set(files) <= set(files_at(objects, read_state(objects)))


def _connected(
    objects: Objects, state: State, files: Sequence[CurrentFile], limits: Mapping[str, str | None]
) -> duckdb.DuckDBPyConnection:
    spill = Path(tempfile.gettempdir()) / f"newswire-query-{os.getpid()}"
    connection = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "python_enable_replacements": False,  # a name in SQL is a view, never a variable of the caller
            "temp_directory": str(spill),
        },
    )
    try:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET enable_progress_bar = false")  # it would stand between the rows of a long answer
        for name, limit in limits.items():
            if limit:
                _limit(connection, name, limit)
        objects.attach(connection)
        make_views(connection, objects, state, files)
        folder = objects.path("").rstrip("/") + "/"
        allowed = ", ".join(quoted(path) for path in {folder, literal(folder)})
        connection.execute(f"SET allowed_directories = [{allowed}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def run(sql: str, place: Place, limits: Limits = LIMITS) -> Iterator[pa.RecordBatchReader]:
    """The answer to one SELECT, in batches. Asked anew where files were compacted away before the first one came.

    Raises RejectedError `bad_sql` with DuckDB's words where it is none or can't be answered, `too_long` where it takes
    longer than the limits say; FatalError where a file that was committed is gone.
    """
    objects = objects_at(place)
    with ExitStack() as stack:
        for _ in range(_TRIES):
            files = files_at(objects, read_state(objects))
            connection = stack.enter_context(connect(objects, memory_limit=limits.memory, spill_limit=limits.spill))
            timer = Timer(limits.seconds, connection.interrupt)
            timer.daemon = True
            stack.callback(timer.cancel)
            timer.start()
            try:
                answer = _answer(connection, sql)
                break
            except (duckdb.IOException, OSError) as e:
                if _is_still(objects, files):
                    raise FatalError(f"{str(e).splitlines()[0]}: `newswire verify` names the damage") from e
        else:
            raise RetryableError("the store was compacted again and again while it was asked")
        yield answer


def _limit(connection: duckdb.DuckDBPyConnection, name: str, limit: str) -> None:
    try:
        connection.execute(f"SET {name} = {quoted(limit)}")
    except duckdb.Error as e:
        raise RejectedError("bad_limit", f"{limit!r} is not a size such as 1GB") from e


def _answer(connection: duckdb.DuckDBPyConnection, sql: str) -> pa.RecordBatchReader:
    """The batches, the first of which is there already."""
    try:
        statements = connection.extract_statements(sql)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            # COPY could write into the store's own folder, which a query has to be able to read.
            raise RejectedError("bad_sql", "one SELECT is wanted (or FROM, DESCRIBE, SUMMARIZE, SHOW TABLES)")
        reader = connection.sql(statements[0]).to_arrow_reader(_ROWS_AT_A_TIME)
    except duckdb.IOException:
        raise
    except duckdb.Error as e:
        raise _refused(e) from e
    batches = _told(reader)
    first = list(islice(batches, 1))
    return pa.RecordBatchReader.from_batches(reader.schema, chain(first, _later(batches)))


def _told(reader: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
    try:
        yield from reader
    except duckdb.IOException:
        raise
    except (duckdb.Error, pa.ArrowException) as e:
        raise _refused(e) from e


def _refused(e: Exception) -> RejectedError:
    if isinstance(e, duckdb.InterruptException) or "INTERRUPT" in str(e).upper():
        return RejectedError("too_long", "the question took longer than it may: ask for less, or raise --seconds")
    if isinstance(e, duckdb.OutOfMemoryException) or "Out of Memory" in str(e):
        return RejectedError("too_large", f"{str(e).splitlines()[0]}: ask for less, or raise --memory or --spill")
    return RejectedError("bad_sql", str(e))


def _later(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    try:
        yield from batches
    except (duckdb.IOException, OSError) as e:
        raise RetryableError(f"a file was compacted away under the answer, ask again: {e}") from e


def query(sql: str, place: Place, format: str, out: BinaryIO, limits: Limits = LIMITS) -> int:
    """Writes the answer in one of FORMATS and returns how many rows it has.

    Raises RejectedError `bad_format` or, as `run`, `bad_sql`.
    """
    if format not in FORMATS:
        raise RejectedError("bad_format", f"{format!r} is none of {', '.join(FORMATS)}")
    with run(sql, place, limits) as reader:
        return FORMATS[format](readable(reader), out)

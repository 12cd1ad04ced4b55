"""SQL over the store: views `articles`, `entities`, `figures`, `claims`, `revisions`, `mentions`, `threads`, `stories`
in DuckDB, read-only, off the net.

Each view shows the current state: of every article the latest revision in its latest enrichment, and nothing of one
that is gone; `articles_history` and so on show all that was ever stored (`store/known/index.py` says what is current).

The views show one moment of the store, that of `connect`: no batch in part. `dt`, the UTC day of ingestion, is a
column as well, and a condition on it leaves the rows of the other days unread.
"""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain, islice
from threading import Timer
from typing import BinaryIO, NamedTuple

import duckdb
import pyarrow as pa

from newswire.store.answers.formats import FORMATS
from newswire.store.answers.hints import hinted
from newswire.store.answers.readable import readable
from newswire.store.log.findings import Finding
from newswire.store.log.objects import Place
from newswire.store.reading.connection import TRIES, Opening
from newswire.stream.errors import FatalError, RejectedError, RetryableError

_ROWS_AT_A_TIME = 10_000


class Limits(NamedTuple):
    """What a question may cost."""

    memory: str = "1GB"  #: what does not fit goes to disk
    spill: str = "20GB"
    seconds: float = 600.0


LIMITS = Limits()
#: errors that no damaged file makes
_OF_THE_QUESTION = re.compile(
    r"(Binder|Parser|Catalog|Conversion|Constraint|Not implemented|Syntax|Out of Range) Error"
)


def connect(
    place: Place,
    *,
    memory_limit: str | None = None,
    spill_limit: str | None = None,
    findings: list[Finding] | None = None,
    derived: bool = True,
) -> duckdb.DuckDBPyConnection:
    """A connection with the views, over an empty store as well; the caller closes it. Not `derived` leaves out those
    that are put together from others: `revisions`, `mentions`, `threads`, `stories`.

    It can neither reach the network nor any file outside of the store and the folder for what does not fit into
    memory, loads no extension, and its settings are locked. The limits are DuckDB's, as in `2GB`.
    Raises FatalError where a committed file or record is damaged or gone; with a list for `findings`, the views show
    what there is, and it says what there is not.
    """
    return Opening(place, _limits(memory_limit, spill_limit), findings, derived=derived).connect()


def _limits(memory: str | None, spill: str | None) -> dict[str, str | None]:
    return {"memory_limit": memory, "max_temp_directory_size": spill}


@contextmanager
def run(
    sql: str, place: Place, limits: Limits = LIMITS, findings: list[Finding] | None = None
) -> Iterator[pa.RecordBatchReader]:
    """The answer to one SELECT, in batches. Asked again where files were compacted away before the first one came.

    Raises RejectedError `bad_sql` with DuckDB's words where it is none or can't be answered, `too_long` where it takes
    longer than the limits say; FatalError where a file that was committed is gone or damaged. With a list for
    `findings` the answer is of what there is, unless the damage shows when a part of it was given already.
    """
    opening = Opening(place, _limits(limits.memory, limits.spill), findings)
    with ExitStack() as stack:
        for _ in range(TRIES):
            connection = stack.enter_context(opening.connect())
            timer = Timer(limits.seconds, connection.interrupt)
            timer.daemon = True
            timer.start()
            # Joined: a thread that still has the connection when Python ends makes DuckDB complain of it.
            stack.callback(timer.join)
            stack.callback(timer.cancel)
            try:
                answer = _answer(connection, sql, opening)
                break
            except (duckdb.IOException, OSError) as e:
                if opening.lost():
                    raise FatalError(f"{str(e).splitlines()[0]}: `newswire verify` names the damage") from e
            except RejectedError as e:
                if not _may_be_damage(e) or opening.lost():
                    raise
        else:
            raise RetryableError("the store was compacted again and again while it was asked")
        yield answer


def _may_be_damage(error: RejectedError) -> bool:
    """Whether an error may come from a file that does not hold what it should, rather than from the question."""
    return error.reason == "bad_sql" and error.__cause__ is not None and not _OF_THE_QUESTION.match(error.detail)


def _answer(connection: duckdb.DuckDBPyConnection, sql: str, opening: Opening) -> pa.RecordBatchReader:
    """The batches, the first of which is there already."""
    try:
        statements = connection.extract_statements(sql)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            # COPY could write into the store's own folder, which a query has to be able to read.
            raise RejectedError("bad_sql", "expected one SELECT (or FROM, DESCRIBE, SUMMARIZE, SHOW TABLES)")
        reader = connection.sql(statements[0]).to_arrow_reader(_ROWS_AT_A_TIME)
    except duckdb.IOException:
        raise
    except duckdb.Error as e:
        raise _refused(e) from e
    batches = _told(reader)
    first = list(islice(batches, 1))
    return pa.RecordBatchReader.from_batches(reader.schema, chain(first, _later(batches, opening)))


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
    return RejectedError("bad_sql", hinted(str(e)))


def _later(batches: Iterator[pa.RecordBatch], opening: Opening) -> Iterator[pa.RecordBatch]:
    try:
        yield from batches
    except (duckdb.IOException, OSError, RejectedError) as e:
        if isinstance(e, RejectedError) and not _may_be_damage(e):
            raise
        if damaged := opening.damaged():
            raise FatalError(f"the answer is not whole, damaged: {', '.join(sorted(damaged)[:3])}; ask again") from e
        if isinstance(e, RejectedError):
            raise
        raise RetryableError(f"a file was compacted away under the answer, ask again: {e}") from e


def query(
    sql: str, place: Place, format: str, out: BinaryIO, limits: Limits = LIMITS, findings: list[Finding] | None = None
) -> int:
    """Writes the answer in one of FORMATS and returns how many rows it has; `findings` as of `run`.

    Raises RejectedError `bad_format` or, as `run`, `bad_sql`.
    """
    if format not in FORMATS:
        raise RejectedError("bad_format", f"{format!r} is none of {', '.join(FORMATS)}")
    with run(sql, place, limits, findings) as reader:
        return FORMATS[format](readable(reader), out)

"""SQL over the store: views `articles`, `entities`, `figures`, `claims`, `revisions` in DuckDB, read-only, off the net.

The views show one moment of the store, that of `connect`: no batch in part. `dt`, the UTC day of ingestion, is a
column as well, and a condition on it leaves the rows of the other days unread.
"""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import duckdb
import pyarrow as pa

from store.formats import FORMATS
from store.objects import Objects, objects_at
from store.schema import TABLES
from store.snapshot import StoredFile, snapshot
from stream.errors import FatalError, RejectedError, RetryableError

_ROWS_AT_A_TIME = 10_000
#: what every revision but the first changed
_REVISIONS = """
CREATE VIEW revisions AS SELECT
    article_id, revision, previous, ingested, fetched, url, feed, site, title, access,
    list_distinct([c.field for c in changes]) AS changed,
    flatten([c.removed for c in changes]) AS removed,
    flatten([c.added for c in changes]) AS added,
    figures_removed, figures_added, changes, dt
FROM articles WHERE previous IS NOT NULL
"""


def connect(root: Path, *, memory_limit: str | None = None) -> duckdb.DuckDBPyConnection:
    """A connection with the views, over an empty store as well; the caller closes it.

    It can neither reach the network nor any file outside of the store and the folder for what does not fit into
    memory, loads no extension, and its settings are locked. `memory_limit` is DuckDB's, as in `2GB`.
    Raises FatalError where a committed file or record is damaged.
    """
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
        if memory_limit:
            connection.execute(f"SET memory_limit = {_quoted(memory_limit)}")
        _make_views(connection, root)
        allowed = ", ".join(_quoted(path) for path in {f"{root.absolute()}/", _literal(f"{root.absolute()}/")})
        connection.execute(f"SET allowed_directories = [{allowed}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
    except duckdb.Error as e:
        connection.close()
        raise FatalError(
            f"the store can't be read ({str(e).splitlines()[0]}): `newswire verify` names the damage"
        ) from e
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def run(sql: str, root: Path) -> Iterator[pa.RecordBatchReader]:
    """The answer to one SELECT, in batches.

    Raises RejectedError `bad_sql` with DuckDB's words where it is none or can't be answered.
    """
    with connect(root) as connection, _told():
        statements = connection.extract_statements(sql)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            # COPY could write into the store's own folder, which a query has to be able to read.
            raise RejectedError("bad_sql", "one SELECT is wanted (or FROM, DESCRIBE, SUMMARIZE, SHOW TABLES)")
        yield connection.sql(statements[0]).to_arrow_reader(_ROWS_AT_A_TIME)


def query(sql: str, root: Path, format: str, out: BinaryIO) -> int:
    """Writes the answer in one of FORMATS and returns how many rows it has.

    Raises RejectedError `bad_format` or, as `run`, `bad_sql`.
    """
    if format not in FORMATS:
        raise RejectedError("bad_format", f"{format!r} is none of {', '.join(FORMATS)}")
    with run(sql, root) as reader:
        return FORMATS[format](reader, out)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except duckdb.IOException as e:
        raise RetryableError(str(e)) from e
    except duckdb.Error as e:
        raise RejectedError("bad_sql", str(e)) from e


def _make_views(connection: duckdb.DuckDBPyConnection, root: Path) -> None:
    connection.execute("CREATE SCHEMA _empty")
    objects = objects_at(root.absolute())
    for table, files in snapshot(objects).items():
        connection.register("_columns", TABLES[table].schema.empty_table())
        connection.execute(f"CREATE TABLE _empty.{table} AS SELECT *, NULL::DATE AS dt FROM _columns")
        connection.unregister("_columns")
        # Named one by one: a folder above the store may look like a partition, and an old file lack a column.
        names = ", ".join(f'"{name}"' for name in [*TABLES[table].schema.names, "dt"])
        rows = f"FROM _empty.{table}" + (f" UNION ALL BY NAME {_scan(objects, files)}" if files else "")
        connection.execute(f"CREATE VIEW {table} AS SELECT {names} FROM ({rows})")
    connection.execute(_REVISIONS)


def _scan(objects: Objects, files: Sequence[StoredFile]) -> str:
    paths = ", ".join(_quoted(_literal(objects.path(file.key))) for file in files)
    return f"FROM read_parquet([{paths}], union_by_name = true, hive_partitioning = true, hive_types = {{'dt': DATE}})"


def _literal(path: str) -> str:
    """A pattern that matches this path only.

    >>> _literal("/news [old]/*")
    '/news [[]old]/[*]'
    """
    return "".join(f"[{c}]" if c in "*?[" else c for c in path)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

"""The views over the store's files: what is current, and what ever was."""

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from newswire.store.following import VIEWS
from newswire.store.known.standing import ENRICHED
from newswire.store.log.objects import Objects
from newswire.store.log.versions import CurrentFile
from newswire.store.schema import TABLES

#: what every revision but the first changed, in its latest enrichment
_REVISIONS = """
CREATE VIEW revisions AS SELECT
    article_id, revision, previous, ingested, fetched, url, feed, site, title, access,
    list_distinct([c.field for c in changes]) AS changed,
    flatten([c.removed for c in changes]) AS removed,
    flatten([c.added for c in changes]) AS added,
    figures_removed, figures_added, changes, dt
FROM articles_history ANTI JOIN _state.enriched_anew USING (_topic, _partition, _offset) WHERE previous IS NOT NULL
"""


def make_views(
    connection: duckdb.DuckDBPyConnection,
    objects: Objects,
    superseded: pa.Table,
    current: Sequence[CurrentFile],
    *,
    derived: bool = True,
) -> None:
    """Makes the views of the store at a moment, whose files are these, and of whose rows these places are superseded;
    those that are put together from others unless not `derived`: they take a fifth of the time of all.

    Raises FileNotFoundError or duckdb.Error where one is gone or damaged.
    """
    _put(connection, "_state.superseded", superseded)
    connection.execute(f"CREATE TABLE _state.enriched_anew AS FROM _state.superseded WHERE how = {ENRICHED}")
    files: dict[str, list[CurrentFile]] = {table: [] for table in TABLES}
    for file in current:
        files[file.table].append(file)
    for table in TABLES:
        make_empty(connection, table)
        rows = select(table, objects, [(file.key, file.schema_id) for file in files[table]])
        connection.execute(f"CREATE VIEW {table}_history AS {rows}")
        if table != "mentions":  # which is put together from two of them
            connection.execute(
                f"CREATE VIEW {table} AS FROM {table}_history "
                "ANTI JOIN _state.superseded USING (_topic, _partition, _offset)"
            )
    for view in (_REVISIONS, *VIEWS) if derived else ():
        connection.execute(view)


def make_empty(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Makes what `select` needs: a table without rows that has all columns."""
    _put(connection, f"_empty.{table}", pa.Table.from_batches([], schema=TABLES[table].schema))
    connection.execute(f"ALTER TABLE _empty.{table} ADD COLUMN dt DATE")


def select(table: str, objects: Objects, files: Sequence[tuple[str, str]], *, by_day: bool = True) -> str:
    """SQL for all rows of these files (key, and the id of its schema, empty where nobody knows), with all columns of
    the table; `by_day` where their folders say which day they are of."""
    # Named one by one: a folder above the store may look like a partition, and an old file lack a column.
    names = ", ".join(f'"{name}"' for name in [*TABLES[table].schema.names, "dt"])
    rows = [f"FROM _empty.{table}"]
    for schema_id in sorted({schema_id for _, schema_id in files}):
        # Of files of one schema one is opened to know their columns; of others all are, with each view.
        keys = [key for key, one in files if one == schema_id]
        rows.append(_scan(objects, keys, unite=not schema_id, by_day=by_day))
    return f"SELECT {names} FROM ({' UNION ALL BY NAME '.join(rows)})"


def _put(connection: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {name.partition('.')[0]}")
    connection.register("_rows", rows)
    connection.execute(f"CREATE TABLE {name} AS FROM _rows")
    connection.unregister("_rows")


def _scan(objects: Objects, keys: Sequence[str], unite: bool, by_day: bool) -> str:
    paths = ", ".join(quoted(literal(objects.path(key))) for key in keys)
    options = f"union_by_name = {unite}, hive_partitioning = {by_day}"
    options += ", hive_types = {'dt': DATE}" if by_day else ""
    return f"FROM read_parquet([{paths}], {options})"


def literal(path: str) -> str:
    """A pattern that matches this path only.

    >>> literal("/news [old]/*")
    '/news [[]old]/[*]'
    """
    return "".join(f"[{c}]" if c in "*?[" else c for c in path)


def quoted(text: str) -> str:
    """A text in SQL."""
    return "'" + text.replace("'", "''") + "'"

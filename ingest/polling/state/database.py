"""Connections to the database of feed state: SQLite as a file that many processes write, or PostgreSQL."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite as sqlite_dialect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, NoSuchModuleError, OperationalError

from newswire.stream.errors import FatalError, RetryableError
from newswire.stream.safe.wipe import wipe_sqlite
from newswire.stream.text import whole

T = TypeVar("T")
#: how long a writer waits for the others
_BUSY_S = 30


class Database:
    """An engine whose transactions are short and whose troubles are of our tree of errors."""

    def __init__(self, url: str) -> None:
        try:
            parsed = make_url(url)
            sqlite = parsed.get_backend_name() == "sqlite"
            options: dict[str, Any] = {"connect_args": {"timeout": _BUSY_S}} if sqlite else {"pool_pre_ping": True}
            self.engine = create_engine(parsed, **options)
        except (ArgumentError, NoSuchModuleError, ImportError) as e:
            raise FatalError(f"no database for feed state: {e}") from e
        self.name = self.engine.dialect.name
        if self.name not in ("sqlite", "postgresql"):
            raise FatalError(f"feed state lives in SQLite or PostgreSQL, not in {self.name}")
        _with_whole_text(self.engine)
        if sqlite:
            _as_shared_file(self.engine)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that may write: all of it, or nothing."""
        with _errors(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading, which no writer waits for."""
        with _errors(), self.engine.connect().execution_options(newswire_read=True) as connection:
            yield connection

    def wipe(self, tables: Sequence[str]) -> None:
        """Makes what was deleted unreadable in the files, too: of SQLite the free pages, the slack in others and the
        log, of PostgreSQL the dead rows of these tables (its own log and its copies are the operator's).

        Raises RetryableError while somebody reads what was deleted.
        """
        with _errors():
            if self.name == "sqlite":
                # pooled connections of this process may hold an old state of the file
                self.engine.dispose()
            connection = self.engine.raw_connection()
            try:
                if self.name == "sqlite":
                    wipe_sqlite(cast(sqlite3.Connection, connection.driver_connection))
                    return
                driver: Any = connection.driver_connection
                driver.rollback()
                driver.autocommit = True
                for table in tables:
                    driver.execute(f"VACUUM (FULL) {table}")
            finally:
                connection.close()

    def close(self) -> None:
        """Lets go of all connections."""
        self.engine.dispose()


def insert_into(connection: Connection, table: Table) -> Any:
    """An insert that knows what to do when the row is there."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite_dialect.insert(table)


def chunks(values: Sequence[T], size: int = 400) -> Iterator[Sequence[T]]:
    """The values in pieces that one statement may have as parameters."""
    return (values[n : n + size] for n in range(0, len(values), size))


@contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError) as e:
        raise RetryableError(f"feed state: {e.orig}") from e
    except DBAPIError as e:
        if type(e.orig) is sqlite3.DatabaseError:  # not one of its kinds: the file is damaged, or none of SQLite's
            raise FatalError(f"feed state: {e.orig}: `newswire repair` saves what can be read") from e
        if e.connection_invalidated:
            raise RetryableError(f"feed state: {e.orig}") from e
        raise


def _with_whole_text(engine: Engine) -> None:
    """What pages and feeds bring as text and no database takes (halves of characters; PostgreSQL no NUL) is mended on
    its way in: one such URL of a hub would stop the polls of all feeds."""

    @event.listens_for(engine, "before_cursor_execute", retval=True)
    def _on_execute(_c: Any, _k: Any, statement: str, parameters: Any, _x: Any, _m: bool) -> tuple[str, Any]:
        return statement, _whole(parameters)


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return whole(value).replace("\x00", "\ufffd")
    if isinstance(value, dict):
        return {name: _whole(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)([_whole(item) for item in value])
    return value


def _as_shared_file(engine: Engine) -> None:
    """WAL, so that readers and the writer do not wait for one another; writers queue before they read.

    A transaction that reads first and writes then can't get the lock that it needs in the middle: it fails at
    once, whatever the timeout. So what may write begins as a writer.
    """

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # BEGIN is ours
        connection.execute(f"PRAGMA busy_timeout = {1000 * _BUSY_S}")
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        reads = connection.get_execution_options().get("newswire_read")
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

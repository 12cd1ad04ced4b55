"""Conditions on the rows of one message: SQL's WHERE over the columns of the views, in DuckDB, in memory.

For who asks of each message as it comes whether it is meant (`newswire tail --where`, watches). The same text stands
after WHERE in `newswire query`. It is one expression, may ask the other views of the message in subqueries, and
reaches neither files nor the network.
"""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from threading import Lock, Timer
from typing import Any

import duckdb
import pyarrow as pa

from newswire.store.columns.shared import COMMON
from newswire.store.rows import Row, Rows, to_arrow
from newswire.store.schema import TABLES
from newswire.stream.errors import RejectedError

#: which view a condition is about, of those that have all columns that it names
_VIEWS = ("figures", "entities", "claims", "articles")
#: the view of messages on `news.threads.v1`
MENTIONS = ("mentions",)
#: what is on every row says something of the article, and so does a text
_OF_ARTICLE = ("text", "dt")
_COLUMN = re.compile(r'column(?: named)? "([^"]+)"')
#: a condition that takes longer over the rows of one message is ended
_SECONDS = 5.0
_CONFIG: dict[str, Any] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "python_enable_replacements": False,
    "threads": 1,
    "memory_limit": "256MB",
    "max_temp_directory_size": "0B",
}


class Matcher:
    """A condition, ready to be asked; any number of them share one connection of the process. For any thread."""

    def __init__(self, text: str, view: str, views: frozenset[str]) -> None:
        self.text = text
        #: figures, entities, claims or articles: whose rows it is about
        self.view = view
        self._views = views

    def __call__(self, rows: Rows) -> list[Row]:
        """The rows of `view` that meet it, of what `newswire.store.rows.rows_of` makes of a message, in their order.

        Raises RejectedError `bad_where` where it can't be told for these rows ("12" is a number, "dozen" is none), and
        `too_long` where it takes more than 5 s.
        """
        of_view = rows.get(self.view)
        if not of_view:
            return []
        with _DESK.asked(rows, self._views) as connection:
            found = connection.execute(f"SELECT _row FROM {self.view} WHERE ({self.text}\n)").fetchall()
        numbers = {number for (number,) in found}
        return [row for row in of_view if row["_row"] in numbers]


def compile_where(text: str, views: Sequence[str] = _VIEWS) -> Matcher:
    """The condition in this text, as it stands after WHERE: `unit = 'person' and counted_head = 'troop'`.

    It is about figures where these have all columns that it names, else about entities, claims or articles, in this
    order; about articles where it names only what is on every row (`site`, `title`, ...) or `text`. `figures.kind` and
    `articles.kind` say which one is meant. With `views` of `MENTIONS` it is about changes of threads.

    Raises RejectedError `bad_where`, which tells what is wrong, and what may have been meant.

    >>> compile_where("unit = 'person' and exists (from entities where entity_id = 'iso3166:KP')").view
    'figures'
    >>> compile_where("title ilike '%harbour%'").view
    'articles'
    """
    errors: dict[str, str] = {}
    with _DESK.asked({}, frozenset()) as connection:
        for view in ("_every", *views) if "articles" in views else views:
            try:
                relation = connection.view(view).filter(text)  # which takes one expression and nothing else
                (kind,) = relation.project(text).types
            except duckdb.Error as e:
                errors[view] = str(e)
                continue
            if str(kind) != "BOOLEAN":
                raise RejectedError("bad_where", f"{text!r} is not a condition: it gives {kind}")
            view = "articles" if view == "_every" else view
            # every one that stands in the text: those that a subquery asks are among them
            named = (one for one in _VIEWS if one in text.lower())
            return Matcher(text, view, frozenset((view, *named)))
    raise RejectedError("bad_where", _what_is_wrong(errors, views))


class _Desk:
    """One connection for a process, with the rows of the message that was asked about last."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pid = 0
        self._connection: duckdb.DuckDBPyConnection
        self._rows: Rows = {}
        self._shown: set[str] = set()

    @contextmanager
    def asked(self, rows: Rows, views: frozenset[str]) -> Iterator[duckdb.DuckDBPyConnection]:
        """The connection, with these rows in these views. Raises RejectedError."""
        with self._lock:
            connection = self._opened()
            if rows is not self._rows:
                self._rows, self._shown = rows, set()
            for view in views - self._shown:
                if view in TABLES:
                    _show(connection, view, rows.get(view, []))
                    self._shown.add(view)
            timer = Timer(_SECONDS, connection.interrupt)
            timer.daemon = True
            timer.start()
            try:
                yield connection
            except duckdb.InterruptException as e:
                raise RejectedError("too_long", f"a condition takes more than {_SECONDS:.0f} s for one message") from e
            except duckdb.Error as e:
                raise RejectedError("bad_where", str(e)) from e
            finally:
                timer.cancel()
                timer.join()

    def _opened(self) -> duckdb.DuckDBPyConnection:
        """This process's own: one does not pass a fork."""
        if self._pid != os.getpid():
            self._connection, self._pid = _connect(), os.getpid()
            self._rows, self._shown = {}, set()
        return self._connection


def _connect() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:", config=_CONFIG)
    connection.execute("SET TimeZone = 'UTC'")
    for view in (*_VIEWS, *MENTIONS):
        _show(connection, view, [])
    every = ", ".join(f'"{name}"' for name in (*COMMON, *_OF_ARTICLE))
    connection.execute(f"CREATE VIEW _every AS SELECT {every} FROM articles")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _show(connection: duckdb.DuckDBPyConnection, view: str, rows: list[Row]) -> None:
    """Makes these the rows of a view. Registered rather than inserted: a tenth of the time, as they have many columns
    and are asked few questions."""
    days = pa.array([row["ingested"].date() for row in rows], pa.date32())
    connection.register(view, to_arrow(view, rows).append_column("dt", days))


def _what_is_wrong(errors: dict[str, str], views: Sequence[str]) -> str:
    """What there is to say where no view has it, each with DuckDB's words."""
    unknown = {view: found[1].lower() for view, words in errors.items() if (found := _COLUMN.search(words))}
    columns = {view: {*TABLES[view].schema.names, "dt"} for view in views}
    for name in unknown.values():
        if not any(name in its for its in columns.values()):
            near = get_close_matches(name, sorted(set().union(*columns.values())), n=3)
            meant = f"; did you mean {' or '.join(near)}?" if near else ""
            return f"there is no column {name}{meant}"
    if len(views) > 1 and unknown.keys() >= set(views):
        homes = "; ".join(
            f"{name} is a column of {', '.join(view for view in views if name in columns[view])}"
            for name in sorted(set(unknown.values()))
        )
        return f"no view has all that it names: {homes}. Ask another one by EXISTS (FROM articles WHERE ...)"
    return next(words for view, words in errors.items() if view not in unknown)


_DESK = _Desk()

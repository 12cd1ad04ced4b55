"""A DuckDB connection over the store at one moment, read-only, off the net; over what there is, where it is damaged."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from newswire.store.known.index import Index
from newswire.store.known.pieces import DamagedIndexError
from newswire.store.known.stored import DamagedFileError, messages_at, superseded
from newswire.store.log.findings import Finding
from newswire.store.log.objects import Objects, Place, objects_at
from newswire.store.reading.readable import Readable, look, unsound, whole
from newswire.store.schema import HEADS
from newswire.store.views import literal, make_views, quoted
from newswire.stream.errors import FatalError, RejectedError, RetryableError

#: how often the store is opened again where files were compacted away under a reader
TRIES = 5


class Opening:
    """Opens the store again and again, as files go; remembers what was found damaged.

    With a list for `findings` it goes on without what is missing or damaged, and tells it there; else it raises.
    """

    def __init__(
        self,
        place: Place,
        limits: Mapping[str, str | None],
        findings: list[Finding] | None = None,
        *,
        derived: bool = True,
    ) -> None:
        self.objects, self.limits, self.findings, self.derived = objects_at(place), limits, findings, derived
        self._without: set[str] = set()
        self._seen: Readable | None = None

    def connect(self) -> duckdb.DuckDBPyConnection:
        """A connection with the views. Raises FatalError where the store can't be read."""
        for _ in range(TRIES):
            try:
                self._seen = look(self.objects, self._without) if self.findings is not None else whole(self.objects)
                connection = self._connected(self._seen)
            except (OSError, pa.ArrowException, duckdb.Error, DamagedFileError) as e:
                if self.lost():
                    raise FatalError(_told(e)) from e
                continue
            if self.findings is not None:
                self.findings[:] = self._seen.findings
            return connection
        raise RetryableError("the store was compacted again and again while it was opened")

    def lost(self) -> bool:
        """Whether opening the store again is of no use after an error: its files are what they were, and whichever
        are damaged were left out already, or may not be."""
        seen = self._seen
        if seen is None:
            return True
        now = look(self.objects, self._without) if self.findings is not None else whole(self.objects)
        if now.state.number != seen.state.number or not set(seen.files) <= set(now.files):
            return False  # compacted away or forgotten meanwhile, or gone: it will be told
        damaged = self.damaged() if self.findings is not None else set()
        self._without |= damaged
        return not damaged

    def damaged(self) -> set[str]:
        """The files of the moment at hand that are not as they were committed; reads them all."""
        return unsound(self.objects, self._seen.files) if self._seen else set()

    def _connected(self, seen: Readable) -> duckdb.DuckDBPyConnection:
        config: dict[str, Any] = {
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "python_enable_replacements": False,  # a name in SQL is a view, never a variable of the caller
            "temp_directory": str(Path(tempfile.gettempdir()) / f"newswire-query-{os.getpid()}"),
        }
        connection = duckdb.connect(":memory:", config=config)
        try:
            connection.execute("SET TimeZone = 'UTC'")
            connection.execute("SET parquet_metadata_cache = true")  # each view asks for columns, each question for all
            connection.execute("SET enable_progress_bar = false")  # it would stand between the rows of a long answer
            for name, limit in self.limits.items():
                if limit:
                    _limit(connection, name, limit)
            self.objects.attach(connection)
            make_views(connection, self.objects, self._superseded(seen), seen.files, derived=self.derived)
            folder = self.objects.path("").rstrip("/") + "/"
            allowed = ", ".join(quoted(path) for path in {folder, literal(folder)})
            connection.execute(f"SET allowed_directories = [{allowed}]")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
        except BaseException:
            connection.close()
            raise
        return connection

    def _superseded(self, seen: Readable) -> pa.Table:
        there = {file.key for file in seen.files}
        without = {file.final for commit in seen.state.shown for file in commit.files} - there
        if seen.known is not None:
            try:
                return superseded(self.objects, seen.state, seen.known, without)
            except DamagedIndexError as e:
                if self.findings is None:
                    raise
                seen.findings.append(Finding("damaged_index", str(e)))
        return superseded(self.objects, seen.state, _from_rows(self.objects, seen), without)


def _from_rows(objects: Objects, seen: Readable) -> Index:
    """The index again from all messages that it is of: slow, and told."""
    of_tail = {file.final for commits in seen.state.tail.values() for commit in commits for file in commit.files}
    keys = [file.key for file in seen.files if file.table in HEADS and file.key not in of_tail]
    return Index.of(list(messages_at(objects, keys)))


def _limit(connection: duckdb.DuckDBPyConnection, name: str, limit: str) -> None:
    try:
        connection.execute(f"SET {name} = {quoted(limit)}")
    except duckdb.Error as e:
        raise RejectedError("bad_limit", f"{limit!r} is not a size such as 1GB") from e


def _told(error: Exception) -> str:
    if isinstance(error, DamagedFileError):
        return str(error)
    return f"the store can't be read ({str(error).splitlines()[0]}): `newswire verify` names the damage"

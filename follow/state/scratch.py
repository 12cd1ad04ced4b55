"""State that lasts as long as the program: in a file of its own on disk, so that memory does not limit its size."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine

from newswire.follow.state.sql import SqlState
from newswire.follow.state.tables import metadata


@contextmanager
def scratch() -> Iterator[SqlState]:
    """An empty state, gone at the end; a crash loses it."""
    with tempfile.TemporaryDirectory(prefix="newswire-follow-") as folder:
        engine = create_engine(f"sqlite:///{folder}/state.sqlite")
        try:
            with engine.connect() as connection:
                for pragma in ("journal_mode = OFF", "synchronous = OFF"):
                    connection.exec_driver_sql(f"PRAGMA {pragma}")
                metadata.create_all(connection)
                yield SqlState(connection)
        finally:
            engine.dispose()

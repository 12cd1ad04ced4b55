"""The database of the stage, each test on SQLite and on PostgreSQL."""

from collections.abc import Iterator

import pytest

from newswire.follow.state.tables import metadata
from newswire.ingest.polling.state import tables
from newswire.ingest.polling.state.database import Database


@pytest.fixture
def database(state_url: str) -> Iterator[Database]:
    """Empty, with the tables of following."""
    made = Database(state_url)
    with made.write() as connection:
        tables.create(connection, metadata)
    yield made
    made.close()

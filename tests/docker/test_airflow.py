"""Airflow in compose.yaml: options and commands that the real one knows, secrets, health checks."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from images.image_files import (
    DOCKER,
    argv,
    clean_environment,
    compose,
    environment,
    image_environment,
    make_secrets,
    services,
)

AIRFLOW = ["airflow-init", "airflow-api", "airflow-scheduler", "airflow-dag-processor"]


def complaints(folder: Path, variables: Mapping[str, str], commands: list[list[str]]) -> list[str]:
    """What the installed Airflow does not know of these."""
    seen = subprocess.run(
        [sys.executable, Path(__file__).with_name("known_to_airflow.py")],
        input=json.dumps({"variables": variables, "commands": commands}),
        env=clean_environment(folder),
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
    made = make_secrets(tmp_path)
    before = {path.name: path.read_text() for path in made.iterdir()}
    make_secrets(tmp_path)
    assert {path.name: path.read_text() for path in made.iterdir()} == before
    assert made.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in made.iterdir()} == {0o644}
    assert len(set(before.values())) == len(before)


def test_every_secret_of_compose_is_made(tmp_path: Path) -> None:
    wanted = {Path(secret["file"]).name for secret in compose()["secrets"].values()}
    assert wanted == {path.name for path in make_secrets(tmp_path).iterdir()}


@pytest.mark.parametrize(("status", "code"), [("healthy", 0), ("unhealthy", 1), (None, 1)])
def test_the_health_check_tells_what_airflow_tells(status: str | None, code: int) -> None:
    assert health({"scheduler": {"status": status}}, "scheduler").returncode == code


def test_a_component_that_never_ran_and_an_answer_that_is_not_json_are_unhealthy() -> None:
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

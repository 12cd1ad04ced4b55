"""The environment in which Airflow runs for the pipe: small, quiet, on loopback. What the user sets of it wins."""

import os
import secrets
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from newswire.airflow.login import USER, password_file
from newswire.processes.supervise import PARENT
from newswire.settings import SettingsError
from newswire.stream.errors import FatalError

LOOPBACK = "127.0.0.1"
DEFAULT_PORT = 8080
SIMPLE = "airflow.api_fastapi.auth.managers.simple.simple_auth_manager.SimpleAuthManager"


def environment(home: Path, dags: Path, env: Mapping[str, str], port: int | None = None) -> dict[str, str]:
    """The environment that Airflow runs in: `env`, under it our defaults, over it where Airflow lives."""
    port_text = env.get("AIRFLOW__API__PORT") or str(_port(port))
    host = env.get("AIRFLOW__API__HOST", LOOPBACK)
    variables = {
        "AIRFLOW__CORE__DAGS_FOLDER": str(dags),
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        # one user, whose password lies in a file of its owner's alone: a page in a browser may reach loopback, too
        "AIRFLOW__CORE__AUTH_MANAGER": SIMPLE,
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": f"{USER}:admin",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(password_file(home)),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
        # small: a task for what polls, one for what looks, one for what takes long
        "AIRFLOW__CORE__PARALLELISM": "3",
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__DAG_PROCESSOR__PARSING_PROCESSES": "1",
        "MALLOC_ARENA_MAX": "2",
        # the full host name may cost a DNS query, which hangs without a network
        "AIRFLOW__CORE__HOSTNAME_CALLABLE": "socket.gethostname",
        "AIRFLOW__API__HOST": host,
        "AIRFLOW__API__PORT": port_text,
        # the tasks call the execution API at the base URL
        "AIRFLOW__API__BASE_URL": f"http://{LOOPBACK}:{port_text}",
        "AIRFLOW__API__INSTANCE_NAME": "newswire",
        "AIRFLOW__LOGGING__COLORED_CONSOLE_LOG": "False",
        # it sets the rights of tasks' logs itself, whatever the umask says
        "AIRFLOW__LOGGING__FILE_TASK_HANDLER_NEW_FOLDER_PERMISSIONS": "0o700",
        "AIRFLOW__LOGGING__FILE_TASK_HANDLER_NEW_FILE_PERMISSIONS": "0o600",
        "AIRFLOW__LOGGING__NAMESPACE_LEVELS": "http.access=WARNING",
        # of one start: what Airflow makes up itself is so short that each use is warned of
        "AIRFLOW__API_AUTH__JWT_SECRET": secrets.token_urlsafe(64),
        # a finished task frees its slot within this, by default only after 5 s
        "AIRFLOW__WORKERS__MIN_HEARTBEAT_INTERVAL": "1",
        # after a kill -9 the earlier runs go on within a minute, by default after five
        "AIRFLOW__SCHEDULER__ORPHANED_TASKS_CHECK_INTERVAL": "15",
        "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "45",
        "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "30",
        **env,
        "AIRFLOW_HOME": str(home),
        # what its parts start is the `airflow` of this environment
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), env.get("PATH", os.defpath))),
    }
    for name in ("no_proxy", "NO_PROXY"):  # a proxy can't reach our loopback
        variables[name] = ",".join(filter(None, (env.get(name), LOOPBACK, "localhost")))
    variables.pop(PARENT, None)  # a task's parent is Airflow's business
    return variables


def _port(wanted: int | None) -> int:
    """The port that was asked for, else the usual one where nobody listens on it, on any address, else a free one.

    Raises SettingsError where the one that was asked for is taken.
    """
    for port in (wanted,) if wanted else (DEFAULT_PORT, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with suppress(OSError):
                probe.bind(("", port))
                return int(probe.getsockname()[1])
    if wanted:
        raise SettingsError(f"port {wanted} is taken: give another one with --port, or none, and a free one is found")
    raise FatalError("no port is free")

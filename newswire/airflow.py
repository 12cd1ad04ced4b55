"""Runs `airflow standalone` for the pipe: small, quiet, on loopback, all of it under the pipe's home.

Every setting here is a default: an `AIRFLOW__*` variable of the user wins.
"""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import structlog

from newswire.guard import end_session, members
from newswire.supervise import PARENT, python, trim
from stream.errors import FatalError

log = structlog.get_logger()

LOOPBACK = "127.0.0.1"
DEFAULT_PORT = 8080
#: how long the parts of Airflow have to end by themselves
GRACE_S = 15.0
RESTART_S = 60.0
#: what must be healthy before a run can happen
PARTS = ("metadatabase", "scheduler", "dag_processor")


class AirflowServer:
    """One `airflow standalone`: all its processes live in one session, which a guard ends with this process.

    `env` comes on top of this process's environment; the tasks see both. It listens on `port` (8080 by default), or
    on a free one where that is taken. The same home can be started again after any kind of end.
    """

    def __init__(self, home: Path, dags: Path, *, port: int | None = None, env: Mapping[str, str]) -> None:
        self.home, self.dags, self.port = home / "airflow", dags.absolute(), port
        self.log = home / "logs" / "airflow.log"
        self.env: Mapping[str, str] = {**os.environ, **env}
        self.url = ""  #: of the UI, once started
        self.restarts = 0
        self._guard: subprocess.Popen[bytes] | None = None
        self._started = 0.0

    def start(self) -> None:
        """Starts Airflow and returns at once. Raises FatalError where another live process runs it on this home."""
        self._end_leftovers()
        for folder in (self.home, self.log.parent):
            folder.mkdir(parents=True, exist_ok=True)
        for stale in self.home.glob("*.pid"):
            stale.unlink()
        variables = environment(self.home, self.dags, self.env, self.port)
        # where the tasks reach it is where we do
        self.url = f"http://{LOOPBACK}:{variables['AIRFLOW__API__PORT']}"
        trim(self.log)
        program = Path(sys.executable).with_name("airflow")
        with self.log.open("ab") as out:
            self._guard = subprocess.Popen(
                [*python("newswire.guard", "--grace", str(GRACE_S)), str(program), "standalone"],
                env=variables,
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._started = time.monotonic()
        started = psutil.Process(self._guard.pid).create_time()
        mark = {"session": self._guard.pid, "started": started, "parent": os.getpid(), "url": self.url}
        self._mark.write_text(json.dumps(mark))
        log.info("airflow_started", url=self.url, log=str(self.log))

    def check(self) -> None:
        """Trims the log, and starts Airflow again where it ended by itself, at most once in `RESTART_S`."""
        trim(self.log)
        if self._guard is not None and not self.running() and time.monotonic() - self._started >= RESTART_S:
            log.warning("airflow_ended", exit=self._guard.returncode, log=str(self.log))
            self.port = int(self.url.rpartition(":")[2])  # the address stays where it can
            self.stop()
            self.start()
            self.restarts += 1

    def running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._guard is not None and self._guard.poll() is None

    def ready(self) -> bool:
        """Whether the UI answers and the parts that make runs are healthy."""
        try:
            health = self.get("/api/v2/monitor/health")
        except OSError:
            return False
        return all(health.get(part, {}).get("status") == "healthy" for part in PARTS)

    def wait_ready(self, timeout_s: float) -> None:
        """Returns when it is ready. Raises FatalError, with the end of the log, when it ended or took too long."""
        deadline = time.monotonic() + timeout_s
        while not self.ready():
            if not self.running() or time.monotonic() >= deadline:
                what = "took too long" if self.running() else "ended"
                raise FatalError(f"airflow {what}; the end of {self.log}:\n{_tail(self.log)}")
            time.sleep(0.25)

    def get(self, path: str, timeout_s: float = 5.0) -> Any:
        """The JSON at a path of the REST API. Raises OSError."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(self.url + path, timeout=timeout_s) as response:
            try:
                return json.loads(response.read())
            except ValueError as e:
                raise OSError(f"{path}: no JSON") from e

    def stop(self) -> None:
        """Ends every process of it, running tasks too; returns when none is left."""
        if self._guard is None:
            return
        with suppress(BrokenPipeError):
            self._guard.communicate()  # closes its input, which is the sign
        end_session(self._guard.pid, GRACE_S)  # nothing to do, unless somebody killed the guard
        self._guard = None
        self._mark.unlink(missing_ok=True)

    @property
    def _mark(self) -> Path:
        return self.home / "session.json"

    def _end_leftovers(self) -> None:
        """Ends what a start before this one left behind when it was killed."""
        try:
            mark = json.loads(self._mark.read_text())
            sid, started, parent = int(mark["session"]), float(mark["started"]), int(mark["parent"])
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return
        with suppress(psutil.NoSuchProcess):
            head = psutil.Process(sid)
            if abs(head.create_time() - started) > 1:
                return  # the number went to somebody else: the session is gone
            if head.ppid() == parent != os.getpid():
                raise FatalError(f"process {parent} runs Airflow on {self.home} already")
        # a session's number is not given away while a process of it lives
        if any("airflow" in " ".join(_command(process)) for process in members(sid)):
            log.info("leftovers_ended", session=sid)
            end_session(sid, GRACE_S)


def environment(home: Path, dags: Path, env: Mapping[str, str], port: int | None = None) -> dict[str, str]:
    """The environment that Airflow runs in: `env`, under it our defaults, over it where Airflow lives."""
    port_text = env.get("AIRFLOW__API__PORT") or str(_free_port(port or DEFAULT_PORT))
    host = env.get("AIRFLOW__API__HOST", LOOPBACK)
    variables = {
        "AIRFLOW__CORE__DAGS_FOLDER": str(dags),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
        # small: all its processes stay near 1.1 GB
        "AIRFLOW__CORE__PARALLELISM": "4",
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
        "AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT": str(_free_port()),
        "AIRFLOW__LOGGING__TRIGGER_LOG_SERVER_PORT": str(_free_port()),
        "AIRFLOW__LOGGING__COLORED_CONSOLE_LOG": "False",
        # it sets the rights of tasks' logs itself, whatever the umask says
        "AIRFLOW__LOGGING__FILE_TASK_HANDLER_NEW_FOLDER_PERMISSIONS": "0o700",
        "AIRFLOW__LOGGING__FILE_TASK_HANDLER_NEW_FILE_PERMISSIONS": "0o600",
        "AIRFLOW__LOGGING__NAMESPACE_LEVELS": "http.access=WARNING",
        # of one start: what Airflow makes up itself is so short that each use is warned of
        "AIRFLOW__API_AUTH__JWT_SECRET": secrets.token_urlsafe(64),
        # a finished task frees its slot within this, by default only after 5 s
        "AIRFLOW__WORKERS__MIN_HEARTBEAT_INTERVAL": "1",
        # after a kill -9 the runs of before go on within a minute, by default after five
        "AIRFLOW__SCHEDULER__ORPHANED_TASKS_CHECK_INTERVAL": "15",
        "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "45",
        "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "30",
        **env,
        "AIRFLOW_HOME": str(home),
        # `standalone` looks up `airflow` in PATH, and it must be the one of this environment
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), env.get("PATH", os.defpath))),
    }
    if host == LOOPBACK:  # who reaches loopback may do all: the demo needs no password
        variables.setdefault("AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS", "True")
    for name in ("no_proxy", "NO_PROXY"):  # a proxy can't reach our loopback
        variables[name] = ",".join(filter(None, (env.get(name), LOOPBACK, "localhost")))
    variables.pop(PARENT, None)  # a task's parent is Airflow's business
    return variables


def _free_port(wanted: int = 0) -> int:
    """`wanted` where nobody listens on it, on any address, else a free port."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with suppress(OSError):
                probe.bind(("", port))
                return int(probe.getsockname()[1])
    raise FatalError("no port is free")


def _command(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []


def _tail(path: Path, lines: int = 20) -> str:
    with suppress(FileNotFoundError):
        return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])
    return ""

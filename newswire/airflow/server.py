"""Runs `airflow standalone` for the pipe: small, quiet, on loopback, all of it under the pipe's home.

Every setting here is a default: an `AIRFLOW__*` variable of the user wins.
"""

import json
import os
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

from newswire.airflow.environment import LOOPBACK, environment
from newswire.processes.guard import end_session, members
from newswire.processes.supervise import python, trim
from stream.errors import FatalError

log = structlog.get_logger()

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
                [*python("newswire.processes.guard", "--grace", str(GRACE_S)), str(program), "standalone"],
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


def _command(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []


def _tail(path: Path, lines: int = 20) -> str:
    with suppress(FileNotFoundError):
        return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])
    return ""

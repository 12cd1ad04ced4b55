"""Runs Airflow for the pipe: its database made ready, then its parts, each a child of the supervisor by its name.

Every setting is a default: an `AIRFLOW__*` variable of the user wins.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from newswire.airflow.client import AirflowClient
from newswire.airflow.environment import LOOPBACK, environment
from newswire.airflow.health import AirflowHealth
from newswire.airflow.login import keep_password
from newswire.airflow.runs import begin_anew
from newswire.processes.child import Health
from newswire.processes.supervise import Supervisor
from newswire.stream.errors import FatalError

MIGRATE = "airflow-db"
#: name of a child -> what `airflow` is told; nobody serves logs on a port of its own: they lie in home
PARTS: dict[str, tuple[str, ...]] = {
    "api-server": ("api-server",),
    "scheduler": ("scheduler", "--skip-serve-logs"),
    "dag-processor": ("dag-processor",),
    "triggerer": ("triggerer", "--skip-serve-logs"),
}
#: those that do without the server's answer at their start
AT_ONCE = ("api-server", "dag-processor")
#: it begins after this long at the latest, whatever it was to wait for
_PATIENCE_S = 20.0
#: what makes them
NURSERY = "airflow-nursery"
#: what must be healthy before a run can happen
NEEDED = ("metadatabase", "scheduler", "dag_processor")
#: how long the scheduler waits for its tasks when it is asked to end
GRACE_S = 30.0


class Airflow:
    """Airflow's parts among the children of a supervisor. Acts within its methods only: call `check` now and then.

    `env` comes on top of this process's environment; the tasks see both. It listens on `port`, or where none is asked
    for on 8080, or on a free one where that is taken. The same home can be started again after any kind of end.
    Raises SettingsError where the port that was asked for is taken.
    """

    def __init__(
        self, supervisor: Supervisor, home: Path, dags: Path, *, port: int | None = None, env: Mapping[str, str]
    ) -> None:
        self.supervisor, self.home = supervisor, home / "airflow"
        self.env = environment(self.home, dags.absolute(), {**os.environ, **env}, port)
        # where the tasks reach it is where we do
        self.url = f"http://{LOOPBACK}:{self.env['AIRFLOW__API__PORT']}"
        self.password_file = keep_password(self.home)
        self.client = AirflowClient(self.url, self.home)
        self.health = AirflowHealth(self.client)
        self._program = str(Path(sys.executable).with_name("airflow"))
        self._after: Callable[[], bool] | None = None
        self._asked = 0.0
        self._wanted = list[str]()  # parts that are not started yet

    def start(self, after: Callable[[], bool] = lambda: True) -> None:
        """Begins, with the first `check` that finds that `after` holds, or after `_PATIENCE_S`; returns at once."""
        self._after, self._asked = after, time.monotonic()
        self.home.mkdir(parents=True, exist_ok=True)
        for stale in self.home.glob("*.pid"):
            stale.unlink()
        self._mark.write_text(json.dumps({"url": self.url, "parent": os.getpid()}))
        self.health.start()
        self._wanted = [*([] if self._migrated() == version("apache-airflow") else [MIGRATE]), *PARTS]

    def check(self) -> None:
        """Starts the parts: once the database is ready, those that run tasks once the server answers the tasks."""
        if self._after and (self._after() or time.monotonic() - self._asked > _PATIENCE_S):
            self._after = None
            self.supervisor.preload(NURSERY, ["newswire.tasks.preloaded"], env=self.env)
        if not self._wanted or self._after or not self.supervisor.preloaded(NURSERY):
            return
        if MIGRATE in self._wanted:
            self._wanted.remove(MIGRATE)
            self._start(MIGRATE, "db", "migrate", ends=True)
        migrating = next((child for child in self.supervisor.children() if child.name == MIGRATE), None)
        if migrating and migrating.state != "done":
            return
        if migrating:
            (self.home / "migrated").write_text(version("apache-airflow"))
            self.supervisor.forget(MIGRATE)
        if "scheduler" in self._wanted and self.health.seen:
            begin_anew(self.client)
        for name in [name for name in self._wanted if name in AT_ONCE or self.health.seen]:
            self._wanted.remove(name)
            look = self.health.server() if name == "api-server" else self.health.part(name)
            self._start(name, *PARTS[name], health=look)

    def ready(self) -> bool:
        """Whether the UI answers and the parts that make runs are healthy."""
        try:
            health = self.client.health()
        except OSError:
            return False
        return all((health.get(part) or {}).get("status") == "healthy" for part in NEEDED)

    def wait_ready(self, timeout_s: float) -> None:
        """Returns when it is ready. Raises FatalError, with what went wrong, where that took too long."""
        deadline = time.monotonic() + timeout_s
        while self._wanted or not self.ready():
            children = self.supervisor.check()
            self.check()
            if time.monotonic() >= deadline:
                told = "; ".join(f"{child.name} {child.state}: {child.error}" for child in children if child.error)
                raise FatalError(f"Airflow is not ready after {timeout_s:.0f} s: {told or 'no error was reported'}")
            time.sleep(0.25)

    def stop(self, grace_s: float = GRACE_S) -> None:
        """Ends the scheduler once its tasks have ended, so that none is cut off; the rest is the supervisor's."""
        self.health.stop()
        self.supervisor.stop(grace_s, names=["scheduler"])
        self._mark.unlink(missing_ok=True)

    def _start(self, name: str, *words: str, health: Health | None = None, ends: bool = False) -> None:
        command = [self._program, *words]
        self.supervisor.start(name, command, env=self.env, health=health, ends=ends, nursery=NURSERY)

    @property
    def _mark(self) -> Path:
        return self.home / "session.json"

    def _migrated(self) -> str | None:
        """The version of Airflow that made the database ready; None where none did, or it lies elsewhere."""
        if "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN" in self.env or not (self.home / "airflow.db").is_file():
            return None
        with suppress(OSError):
            return (self.home / "migrated").read_text().strip()
        return None

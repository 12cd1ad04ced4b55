"""Starts named child processes, starts them again when they die, and leaves none behind.

Each child heads a session of its own: Ctrl-C in the terminal reaches the supervisor alone, which then asks the
children one by one. What a child itself has started dies with it. A supervisor killed with -9 can ask nobody:
its children see `orphaned()` and end by themselves.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import structlog

log = structlog.get_logger()

#: tells a child which process started it
PARENT = "NEWSWIRE_PARENT"
#: tells a child that the one before it died soon: what it did first may be why
AGAIN = "NEWSWIRE_AGAIN"
#: a child that ran this long was healthy: its next death is the first of a new row
HEALTHY_S = 60.0
MAX_BACK_OFF_S = 30.0
#: a log that grew beyond this moves to `NAME.log.1`, over the one before
MAX_LOG_BYTES = 20_000_000


class Child(NamedTuple):
    """What there is to show of a child."""

    name: str
    pid: int | None  #: None while none runs
    state: str  #: running, waiting (dead, to be started again), stopped
    restarts: int
    since: datetime  #: when it came into this state
    exit: int | None  #: of the last run that ended: the exit code, or minus the signal
    log: Path


def orphaned() -> bool:
    """Whether the supervisor that started this process is gone. False where none did."""
    parent = os.environ.get(PARENT)
    return parent is not None and os.getppid() != int(parent)


class Supervisor:
    """Child processes by name. Acts within its methods only: call `check` a few times a second.

    For one thread. `env` is the children's whole environment, this process's own by default.
    """

    def __init__(
        self,
        logs: Path,
        *,
        env: Mapping[str, str] | None = None,
        back_off_s: float = 0.5,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.logs = logs
        self.env = {**(os.environ if env is None else env), PARENT: str(os.getpid())}
        self.back_off_s, self.monotonic = back_off_s, monotonic
        self._runs: dict[str, _Run] = {}

    def __enter__(self) -> "Supervisor":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self, name: str, argv: Sequence[str]) -> None:
        """Starts a child; its output goes to `logs/NAME.log`. Raises OSError where there is no such program."""
        if name in self._runs:
            raise ValueError(f"a child {name!r} is there already")
        self.logs.mkdir(parents=True, exist_ok=True)
        run = _Run(name, list(argv), self.logs / f"{name}.log")
        self._spawn(run)
        self._runs[name] = run

    def check(self) -> list[Child]:
        """Takes notice of the dead, starts again whose time has come, trims logs; returns all children."""
        for run in self._runs.values():
            if run.process and _ended(run.process.pid):
                self._bury(run)
            if run.state == "waiting" and self.monotonic() >= run.retry_at:
                self._retry(run)
            trim(run.log)
        return self.children()

    def children(self) -> list[Child]:
        """All children, in the order of their start."""
        return [run.child() for run in self._runs.values()]

    def stop(self, grace_s: float = 20.0) -> None:
        """SIGTERM to all, in the reverse order of their start; after so many seconds SIGKILL to who is left."""
        running = [run for run in reversed(self._runs.values()) if run.process]
        for run in running:
            if run.process and not _ended(run.process.pid):
                os.kill(run.process.pid, signal.SIGTERM)
        deadline = self.monotonic() + grace_s
        while any(run.process and not _ended(run.process.pid) for run in running) and self.monotonic() < deadline:
            time.sleep(0.02)
        for run in running:
            if run.process and not _ended(run.process.pid):
                log.warning("child_killed", name=run.name, pid=run.process.pid, after_s=grace_s)
            run.end()
        for run in self._runs.values():
            run.become("stopped")

    def _spawn(self, run: "_Run") -> None:
        with run.log.open("ab") as out:
            run.process = subprocess.Popen(
                run.argv,
                env=self.env | ({AGAIN: "1"} if run.failures else {}),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        run.started = self.monotonic()
        run.become("running")

    def _bury(self, run: "_Run") -> None:
        run.end()
        run.failures = 1 if self.monotonic() - run.started >= HEALTHY_S else run.failures + 1
        self._wait(run)

    def _retry(self, run: "_Run") -> None:
        run.restarts += 1
        try:
            self._spawn(run)
        except OSError as e:  # the program may come back, as after an upgrade in place
            log.warning("child_not_started", name=run.name, error=str(e))
            run.failures += 1
            self._wait(run)

    def _wait(self, run: "_Run") -> None:
        wait_s = min(self.back_off_s * 2 ** min(run.failures - 1, 16), MAX_BACK_OFF_S)
        run.retry_at = self.monotonic() + wait_s
        run.become("waiting")
        log.warning("child_ended", name=run.name, exit=run.exit, again_in_s=wait_s, log=str(run.log))


class _Run:
    """The changing side of a child."""

    def __init__(self, name: str, argv: list[str], log: Path) -> None:
        self.name, self.argv, self.log = name, argv, log
        self.process: subprocess.Popen[bytes] | None = None
        self.restarts = self.failures = 0
        self.exit: int | None = None
        self.started = self.retry_at = 0.0
        self.become("waiting")

    def become(self, state: str) -> None:
        self.state, self.since = state, datetime.now(UTC)

    def child(self) -> Child:
        pid = self.process.pid if self.process else None
        return Child(self.name, pid, self.state, self.restarts, self.since, self.exit, self.log)

    def end(self) -> None:
        """Kills what is left of the child's process group, then reaps the child."""
        if self.process:
            with suppress(ProcessLookupError, PermissionError):  # macOS says so of a group of zombies
                os.killpg(self.process.pid, signal.SIGKILL)
            self.exit = self.process.wait()
            self.process = None


def _ended(pid: int) -> bool:
    """Whether a child of this process has ended; it is not reaped, so that its process group's id stays its own."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def trim(path: Path, max_bytes: int = MAX_LOG_BYTES) -> None:
    """Moves the content of a log that grew too large to `PATH.1`. Its writers go on: they append."""
    with suppress(FileNotFoundError):
        if path.stat().st_size > max_bytes:
            shutil.copyfile(path, path.with_name(path.name + ".1"))
            os.truncate(path, 0)


def python(module: str, *arguments: str) -> list[str]:
    """The command line that runs a module in this very environment, whatever PATH says."""
    return [sys.executable, "-m", module, *arguments]

"""A child process of a supervisor: its one run after the other, and what there is to show of it."""

import os
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from newswire.processes.forked import Nursery, Process
from newswire.processes.guard import end_session, started_at
from newswire.processes.logs import size
from newswire.processes.pulse import PULSE

#: tells a child that the one before it died soon: what it did first may be why
AGAIN = "NEWSWIRE_AGAIN"

#: this many deaths in a row, and a part does not count as running before it has run for HEALTHY_S
FAILING = 3
#: after this many in a row it is started without its nursery, in case that is why
_ALONE = 2
#: a child that ran this long was healthy: its next death is the first of a new row
HEALTHY_S = 60.0
#: what looks at a child beside its process id: told its pid and for how many seconds it has run; why it hangs, or None
Health = Callable[[int, float], str | None]


class Child(NamedTuple):
    """What there is to show of a child."""

    name: str
    pid: int | None  #: None while none runs
    state: str  #: running; waiting (dead, to be started again); failing (died again and again); done; stopped
    restarts: int
    since: datetime  #: when it came into this state
    exit: int | None  #: of the last run that ended: the exit code, or minus the signal
    log: Path
    error: str | None = None  #: why the last run ended, from its log, or why it was killed

    @property
    def age_s(self) -> float:
        """For how long it is in this state, seconds."""
        return (datetime.now(UTC) - self.since).total_seconds()


class Run:
    """The changing side of a child. `ends` says that it is done when it exits with 0, and is not started again; `pulse`
    is where it is to write one; `nursery` makes its process where it can; `stdin` gives what each run reads; a `helper`
    is shown when something is wrong with it."""

    def __init__(
        self,
        name: str,
        argv: list[str],
        log: Path,
        *,
        env: Mapping[str, str] | None = None,
        health: Health | None = None,
        ends: bool = False,
        pulse: Path | None = None,
        nursery: Nursery | None = None,
        stdin: Callable[[], int] | None = None,
        helper: bool = False,
    ) -> None:
        self.name, self.argv, self.log, self.env, self.health, self.ends = name, argv, log, env, health, ends
        self.pulse, self.nursery, self.stdin, self.helper = pulse, nursery, stdin, helper
        self.process: Process | None = None
        self.restarts = self.failures = 0
        self.exit: int | None = None
        self.error: str | None = None
        self.started = self.retry_at = 0.0
        self.log_began, self.born = 0, 0.0
        self.become("waiting")

    def become(self, state: str) -> None:
        """Comes into a state, now."""
        self.state, self.since = state, datetime.now(UTC)

    def spawn(self, env: Mapping[str, str], now: float) -> None:
        """Starts its process in this environment, or in its own. Raises OSError where there is no such program."""
        self.log_began = size(self.log)
        env = dict(self.env if self.env is not None else env)
        if self.pulse:
            with suppress(OSError):
                self.pulse.unlink()
            env[PULSE] = str(self.pulse)
        if self.failures:
            env[AGAIN] = "1"
        process: Process | None = None
        if self.nursery and self.failures < _ALONE:
            self.log.touch()  # with the rights that this process gives
            process = self.nursery.born(self.argv, env, self.log)
        self.process = process or self._popen(env)
        self.started, self.born = now, started_at(self.process.pid) or 0.0
        self.become("running")

    def child(self, now: float | None = None) -> Child:
        """As it is shown; `now` is monotonic seconds."""
        now = time.monotonic() if now is None else now
        state = self.state
        unproven = state == "running" and now - self.started < HEALTHY_S
        if self.failures >= FAILING and (state == "waiting" or unproven):
            state = "failing"
        pid = self.process.pid if self.process else None
        return Child(self.name, pid, state, self.restarts, self.since, self.exit, self.log, self.error)

    @property
    def unseen(self) -> bool:
        """Whether there is nothing to show of it."""
        return self.helper and self.state == "running" and not self.restarts

    def _popen(self, env: Mapping[str, str]) -> Process:
        with self.log.open("ab") as out:
            return subprocess.Popen(
                self.argv,
                env=env,
                stdin=self.stdin() if self.stdin else subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def end(self) -> None:
        """Kills what is left of the child's session, then reaps the child."""
        if self.process:
            end_session(self.process.pid, 0.0)
            self.exit = self.process.wait()
            self.process = None


def ended(pid: int) -> bool:
    """Whether a child of this process has ended; it is not reaped, so that its session's id stays its own."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

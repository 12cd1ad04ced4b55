"""Starts named child processes, starts them again when they die or hang, and leaves none behind.

Each child heads a session of its own: Ctrl-C in the terminal reaches the supervisor alone, which then asks the
children one by one. What a child itself has started dies with it. A supervisor killed with -9 can ask nobody: its
children see `orphaned()` and end by themselves, and the guard (`processes/guard.py`) ends those that don't.
"""

import os
import signal
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

import structlog

from newswire.processes import pulse
from newswire.processes.child import HEALTHY_S, Child, Health, Run, ended
from newswire.processes.helpers import Helpers
from newswire.processes.logs import how_it_ended, last_error, trim

log = structlog.get_logger()

#: tells a child which process started it
PARENT = "NEWSWIRE_PARENT"
MAX_BACK_OFF_S = 20.0
#: a nursery that failed this often is not waited for: its children are started one by one
_GIVEN_UP = 2


def orphaned() -> bool:
    """Whether the supervisor that started this process is gone. False where none did."""
    parent = os.environ.get(PARENT)
    return parent is not None and os.getppid() != int(parent)


class Supervisor:
    """Child processes by name. Acts within its methods only: call `check` a few times a second.

    For one thread. `env` is the children's whole environment, this process's own by default. With `home`, a guard ends
    the children where this process is killed, and what an earlier one has left is ended first.
    """

    def __init__(
        self,
        logs: Path,
        *,
        env: Mapping[str, str] | None = None,
        home: Path | None = None,
        back_off_s: float = 0.5,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.logs = logs
        self.env = {**(os.environ if env is None else env), PARENT: str(os.getpid())}
        self.back_off_s, self.monotonic = back_off_s, monotonic
        self._runs: dict[str, Run] = {}
        self._pulses = pulse.folder(home or logs.parent)
        self._helpers = Helpers(logs, self._pulses, home)
        if guard := self._helpers.guard():
            self._begin(guard)

    def __enter__(self) -> "Supervisor":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(
        self,
        name: str,
        argv: Sequence[str],
        *,
        env: Mapping[str, str] | None = None,
        health: Health | None = None,
        has_pulse: bool = False,
        ends: bool = False,
        nursery: str | None = None,
        again: tuple[int, str] | None = None,
    ) -> None:
        """Starts a child; its output goes to `logs/NAME.log`. Raises OSError where there is no such program.

        `env` is its whole environment in place of the others'. One that hangs, as `health` or, with `has_pulse`, its
        pulse says, is killed and started again. With `ends`, it is done when it exits with 0. `nursery` names the one
        that may make it, where `argv` is of this Python. `again` is of what somebody else has seen die: how often it
        was started again by now, and why.
        """
        where = self._pulses / f"{name}.json"
        run = Run(
            name,
            list(argv),
            self.logs / f"{name}.log",
            env=env,
            health=pulse.health_of(where) if has_pulse else health,
            ends=ends,
            pulse=where if has_pulse else None,
            nursery=self._helpers.nurseries.get(nursery) if nursery else None,
        )
        if again:
            run.restarts, run.error = again
        self._begin(run)

    def preload(self, name: str, modules: Sequence[str], *, env: Mapping[str, str] | None = None) -> None:
        """Starts a nursery: a process that imports these modules for all children that name it; in `env`, as they."""
        if run := self._helpers.nursery(name, modules, env):
            self._begin(run)

    def preloaded(self, name: str, wait_s: float = 0.0) -> bool:
        """Whether there is nothing to wait for: the nursery can make children, or will hardly ever."""
        run, made = self._runs.get(name), self._helpers.nurseries.get(name)
        return not run or not made or run.failures >= _GIVEN_UP or made.ready(wait_s)

    def forget(self, name: str) -> None:
        """Ends a child, if it is there, and shows it no more."""
        if run := self._runs.pop(name, None):
            run.end()

    def check(self) -> list[Child]:
        """Takes notice of the dead and the hanging, starts again whose time has come; returns all children."""
        for run in self._runs.values():
            if run.process and ended(run.process.pid):
                self._bury(run)
            elif run.process and run.health:
                ran_s = self.monotonic() - run.started
                if why := run.health(run.process.pid, ran_s):
                    log.warning("child_hangs", name=run.name, pid=run.process.pid, why=why)
                    self._bury(run, why)
            if run.state == "waiting" and self.monotonic() >= run.retry_at:
                self._retry(run)
            trim(run.log)
        self._helpers.reap(list(self._runs.values()))
        return self.children()

    def children(self) -> list[Child]:
        """All children, in the order of their start; of what helps here, only what something is wrong with."""
        return [run.child(self.monotonic()) for run in self._runs.values() if not run.unseen]

    def stop(self, grace_s: float = 20.0, names: Collection[str] | None = None) -> None:
        """SIGTERM to all, or to those named, in the reverse order of their start; after this many seconds SIGKILL to
        who is left. The guard goes last."""
        chosen = (
            [run for run in self._runs.values() if run.name in names]
            if names is not None
            else [r for r in self._runs.values() if not r.helper]
        )
        running = [run for run in reversed(chosen) if run.process]
        for run in running:
            if run.process and not ended(run.process.pid):
                os.kill(run.process.pid, signal.SIGTERM)
        deadline = self.monotonic() + grace_s
        while any(run.process and not ended(run.process.pid) for run in running) and self.monotonic() < deadline:
            time.sleep(0.02)
        for run in running:
            if run.process and not ended(run.process.pid):
                log.warning("child_killed", name=run.name, pid=run.process.pid, after_s=grace_s)
            run.end()
        for run in chosen:
            run.become("stopped")
        self._helpers.note(list(self._runs.values()))
        if names is None:
            self._helpers.close(list(self._runs.values()))

    def _begin(self, run: Run) -> None:
        if run.name in self._runs:
            raise ValueError(f"a child {run.name!r} is there already")
        self.logs.mkdir(parents=True, exist_ok=True)
        self._spawn(run)
        self._runs[run.name] = run

    def _spawn(self, run: Run) -> None:
        run.spawn(self.env, self.monotonic())
        self._helpers.note([*self._runs.values(), run])

    def _bury(self, run: Run, why: str | None = None) -> None:
        run.end()
        if run.ends and run.exit == 0 and not why:
            run.become("done")
            return
        logged = last_error(run.log, run.log_began) if (run.exit or 0) >= 0 else None
        run.error = why or logged or how_it_ended(run.exit)
        run.failures = 1 if self.monotonic() - run.started >= HEALTHY_S else run.failures + 1
        self._wait(run)

    def _retry(self, run: Run) -> None:
        run.restarts += 1
        try:
            self._spawn(run)
        except OSError as e:  # the program may come back, as after an upgrade in place
            run.error = str(e)
            run.failures += 1
            self._wait(run)

    def _wait(self, run: Run) -> None:
        wait_s = min(self.back_off_s * 2 ** min(run.failures - 1, 16), MAX_BACK_OFF_S)
        run.retry_at = self.monotonic() + wait_s
        run.become("waiting")
        log.warning("child_ended", name=run.name, exit=run.exit, why=run.error, again_in_s=wait_s, log=str(run.log))

"""Starts named child processes, starts them again when they die or hang, and leaves none behind.

Each child heads a session of its own: Ctrl-C in the terminal reaches the supervisor alone, which then asks the
children one by one. What a child itself has started dies with it. A supervisor killed with -9 can ask nobody: its
children see `orphaned()` and end by themselves, and the guard (`processes/guard.py`) ends those that don't.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import structlog

from newswire.processes import pulse
from newswire.processes.child import HEALTHY_S, Child, Health, Run, ended
from newswire.processes.logs import how_it_ended, last_error, trim
from newswire.processes.will import Will

log = structlog.get_logger()

#: tells a child which process started it
PARENT = "NEWSWIRE_PARENT"
#: tells a child that the one before it died soon: what it did first may be why
AGAIN = "NEWSWIRE_AGAIN"
MAX_BACK_OFF_S = 20.0
GUARD = "guard"


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
        self._will = Will(home / "processes.json") if home else None
        if self._will:
            self.start(GUARD, self._will.guard())

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
    ) -> None:
        """Starts a child; its output goes to `logs/NAME.log`. Raises OSError where there is no such program.

        `env` is its whole environment in place of the others'. One that hangs, as `health` or, with `has_pulse`, its
        pulse says, is killed and started again. With `ends`, it is done when it exits with 0.
        """
        if name in self._runs:
            raise ValueError(f"a child {name!r} is there already")
        self.logs.mkdir(parents=True, exist_ok=True)
        health = self._pulse_of(name) if has_pulse else health
        run = Run(name, list(argv), self.logs / f"{name}.log", env=env, health=health, ends=ends)
        run.has_pulse = has_pulse
        self._spawn(run)
        self._runs[name] = run

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
        return self.children()

    def children(self) -> list[Child]:
        """All children, in the order of their start."""
        return [run.child(self.monotonic()) for run in self._runs.values() if run.name != GUARD]

    def stop(self, grace_s: float = 20.0, names: Collection[str] | None = None) -> None:
        """SIGTERM to all, or to those named, in the reverse order of their start; after so many seconds SIGKILL to
        who is left. The guard goes last."""
        chosen = [run for run in self._runs.values() if names is None or run.name in names]
        running = [run for run in reversed(chosen) if run.process and run.name != GUARD]
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
        self._note_all()
        if names is None and self._will:
            self._will.close()
            self._runs[GUARD].end()

    def _spawn(self, run: Run) -> None:
        run.mark_log()
        path = self._pulses / f"{run.name}.json"
        with suppress(OSError):
            path.unlink()
        env = dict(run.env if run.env is not None else self.env) | ({pulse.PULSE: str(path)} if run.has_pulse else {})
        with run.log.open("ab") as out:
            process = subprocess.Popen(
                run.argv,
                env=env | ({AGAIN: "1"} if run.failures else {}),
                stdin=self._will.pipe if self._will and run.name == GUARD else subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        run.begun(process, self.monotonic())
        self._note_all(run)

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

    def _pulse_of(self, name: str) -> Health:
        path = self._pulses / f"{name}.json"

        def look(pid: int, ran_s: float) -> str | None:
            told = pulse.read(path)
            if told is None or told.get("pid") != pid:
                return f"no sign of life for {ran_s:.0f} s since its start" if ran_s > pulse.FIRST_S else None
            return pulse.complaint(told, time.monotonic())

        return look

    def _note_all(self, *more: Run) -> None:
        if self._will:
            runs = {run.name: run for run in (*self._runs.values(), *more) if run.name != GUARD}.values()
            self._will.note([(run.process.pid, run.born) for run in runs if run.process])

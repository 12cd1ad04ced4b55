"""What helps a supervisor, itself in processes that it watches: a guard (`guard.py`), and nurseries (`nursery.py`)."""

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from newswire.processes.child import Run
from newswire.processes.forked import Nursery, adopt, reap
from newswire.processes.pulse import health_of
from newswire.processes.will import Will

GUARD = "guard"
_REAP_S = 5.0


class Helpers:
    """Makes their runs, which the supervisor starts. Without `home` there is no guard."""

    def __init__(self, logs: Path, pulses: Path, home: Path | None) -> None:
        self.logs, self.pulses = logs, pulses
        self.nurseries: dict[str, Nursery] = {}
        self._will = Will(home / "processes.json") if home else None
        self._reaped = 0.0

    def guard(self) -> Run | None:
        """The one guard."""
        return self._run(GUARD, self._will.guard(), None, self._will.end) if self._will else None

    def nursery(self, name: str, modules: Sequence[str], env: Mapping[str, str] | None) -> Run | None:
        """A new nursery; None where its children would not become the supervisor's."""
        if not adopt(on=True):
            return None
        made = self.nurseries[name] = Nursery()
        command = [sys.executable, "-P", "-m", "newswire.processes.nursery", *modules]
        return self._run(name, command, env, made.connect)

    def note(self, runs: Sequence[Run]) -> None:
        """Takes down which children run now, for the guard."""
        running = [(run.process.pid, run.born) for run in runs if run.process and run.name != GUARD]
        if self._will:
            self._will.note(running)

    def reap(self, runs: Sequence[Run]) -> None:
        """Reaps the orphans of children, which come to the supervisor where it has a nursery; now and then."""
        if self.nurseries and time.monotonic() - self._reaped >= _REAP_S:
            self._reaped = time.monotonic()
            reap([run.process.pid for run in runs if run.process])

    def close(self, runs: Sequence[Run]) -> None:
        """Ends them all, once the children have ended; the guard goes last."""
        for made in self.nurseries.values():
            made.close()
        if self._will:
            self._will.close()
        for run in sorted((run for run in runs if run.helper), key=lambda run: run.name == GUARD):
            run.end()
            if run.pulse:
                run.pulse.unlink(missing_ok=True)
        if self.nurseries:
            self._reaped = 0.0
            self.reap(runs)
            adopt(on=False)

    def _run(self, name: str, argv: list[str], env: Mapping[str, str] | None, stdin: Callable[[], int]) -> Run:
        pulse = self.pulses / f"{name}.json"
        log = self.logs / f"{name}.log"
        return Run(name, argv, log, env=env, health=health_of(pulse), pulse=pulse, stdin=stdin, helper=True)

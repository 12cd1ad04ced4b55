"""A pipe that runs in the background: started, found, stopped."""

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from newswire.home.folder import prepare
from newswire.processes.command import python
from newswire.processes.logs import last_error, size
from newswire.settings import Settings, SettingsError, environment
from newswire.status.parts import told_by_up
from newswire.stream.errors import FatalError

#: how long a start may take until it tells of itself, and a stop until all has ended
_START_S, _STOP_S = 60.0, 120.0


def start(settings: Settings, words: Sequence[str]) -> int:
    """Starts `newswire up` with these words in the background; returns its pid once it runs.

    Raises SettingsError where one runs already, FatalError where it ended at once.
    """
    prepare(settings)
    if told_by_up(settings.home) is not None:
        raise SettingsError(f"a pipe runs in {settings.home} already: newswire stop --home {settings.home}")
    (settings.home / "logs").mkdir(exist_ok=True)
    log = settings.home / "logs" / "up.log"
    began = size(log)
    with log.open("ab") as out:
        process = subprocess.Popen(
            [*python("newswire", "up", "--plain"), *words],
            env={**os.environ, **environment(settings)},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise FatalError(f"{last_error(log, began) or 'it ended at once'} ({log})")
        if (told_by_up(settings.home) or {}).get("pid") == process.pid:
            return process.pid
        time.sleep(0.1)
    raise FatalError(f"the pipe did not report within {_START_S:.0f} s that it runs: see {log}")


def stop(home: Path) -> bool:
    """Stops the pipe of a home as Ctrl-C does, and waits for that; returns whether one ran. Raises FatalError."""
    told = told_by_up(home)
    if told is None:
        return False
    pid = told.get("pid")
    if not pid:
        raise FatalError(f"a pipe runs in {home}, but does not say under which process id: is it just starting?")
    with suppress(ProcessLookupError):
        os.kill(int(pid), signal.SIGTERM)
    deadline = time.monotonic() + _STOP_S
    while told_by_up(home) is not None:
        if time.monotonic() >= deadline:
            raise FatalError(f"process {pid} has not ended after {_STOP_S:.0f} s: see {home}/logs/up.log")
        time.sleep(0.1)
    return True

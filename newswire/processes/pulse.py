"""The pulse of a process: what it does, and by when the next sign of progress is due, in a small file of home.

Written by the thread that does the work. Whoever watches the process reads there whether it hangs: a process id alone
tells nothing of that. The file is overwritten in place, so that it can be written where the disk is full; the time by
which a sign is due is of the clock that all processes of a machine share and nobody sets.
"""

import json
import os
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

#: where a supervisor wants a child's pulse
PULSE = "NEWSWIRE_PULSE"
#: without a sign for this long beyond what was announced, a process hangs
HANGS_S = 60.0
#: a process has this long from its start to its first sign: libraries and models are loaded on a busy machine
FIRST_S = 180.0
_EVERY_S, _BYTES = 1.0, 4096


class Pulse:
    """Writes a pulse. `facts` stand in it as they are; None for `path` writes none."""

    def __init__(self, path: Path | None, **facts: Any) -> None:
        self.facts: dict[str, Any] = {"pid": os.getpid(), "host": socket.gethostname(), **facts}
        self.path = path
        self._doing, self._waits_s, self._written = "starts", 0.0, -1e9
        self.last: dict[str, Any] = {"doing": "starts"}  #: what was written last
        self._file = -1
        if path:
            with suppress(OSError):
                path.parent.mkdir(parents=True, exist_ok=True)
                self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)

    def beat(self, doing: str | None = None, *, waits_s: float | None = None) -> None:
        """A sign of progress: it does something (as before, where nothing is said), and may wait for this long."""
        changed = (doing is not None and doing != self._doing) or (waits_s is not None and waits_s > self._waits_s)
        self._doing = doing if doing is not None else self._doing
        self._waits_s = waits_s if waits_s is not None else self._waits_s
        if time.monotonic() - self._written >= (_EVERY_S / 4 if changed else _EVERY_S):
            self.write()

    @property
    def doing(self) -> str:
        """What it does now."""
        return self._doing

    def write(self) -> None:
        """Writes at once; a write that fails costs this sign alone."""
        now = time.monotonic()
        self._written = now
        self.last = told = self.facts | {
            "beat": datetime.now(UTC).isoformat(timespec="seconds"),
            "doing": self._doing,
            "sign": round(now, 3),
            "due": round(now + self._waits_s + HANGS_S, 3),
        }
        if self._file < 0:
            return
        with suppress(OSError):
            os.pwrite(self._file, json.dumps(told).encode().ljust(_BYTES), 0)

    def close(self) -> None:
        """The end: the file goes."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
            with suppress(OSError):
                if self.path:
                    self.path.unlink()


def own_pulse(home: Path, name: str, **facts: Any) -> Pulse:
    """The pulse of this process: where its supervisor wants it, else in home under a name of its own."""
    given = os.environ.get(PULSE)
    path = Path(given) if given else folder(home) / f"{name}-{socket.gethostname()}-{os.getpid()}.json"
    return Pulse(path, name=path.stem if given else name, **facts)


def given_pulse(**facts: Any) -> Pulse:
    """The pulse of this process where its supervisor wants one, else one that nobody sees."""
    path = os.environ.get(PULSE)
    return Pulse(Path(path), name=Path(path).stem, **facts) if path else Pulse(None, **facts)


def folder(home: Path) -> Path:
    """Where the pulses of a home lie."""
    return home / "run" / "heartbeats"


def read(path: Path) -> dict[str, Any] | None:
    """What a process wrote last; None where it is not there, or just being written."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def complaint(told: dict[str, Any], now: float) -> str | None:
    """Why the process counts as hanging; `now` is monotonic seconds. None where it does not.

    >>> complaint({"doing": "handles 3 records", "sign": 10.0, "due": 70.0}, 75.0)
    'no progress for 65 s while it handles 3 records'
    """
    if now <= float(told.get("due", now)):
        return None
    return f"no progress for {now - float(told.get('sign', now)):.0f} s while it {told.get('doing', 'works')}"


def health_of(path: Path) -> Callable[[int, float], str | None]:
    """Whether the process that is to write a pulse there hangs, asked by its pid and the seconds since its start."""

    def look(pid: int, ran_s: float) -> str | None:
        told = read(path)
        if told is None or told.get("pid") != pid:
            return f"no sign of life for {ran_s:.0f} s since its start" if ran_s > FIRST_S else None
        return complaint(told, time.monotonic())

    return look

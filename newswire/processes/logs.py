"""The log files of processes: kept small, and asked for the last error."""

import json
import os
import shutil
import signal
from contextlib import suppress
from pathlib import Path

#: a log that grew beyond this moves to `NAME.log.1`, over the one before
MAX_LOG_BYTES = 20_000_000
_LOOK_BYTES = 20_000
_SERIOUS = ("error", "critical", "exception", "warning")
_LONGEST = 300


def trim(path: Path, max_bytes: int = MAX_LOG_BYTES) -> None:
    """Moves the content of a log that grew too large to `PATH.1`. Its writers go on: they append."""
    with suppress(FileNotFoundError):
        if path.stat().st_size > max_bytes:
            shutil.copyfile(path, path.with_name(path.name + ".1"))
            os.truncate(path, 0)


def size(path: Path) -> int:
    """Bytes that it has now."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def last_error(path: Path, after: int = 0) -> str | None:
    """What went wrong last, from the lines beyond the byte `after`: an error that was logged, else the last line.

    A traceback's last line says it best, then what our own logs (JSON lines) call error or warning.
    """
    try:
        with path.open("rb") as file:
            end = file.seek(0, os.SEEK_END)
            file.seek(max(0, end - _LOOK_BYTES, after if after <= end else 0))
            lines = [line.strip() for line in file.read().decode("utf-8", "replace").splitlines() if line.strip()]
    except OSError:
        return None
    told = [found for line in reversed(lines[-40:]) if (found := _told(line))]
    return (told[0] if told else lines[-1] if lines else "")[:_LONGEST] or None


def _told(line: str) -> str | None:
    """What a line tells of an error; None where it tells of none."""
    if line.startswith("{"):
        with suppress(ValueError):
            event = json.loads(line)
            if event.get("level") not in _SERIOUS:
                return None
            detail = event.get("error") or event.get("detail") or event.get("exception", "").strip().split("\n")[-1]
            return f"{event.get('event')}: {detail}" if detail else str(event.get("event"))
    name = line.partition(":")[0].rpartition(".")[2]
    if name.endswith(("Error", "Exception")) and " " not in name:
        return line
    return line if "[error" in line or "[critical" in line or line.startswith("Error") else None


def how_it_ended(code: int | None) -> str:
    """How a run ended, in words.

    >>> how_it_ended(-9), how_it_ended(3)
    ('killed by SIGKILL', 'ended with exit code 3')
    """
    if code is not None and code < 0:
        return f"killed by {signal.Signals(-code).name}"
    return f"ended with exit code {code}"

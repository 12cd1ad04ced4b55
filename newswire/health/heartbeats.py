"""Workers that are dead or hang, by the pulse that each one writes (`newswire/processes/pulse.py`).

Who hangs writes nothing, so what is overdue tells the dead and the hanging from those that work, whatever becomes of
their process ids.
"""

import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import psutil

from newswire.health.alarm import ERROR, Alarm, command
from newswire.processes.pulse import folder, read
from newswire.settings import Settings
from newswire.stages.table import STAGES

#: a worker that was silent for this long is not meant to come back, as after scaling down; or it has, under another
#: name, where one of its kind is well
GONE_S, REPLACED_S = 86400.0, 600.0
#: told this much before whoever watches the worker ends it, so that a DAG that looks each minute is red within 90 s
SOONER_S = 35.0
#: this many failures in a row, and a worker can't go on by itself
_FAILURES = 2


def check_heartbeats(settings: Settings, now: datetime) -> Iterator[Alarm]:
    """Workers that owe a sign, or say that they can't go on. Who ends as it was asked to leaves nothing."""
    pulses = [told for path in sorted(folder(settings.home).glob("*.json")) if (told := read(path))]
    silent = {id(told): _silent_s(told, now) for told in pulses}
    well = {told.get("name") for told in pulses if silent[id(told)] is None}
    for told in pulses:
        name, error = str(told.get("name")), told.get("error")
        silent_s = silent[id(told)]
        if silent_s is not None:
            dead = _is_dead(told)
            if silent_s > GONE_S or (name in well and (dead or silent_s > REPLACED_S)):
                continue
            limit = float(told["due"]) - float(told["sign"]) - SOONER_S
            said = f"; its last error: {error}" if error else ""
            sentence = (
                f"the worker {name} {'is dead' if dead else 'is dead or hangs'}: no sign of progress for "
                f"{silent_s:.0f} s (limit {limit:.0f} s) while it {told.get('doing', 'works')}{said}"
            )
            remedy = _begin(settings, told) if dead else _end(settings, told)
            yield Alarm(name, "silent_worker", ERROR, round(silent_s), round(limit), sentence, remedy)
        elif error and int(told.get("failures") or 0) >= _FAILURES:
            sentence = f"the worker {name} can't go on: it failed {told['failures']} times in a row (limit 1): {error}"
            remedy = command(settings, "logs", name)
            yield Alarm(name, "failing_worker", ERROR, int(told["failures"]), 1, sentence, remedy)


def _silent_s(told: dict[str, Any], now: datetime) -> float | None:
    """For how many seconds a worker has given no sign, where that is more than it announced; None where it is well.

    On this machine by the clock that nobody sets, from elsewhere by the time of day.
    """
    try:
        sign, due = float(told["sign"]), float(told["due"])
        if told.get("host") == socket.gethostname():
            silent = time.monotonic() - sign
        else:
            silent = (now.astimezone(UTC) - datetime.fromisoformat(told["beat"])).total_seconds()
    except (KeyError, TypeError, ValueError):
        return None
    return silent if silent > due - sign - SOONER_S else None


def _is_dead(told: dict[str, Any]) -> bool:
    """Whether its process is gone, or only its parent's to bury; False where nobody can tell from here."""
    if told.get("host") != socket.gethostname():
        return False
    try:
        return str(psutil.Process(int(told.get("pid") or 0)).status()) == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def _begin(settings: Settings, told: dict[str, Any]) -> str:
    """`newswire up` and Compose do it by themselves; who runs workers by hand does it so."""
    stage = str(told.get("stage"))
    return command(settings, "work", stage) if stage in STAGES else command(settings, "up")


def _end(settings: Settings, told: dict[str, Any]) -> str:
    """Who started it puts a new one in its place once it has ended."""
    return f"kill -9 {told['pid']}" if told.get("host") == socket.gethostname() else command(settings, "status")

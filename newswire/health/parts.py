"""What `newswire up` tells of the parts that it watches (`newswire/running/told.py`), and whether it lives itself."""

import json
import math
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from newswire.health.alarm import ERROR, Alarm, command
from newswire.settings import Settings

#: it writes every two seconds
SILENT_S = 30.0
#: a death is told for this long after the new start: Airflow's own parts are dead themselves until then, and its DAG
#: looks once a minute
TOLD_S = 150.0


def check_parts(settings: Settings, now: datetime) -> Iterator[Alarm]:
    """Parts that are dead, and a pipe that was killed. Nothing where none was started, or it was stopped."""
    try:
        told = json.loads((settings.home / "up.json").read_text())
        silent_s = (now.astimezone(UTC) - datetime.fromisoformat(told["at"])).total_seconds()
        parts: list[dict[str, Any]] = [part for part in told["parts"] if isinstance(part, dict)]
    except (OSError, ValueError, TypeError, KeyError):
        return
    if silent_s > SILENT_S:
        sentence = f"`newswire up` is dead or hangs: nothing heard for {silent_s:.0f} s (limit {SILENT_S:.0f} s)"
        yield Alarm("up", "up_dead", ERROR, round(silent_s), SILENT_S, sentence, command(settings, "up"))
        return
    for part in parts:
        name, restarts = str(part.get("name")), int(part.get("restarts") or 0)
        why = f": {part['error']}" if part.get("error") else ""
        if part.get("state") in ("waiting", "failing"):
            again = "died again and again" if part["state"] == "failing" else "is dead"
            times = "at once" if not restarts else "once so far" if restarts == 1 else f"{restarts} times so far"
            verb = "is" if not restarts else "was"
            sentence = f"{name} {again}{why}; it {verb} started again {times} (limit 0 dead parts), its log says more"
            yield Alarm(name, "dead_part", ERROR, restarts, 0, sentence, command(settings, "logs", name))
        elif restarts and part.get("state") in ("running", "done") and (age_s := _age_s(part, now)) < TOLD_S:
            sentence = (
                f"{name} died{why}, and was started again {age_s:.0f} s ago (limit: no death within {TOLD_S:.0f} s). "
                "Where that was the only time, nothing is left to do; its log says more"
            )
            yield Alarm(name, "part_died", ERROR, round(age_s), TOLD_S, sentence, command(settings, "logs", name))


def _age_s(part: dict[str, Any], now: datetime) -> float:
    """For how long it is in its state; endless where that is not known."""
    try:
        return (now.astimezone(UTC) - datetime.fromisoformat(part["since"])).total_seconds()
    except (KeyError, TypeError, ValueError):
        return math.inf

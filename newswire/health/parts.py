"""What `newswire up` tells of the parts that it watches (`newswire/running/told.py`), and whether it lives itself."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from newswire.health.alarm import ERROR, Alarm, command
from newswire.settings import Settings

#: it writes every two seconds
SILENT_S = 30.0


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
        if part.get("state") not in ("waiting", "failing"):
            continue
        name, restarts = str(part.get("name")), int(part.get("restarts") or 0)
        again = "died again and again" if part["state"] == "failing" else "is dead"
        why = f": {part['error']}" if part.get("error") else ""
        sentence = f"{name} {again}{why}; it was started again {restarts} times (limit 0 dead parts), its log says more"
        yield Alarm(name, "dead_part", ERROR, restarts, 0, sentence, command(settings, "logs", name))

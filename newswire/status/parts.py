"""The processes of a pipe, as they tell of themselves: what `newswire up` says of its parts, each worker's pulse."""

import json
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from newswire.home.folder import is_held
from newswire.processes import pulse

#: a pulse that is so old is of a process that nobody waits for
_FORGOTTEN_S = 3600.0


class Part(NamedTuple):
    """A process."""

    name: str
    state: str  #: running, waiting (dead, to be started again), failing (again and again), hanging, done, stopped
    since: datetime | None = None  #: when it came into this state
    restarts: int = 0
    error: str | None = None  #: what went wrong last
    stage: str | None = None  #: of a worker
    rate: float | None = None  #: records that it handled a second, over the last minute
    doing: str | None = None
    metrics: str | None = None  #: HOST:PORT where it serves /live, /ready and /metrics


class Parts(NamedTuple):
    """All of them."""

    pid: int | None  #: of `newswire up`; None where it does not run here
    airflow: str | None  #: URL of the UI
    parts: tuple[Part, ...]

    def rate(self, stage: str) -> float | None:
        """Records a second that all workers of a stage handle; None where none tells."""
        rates = [part.rate for part in self.parts if part.stage == stage and part.rate is not None]
        return sum(rates) if rates else None


def told_by_up(home: Path) -> dict[str, Any] | None:
    """What a running `newswire up` tells of itself; None where none runs. Its lock says so, which dies with it."""
    if not is_held(home):
        return None
    with suppress(OSError, ValueError):
        told = json.loads((home / "up.json").read_text())
        if isinstance(told, dict):
            return told
    return {}


def parts_now(home: Path) -> Parts:
    """The processes of a home, those of `newswire up` first, then workers that somebody else started."""
    told = told_by_up(home) or {}
    pulses = {path.stem: seen for path in sorted(pulse.folder(home).glob("*.json")) if (seen := pulse.read(path))}
    parts = [_part(one, pulses.pop(str(one.get("name")), {})) for one in told.get("parts", ())]
    now = time.monotonic()
    for name, seen in pulses.items():
        if not seen.get("helper") and now - float(seen.get("sign", 0.0)) < _FORGOTTEN_S:
            parts.append(_part({"name": name, "state": "running"}, seen))
    return Parts(told.get("pid"), told.get("airflow"), tuple(parts))


def _part(told: Mapping[str, Any], seen: Mapping[str, Any]) -> Part:
    state = str(told.get("state") or "running")
    why = pulse.complaint(dict(seen), time.monotonic()) if seen and state == "running" else None
    return Part(
        name=str(told.get("name")),
        state="hanging" if why else state,
        since=_moment(told.get("since") or seen.get("beat")),
        restarts=int(told.get("restarts") or 0),
        error=why or seen.get("error") or told.get("error"),
        stage=seen.get("stage"),
        rate=seen.get("rate"),
        doing=seen.get("doing"),
        metrics=seen.get("metrics"),
    )


def _moment(text: object) -> datetime | None:
    with suppress(ValueError, TypeError):
        found = datetime.fromisoformat(str(text))
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None

"""Whether the clock was set, by how much, and who tells.

A process that lives long sees it itself: the time of day and a clock that nobody sets drift apart. The others see it in
the state: polls of the future. What was seen is noted in home, so that `status` and `feeds ls` can tell for a day.
"""

import contextlib
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from newswire.ingest.polling.schedule.clock import SLACK_S
from newswire.ingest.polling.schedule.next_poll import duration

_TOLD_S = 86400.0
_OFF_S = 3600.0
#: an estimate from the state does not replace what a process has just measured
_MEASURED_S = 900.0


def steady() -> float:
    """Seconds of a clock that nobody sets, the time that the machine slept included where that is known."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class Watch:
    """Sees the clock being set during this process's life."""

    def __init__(self, wall: Callable[[], float] = time.time, steady: Callable[[], float] = steady) -> None:
        self._wall, self._steady = wall, steady
        self._apart = wall() - steady()

    def jump(self) -> float:
        """Seconds by which the clock was set since the last look, forward above 0; 0 for less than SLACK_S."""
        apart = self._wall() - self._steady()
        by, self._apart = apart - self._apart, apart if abs(apart - self._apart) > SLACK_S else self._apart
        return by if abs(by) > SLACK_S else 0.0


def note_jump(home: Path, by_s: float, now: datetime, *, measured: bool = True) -> None:
    """Notes that the clock was set by this many seconds; a write that fails costs the note alone."""
    if not measured and (known := _read(home)) and abs(now.timestamp() - known[0]) < _MEASURED_S:
        return
    off_s = round(by_s) + _off(home, now.timestamp() - by_s, _TOLD_S)
    with contextlib.suppress(OSError):
        part = home / f"clock.json.{time.monotonic_ns()}"
        part.write_text(json.dumps({"at": now.timestamp(), "by_s": round(by_s), "off_s": off_s}))
        part.replace(home / "clock.json")


def off_by(home: Path, now: datetime) -> float:
    """Seconds by which the jumps that were noted have moved the clock, ahead above 0: a jump and its way back make 0.

    What was noted more than an hour ago no longer counts: by then somebody would have set it back, or it is right now.
    """
    return _off(home, now.timestamp(), _OFF_S)


def _off(home: Path, now_s: float, for_s: float) -> float:
    found = _read(home)
    if found is None or abs(now_s - found[0]) > for_s:
        return 0.0
    try:
        return float(json.loads((home / "clock.json").read_text()).get("off_s", found[1]))
    except (OSError, ValueError, TypeError):
        return 0.0


def noted_jump(home: Path, now: datetime) -> dict[str, object] | None:
    """The last jump that was noted, where that is not long ago: `at` (ISO 8601), `by_s`."""
    found = _read(home)
    if found is None or abs(now.timestamp() - found[0]) > _TOLD_S:
        return None
    return {"at": datetime.fromtimestamp(found[0], UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "by_s": found[1]}


def told(home: Path, now: datetime, behind_s: float = 0.0) -> str | None:
    """A sentence for a screen; `behind_s` is how far the state is ahead of the clock. None where nothing happened.

    >>> told(Path("/nowhere"), datetime(2026, 1, 1, tzinfo=UTC), 86400.0)
    'The clock jumped back by 24 h, as the latest poll shows: what waits for that is due now'
    """
    jump = noted_jump(home, now)
    if jump:
        by = float(str(jump["by_s"]))
        way, then = ("forward", "") if by > 0 else ("back", ": what waits for that is due now")
        return f"The clock jumped {way} by {duration(abs(by))} at {jump['at']}{then}"
    if behind_s:
        return (
            f"The clock jumped back by {duration(behind_s)}, as the latest poll shows: what waits for that is due now"
        )
    return None


def _read(home: Path) -> tuple[float, float] | None:
    try:
        found = json.loads((home / "clock.json").read_text())
        return float(found["at"]), float(found["by_s"])
    except (OSError, ValueError, KeyError, TypeError):
        return None

"""What workers say of themselves: one file each in home's run/heartbeats/, written anew at each turn of its loop.

Who hangs writes nothing, so the age of what is written tells the dead and the hanging from those that work, whatever
becomes of their process ids.
"""

import json
import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from newswire.health.alarm import ERROR, Alarm, command
from newswire.settings import Settings

FOLDER = Path("run", "heartbeats")
#: what was written so long ago is of a worker that is not meant to come back, as after scaling down
FORGOTTEN_S = 86400.0
#: a worker that ended as it was asked to
STOPPED = "stopped"


class Heartbeat(NamedTuple):
    """One file, as read."""

    name: str
    pid: int | None
    beat: datetime  #: when it was written
    progress: int  #: records handled since the start
    state: str  #: running, retrying, failed, stopped
    error: str | None = None  #: what it met last, in a sentence


def write(home: Path, beat: Heartbeat) -> None:
    """Puts a worker's file in place, whole or not at all. Raises OSError."""
    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{beat.name}.{os.getpid()}"
    part.write_text(json.dumps({**beat._asdict(), "beat": beat.beat.isoformat()}))
    part.replace(folder / f"{beat.name}.json")


def read(home: Path) -> list[Heartbeat]:
    """All that are there, by name; what can't be read, as none is written yet, is left out."""
    found = []
    for path in sorted((home / FOLDER).glob("*.json")):
        try:
            found.append(_heartbeat(path.stem, json.loads(path.read_text())))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return found


def check_heartbeats(settings: Settings, now: datetime) -> Iterator[Alarm]:
    """Workers that are silent for too long, or say that they can't go on. Nothing of those that were stopped."""
    for one in read(settings.home):
        age_s = (now - one.beat).total_seconds()
        if one.state == STOPPED or age_s > FORGOTTEN_S:
            continue
        said = f"; its last error: {one.error}" if one.error else ""
        if age_s > settings.max_beat_s:
            sentence = (
                f"the worker {one.name} is dead or hangs: nothing heard for {age_s:.0f} s "
                f"(limit max_beat_s {settings.max_beat_s:g} s){said}"
            )
            limit = settings.max_beat_s
            yield Alarm(one.name, "silent_worker", ERROR, round(age_s), limit, sentence, _restart(settings, one))
        elif one.error and one.state != "running":
            sentence = f"the worker {one.name} can't go on ({one.state}): {one.error}"
            remedy = command(settings, "status")
            yield Alarm(one.name, "failing_worker", ERROR, None, None, sentence, remedy)


def _restart(settings: Settings, one: Heartbeat) -> str:
    """`newswire up` and Compose put a new one in the place of one that ended."""
    return f"kill -9 {one.pid}" if one.pid else command(settings, "status")


def _heartbeat(name: str, given: Mapping[str, Any]) -> Heartbeat:
    beat = datetime.fromisoformat(given["beat"])
    if beat.tzinfo is None:
        beat = beat.replace(tzinfo=UTC)
    error = given.get("error")
    return Heartbeat(
        str(given.get("name") or name),
        int(given["pid"]) if given.get("pid") else None,
        beat,
        int(given.get("progress") or 0),
        str(given.get("state") or "running"),
        str(error) if error else None,
    )

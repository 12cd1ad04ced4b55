"""The health DAG's task: all alarms as the run's note, red where one of them is; notices when they change."""

import json
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from airflow.sdk import get_current_context

from newswire.health.alarm import ERROR, Alarm
from newswire.health.check import check
from newswire.settings import Settings, load
from newswire.tasks.notes import note, red
from newswire.tasks.notices import task_failed


def look() -> int:
    """How many alarms there are, none of them red; a red one fails the run, with the sentences of all."""
    settings = load()
    alarms = check(settings)
    _tell(settings, alarms)
    text = "\n\n".join(str(alarm) for alarm in alarms)
    if any(alarm.severity == ERROR for alarm in alarms):
        red(text)
    note(text or "all is well")
    return len(alarms)


def _tell(settings: Settings, alarms: Sequence[Alarm]) -> None:
    """A notice for what is red now and was not a minute ago, and one when nothing is any more."""
    if not settings.notify_url and not settings.notifiers:
        return
    now = {f"{alarm.part}/{alarm.kind}": alarm for alarm in alarms if alarm.severity == ERROR}
    file = settings.home / "run" / "alarms.json"
    before: list[str] = []
    with suppress(OSError, ValueError):
        before = json.loads(file.read_text())
    new = [alarm for name, alarm in now.items() if name not in before]
    if new or (before and not now):
        text = "newswire: " + ("\n".join(map(str, new)) or "all is well again")
        context: dict[str, Any] = dict(get_current_context())
        told = [alarm._asdict() for alarm in now.values()]
        task_failed(
            context
            | {"newswire_text": text, "newswire_state": "failed" if now else "well again", "newswire_alarms": told}
        )
    with suppress(OSError):  # a disk that takes nothing costs a notice told twice
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(sorted(now)))

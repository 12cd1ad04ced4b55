"""When a day is over: nothing that came on it waits for the store any more, so its partition is complete."""

import json
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from newswire import app
from newswire.settings import Settings
from newswire.status.waiting import waiting

#: days told at once, after Airflow was away for long
_MOST = 31


def days_over(settings: Settings, now: datetime) -> list[date]:
    """The days (UTC) that are complete and were not told yet, oldest first; at the first time yesterday alone."""
    today = now.astimezone(UTC).date()
    midnight = datetime(today.year, today.month, today.day, tzinfo=UTC)
    with app.open_broker(settings) as broker:
        if waiting(broker, now)["store"].age_s > (now - midnight).total_seconds():
            return []
    yesterday = today - timedelta(days=1)
    last = _told(settings) or yesterday - timedelta(days=1)
    return [yesterday - timedelta(days=n) for n in reversed(range(min(_MOST, (yesterday - last).days)))]


def note_told(settings: Settings, day: date) -> None:
    """Remembers the last day that was told. Raises OSError."""
    file = settings.home / "run" / "day.json"
    file.parent.mkdir(exist_ok=True)
    part = file.with_suffix(".part")
    part.write_text(json.dumps(day.isoformat()))
    part.replace(file)


def _told(settings: Settings) -> date | None:
    with suppress(OSError, ValueError, TypeError):
        return date.fromisoformat(json.loads((settings.home / "run" / "day.json").read_text()))
    return None

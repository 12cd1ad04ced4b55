"""What a run of poll_feeds says of itself."""

from datetime import UTC, datetime

from newswire.health.alarm import ERROR
from newswire.health.check import look_at_feeds
from newswire.settings import load
from newswire.tasks.notes import note, red

_FAILING = ("failing_feeds", "all_feeds_failing")


def tell(counts: dict[str, int]) -> dict[str, int]:
    """Makes the counts the run's note, and gives them back; the run is red where more feeds fail than may."""
    said = ", ".join(f"{name} {count}" for name, count in counts.items()) or "no feed was due"
    alarms = [alarm for alarm in look_at_feeds(load(), datetime.now(UTC)) if alarm.kind in _FAILING]
    text = "\n\n".join([said, *map(str, alarms)])
    if any(alarm.severity == ERROR for alarm in alarms):
        red(text)
    note(text)
    return counts

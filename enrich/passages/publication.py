"""The publication date as messages and command line carry it."""

from datetime import UTC, date, datetime


def publication(text: str | None) -> date | datetime | None:
    """A day, or an aware time in UTC, from ISO 8601; None where it is neither.

    >>> publication("2024-10-18")
    datetime.date(2024, 10, 18)
    >>> publication("last week")
    """
    if not text:
        return None
    try:
        return date.fromisoformat(text) if len(text) <= 10 else _aware(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        return None


def _aware(when: datetime) -> datetime:
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)

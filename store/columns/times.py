"""Texts that say a time or a span of days, as times and days."""

from datetime import UTC, date, datetime


def moment(text: str | None) -> datetime | None:
    """The time that an ISO 8601 text names, a bare day as its midnight, None where it names none.

    >>> moment("2024-10-18T11:30:00+02:00").isoformat()
    '2024-10-18T09:30:00+00:00'
    >>> moment("2024-10-18").isoformat()
    '2024-10-18T00:00:00+00:00'
    >>> moment("Friday")
    """
    if text is None:
        return None
    try:
        parsed = datetime.fromisoformat(text)
        return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def ends_of(interval: str | None) -> tuple[date | None, date | None]:
    """First and last day of a `from/to` interval, None for an open or unreadable end; a lone day is both.

    >>> ends_of("2019-01-01/..")
    (datetime.date(2019, 1, 1), None)
    """
    if interval is None:
        return None, None
    first, slash, last = interval.partition("/")
    return _day(first), _day(last if slash else first)


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text[:10], "%Y-%m-%d").replace(tzinfo=UTC).date()  # not a week, as fromisoformat
    except ValueError:
        return None

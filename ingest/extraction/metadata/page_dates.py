"""Times as pages write them, in the one form of the messages: UTC to the second, or a bare day."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from newswire.ingest.dates.read import read_date

_MAX = 120  #: characters of a date
_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T\s]+(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?",
    re.I,
)


def page_time(text: str) -> str | None:
    """`2024-10-18T09:30:00Z` where day, time and offset are told, `2024-10-18` where some of it is not, else None.

    A midnight stands for a day of which nobody knew the time.

    >>> page_time("2024-10-18T11:30:00+02:00"), page_time("2024-10-18 11:30"), page_time("2024-10-18T00:00:00Z")
    ('2024-10-18T09:30:00Z', '2024-10-18', '2024-10-18')
    >>> page_time("last week") is None
    True
    """
    match = _ISO.match(text.strip()[:_MAX])
    try:
        if match is None:
            return _epoch(text.strip()) or _sure(text) or _written(parsedate_to_datetime(text.strip()[:_MAX]))
        year, month, day = int(match[1]), int(match[2]), int(match[3])
        if match[4] is None or match[7] is None:
            return _written(date(year, month, day))
        seconds = int(match[6] or 0)
        zone = _zone(match[7])
        return _written(datetime(year, month, day, int(match[4]), int(match[5]), min(seconds, 59), tzinfo=zone))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def loose_time(text: str) -> str | None:
    """The same of any form of date that `newswire.ingest.dates.read` knows; its day alone where the rest is in doubt.

    >>> loose_time("June 12, 2025"), loose_time("12 juin 2025 à 10h30")
    ('2025-06-12', '2025-06-12')
    """
    if when := _epoch(text.strip()):
        return when
    moment = read_date(text)
    if moment is None or not "1990" <= moment.iso <= "2101":
        return None
    return moment.iso if moment.sure else moment.iso[:10]


def _epoch(text: str) -> str | None:
    """Seconds since 1970, or thousandths of them: in a field that holds a time, a number is one."""
    if not re.fullmatch(r"\d{10}|\d{13}", text):
        return None
    return _written(datetime.fromtimestamp(int(text[:10]), UTC))


def _sure(text: str) -> str | None:
    """What another form than ISO 8601 says without a doubt, with its time of day."""
    moment = read_date(text[:_MAX])
    return _written(datetime.fromisoformat(moment.iso)) if moment and moment.sure and len(moment.iso) > 10 else None


def _zone(text: str) -> timezone:
    if text[0] not in "+-":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[3:].lstrip(":") or 0)
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def _written(when: date) -> str | None:
    if not 1990 <= when.year <= 2100:
        return None
    if not isinstance(when, datetime):
        return when.isoformat()
    if when.tzinfo is None or (when.hour, when.minute, when.second) == (0, 0, 0):
        return when.date().isoformat()
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def days_apart(one: str, other: str) -> float:
    """How far two times in the form of the messages are from one another; infinity where one is in no such form."""
    try:
        return abs((_read(one) - _read(other)).total_seconds()) / 86400
    except ValueError:
        return float("inf")


def _read(text: str) -> datetime:
    when = datetime.fromisoformat(text)
    return when if when.tzinfo else when.replace(tzinfo=UTC)

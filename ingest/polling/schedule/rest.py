"""Hours and days in which an RSS feed asks not to be polled: `skipHours` and `skipDays`, as bits of one number."""

import re

#: both stand before the items, as a rule
_HEAD = 64 << 10
_HOURS = re.compile(rb"<skipHours\b[^>]*>(.{0,4000}?)</skipHours>", re.IGNORECASE | re.DOTALL)
_DAYS = re.compile(rb"<skipDays\b[^>]*>(.{0,4000}?)</skipDays>", re.IGNORECASE | re.DOTALL)
_HOUR = re.compile(rb"<hour\b[^>]*>\s*(\d{1,2})\s*</hour>", re.IGNORECASE)
_DAY = re.compile(rb"<day\b[^>]*>\s*([A-Za-z]{3})[A-Za-z]*\s*</day>", re.IGNORECASE)
_WEEK = (b"mon", b"tue", b"wed", b"thu", b"fri", b"sat", b"sun")


def rest_of(body: bytes) -> int | None:
    """The hours (GMT, bits 0 to 23) and weekdays (Monday is bit 24) that a feed names; None where it names none.

    >>> rest_of(b"<rss><skipHours><hour>0</hour><hour>2</hour></skipHours><skipDays><day>Sunday</day></skipDays></rss>")
    1073741829
    """
    hours, days = _HOURS.search(body, 0, _HEAD), _DAYS.search(body, 0, _HEAD)
    bits = 0
    for hour in _HOUR.findall(hours[1]) if hours else ():
        bits |= 1 << int(hour) % 24 if int(hour) <= 24 else 0
    for day in _DAY.findall(days[1]) if days else ():
        bits |= 1 << 24 + _WEEK.index(day.lower()) if day.lower() in _WEEK else 0
    return bits or None


def hours_of(bits: int | None) -> frozenset[int]:
    """The hours among the bits, 0 to 23."""
    return frozenset(hour for hour in range(24) if (bits or 0) >> hour & 1)


def days_of(bits: int | None) -> frozenset[int]:
    """The weekdays among the bits; Monday is 0."""
    return frozenset(day for day in range(7) if (bits or 0) >> (24 + day) & 1)

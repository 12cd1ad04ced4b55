"""The publication date as messages and command line carry it, and as a text tells it itself."""

from datetime import UTC, date, datetime
from itertools import product

#: what a line holds that is only a date: "Thursday, 17 October 2019"
_ORDERS = [f"{a}{b} %Y" for a, b in product(("", "%A, ", "%A "), ("%B %d,", "%d %B", "%b %d,", "%d %b"))] + ["%Y-%m-%d"]
_LONGEST = 40


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


def own_day(text: str) -> date | None:
    """The day of a text whose first line is nothing but a date.

    >>> own_day("Thursday, October 17, 2019\\n\\nPolice said on Friday ...")
    datetime.date(2019, 10, 17)
    >>> own_day("On 17 October 2019\\n")
    """
    line = text[:_LONGEST].lstrip().partition("\n")
    for order in _ORDERS if line[1] and line[0][:1].isalnum() else ():
        try:
            return datetime.strptime(line[0].strip(), order).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def _aware(when: datetime) -> datetime:
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)

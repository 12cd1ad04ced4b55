"""How long an answer is good by its headers and its feed: floors for the next poll."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from newswire.ingest.polling.schedule.next_poll import Hints
from newswire.ingest.polling.schedule.rest import days_of, hours_of
from newswire.ingest.polling.state.feed_row import FeedRow
from newswire.ingest.web.response import Response


def hints(row: FeedRow, response: Response, now: datetime) -> Hints:
    """What server and feed ask for."""
    control, max_age = response.headers.get("Cache-Control"), None
    if control is not None:
        max_age = max_age_s(control)
        if max_age is not None:
            max_age = max(0.0, max_age - _seconds(response.headers.get("Age")))
    expires = _expires_s(response, now) if control is None or "max-age" not in control.lower() else None
    return Hints(
        max_age,
        expires if control is None or not _is_never(control) else None,
        row.ttl_s,
        hours_of(row.skips),
        days_of(row.skips),
    )


def max_age_s(cache_control: str | None) -> float | None:
    """Seconds by `Cache-Control: max-age`; None where it is absent, or where nothing may be kept.

    >>> max_age_s("public, max-age=600"), max_age_s("no-cache, max-age=600")
    (600.0, None)
    """
    text = (cache_control or "").lower()
    found = re.search(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", text)
    return float(found[1]) if found and not _is_never(text) else None


def _is_never(cache_control: str) -> bool:
    return "no-cache" in cache_control.lower() or "no-store" in cache_control.lower()


def _expires_s(response: Response, now: datetime) -> float | None:
    """Seconds by `Expires`, seen from the server's own clock."""
    ends = _date(response.headers.get("Expires"))
    begins = _date(response.headers.get("Date")) or now
    return max(0.0, (ends - begins).total_seconds()) if ends else None


def _date(value: str | None) -> datetime | None:
    try:
        found = parsedate_to_datetime(value or "")
    except (TypeError, ValueError, IndexError):
        return None
    return found.replace(tzinfo=found.tzinfo or UTC)


def _seconds(value: str | None) -> float:
    text = (value or "").strip()
    return float(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0.0

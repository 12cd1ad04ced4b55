"""When a feed is polled next, and why."""

import re
import zlib
from collections.abc import Mapping
from typing import NamedTuple

#: seconds between two polls of a feed of each class
INTERVALS: Mapping[str, float] = {"desk": 300.0, "normal": 900.0, "tail": 3600.0}
#: a server's wish to be left alone counts up to here: many say a day, and publish every hour
MAX_HINT_S = 3600.0
MAX_BACKOFF_S = 6 * 3600.0
MAX_RETRY_AFTER_S = 86400.0
GONE_S = 7 * 86400.0
_JITTER = 0.1


class Next(NamedTuple):
    """How many seconds from now, and the reason: interval, cache_control, ttl, retry_after, backoff, gone."""

    after_s: float
    reason: str


def next_poll(
    url: str,
    interval_s: float,
    *,
    failures: int = 0,
    max_age_s: float | None = None,
    ttl_s: float | None = None,
    retry_after_s: float | None = None,
    gone: bool = False,
) -> Next:
    """The next poll of a feed after `failures` in a row.

    Feeds drift apart by up to a tenth, each by its own share, so that those added together don't stay together.

    >>> next_poll("https://example.org/rss", 300, max_age_s=600).reason
    'cache_control'
    """
    if gone:
        return Next(GONE_S * (1 + _share(url)), "gone")
    wait = Next(interval_s, "interval")
    if failures:
        # from the second failure on: one alone is the weather
        wait = Next(max(interval_s, min(interval_s * 2.0 ** min(failures - 1, 30), MAX_BACKOFF_S)), "backoff")
    else:
        for hint, reason in ((max_age_s, "cache_control"), (ttl_s, "ttl")):
            if hint and min(hint, MAX_HINT_S) > wait.after_s:
                wait = Next(min(hint, MAX_HINT_S), reason)
    if retry_after_s and min(retry_after_s, MAX_RETRY_AFTER_S) > wait.after_s:
        wait = Next(min(retry_after_s, MAX_RETRY_AFTER_S), "retry_after")
    # never before the time that the server named; a plain interval is rather kept than passed
    early = wait.reason == "interval"
    return Next(wait.after_s * (1 - _share(url) if early else 1 + _share(url)), wait.reason)


def max_age_s(cache_control: str | None) -> float | None:
    """Seconds by `Cache-Control: max-age`; None where it is absent, or where nothing may be kept.

    >>> max_age_s("public, max-age=600"), max_age_s("no-cache, max-age=600")
    (600.0, None)
    """
    text = (cache_control or "").lower()
    found = re.search(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", text)
    if not found or "no-cache" in text or "no-store" in text:
        return None
    return float(found[1])


def _share(url: str) -> float:
    """Between 0 and a tenth, always the same for a feed."""
    return _JITTER * (zlib.crc32(url.encode()) % 1000) / 1000

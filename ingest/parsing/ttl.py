"""How long a feed says that it stays as it is."""

import re
from typing import Any

_PERIODS_S = {"hourly": 3600, "daily": 86400, "weekly": 7 * 86400, "monthly": 30 * 86400, "yearly": 365 * 86400}


def ttl_s(feed: Any) -> int | None:
    """Seconds by `ttl` (minutes), else by the syndication module."""
    ttl = str(dict.get(feed, "ttl") or "").strip()
    if re.fullmatch(r"\d{1,7}", ttl):
        return 60 * int(ttl) or None
    period = _PERIODS_S.get(str(dict.get(feed, "sy_updateperiod") or "").strip().lower())
    often = str(dict.get(feed, "sy_updatefrequency") or "1").strip()
    if period is None:
        return None
    return period // max(1, int(often) if re.fullmatch(r"\d{1,4}", often) else 1)

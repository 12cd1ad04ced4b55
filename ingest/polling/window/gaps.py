"""Window overflow: whether entries came and went between two polls, and which of those found elsewhere were missed.

A feed shows its latest entries only. Where nothing of the last window is left in the present one, entries may have
passed in between. Pure decisions; what the site offers is read in `ingest/polling/window/fill.py`.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from newswire.ingest.polling.schedule.rhythm import Rhythm, expected, rates
from newswire.ingest.polling.window.identity import Identified
from newswire.stream.messages import Entry

#: this much of a window may be pinned entries, which stay whatever comes
_PINNED, _PINNED_SHARE = 2, 0.05
#: entries show up in a feed so much later than their dates say
_SLACK_S = 6 * 3600.0
#: sections: a feed with more of them than that is the whole site's
_MAX_SECTIONS = 3


def overflowed(window: Sequence[Identified], before: Mapping[str, float]) -> bool:
    """Whether entries may be lost between the last window (identity -> when it was seen first) and the present one.

    Also where only a few are left of the last window, and none of those that had come last: pinned entries hide it.
    """
    if not window or not before:
        return False
    left = [one for one in window if any(identity in before for identity in one.identities)]
    if not left:
        return True
    latest = max(before.values())
    if any(before.get(identity) == latest for one in left for identity in one.identities):
        return False
    return len(left) <= max(_PINNED, int(_PINNED_SHARE * len(window)))


def began(window: Sequence[Identified], now: float) -> float:
    """From when on a window shows all: the oldest date in it; `now` where it has none."""
    return min((t for one in window if (t := seconds(one.entry)) is not None and t <= now), default=now)


def missing(rhythm: Rhythm | None, start: float, end: float) -> int | None:
    """How many entries are expected between two times; None where the feed's rhythm is not known."""
    return None if rhythm is None else round(expected(rates(rhythm), start, end))


def missed(
    found: Sequence[Identified], known: Collection[str], start: float, end: float, *, sections: Collection[str] = ()
) -> list[Identified]:
    """Those of the entries found elsewhere that were never seen and fell into the gap.

    By their dates, but none older than all that are known; without a date, those before the first that is known, as
    archives go from new to old. With `sections` also by the first step of their path: a sitemap is the whole site's.
    """
    was_known = [any(identity in known for identity in one.identities) for one in found]
    dates = [seconds(one.entry) for one in found]
    oldest = min((at for at, old in zip(dates, was_known, strict=True) if old and at is not None), default=-math.inf)
    before_known = was_known.index(True) if True in was_known else len(found)
    taken = []
    for n, (one, at) in enumerate(zip(found, dates, strict=True)):
        fits = n < before_known if at is None else max(start - _SLACK_S, oldest) <= at <= end + _SLACK_S
        if fits and not was_known[n] and (not sections or section(one.entry.url) in sections):
            taken.append(one)
    return taken


def sections(window: Sequence[Identified]) -> frozenset[str]:
    """The sections of a site that a feed is about; empty where it is about all of it.

    >>> section("https://news.example/world/2025/03/quake.html")
    'news.example/world'
    """
    found = {place for one in window if (place := section(one.entry.url))}
    return frozenset(found) if len(found) <= _MAX_SECTIONS else frozenset()


def section(url: str | None) -> str:
    """Host and first step of a URL's path, the host alone where the step is the page itself or a number."""
    parts = urlsplit(url or "")
    steps = parts.path.strip("/").split("/")
    first = steps[0] if len(steps) > 1 and not steps[0].isdigit() else ""
    return f"{parts.hostname or ''}/{first}" if url else ""


def seconds(entry: Entry) -> float | None:
    """When an entry came out, by its own date with a time of day; None without one, or where it is doubtful."""
    date = entry.published or entry.updated
    if not date or "T" not in date or any(flag.endswith(("_future", "_ambiguous")) for flag in entry.flags):
        return None
    try:
        return datetime.fromisoformat(date).timestamp()
    except (ValueError, OverflowError):
        return None

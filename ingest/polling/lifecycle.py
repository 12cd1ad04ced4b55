"""The life of a feed: what its trouble is, when it is tried again, and where it has moved to. Pure decisions.

No feed is ever given up: each kind of trouble has a longest wait, and the first success makes the feed well again.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from newswire.ingest.polling.schedule.next_poll import Next, duration, later
from newswire.ingest.polling.state.feed_row import FeedRow
from newswire.ingest.web.addresses import is_address, is_public
from newswire.ingest.web.response import Hop

#: the longest wait for what passes by itself (5xx, timeouts), and for what somebody must mend (404, no feed)
MAX_SOFT_S, MAX_HARD_S = 6 * 3600.0, 24 * 3600.0
#: desks are looked after sooner
MAX_DESK_S = 3600.0
#: without a Retry-After: the shortest wait after "too many requests"
MIN_LIMITED_S = 900.0
#: no server shuts us out for longer by a Retry-After
MAX_RETRY_AFTER_S = 7 * 86400.0
#: after this many 410 over such a time a feed is parked and asked once a week; some servers say it for an hour
GONE_POLLS, GONE_AFTER_S = 3, 48 * 3600.0
GONE_TRY_S, GONE_S = 12 * 3600.0, 7 * 86400.0
#: how long a permanent redirect must have stood, over how many polls, before the feed is asked at its new address
MOVED_AFTER_S, MOVED_POLLS = 7 * 86400.0, 3
#: failures in a row at the new address after which the old one is tried again
MOVED_BACK_AFTER = 3
_PERMANENT = frozenset({301, 308})
_SOFT_STATUS = frozenset({408, 425})


class Trouble(NamedTuple):
    """What is wrong with a feed."""

    #: `failing` passes by itself, `broken` somebody must mend, `limited` asks for patience, `gone` says farewell
    health: str
    error: str
    status: int | None = None
    retry_after_s: float | None = None


def of_status(status: int, url: str, *, worked: bool, retry_after_s: float | None = None) -> Trouble:
    """The trouble that an answer other than success means.

    A 403 from a feed that has `worked` is a limit of requests more often than a verdict.
    """
    if status == 410:
        health = "gone"
    elif status == 429 or (status == 403 and worked):
        health = "limited"
    elif status >= 500 or status in _SOFT_STATUS:
        health = "failing"
    else:
        health = "broken"
    return Trouble(health, f"http_{status}: {url}", status, retry_after_s)


def retry(row: FeedRow, trouble: Trouble, pace_s: float, now: float) -> Next:
    """When a feed in trouble is tried again; the failure at hand is the next of `row.failures`."""
    n = row.failures + 1
    if trouble.health == "gone":
        wait = _gone(row, now)
    elif trouble.health == "limited":
        wait = Next(_doubled(max(pace_s, MIN_LIMITED_S), n, 2.0, MAX_SOFT_S), "limited", "too many requests for it")
    else:
        # the first failure alone is the weather
        hard = trouble.health == "broken"
        most_s = MAX_HARD_S if hard else MAX_SOFT_S
        most_s = max(min(most_s, MAX_DESK_S) if row.cls == "desk" else most_s, pace_s)
        after_s = _doubled(pace_s, n, 3.0 if hard else 2.0, most_s)
        wait = Next(after_s, "backoff", f"{n} failure{'s' if n > 1 else ''} in a row")
    if trouble.retry_after_s and (asked_s := min(trouble.retry_after_s, MAX_RETRY_AFTER_S)) > wait.after_s:
        wait = Next(asked_s, "retry_after", f"the server asks for {duration(trouble.retry_after_s)}")
    return Next(later(wait.after_s, row.url, row.polls), wait.reason, f"{wait.why}: {duration(wait.after_s)}")


def gone_columns(row: FeedRow, now: float) -> Mapping[str, Any]:
    """What is written down of a 410."""
    since = min(row.gone_since, now) if row.gone_since is not None else now
    polls = row.gone_polls + 1
    parked = polls >= GONE_POLLS and now - since >= GONE_AFTER_S
    return {"gone_since": since, "gone_polls": polls, "health": "parked" if parked else "gone"}


def moved_columns(row: FeedRow, answered_by: str, hops: Sequence[Hop], now: float) -> Mapping[str, Any]:
    """What is written down of the redirects that led to a feed, and the address to ask from now on.

    Only permanent ones in front of any other kind count. The same URL under https is taken at once, any other when
    it stood for a week. `row.url` stays what the feed goes by, so nothing that was seen is new again.
    """
    there = moved_to(answered_by, hops)
    if there is None:
        return {"moved_to": None, "moved_since": None, "moved_polls": 0}
    same = there == row.moved_to and row.moved_since is not None
    since, polls = (min(row.moved_since or now, now), row.moved_polls + 1) if same else (now, 1)
    found: dict[str, Any] = {"moved_to": there, "moved_since": since, "moved_polls": polls}
    stable = now - since >= MOVED_AFTER_S and polls >= MOVED_POLLS
    if (stable or is_upgrade(row.address, there)) and _may_move(row.address, there):
        found |= {"fetch_url": None if there == row.url else there, "moved_since": None, "moved_polls": 0}
    return found


def moved_to(answered_by: str, hops: Sequence[Hop]) -> str | None:
    """Where the permanent redirects lead that stand before any other kind; None where the first is of another kind."""
    there = None
    for n, hop in enumerate(hops):
        if hop.status not in _PERMANENT:
            break
        there = hops[n + 1].url if n + 1 < len(hops) else answered_by
    return there


def is_upgrade(here: str, there: str) -> bool:
    """Whether the two differ in nothing but https for http.

    >>> is_upgrade("http://example.org/rss", "https://example.org/rss")
    True
    """
    a, b = urlsplit(here), urlsplit(there)
    return (a.scheme, b.scheme) == ("http", "https") and (a.hostname, a.path or "/", a.query) == (
        b.hostname,
        b.path or "/",
        b.query,
    )


def _gone(row: FeedRow, now: float) -> Next:
    found = gone_columns(row, now)
    if found["health"] == "parked":
        return Next(GONE_S, "gone", f"410 for {duration(now - found['gone_since'])}: parked, asked once a week")
    return Next(GONE_TRY_S, "gone", f"{found['gone_polls']} times 410, parked after {GONE_POLLS} over 2 days")


def _doubled(start_s: float, n: int, factor: float, most_s: float) -> float:
    return min(start_s * factor ** min(n - 1, 40), most_s)


def _may_move(here: str, there: str) -> bool:
    """A public address does not hand us over to a private one; each hop was vetted when it was dialled, too."""
    to, at = urlsplit(there).hostname or "", urlsplit(here).hostname or ""
    return not _is_private(to) or _is_private(at)


def _is_private(host: str) -> bool:
    return host == "localhost" or (is_address(host) and not is_public(host))

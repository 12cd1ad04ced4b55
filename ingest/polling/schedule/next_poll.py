"""When a feed is polled next, and why: pure functions of what is known about it.

Polls are dealt out by the square root of the rate at which entries come, hour by hour of the day: that gives the
least delay over all entries for a number of polls. The class of a feed sets the pace and its bounds; what the server
wishes is a floor; a server that names a time is left alone until then (`ingest/polling/lifecycle.py`).
"""

import math
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from newswire.ingest.polling.schedule.clock import is_within
from newswire.ingest.polling.schedule.rhythm import Rates, after, expected

#: seconds between two polls of a feed of each class that gives USUAL_RATE entries an hour, or of which nothing is known
INTERVALS: Mapping[str, float] = {"desk": 300.0, "normal": 900.0, "tail": 3600.0}
USUAL_RATE = 6.0
#: a desk with this many entries an hour expected, or an entry so long ago, is active: never slower than its pace
ACTIVE_RATE, ACTIVE_S = 0.5, 3600.0
#: feeds drift apart by up to a tenth
_JITTER = 0.1


class Bounds(NamedTuple):
    """The least and the most that a class allows between two polls, in seconds, and how far a hint can stretch it.

    Many servers say a day and publish every hour, so a hint counts up to a bound.
    """

    floor_s: float
    cap_s: float
    hint_s: float


BOUNDS: Mapping[str, Bounds] = {
    # a tenth below an hour, so that no entry waits longer, jitter included
    "desk": Bounds(60.0, 1800.0, 3200.0),
    "normal": Bounds(300.0, 6 * 3600.0, 3600.0),
    "tail": Bounds(900.0, 6 * 3600.0, 6 * 3600.0),
}


class Next(NamedTuple):
    """How many seconds from now; the reason in one word, and in words with numbers for people.

    Reasons of a feed that is well: new, rhythm, active, window, gap, cache_control, expires, ttl, skipped. Others:
    backoff, limited, retry_after, gone (`ingest/polling/lifecycle.py`), asked_for, pushed, resumed, clock.
    """

    after_s: float
    reason: str
    why: str = ""


class Hints(NamedTuple):
    """What server and feed ask for: seconds to be left alone, and hours (UTC) and weekdays (Monday is 0) of rest."""

    max_age_s: float | None = None
    expires_s: float | None = None
    ttl_s: float | None = None  #: ttl or sy:updatePeriod
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()


NO_HINTS = Hints()


class Habits(NamedTuple):
    """What was learned about a feed that decides how soon it is worth a look."""

    rates: Rates
    known: bool = False  #: whether the rates come from anything seen
    last_new: float | None = None
    window: int | None = None  #: entries that it shows at once
    hurry: float = 1.0  #: this many times the polls, after entries were lost


def next_poll(
    url: str, cls: str, pace_s: float, now: float, habits: Habits, hints: Hints = NO_HINTS, *, polls: int = 0
) -> Next:
    """The next poll of a feed that is well.

    >>> from newswire.ingest.polling.schedule.rhythm import rates
    >>> next_poll("https://example.org/rss", "normal", 900, 0.0, Habits(rates(None)), Hints(max_age_s=1200)).reason
    'cache_control'
    """
    bounds = _bounds(cls, pace_s)
    wait = _rhythm(cls, pace_s, bounds, now, habits)
    wait = wait._replace(after_s=wait.after_s * (1 - _JITTER / 2 + _share(url, polls)))
    for hint_s, reason, name in (
        (hints.max_age_s, "cache_control", "Cache-Control"),
        (hints.expires_s, "expires", "Expires"),
        (hints.ttl_s, "ttl", "the feed's ttl"),
    ):
        if hint_s and (floor_s := min(hint_s, bounds.hint_s)) > wait.after_s:
            why = f"{name} asks for {duration(hint_s)}"
            if floor_s < hint_s:
                why += f", {duration(floor_s)} are granted"
            wait = Next(later(floor_s, url, polls), reason, why)
    return _rested(wait, now, hints)


def later(after_s: float, url: str, polls: int) -> float:
    """Not before these seconds, and up to a tenth later: by feed and poll, so that feeds added together drift apart."""
    return after_s * (1 + _share(url, polls))


def duration(seconds: float) -> str:
    """For people.

    >>> duration(42), duration(900), duration(5400), duration(200000)
    ('42 s', '15 min', '1.5 h', '2.3 d')
    """
    for unit, size, most in (("s", 1, 120), ("min", 60, 5400), ("h", 3600, 2 * 86400)):
        if seconds < most:
            return f"{round(seconds / size, 1 if unit == 'h' else None):g} {unit}"
    return f"{seconds / 86400:.2g} d"


def _bounds(cls: str, pace_s: float) -> Bounds:
    """Of the class; a pace outside of them is what somebody wants."""
    floor_s, cap_s, hint_s = BOUNDS.get(cls, BOUNDS["normal"])
    return Bounds(min(floor_s, pace_s), max(cap_s, pace_s), hint_s)


def _rhythm(cls: str, pace_s: float, bounds: Bounds, now: float, habits: Habits) -> Next:
    fresh = is_within(habits.last_new, now, ACTIVE_S)
    every = [_every(cls, pace_s, bounds, rate, fresh) for rate in habits.rates]
    after_s = max(after([1 / s for s in every], now, 1.0, bounds.cap_s), bounds.floor_s)
    rate = expected(habits.rates, now, now + 3600)
    reason, why = "rhythm", f"{_rate(rate)} expected"
    if not habits.known:
        reason, why = "new", "too little is known of its rhythm"
    elif cls == "desk" and after_s <= pace_s and (fresh or rate >= ACTIVE_RATE):
        reason, why = "active", f"{_rate(rate)} expected" + (", one came within the hour" if fresh else "")
    if habits.known and habits.window and (half := _half_full(habits, now)) < after_s:
        after_s, reason = max(half, _least(pace_s)), "window"
        why = f"it shows {habits.window} entries at once, {_rate(rate)} expected"
    if habits.hurry > 1:
        after_s, reason = max(after_s / habits.hurry, _least(pace_s)), "gap"
        why = f"entries may have been missed: {habits.hurry:.1f} times as often as usual"
    return Next(after_s, reason, f"{why}: {duration(after_s)}")


def _every(cls: str, pace_s: float, bounds: Bounds, rate: float, fresh: bool) -> float:
    every = min(max(pace_s * math.sqrt(USUAL_RATE / rate), bounds.floor_s), bounds.cap_s)
    return min(every, pace_s) if cls == "desk" and (fresh or rate >= ACTIVE_RATE) else every


def _least(pace_s: float) -> float:
    """Where entries would be lost, the floor of the class gives way, to that."""
    return min(60.0, pace_s)


def _half_full(habits: Habits, now: float) -> float:
    """Seconds until half of what the feed shows is new: later, and some might be lost."""
    assert habits.window
    return after([rate / 3600 for rate in habits.rates], now, habits.window / 2, 7 * 86400.0)


def _rested(wait: Next, now: float, hints: Hints) -> Next:
    """Not within the hours and days in which the feed says that it is not to be asked."""
    if len(hints.skip_hours) >= 24 or len(hints.skip_days) >= 7:
        return wait  # that would be never
    at, skipped = now + wait.after_s, False
    for _ in range(7 * 24):
        # 1970 began on a Thursday
        if int(at // 3600) % 24 not in hints.skip_hours and (int(at // 86400) + 3) % 7 not in hints.skip_days:
            break
        at, skipped = (at // 3600 + 1) * 3600 + (at - now) % 360, True
    if not skipped:
        return wait
    return Next(at - now, "skipped", f"the feed rests until then (skipHours, skipDays): {duration(at - now)}")


def _rate(an_hour: float) -> str:
    if an_hour >= 1:
        return f"{an_hour:.1f} entries an hour"
    return f"{24 * an_hour:.1f} entries a day" if 24 * an_hour >= 1 else f"{168 * an_hour:.1f} entries a week"


def _share(url: str, polls: int) -> float:
    """Between 0 and a tenth, always the same for a poll of a feed."""
    return _JITTER * (zlib.crc32(f"{url} {polls}".encode()) % 1000) / 1000

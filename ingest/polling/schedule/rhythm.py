"""A feed's rhythm: how many entries an hour it gives at each hour of the day, learned and slowly forgotten.

For each hour of the day (UTC) it holds how many entries came and for how many hours it was watched, both decayed
with age, so that a feed that falls asleep or wakes up is followed within days. Kept in 200 bytes beside the feed.
"""

import math
import struct
from collections.abc import Iterable, Sequence
from typing import NamedTuple

#: an entry of that age counts 1/e of a new one
MEMORY_S = 14 * 86400.0
#: how far back the dates of a first window are believed
_HISTORY_S = 28 * 86400.0
#: before anything is known: half an entry in 5 minutes, which is 6 an hour; an hour of silence makes it .5, a day .02
_PRIOR_ENTRIES, _PRIOR_H = 0.5, 1 / 12
#: each hour of the day starts out as average, as if it had been watched this many hours at the feed's mean rate
_PRIOR_EACH_H = 2.0
#: an hour of the day takes this much of its evidence from each neighbour
_NEIGHBOUR = 0.25
_FORM = struct.Struct("<d48f")
_DAY_H = 24


class Rhythm(NamedTuple):
    """What was observed of a feed until `at` (seconds since 1970): two values for each hour of the day, decayed."""

    at: float
    entries: tuple[float, ...] = (0.0,) * _DAY_H
    hours: tuple[float, ...] = (0.0,) * _DAY_H  #: watched

    def packed(self) -> bytes:
        """As `unpacked` reads it."""
        return _FORM.pack(self.at, *self.entries, *self.hours)


#: expected entries an hour, for each hour of the day
Rates = tuple[float, ...]


def unpacked(raw: bytes | None) -> Rhythm | None:
    """What `packed` made; None where there is nothing, or something else."""
    if raw is None or len(raw) != _FORM.size:
        return None
    at, *values = _FORM.unpack(raw)
    return Rhythm(at, tuple(values[:_DAY_H]), tuple(values[_DAY_H:])) if all(map(math.isfinite, values)) else None


def of_window(times: Iterable[float], now: float) -> Rhythm:
    """The rhythm that a first window shows by the dates of its entries; dates ahead and long past don't count.

    A tenth of the entries, the oldest, is left out: pinned ones would stretch the time that the others took.
    """
    window = sorted((t for t in times if now - _HISTORY_S <= t <= now), reverse=True)
    older = any(t < now - _HISTORY_S for t in times) if isinstance(times, Sequence) else False
    if len(window) < 2:
        return learned(Rhythm(now - _HISTORY_S), window, now - _HISTORY_S, now) if older else Rhythm(now)
    kept = window[: len(window) - len(window) // 10]
    # where there are older ones, the window shows the whole time that is believed
    since = now - _HISTORY_S if older and len(kept) == len(window) else kept[-1]
    return learned(Rhythm(since), kept if since < kept[-1] else kept[:-1], since, now)


def learned(rhythm: Rhythm, times: Iterable[float], since: float, now: float) -> Rhythm:
    """The rhythm after watching from `since` to `now`, in which entries of these times came.

    A time outside of it is a late or a wrong date: that entry counts where it was seen, at `now`.
    Where it was watched in the future, as the clock was set since, watching begins again.
    """
    if now <= rhythm.at:
        return rhythm._replace(at=now)
    faded = math.exp(-(now - rhythm.at) / MEMORY_S)
    entries = [n * faded for n in rhythm.entries]
    hours = [n * faded for n in rhythm.hours]
    for time in times:
        seen = time if since <= time <= now else now
        entries[_hour(seen)] += math.exp(-(now - seen) / MEMORY_S)
    start = max(since, now - _HISTORY_S)
    while start < now:
        end = min(_next_hour(start), now)
        hours[_hour(start)] += (end - start) / 3600 * math.exp(-(now - end) / MEMORY_S)
        start = end
    return Rhythm(now, tuple(entries), tuple(hours))


def rates(rhythm: Rhythm | None) -> Rates:
    """Expected entries an hour for each hour of the day, as far as what was seen tells; never 0.

    >>> [round(rate, 1) for rate in set(rates(None))]
    [6.0]
    """
    if rhythm is None:
        rhythm = Rhythm(0.0)
    mean = (sum(rhythm.entries) + _PRIOR_ENTRIES) / (sum(rhythm.hours) + _PRIOR_H)
    entries, hours = _smooth(rhythm.entries), _smooth(rhythm.hours)
    return tuple((n + _PRIOR_EACH_H * mean) / (h + _PRIOR_EACH_H) for n, h in zip(entries, hours, strict=True))


def expected(rates: Rates, start: float, end: float) -> float:
    """How many entries are expected between two times."""
    found = max(0.0, end - start) // 86400 * sum(rates)
    end = start + max(0.0, end - start) % 86400
    while start < end:
        step = min(_next_hour(start), end)
        found += rates[_hour(start)] * (step - start) / 3600
        start = step
    return found


def after(speeds: Sequence[float], start: float, amount: float, most_s: float) -> float:
    """Seconds from `start` until `amount` has come together at so much a second in each hour; at most `most_s`."""
    at, end = start, start + most_s
    while at < end:
        step = min(_next_hour(at), end)
        came = speeds[_hour(at)] * (step - at)
        if came >= amount:
            return at + amount / speeds[_hour(at)] - start
        amount -= came
        at = step
    return most_s


def _hour(at: float) -> int:
    return int(at // 3600) % _DAY_H


def _next_hour(at: float) -> float:
    return (at // 3600 + 1) * 3600


def _smooth(values: Sequence[float]) -> list[float]:
    own = 1 - 2 * _NEIGHBOUR
    return [own * values[h] + _NEIGHBOUR * (values[h - 1] + values[(h + 1) % _DAY_H]) for h in range(_DAY_H)]

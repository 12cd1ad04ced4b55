"""Delay against number of polls: fixed intervals and ours, replayed over the dates of entries.

`polling.py` plays synthetic feeds; `--corpus FOLDER` adds the feeds below a folder that have dates enough. The first
half of a feed's time trains, the second half tests. A delay is the time from an entry's date to the poll that finds it.
"""

import argparse
import json
import math
import random
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks.machine import describe
from newswire.ingest.parsing.parse import parse_feed
from newswire.ingest.polling.schedule.next_poll import INTERVALS, Habits, next_poll
from newswire.ingest.polling.schedule.rhythm import Rhythm, learned, of_window, rates
from newswire.stream.errors import RejectedError

DAY_S = 86400.0
#: when the synthetic feeds begin, a Monday
START = 1_736_121_600.0
MIN_ENTRIES = 12


class Trace(NamedTuple):
    """A feed as the replay needs it: the times of its entries, and the time from which delays count."""

    name: str
    cls: str
    times: tuple[float, ...]
    split: float
    end: float


class Score(NamedTuple):
    """What a policy did with the traces."""

    polls_a_day: float  #: of a feed: all polls over all days of all feeds
    median_min: float  #: over all entries
    p90_min: float
    worst_hour_p90_min: float  #: p90 of the entries of an hour of the day (UTC), the worst of them


#: (trace, now, entries found by this poll, polls so far) -> seconds until the next poll
Policy = Callable[[Trace], Callable[[float, Sequence[float], int], float]]


def fixed(every_s: float) -> Policy:
    """A poll every this many seconds."""
    return lambda trace: lambda now, found, polls: every_s


def ours(trace: Trace) -> Callable[[float, Sequence[float], int], float]:
    """What the poller does with a feed whose server gives no hints."""
    first = [t for t in trace.times if t <= trace.split]
    watched_s = min(14 * DAY_S, trace.split - first[0]) if first else 14 * DAY_S
    rhythm = learned(Rhythm(trace.split - watched_s), first, trace.split - watched_s, trace.split)
    rhythm = of_window(first, trace.split) if len(first) > 1 else rhythm
    pace_s, last_new = INTERVALS[trace.cls], max(first, default=None)

    def decide(now: float, found: Sequence[float], polls: int) -> float:
        nonlocal rhythm, last_new
        rhythm = learned(rhythm, found, rhythm.at, now)
        last_new = now if found else last_new
        habits = Habits(rates(rhythm), known=True, last_new=last_new)
        return next_poll(trace.name, trace.cls, pace_s, now, habits, polls=polls).after_s

    return decide


def replay(traces: Iterable[Trace], policy: Policy) -> Score:
    """Polls each trace from its split on, as the policy says; the first poll comes at a point of its own."""
    by_hour: list[list[float]] = [[] for _ in range(24)]
    all_polls, days = 0, 0.0
    for trace in traces:
        decide, polls, now = policy(trace), 0, trace.split
        waiting = sorted(t for t in trace.times if t > trace.split)
        now += random.Random(trace.name).random() * decide(now, (), 0)
        while now < trace.end:
            polls += 1
            found = [t for t in waiting if t <= now]
            waiting = waiting[len(found) :]
            for time in found:
                by_hour[int(time // 3600) % 24].append(now - time)
            now += decide(now, found, polls)
        all_polls += polls
        days += (trace.end - trace.split) / DAY_S
    delays = [delay for hour in by_hour for delay in hour]
    worst = max(_quantile(hour, 0.9) for hour in by_hour if hour)
    return Score(all_polls / days, *(round(x / 60, 1) for x in (_quantile(delays, 0.5), _quantile(delays, 0.9), worst)))


def synthetic(cls: str, count: int, seed: int, days: float = 28.0) -> list[Trace]:
    """Feeds with the rates of large collections: 3 a day in the mean, a few feeds with most of the entries, a third
    asleep (180,000 feeds of Media Cloud give 500,000 stories a day); desks give 24 to 250 a day.

    Each has working hours in a time zone of its own, a night, a weekend, and bursts.
    """
    rng = random.Random(seed)
    traces = []
    for n in range(count):
        if cls == "desk":
            a_day = math.exp(rng.uniform(math.log(24.0), math.log(250.0)))
        else:
            a_day = 0.0 if rng.random() < 0.3 else min(250.0, rng.lognormvariate(-0.4, 1.9))
        begins, night, weekend = rng.uniform(0, 24), rng.choice((0.02, 0.1, 0.3, 1.0)), rng.choice((0.3, 0.6, 1.0))
        times: list[float] = []
        at, end = START, START + days * DAY_S
        while a_day and at < end:
            at += rng.expovariate(3.0 * a_day / DAY_S)
            hour = (at / 3600 - begins) % 24
            shape = max(night, math.sin(math.pi * hour / 14) if hour < 14 else 0.0)
            day = weekend if (int(at // DAY_S) + 3) % 7 >= 5 else 1.0
            if rng.random() < 0.6 * shape * day:
                times.append(at)
                while rng.random() < 0.25:  # a story brings another
                    times.append(times[-1] + rng.expovariate(1 / 600))
        inside = tuple(sorted(t for t in times if t < end))
        traces.append(Trace(f"{cls}-{seed}-{n}", cls, inside, START + days * DAY_S / 2, end))
    return traces


def corpus(folder: Path) -> list[Trace]:
    """The feeds below a folder with dates enough, as feeds of class normal; the first half of the entries trains."""
    traces = []
    for file in sorted(folder.rglob("*")):
        if not file.is_file():
            continue
        try:
            feed = parse_feed(file.read_bytes(), f"https://corpus.example/{file.name}")
        except RejectedError:
            continue
        dates = [entry.published or entry.updated or "" for entry in feed.entries]
        times = sorted({datetime.fromisoformat(date).timestamp() for date in dates if "T" in date})
        if len(times) >= MIN_ENTRIES:
            middle = times[len(times) // 2 - 1]
            traces.append(Trace(file.name, "normal", tuple(times), middle, times[-1] + 1))
    return traces


def _quantile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else math.nan


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, help="a folder of feeds")
    parser.add_argument("--feeds", type=int, default=150, help="synthetic feeds of each class")
    given = parser.parse_args()
    sets = {cls: synthetic(cls, given.feeds, seed=1) for cls in ("normal", "desk")}
    if given.corpus:
        sets["corpus"] = corpus(given.corpus)
    policies: dict[str, Policy] = {
        "fixed 60 min": fixed(3600),
        "fixed 30 min": fixed(1800),
        "fixed 15 min": fixed(900),
        "ours": ours,
    }
    print(json.dumps(describe()))
    found = {}
    for name, traces in sets.items():
        tested = sum(t > trace.split for trace in traces for t in trace.times)
        print(f"\n{name}: {len(traces)} feeds, {tested} entries")
        print(f"  {'policy':16}{'polls/feed/day':>16}{'median min':>12}{'p90 min':>10}{'worst hour p90':>16}")
        scores = {label: replay(traces, policy) for label, policy in policies.items()}
        scores["fixed, as many"] = replay(traces, fixed(DAY_S / scores["ours"].polls_a_day))
        for label, score in scores.items():
            found[f"{name}, {label}"] = score._asdict()
            print(
                f"  {label:16}{score.polls_a_day:16.1f}{score.median_min:12.1f}{score.p90_min:10.1f}"
                f"{score.worst_hour_p90_min:16.1f}"
            )
    print(json.dumps(found))


if __name__ == "__main__":
    main()

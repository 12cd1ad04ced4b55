"""Many workers on one broker while articles pass: one killed, one added, one frozen and woken.

    .venv/bin/python benchmarks/many/scale.py [--embedded] [--articles 2000] [--kill enrich] [--freeze store]

Three enrich, two fetch, two store workers. A worker is killed with -9 when a tenth is stored, one is added at a fifth,
one is stopped (SIGSTOP) at two fifths and woken 40 s later, when its partitions are long another's. Prints how long
others needed for the partitions of the dead and the frozen one, and the one that came until it had some (bars: 15 s
after a kill, 8 s after an addition, all articles stored once, nothing doubled on the topics). On Kafka by default, a
broker of its own; with `--embedded` on the broker in a file, which is one machine's.
"""

import argparse
import signal
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.many.pipe import Pipe, missed_wholeness, report, settings_for, trial_kafka, whole
from sites.small_site import small_site

WORKERS = ("fetch-1", "fetch-2", "enrich-1", "enrich-2", "enrich-3", "store-1", "store-2")
FROZEN_S = 40.0
KILLED_BAR_S, ADDED_BAR_S = 15.0, 8.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--embedded", action="store_true")
    parser.add_argument("--articles", type=int, default=2000)
    stages = ("fetch", "enrich", "store")
    parser.add_argument("--kill", choices=stages, default="enrich")
    parser.add_argument("--add", choices=stages, default="enrich")
    parser.add_argument("--freeze", choices=stages, default="store")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="newswire-scale-")))
        kafka = None if options.embedded else stack.enter_context(trial_kafka(folder))
        settings = settings_for(folder / "home", kafka)
        site = stack.enter_context(small_site(options.articles))
        pipe = stack.enter_context(Pipe(settings, site.feeds))
        found = run(pipe, options)
        # the workers run on while it is looked at: what a woken one still does counts, too
        found |= whole(settings, site)
    missed = missed_wholeness(found, options.articles)
    missed += [f"{name}: {value}" for name, value in found.items() if name.startswith("doubled on") and value]
    missed += over(found, "others_had_it_after_kill_s", KILLED_BAR_S) + over(found, "added_had_some_s", ADDED_BAR_S)
    report(found, missed)


def over(found: dict[str, Any], name: str, bar_s: float) -> list[str]:
    return [] if found[name] is not None and found[name] <= bar_s else [f"{name}: {found[name]}, wanted {bar_s}"]


def run(pipe: Pipe, options: argparse.Namespace) -> dict[str, Any]:
    """Runs the scenes; returns seconds, until all is stored and read."""
    began = time.monotonic()
    pipe.start(*WORKERS)
    # not before all have partitions: three who come while three read are another measurement
    pipe.until(lambda: all(holds(pipe, name) for name in WORKERS), 300, "all workers have partitions")
    pipe.start("poll")

    def stored(share: float) -> None:
        pipe.until(lambda: pipe.stored() >= share * options.articles, 2400, f"{share:.0%} stored")

    stored(0.1)
    victim = f"{options.kill}-1"
    taken = holds(pipe, victim)
    killed_s = moved(pipe, victim, taken, pipe.kill(victim))

    stored(0.2)
    came = f"{options.add}-9"
    pipe.start(came)
    begun = datetime.now(UTC)
    pipe.until(lambda: bool(holds(pipe, came)), 300, "the added worker has partitions")
    ready = pipe.events(came, "worker_started")[0]["at"]
    added_s = (next(e["at"] for e in pipe.events(came, "assigned") if partitions(e)) - ready).total_seconds()

    stored(0.4)
    sleeper = f"{options.freeze}-2"
    taken = holds(pipe, sleeper)
    frozen_s = moved(pipe, sleeper, taken, pipe.signal(sleeper, signal.SIGSTOP), FROZEN_S)
    woken = pipe.signal(sleeper, signal.SIGCONT)

    stored(1.0)
    pipe.until(pipe.drained, 300, "all is read")
    fenced = [e for e in pipe.events(sleeper, "fenced") if e["at"] > woken]
    return {
        "broker": "Kafka" if pipe.settings.kafka else "embedded",
        "articles": options.articles,
        "seconds": round(time.monotonic() - began),
        "killed": victim,
        "others_had_it_after_kill_s": killed_s,
        "added": came,
        "added_started_in_s": round((ready - begun).total_seconds(), 1),
        "added_had_some_s": round(added_s, 1),
        "frozen": sleeper,
        "others_had_it_after_freeze_s": frozen_s,
        "fenced_after_waking": len(fenced),
        "batches_after_waking": len([e for e in pipe.events(sleeper, "batch") if e["at"] > woken]),
    }


def partitions(event: dict[str, Any]) -> set[str]:
    """What an "assigned" says: all that a member has (embedded), or what is new (Kafka)."""
    return set(event.get("partitions") or event.get("new") or ())


def holds(pipe: Pipe, name: str) -> set[str]:
    """What a worker has, as the logs of its group tell: what nobody else took after it."""
    mine: dict[str, datetime] = {p: e["at"] for e in pipe.events(name, "assigned") for p in partitions(e)}
    others = [other for other in pipe.running if other != name and other.partition("-")[0] == name.partition("-")[0]]
    taken = [(p, e["at"]) for other in others for e in pipe.events(other, "assigned") for p in partitions(e)]
    return {p for p, at in mine.items() if not any(p == q and later > at for q, later in taken)}


def moved(pipe: Pipe, name: str, taken: set[str], since: datetime, wait_s: float = 60.0) -> float | None:
    """Seconds until others had all that a worker had; None where they had not within `wait_s`, which is waited out
    where the worker is frozen."""
    others = [other for other in pipe.running if other != name and other.partition("-")[0] == name.partition("-")[0]]

    def when() -> dict[str, datetime]:
        got = [
            (p, e["at"]) for o in others for e in pipe.events(o, "assigned") if e["at"] > since for p in partitions(e)
        ]
        return {p: min(at for q, at in got if q == p) for p, _ in got if p in taken}

    frozen = name in pipe.running
    end = time.monotonic() + wait_s
    while time.monotonic() < end and (frozen or when().keys() < taken):
        time.sleep(0.25)
    found = when()
    return round((max(found.values()) - since).total_seconds(), 1) if taken and found.keys() == taken else None


if __name__ == "__main__":
    main()

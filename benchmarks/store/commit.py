"""What a commit costs: batches of 40 synthetic articles (1,000 rows in four tables), one after the other.

    .venv/bin/python benchmarks/store/commit.py --commits 200 PLACE

PLACE is an empty folder or `s3://bucket/prefix`. Prints the milliseconds of a commit, those of the processor, and what
the steps take; from the messages to the files where readers see them, durable.
"""

import argparse
import json
import statistics
import sys
import time
from collections import defaultdict
from datetime import UTC, datetime

import structlog

from benchmarks.machine import describe
from benchmarks.store.rows import articles
from newswire.store.writer import Store
from newswire.stream.s3.url import place_of

DAY = datetime(2026, 11, 2, tzinfo=UTC)
ARTICLES = 40


def main() -> None:
    """Prints one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--commits", type=int, default=200)
    parser.add_argument("place")
    given = parser.parse_args()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    batches = list(articles(DAY, ARTICLES * given.commits, partitions=1))
    steps: dict[str, list[float]] = defaultdict(list)
    last = 0.0

    def step(name: str) -> None:
        nonlocal last
        now = time.perf_counter()
        steps[name].append(1000 * (now - last))
        last = now

    store = Store(place_of(given.place), topic_id=lambda topic: "t", failpoint=step)
    store.start(batches[0].record.topic, 0)
    wall, cpu = [], []
    for n in range(given.commits):
        batch = batches[ARTICLES * n : ARTICLES * (n + 1)]
        began, process = time.perf_counter(), time.process_time()
        last = began
        store([item.record for item in batch], batch)
        wall.append(1000 * (time.perf_counter() - began))
        cpu.append(1000 * (time.process_time() - process))
    found = {
        "ms": round(statistics.median(wall), 1),
        "p95_ms": round(sorted(wall)[int(0.95 * len(wall))], 1),
        "best_ms": round(min(wall), 1),
        "cpu_ms": round(statistics.median(cpu), 1),
        "steps_ms": {name: round(statistics.median(took), 2) for name, took in steps.items()},
    }
    print(json.dumps({**found, "on": describe("pyarrow")}, indent=1))


if __name__ == "__main__":
    main()

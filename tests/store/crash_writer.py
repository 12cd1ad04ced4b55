"""A writer in a process of its own, to be killed: stores what it is told, and says each step on its output.

Run as `python crash_writer.py ROOT PARTITIONS NAMES BATCH [STOP_AT]`. At step STOP_AT it waits on its input.
"""

import sys
from pathlib import Path

import structlog

sys.path.insert(0, str(Path(__file__).parents[1]))

from newswire.stream.errors import FencedError
from protocols.store_batches import TOPIC, items, put, store_at


def main(root: str, partitions: str, names: str, batch: str, stop_at: str = "") -> None:
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))

    def failpoint(step: str) -> None:
        print(step, flush=True)  # noqa: T201  the test reads it
        if step == stop_at:
            sys.stdin.readline()

    store = store_at(Path(root), failpoint=failpoint)
    for partition in range(int(partitions)):
        at = store.start(TOPIC, partition) or 0
        while at < int(names):
            end = min(at + int(batch), int(names))
            try:
                put(store, items(at, *(f"p{partition}n{i}" for i in range(at, end)), partition=partition))
                at = end
            except FencedError:
                print("fenced", flush=True)  # noqa: T201
                at = store.start(TOPIC, partition) or 0


main(*sys.argv[1:])

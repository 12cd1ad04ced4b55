"""A compaction in a process of its own, to be killed: says each step on its output, and waits at one on its input.

Run as `python crash_compact.py ROOT STOP_AT`.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

import structlog

from newswire.store.compaction.compact import compact
from newswire.store.log.local import LocalObjects


def main(root: str, stop_at: str) -> None:
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))

    def failpoint(step: str) -> None:
        print(step, flush=True)  # noqa: T201  the test reads it
        if step == stop_at:
            sys.stdin.readline()

    compact(LocalObjects(Path(root), failpoint=failpoint), datetime(2024, 10, 19, 12, tzinfo=UTC))


main(*sys.argv[1:])

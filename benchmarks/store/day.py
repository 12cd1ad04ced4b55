"""A day of articles written by minute flushes, and then compacted while readers look: what it costs before and after.

    .venv/bin/python benchmarks/store/day.py --articles 100000 FOLDER

Three readers count in a loop while it is compacted in a process of its own, which is killed with -9 at each step of the
protocol in turn and started again: ours, DuckDB on the plain files and pyarrow. Each must count every row once; an
error because a file is gone is counted and asked again. Then the same questions as before. Seconds are without imports.
"""

import argparse
import json
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow.dataset as ds
import structlog

from benchmarks.store.rows import TOPIC, articles
from newswire.store.query import connect
from newswire.store.writer import Store

DAY = datetime(2026, 11, 2, tzinfo=UTC)
QUESTION = "SELECT counted_head, count(*), avg(value) FROM figures WHERE counted_head = 'thing7' GROUP BY ALL"
#: run with ROOT and the step to be killed at, if any
COMPACT = """
import os, signal, sys
from datetime import datetime, UTC
from pathlib import Path
import structlog
structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
from newswire.store.compaction.compact import compact
from newswire.store.log.local import LocalObjects
def failpoint(step):
    if step == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)
print(compact(LocalObjects(Path(sys.argv[1]), failpoint=failpoint), datetime(2026, 11, 4, tzinfo=UTC)))
"""
#: prints the seconds that a command takes, those of the processor, and the megabytes of its largest moment
MEASURED = """
import json, sys, time
from pathlib import Path
import newswire.store.verify, newswire.store.writer
root = Path(sys.argv[1])
began, cpu = time.perf_counter(), time.process_time()
exec(sys.argv[2])
s, cpu_s = time.perf_counter() - began, time.process_time() - cpu
status = Path("/proc/self/status").read_text()  # what getrusage says may be of the parent, before it called exec
mb = int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1024
print(json.dumps({"s": round(s, 2), "cpu_s": round(cpu_s, 2), "mb": round(mb)}))
"""
VERIFY = "found = list(newswire.store.verify.verify(root)); assert not found, found[:3]"
ASK = f"newswire.store.verify.connect(root).execute({QUESTION!r}).fetchall()"
COUNT = "newswire.store.verify.connect(root).execute('SELECT count(*) FROM articles').fetchall()"
START = f"newswire.store.writer.Store(root, topic_id=lambda topic: 'bench').start({TOPIC!r}, 0)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--flushes", type=int, default=1440)
    parser.add_argument("--partitions", type=int, default=6)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    root = given.folder / "store"
    if root.exists():
        print(f"there already: {files(root)} files")
    else:
        print(f"written in {write(root, given.articles, given.flushes, given.partitions):.0f} s: {files(root)} files")
    report("before", root)
    expected = {"articles": given.articles, "figures": count_ours(root, "figures")}
    kills = compacted(root, expected)
    print(f"compacted, killed at {kills}: {files(root)} files")
    report("after", root)


def write(root: Path, count: int, flushes: int, partitions: int) -> float:
    """Writes the day; returns the seconds it took."""
    began = time.monotonic()
    store = Store(root, topic_id=lambda topic: "bench", now=lambda: DAY)
    batch, size = [], max(1, count // flushes)
    for item in articles(DAY, count, partitions=partitions):
        batch.append(item)
        if len(batch) == size:
            store([i.record for i in batch], batch)
            batch = []
    if batch:
        store([i.record for i in batch], batch)
    return time.monotonic() - began


def files(root: Path) -> int:
    return sum(1 for _ in root.glob("*/dt=*/*.parquet")) + sum(1 for _ in root.glob(f"_commits/{TOPIC}/*/*"))


def report(when: str, root: Path) -> None:
    for name, code in (("question", ASK), ("count(*)", COUNT), ("verify", VERIFY), ("start", START)):
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, str(root), code], capture_output=True, text=True, check=True
        )
        print(f"{when:7} {name:9} {json.loads(done.stdout.splitlines()[-1])}")


def count_ours(root: Path, table: str) -> int:
    with connect(root) as connection:
        [(found,)] = connection.execute(f"SELECT count(*) FROM {table}_history").fetchall()
    return int(found)


def count_duckdb(root: Path, table: str) -> int:
    with duckdb.connect() as connection:
        [(found,)] = connection.execute(f"SELECT count(*) FROM read_parquet('{root}/{table}/*/*.parquet')").fetchall()
    return int(found)


def count_pyarrow(root: Path, table: str) -> int:
    return int(ds.dataset(root / table).count_rows())


def compacted(root: Path, expected: dict[str, int]) -> list[str]:
    """Compacts with a kill at each step, while readers count; returns the steps. Fails where one counted wrong."""
    seen: Counter[str] = Counter()
    wrong: list[str] = []
    done = threading.Event()

    def look(name: str, count: object) -> None:
        while not done.is_set():
            for table, rows in expected.items():
                try:
                    found = count(root, table)  # type: ignore[operator]
                except Exception as e:  # a file is gone under it: that is told, and not wrong
                    seen[f"{name}: {type(e).__name__}"] += 1
                    continue
                seen[f"{name}: counted"] += 1
                if found != rows:
                    wrong.append(f"{name}: {found} of {rows} {table}")

    readers = {"ours": count_ours, "duckdb": count_duckdb, "pyarrow": count_pyarrow}
    threads = [threading.Thread(target=look, args=pair) for pair in readers.items()]
    for thread in threads:
        thread.start()
    steps = ["drafted", "linked", "swapping", "swapped"]
    try:
        for step in [*steps, ""]:
            began = time.monotonic()
            ended = subprocess.run([sys.executable, "-c", COMPACT, str(root), step], capture_output=True, text=True)
            print(f"  {step or 'to its end':10} exit {ended.returncode} after {time.monotonic() - began:.0f} s")
            if not step and ended.returncode:
                raise SystemExit(ended.stderr)
    finally:
        done.set()
        for thread in threads:
            thread.join()
    print(f"  readers: {dict(sorted(seen.items()))}")
    if wrong:
        raise SystemExit(f"counted wrong: {wrong[:5]} ({len(wrong)})")
    return steps


if __name__ == "__main__":
    main()

"""What questions and starts cost as the store grows: a month of synthetic articles, compacted.

    .venv/bin/python benchmarks/store_size.py FOLDER --sizes 10000 100000 1000000

Each figure is of a process of its own: seconds without imports, the best of three, and megabytes at its largest moment.
"""

import argparse
import json
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

sys.path.insert(0, str(Path(__file__).parent))

from machine import describe
from store.compaction.compact import compact
from store.query import connect
from store.writer import Store
from store_day import MEASURED, VERIFY
from store_rows import TOPIC, articles

FIRST, DAYS = datetime(2026, 10, 1, tzinfo=UTC), 30
BATCH = 5000
BARS = {"thing": 0.3, "entity": 1.0, "article": 0.3, "start": 5.0}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    print(json.dumps(describe("duckdb", "pyarrow")))
    results = {}
    for size in given.sizes:
        root = given.folder / str(size) / "store"
        if not root.exists():
            write(root, size)
        results[size] = measure(root)
        print(size, json.dumps(results[size]), flush=True)
    print(f"\n| | bar | {' | '.join(f'{size:,} articles' for size in results)} |")
    print("|---" * (2 + len(results)) + "|")
    for name in next(iter(results.values())):
        cells = [f"{found[name]['s']} s, {found[name]['mb']} MB" for found in results.values()]
        print(f"| {name} | {BARS.get(name, '')} | {' | '.join(cells)} |")
    print(json.dumps(results))


def write(root: Path, count: int) -> None:
    """Writes a month and compacts it day by day."""
    began = time.monotonic()
    store = Store(root, topic_id=lambda topic: "bench", now=lambda: FIRST)
    of_day = count // DAYS
    size = min(BATCH, max(1, of_day // 4))
    for day in range(DAYS):
        made = articles(FIRST + timedelta(days=day), of_day, first=day * of_day, partitions=1)
        batch = []
        for item in made:
            batch.append(item)
            if len(batch) == size:
                store([i.record for i in batch], batch)
                batch = []
        if batch:
            store([i.record for i in batch], batch)
    wrote = time.monotonic()
    compact(root, FIRST + timedelta(days=DAYS + 2), swapped_s=0)
    print(f"{count}: written in {wrote - began:.0f} s, compacted in {time.monotonic() - wrote:.0f} s", file=sys.stderr)


def measure(root: Path) -> dict[str, dict[str, float]]:
    """Name -> seconds and megabytes."""
    with connect(root) as connection:
        last = connection.execute("SELECT max(dt) FROM articles").fetchall()[0][0]
        [(article, entity)] = connection.execute(
            "SELECT article_id, entity_id FROM entities WHERE entity_id = 'q:40' LIMIT 1"
        ).fetchall()
    thing = f"counted_head = 'thing7' AND dt = DATE '{last}'"
    asked = {
        "thing": f"SELECT title, value, source_name, published FROM figures WHERE {thing}",
        "entity": f"SELECT dt, count(*), count(DISTINCT url) FROM entities WHERE entity_id = '{entity}' GROUP BY dt",
        "article": f"SELECT * FROM articles WHERE article_id = '{article}'",
        "count": "SELECT count(*) FROM articles",
    }
    codes = {name: f"store.verify.connect(root).execute({sql!r}).fetchall()" for name, sql in asked.items()}
    codes["start"] = f"store.writer.Store(root, topic_id=lambda topic: 'bench').start({TOPIC!r}, 0)"
    codes["verify"] = VERIFY
    return {name: min((once(root, code) for _ in range(3)), key=lambda f: f["s"]) for name, code in codes.items()}


def once(root: Path, code: str) -> dict[str, float]:
    done = subprocess.run([sys.executable, "-c", MEASURED, str(root), code], capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()

"""What questions and starts cost as the store grows: a month of synthetic articles, compacted.

    .venv/bin/python benchmarks/store/size.py FOLDER --sizes 10000 100000 1000000

Each figure is of a process of its own: seconds without imports, the best of three, and megabytes at its largest moment.
"""

import argparse
import json
import subprocess
import sys
import time
import uuid
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import structlog

from benchmarks.machine import describe
from benchmarks.store.day import MEASURED, VERIFY
from benchmarks.store.rows import TOPIC, articles
from newswire.store.commits import Commit, CommitLog, CommittedFile, file_name
from newswire.store.compaction.compact import compact
from newswire.store.log.local import STAGING
from newswire.store.log.objects import Objects, objects_at
from newswire.store.query import connect
from newswire.store.rows import rows_of, to_arrow
from newswire.store.schema import SCHEMA_ID
from newswire.store.staging import to_parquet
from newswire.stream.handler import Item

FIRST, DAYS = datetime(2026, 10, 1, tzinfo=UTC), 30
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
        cells = [f"{one['s']} s, {one['cpu_s']} CPU, {one['mb']} MB" for one in (r[name] for r in results.values())]
        print(f"| {name} | {BARS.get(name, '')} | {' | '.join(cells)} |")
    print(json.dumps(results))


def write(root: Path, count: int) -> None:
    """Writes a month, two batches a day, and compacts it. Each day has the first one's articles, under other ids and
    times: making rows of messages is most of the work."""
    began = time.monotonic()
    objects, of_day = objects_at(root), count // DAYS
    log, bounds = CommitLog(objects), (0, of_day // 2, of_day)
    items = list(articles(FIRST, of_day, partitions=1))
    halves = [tables(items[start:end]) for start, end in pairwise(bounds)]
    del items
    for day in range(DAYS):
        for half, (start, end) in zip(halves, pairwise(day * of_day + bound for bound in bounds), strict=True):
            name = file_name(TOPIC, 0, start, end)
            files = tuple(staged(objects, table, rows, day, of_day, name) for table, rows in half.items())
            counts = {"start": start, "end": end, "rows": end - start, "records": end - start}
            facts = {"topic_id": "bench", "committed_at": FIRST.isoformat(), "schema_id": SCHEMA_ID}
            commit = Commit(topic=TOPIC, partition=0, files=files, **counts, **facts)
            log.commit(commit)
            log.publish(commit)
    wrote = time.monotonic()
    compact(root, FIRST + timedelta(days=DAYS + 2), swapped_s=0)
    print(f"{count}: written in {wrote - began:.0f} s, compacted in {time.monotonic() - wrote:.0f} s", file=sys.stderr)


def tables(items: list[Item]) -> dict[str, pa.Table]:
    """The rows of these articles."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for item in items:
        for table, of_item in rows_of(*item, FIRST).items():
            rows.setdefault(table, []).extend(of_item)
    return {table: to_arrow(table, of_table) for table, of_table in rows.items()}


def staged(objects: Objects, table: str, rows: pa.Table, day: int, of_day: int, name: str) -> CommittedFile:
    """The same rows this many days later, as a file of a batch."""
    later = pa.scalar(timedelta(days=day), pa.duration("us"))
    changed = {
        "article_id": pc.binary_replace_slice(rows["article_id"], 0, 2, f"{day:02x}"),
        "url": pc.binary_join_element_wise(rows["url"], f"-{day}", ""),
        "published_at": pc.add(rows["published_at"], later),
        "ingested": pc.add(rows["ingested"], later),
        "_offset": pc.add(rows["_offset"], day * of_day),
    }
    changed["published"] = pc.strftime(changed["published_at"], "%Y-%m-%dT%H:%M:%SZ")
    for column, values in changed.items():
        rows = rows.set_column(rows.schema.get_field_index(column), rows.schema.field(column), values)
    content, key = to_parquet(table, rows), f"{STAGING}/{uuid.uuid4()}.parquet"
    objects.put({key: content})
    dt = (FIRST + timedelta(days=day)).date()
    final, digest = f"{table}/dt={dt}/{name}", sha256(content).hexdigest()
    return CommittedFile(table=table, dt=dt, staged=key, final=final, rows=len(rows), bytes=len(content), sha256=digest)


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
    codes = {name: f"newswire.store.verify.connect(root).execute({sql!r}).fetchall()" for name, sql in asked.items()}
    codes["start"] = f"newswire.store.writer.Store(root, topic_id=lambda topic: 'bench').start({TOPIC!r}, 0)"
    codes["verify"] = VERIFY
    return {name: min((once(root, code) for _ in range(3)), key=lambda f: f["s"]) for name, code in codes.items()}


def once(root: Path, code: str) -> dict[str, float]:
    done = subprocess.run([sys.executable, "-c", MEASURED, str(root), code], capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()

"""How long a stranger waits: a fresh clone with an empty home, `make demo`, until the first figures and on.

    .venv/bin/python benchmarks/pipe/demo.py [--minutes 4] [--cache DIR]

Prints the seconds until the first enriched figure stood on the screen, the memory (PSS) of all processes of the
demo, and the seconds from the poll that saw an article to its commit in the store. `--cache` is a warm package
cache (`UV_CACHE_DIR`); without it every package is downloaded.
"""

import argparse
import json
import os
import signal
import statistics
import subprocess
import tempfile
import time
from datetime import datetime
from pathlib import Path

import psutil

from benchmarks.machine import ROOT


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=4.0)
    parser.add_argument("--cache", type=Path, default=None)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newswire-demo-") as folder:
        clone, home = Path(folder) / "clone", Path(folder) / "home"
        home.mkdir()
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        env = {name: value for name, value in os.environ.items() if not name.startswith(("NEWSWIRE_", "AIRFLOW"))}
        env |= {"HOME": str(home), "PYTHONUNBUFFERED": "1"}
        if options.cache:
            env["UV_CACHE_DIR"] = str(options.cache)
        print(json.dumps(watch(clone, env, options.minutes * 60), indent=2))


def watch(clone: Path, env: dict[str, str], seconds: float) -> dict[str, object]:
    """Runs the demo for so long and returns what was measured."""
    began = time.monotonic()
    out = clone / "demo.out"
    with out.open("wb") as file:
        demo = subprocess.Popen(["make", "demo"], cwd=clone, env=env, stdout=file, stderr=subprocess.STDOUT)
    first: float | None = None
    peak = 0.0
    while time.monotonic() - began < seconds and demo.poll() is None:
        time.sleep(1)
        if first is None and b"figure:" in out.read_bytes():
            first = time.monotonic() - began
        if int(time.monotonic() - began) % 5 == 0:
            peak = max(peak, pss_mb(demo.pid))
    processes = psutil.Process(demo.pid).children(recursive=True)
    stopping = time.monotonic()
    # Ctrl-C reaches the whole foreground group; make itself waits for its child
    for process in [p for p in processes if p.name() != "make"][:1]:
        process.send_signal(signal.SIGINT)
    demo.wait(120)
    stopped = time.monotonic() - stopping
    _, alive = psutil.wait_procs(processes, timeout=1)
    waits = latencies(clone / ".demo" / "store")
    return {
        "first_figure_s": first and round(first, 1),
        "peak_pss_mb": round(peak),
        "articles": len(waits),
        "poll_to_store_s_median": round(statistics.median(waits), 1) if waits else None,
        "poll_to_store_s_max": round(max(waits), 1) if waits else None,
        "stopped_s": round(stopped, 1),
        "processes_left": [p.name() for p in alive],
        "last_lines": out.read_text(errors="replace").splitlines()[-6:],
    }


def pss_mb(pid: int) -> float:
    """Memory of a process and all below it, shared pages counted once."""
    total = 0
    for process in [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]:
        try:
            rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return total / 1024


def latencies(store: Path) -> list[float]:
    """Seconds from `seen` to the commit, for each article."""
    from newswire.store.commits import CommitLog
    from newswire.store.query import connect

    log = CommitLog(store)
    waits = []
    with connect(store) as connection:
        sql = """select seen, _offset from articles_history
            where _topic = ? and _partition = ? and _offset between ? and ?"""
        for topic, partition in log.partitions():
            for start in log.starts(topic, partition):
                commit = log.read(topic, partition, start)
                at = (store / "_commits" / topic / str(partition) / f"{start:020d}.json").stat().st_mtime
                rows = connection.execute(sql, [topic, partition, commit.start, commit.end - 1]).fetchall()
                for seen, _ in rows:
                    moment = seen if isinstance(seen, datetime) else datetime.fromisoformat(seen)
                    waits.append(at - moment.timestamp())
    return waits


if __name__ == "__main__":
    main()

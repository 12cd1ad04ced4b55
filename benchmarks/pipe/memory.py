"""Memory of a running pipe, process by process: PSS, so that pages which several share are counted once in all.

    .venv/bin/python benchmarks/pipe/memory.py [--home .demo] [--seconds 60] [--every 5]

Run it beside `make demo` or `newswire up`. Prints the most that each process of the pipe had, and the most that all
had at one moment (MB); a task of Airflow lives for a few seconds and is told by its most, too.
"""

import argparse
import json
import time
from pathlib import Path

import psutil


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, default=Path(".demo"))
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--every", type=float, default=5.0)
    options = parser.parse_args()
    pid = json.loads((options.home / "up.json").read_text())["pid"]
    most: dict[str, float] = {}
    sums: list[float] = []
    ends = time.monotonic() + options.seconds
    while True:
        now = by_name(pid)
        sums.append(sum(now.values()))
        most = {name: max(now.get(name, 0.0), most.get(name, 0.0)) for name in most | now}
        if time.monotonic() >= ends:
            break
        time.sleep(options.every)
    for name, mb in sorted(most.items(), key=lambda pair: -pair[1]):
        print(f"{mb:7.1f}  {name}")
    print(f"{max(sums):7.1f}  all at once, at most; {sorted(sums)[len(sums) // 2]:.1f} in the middle")


def by_name(pid: int) -> dict[str, float]:
    """PSS in MB of a process and of each below it; those with the same words are added up."""
    found: dict[str, float] = {}
    for process in [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]:
        try:
            name, mb = words(process), pss_mb(process.pid)
        except (OSError, psutil.Error):  # it has ended
            continue
        found[name] = found.get(name, 0.0) + mb
    return found


def words(process: psutil.Process) -> str:
    """What a process is called: its command line without paths, its parent's where it is a fork of it."""
    told = [Path(word).name if "/" in word and " " not in word else word for word in process.cmdline()]
    return " ".join(word for word in told if word not in ("python", "python3", "python3.11", "-m"))[:70]


def pss_mb(pid: int) -> float:
    """Memory of a process, in which a page that n processes share counts for one nth."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024


if __name__ == "__main__":
    main()

"""15 hostile pages in a row on one feed, beside 20 good pages on another, through `newswire once`.

    .venv/bin/python benchmarks/hostile/pipe.py
    .venv/bin/python benchmarks/hostile/pipe.py --kafka localhost:9092

The pages (benchmarks/hostile/pages.py) carry headers and validators that are not text, quotations without end, lists of
years, numbers outside any type and halves of characters. The bar: all good pages are stored within 120 s, each hostile
one is stored or a dead letter, and the command ends well. Exits with 1 where that is not so.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks import machine
from benchmarks.hostile.pages import feed, good, hostile
from benchmarks.sites.raw import raw_site

GOOD = 20
BAR_S = 120.0


class Told(NamedTuple):
    """What came of a run."""

    exit: int
    seconds: float
    good: int  #: good pages that are stored
    fates: dict[str, str]  #: hostile page -> stored, the reason of its dead letter, or lost
    errors: str  #: the end of what the command wrote on stderr

    @property
    def is_well(self) -> bool:
        """Whether the bar is met, but for the time."""
        return self.exit == 0 and self.good == GOOD and "lost" not in self.fates.values()


def run(home: Path, kafka: str | None = None, **settings: str) -> Told:
    """One round over both feeds, in an empty home."""
    pages = hostile()
    with raw_site() as bad, raw_site() as fine:
        bad.answers |= pages | {"/feed.json": feed(bad.url, list(pages))}
        paths = [f"/good-{number}" for number in range(GOOD)]
        fine.answers |= {path: good(number) for number, path in enumerate(paths)}
        fine.answers["/feed.json"] = feed(fine.url, paths)
        urls = f"{bad.url}/feed.json\n{fine.url}/feed.json\n"
        began = time.monotonic()
        done = newswire(home, ["once", "--feeds", "-"], kafka, urls, **settings)
        seconds = time.monotonic() - began
        asked = newswire(home, ["query", "--format", "json", "select url from articles"], **settings)
        stored = {row["url"] for row in rows(asked)}
        asked = newswire(home, ["dead", "ls", "--format", "json"], kafka, **settings)
        letters = {row["url"]: row["reason"] for row in rows(asked)}
    fates = {path: "stored" if bad.url + path in stored else letters.get(bad.url + path, "lost") for path in pages}
    arrived = sum(fine.url + path in stored for path in paths)
    return Told(done.returncode, seconds, arrived, fates, done.stderr[-2000:])


def newswire(
    home: Path, arguments: list[str], kafka: str | None = None, feeds: str = "", **settings: str
) -> "subprocess.CompletedProcess[str]":
    """Runs a command of newswire's on this home, with settings beside the defaults."""
    more = ["--kafka", kafka] if kafka else []
    env = {**os.environ, **{f"NEWSWIRE_{name.upper()}": value for name, value in settings.items()}}
    command = [sys.executable, "-m", "newswire", *arguments, "--home", str(home), "--allow-private", *more]
    return subprocess.run(command, input=feeds, capture_output=True, text=True, env=env, cwd=machine.ROOT, check=False)


def rows(done: "subprocess.CompletedProcess[str]") -> list[dict[str, str]]:
    """The JSON lines, or the one list, that a command wrote."""
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    found = [json.loads(line) for line in done.stdout.splitlines() if line.strip()]
    return found[0] if len(found) == 1 and isinstance(found[0], list) else found


def main() -> int:
    """Prints what became of each page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kafka", metavar="HOST:PORT", help="a Kafka that runs, else the embedded broker")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newswire-hostile-") as folder:
        told = run(Path(folder), options.kafka)
    for path, fate in told.fates.items():
        print(f"{path:14} {fate}")
    met = told.is_well and told.seconds <= BAR_S
    print(f"good pages     {told.good} of {GOOD}, exit {told.exit}, {told.seconds:.1f} s (bar {BAR_S:.0f} s)")
    print("the bar is met" if met else f"the bar is not met\n{told.errors}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())

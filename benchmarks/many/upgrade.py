"""A rolling upgrade, rehearsed: processes of an old version and of this one side by side on one Kafka.

    .venv/bin/python benchmarks/many/upgrade.py [--old COMMIT] [--each 40]

A pipe of the old version (by default the newest commit that is three days old) runs on a Kafka and a home of its own.
Then each stage, from the end of the pipe to its beginning, gets a worker of this version beside the old one, and loses
the old one, while the site publishes articles: this many before each step, which are on their way when it comes. Bars:
all stored once, none doubled on the topics, `verify` clean, and the old version reads what the new one has stored.
"""

import argparse
import io
import json
import subprocess
import sys
import tarfile
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.many.pipe import ROOT, Pipe, missed_wholeness, report, settings_for, trial_kafka, variables, whole
from sites.small_site import small_site

#: readers first: what the new version adds to a message is then known to whoever reads it
STAGES = ("store", "revisit", "enrich", "fetch", "poll")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--old", help="a commit")
    parser.add_argument("--each", type=int, default=40, help="articles before each step")
    options = parser.parse_args()
    commit = options.old or git("rev-list", "-1", "--before=3 days ago", "HEAD").decode().strip()
    articles = options.each * (2 * len(STAGES) + 1)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="newswire-upgrade-")))
        old = folder / "old"
        with tarfile.open(fileobj=io.BytesIO(git("archive", commit))) as archive:
            archive.extractall(old, filter="data")
        kafka = stack.enter_context(trial_kafka(folder))
        settings = settings_for(folder / "home", kafka, desk_s=1, poll_s=5)
        site = stack.enter_context(small_site(articles))
        feeds, site.articles = site.feeds, options.each
        pipe = stack.enter_context(Pipe(settings, []))
        newswire(pipe, old, "feeds", "add", "--class", "desk", *feeds)
        pipe.start(*(f"{stage}-old" for stage in STAGES), code=old)
        pipe.until(lambda: pipe.stored() >= 1, 300, "the old version stores")
        steps: list[dict[str, Any]] = []
        for stage in STAGES:
            for step in ("comes", "goes"):
                site.articles += options.each
                began = time.monotonic()
                if step == "comes":
                    pipe.start(f"{stage}-new")
                else:
                    pipe.end(f"{stage}-old")
                pipe.until(lambda: pipe.stored() >= site.articles, 400, f"{site.articles} stored after {stage} {step}")
                steps.append({stage: step, "all_stored_after_s": round(time.monotonic() - began, 1)})
                print(steps[-1], file=sys.stderr)
        pipe.until(pipe.drained, 200, "all is read")
        found: dict[str, Any] = {"old": commit, "new": git("rev-parse", "HEAD").decode().strip(), "steps": steps}
        found |= {"articles": articles, **whole(settings, site)}
        found["the old version counts"] = old_count(pipe, old)
    missed = missed_wholeness(found, articles)
    missed += [f"{name}: {value}" for name, value in found.items() if name.startswith("doubled on") and value]
    if found["the old version counts"] != articles:
        missed.append(f"the old version counts {found['the old version counts']}, wanted {articles}")
    report(found, missed)


def git(*words: str) -> bytes:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, check=True).stdout


def newswire(pipe: Pipe, code: Path, *words: str) -> str:
    """A command of the version that lies there; returns what it printed."""
    command = [sys.executable, "-m", "newswire", *words]
    env = variables(pipe.settings) | {"PYTHONPATH": str(code)}
    done = subprocess.run(command, env=env, cwd=code, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}: {done.stderr[-2000:]}")
    return done.stdout


def old_count(pipe: Pipe, old: Path) -> int | str:
    """How many articles the old version finds in the store, or why it finds none."""
    try:
        printed = newswire(pipe, old, "query", "--format", "json", "select count(*) as n from articles")
        found = json.loads(printed.splitlines()[0] if printed.startswith("{") else printed)
        return int(found["n"] if isinstance(found, dict) else found[0]["n"])
    except (RuntimeError, ValueError, IndexError, KeyError) as e:
        return str(e)[-300:]


if __name__ == "__main__":
    main()

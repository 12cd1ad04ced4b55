"""Six partitions of each topic made nine while the pipe runs, and all answers replayed: is anything doubled?

    .venv/bin/python benchmarks/many/grow.py [--articles 300]

Two workers of each stage on a Kafka of its own. At a fifth of the articles the partitions of entries, articles and
enriched articles become nine, at three fifths, and again when all is stored, `newswire replay --publish` makes every
article once more. Keys move: what partition 2 has stored comes back in partition 7. Bar: 0 doubled, none missing.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.many.pipe import ROOT, Pipe, missed_wholeness, report, settings_for, trial_kafka, variables, whole
from newswire import app
from newswire.settings import Settings
from newswire.stream.kafka.client import admin
from newswire.stream.kafka.options import DEFAULTS
from newswire.stream.topics import ARTICLES, ENRICHED, ENTRIES
from sites.small_site import small_site

WORKERS = ("fetch-1", "fetch-2", "enrich-1", "enrich-2", "store-1", "store-2", "poll")
PARTITIONS = 9


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=300)
    articles = parser.parse_args().articles
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="newswire-grow-")))
        kafka = stack.enter_context(trial_kafka(folder))
        settings = settings_for(folder / "home", kafka)
        site = stack.enter_context(small_site(articles))
        pipe = stack.enter_context(Pipe(settings, site.feeds))
        pipe.start(*WORKERS)
        pipe.until(lambda: pipe.stored() >= articles / 5, 600, "a fifth is stored")
        grow(kafka)
        pipe.until(lambda: pipe.stored() >= 3 * articles / 5, 600, "three fifths are stored")
        again = [replay(settings)]
        pipe.until(lambda: pipe.stored() >= articles, 600, "all is stored")
        # clients look again for partitions each minute
        pipe.until(lambda: bool(new_partitions(pipe)), 200, "a store worker has a new partition")
        again.append(replay(settings))
        pipe.until(pipe.drained, 600, "all is read")
        found: dict[str, Any] = {"articles": articles, "replayed": again, "repeats": repeats(pipe)}
        found["records in new partitions"] = moved(pipe)
        found |= whole(settings, site)
    missed = missed_wholeness(found, articles)
    if not found["records in new partitions"]:
        missed.append("no key moved: nothing was tried")
    report(found, missed)


def grow(kafka: str) -> None:
    """More partitions, as somebody who runs the cluster makes them."""
    client = admin(kafka, DEFAULTS)
    try:
        client.create_partitions({topic.name: PARTITIONS for topic in (ENTRIES, ARTICLES, ENRICHED)})
    finally:
        client.close()


def replay(settings: Settings) -> int:
    """Publishes what the archive holds; returns how many articles that were."""
    done = subprocess.run(
        [sys.executable, "-m", "newswire", "replay", "--warc", str(settings.archive_root), "--publish"],
        env=variables(settings),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    print(done.stderr.strip()[-300:], file=sys.stderr)
    return sum(map(int, re.findall(r": ([0-9]+) articles", done.stderr)))


def new_partitions(pipe: Pipe) -> set[str]:
    """What store workers were given of the partitions that were not there at first."""
    given = {p for name in ("store-1", "store-2") for e in pipe.events(name, "assigned") for p in e["new"]}
    return {p for p in given if int(p.rpartition("/")[2]) >= 6}


def moved(pipe: Pipe) -> int:
    """How many enriched articles went to the new partitions."""
    with app.open_broker(pipe.settings) as broker:
        return sum(end for partition, end in broker.ends(ENRICHED.name).items() if partition >= 6)


def repeats(pipe: Pipe) -> int:
    """How many messages the store knew already."""
    return sum(e["repeats"] for name in ("store-1", "store-2") for e in pipe.events(name, "stored"))


if __name__ == "__main__":
    main()

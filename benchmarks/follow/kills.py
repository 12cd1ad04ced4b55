"""Is the state of all threads the same after a worker was killed with -9 again and again as without?

    python benchmarks/follow/kills.py [--reports 300] [--kills 30]

Made-up reports of many stories go on `news.enriched.v1` of two homes. In one
`newswire work follow` runs undisturbed; in
the other it is killed with SIGKILL while it works, and started again. Then all rows of the state and all messages on
`news.threads.v1`, by id, are held against each other; a message there twice is told. The last line is JSON.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from sqlalchemy import select

from benchmarks.follow.reports import enriched
from newswire import app
from newswire.follow.state.tables import mentions, reports, terms
from newswire.home.databases import open_following
from newswire.home.folder import prepare
from newswire.settings import Settings
from newswire.stream.broker import Message
from newswire.stream.topics import ENRICHED, THREADS, encode, header


def fill(home: Path, count: int) -> Settings:
    """A home with this many reports on the topic, all in one partition: their order is the same in each home."""
    settings = Settings(home=home)
    prepare(settings)
    with app.open_broker(settings) as broker:
        producer = broker.producer()
        for message in enriched(count):
            headers = (("ce_id", message.article.article_id.encode()),)
            producer.send(Message(ENRICHED.name, b"one", encode(message), headers))
        producer.flush()
        producer.close()
    return settings


def start(home: Path) -> subprocess.Popen[bytes]:
    """A worker in a process group of its own; ends when it is idle."""
    program = [
        str(Path(sys.executable).with_name("newswire")),
        "work",
        "follow",
        "--until-idle",
        "2",
        "--home",
        str(home),
    ]
    return subprocess.Popen(program, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def lag(settings: Settings) -> int:
    """Reports that are not followed yet."""
    with app.open_broker(settings) as broker:
        return broker.lag(ENRICHED.name, "newswire.follow")


def found(settings: Settings) -> tuple[list[Any], Counter[str | None]]:
    """All rows of the state, and how often each message is on the topic."""
    with open_following(settings) as database, database.read() as connection:
        rows = [
            tuple(row)
            for table in (reports, mentions, terms)
            for row in sorted(connection.execute(select(table)), key=repr)
        ]
    with app.open_broker(settings) as broker:
        ids = Counter(header(record.headers, "ce_id") for record in broker.scan(THREADS.name))
    return rows, ids


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--reports", type=int, default=300)
    asked.add_argument("--kills", type=int, default=30)
    options = asked.parse_args()
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        calm, shaken = (fill(Path(folder) / name, options.reports) for name in ("calm", "shaken"))
        start(calm.home).wait()
        kills = 0
        while kills < options.kills and lag(shaken):
            worker, before = start(shaken.home), lag(shaken)
            until = time.monotonic() + chance.uniform(0.8, 3.0)  # at its start, in a batch, between two
            while worker.poll() is None and lag(shaken) == before and time.monotonic() < until:
                time.sleep(0.02)
            time.sleep(chance.uniform(0.0, 0.1))
            if worker.poll() is None:
                os.killpg(worker.pid, signal.SIGKILL)
                kills += 1
            worker.wait()
        start(shaken.home).wait()
        (rows, ids), (other_rows, other_ids) = found(calm), found(shaken)
    result = {
        "reports": options.reports,
        "kills": kills,
        "rows": len(rows),
        "state_equal": rows == other_rows,
        "messages": len(ids),
        "messages_equal": ids == other_ids,
        "doubled": sum(count > 1 for count in other_ids.values()),
    }
    print(json.dumps(result))
    sys.exit(0 if result["state_equal"] and result["messages_equal"] else 1)


if __name__ == "__main__":
    main()

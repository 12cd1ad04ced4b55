"""What it costs to follow one more report with many stories in the state, and how much memory.

    python benchmarks/follow/cost.py [--stories 1000 100000] [--reports 200]

Made-up reports fill a state in SQLite (`benchmarks/follow/reports.py`), each in a story of its own, as rows; then
--reports more, three a story, are timed one by one, each in a transaction of its own. The bar is 20 ms a report, flat,
and 400 MB. Filling takes a few minutes of one core for 10^5. The last line is JSON.
"""

import argparse
import json
import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from typing import Any

import msgspec
from sqlalchemy import create_engine, insert

from benchmarks.follow.reports import enriched
from newswire.follow.follower import Follower
from newswire.follow.report import Report, from_message
from newswire.follow.state.kept import Kept
from newswire.follow.state.sql import SqlState
from newswire.follow.state.tables import metadata
from newswire.follow.stories.likeness import Told
from newswire.follow.threads.reading import read
from newswire.follow.words import counted, terms, weighted
from newswire.ingest.polling.state import tables
from newswire.ingest.polling.state.database import Database

#: reports written at once while the state is filled
_BATCH = 500
_encode = msgspec.msgpack.Encoder().encode


def rows(report: Report, number: int) -> tuple[dict[str, list[dict[str, Any]]], list[str]]:
    """A report in a story of its own, with its figures, as rows of the tables; and its terms."""
    report = msgspec.structs.replace(report, id=f"filled-{report.id}")
    counts = counted(report)
    told = Told(words=weighted(counts, 1000, {}), figures={}, at=report.at)
    story = f"filled-{number}"
    kept = Kept(id=report.id, number=number, story=story, told=told)
    made = [msgspec.structs.replace(m, story=story, thread=f"{number}-{m.start}", number=number) for m in read(report)]
    about = {"report": report.id, "number": number, "story": story}
    return {
        "follow_reports": [about | {"at": report.at, "site": report.site, "body": _encode(kept)}],
        "follow_index": [
            {"term": term, "number": number, "report": report.id} for term in dict.fromkeys(told.words.rarest(40))
        ],
        "follow_mentions": [
            about | {"place": place, "thread": m.thread, "body": _encode(m)} for place, m in enumerate(made)
        ],
    }, list(terms(counts))


def fill(url: str, stories: int) -> None:
    """A state with these `stories`, written straight into the tables: in a process of its own, with its own memory."""
    engine, found, often = create_engine(url), enriched(stories, each=1, seed=2), Counter[str]({"": stories})
    with engine.connect() as connection:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -200000"):
            connection.exec_driver_sql(f"PRAGMA {pragma}")
        metadata.create_all(connection)
        for start in range(0, stories, _BATCH):
            batch: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
            for number in range(start, min(stories, start + _BATCH)):
                made, had = rows(from_message(next(found)), number + 1)
                often.update(had)
                for name, values in made.items():
                    batch[name] += values
            for name, values in batch.items():
                connection.execute(insert(metadata.tables[name]), values)
        counts = [{"term": term, "reports": count} for term, count in often.items()]
        connection.execute(insert(metadata.tables["follow_terms"]), counts)
        connection.commit()


def measure(stories: int, reports: int) -> dict[str, float]:
    """Milliseconds of CPU for a report, median and 95th of a hundred, and memory of the process in MB."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/state.sqlite"
        filling = multiprocessing.get_context("spawn").Process(target=fill, args=(url, stories))
        filling.start()
        filling.join()
        database = Database(url)
        with database.write() as connection:
            tables.create(connection, metadata)
            there = SqlState(connection).frequencies([])[0]
        if filling.exitcode or there != stories:
            sys.exit(f"the state was not filled: {there} of {stories} stories")
        spent = []
        for message in enriched(reports):
            began = time.process_time()
            with database.write() as connection:
                Follower(SqlState(connection)).add(from_message(message))
            spent.append((time.process_time() - began) * 1000)
        database.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    high = statistics.quantiles(spent, n=20)[-1]
    return {"stories": stories, "ms": round(statistics.median(spent), 1), "ms_p95": round(high, 1), "mb": round(memory)}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--stories", type=int, nargs="+", default=[1000, 100_000])
    asked.add_argument("--reports", type=int, default=200)
    options = asked.parse_args()
    results = [measure(stories, options.reports) for stories in options.stories]
    for result in results:
        print(f"{result['stories']:.0f} stories: {result['ms']} ms (p95 {result['ms_p95']}), {result['mb']:.0f} MB")
    print(json.dumps(results))


if __name__ == "__main__":
    main()

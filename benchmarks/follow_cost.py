"""What it costs to follow one more report with many stories in the state, and how much memory.

    python benchmarks/follow_cost.py [--stories 1000 100000] [--reports 200]

Made-up reports fill a state in SQLite (`benchmarks/follow_reports.py`), each put into a story of its own without asking
which; then --reports more, three a story, are timed one by one, each in a transaction of its own. The bar is 20 ms a
report, flat, and 400 MB. Filling takes a few minutes of one core for 10^5. The last line is JSON.
"""

import argparse
import json
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

import msgspec  # noqa: E402 # found by the line above

from benchmarks.follow_reports import enriched  # noqa: E402
from follow.follower import Follower  # noqa: E402
from follow.report import Report, from_message  # noqa: E402
from follow.state.kept import Kept  # noqa: E402
from follow.state.sql import SqlState  # noqa: E402
from follow.state.tables import metadata  # noqa: E402
from follow.stories.likeness import Told  # noqa: E402
from follow.threads.reading import read  # noqa: E402
from follow.words import counted, terms, weighted  # noqa: E402
from ingest.polling.state import tables  # noqa: E402
from ingest.polling.state.database import Database  # noqa: E402

#: reports in one transaction while the state is filled
_BATCH = 64


def put(state: SqlState, report: Report, number: int) -> None:
    """A report in a story of its own, with its figures."""
    report = msgspec.structs.replace(report, id=f"filled-{report.id}")
    counts = counted(report)
    told = Told(words=weighted(counts, 1000, {}), figures={}, at=report.at)
    story = f"filled-{number}"
    state.put(Kept(id=report.id, number=number, story=story, told=told), told.words.rarest(40), terms(counts))
    mentions = read(report)
    state.place(
        report.id, story, [msgspec.structs.replace(m, story=story, thread=f"{number}-{m.start}") for m in mentions]
    )


def measure(stories: int, reports: int) -> dict[str, float]:
    """Milliseconds of CPU for a report, median and 95th of a hundred, and memory of the process in MB."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/state.sqlite")
        with database.write() as connection:
            tables.create(connection, metadata)
        filled = enriched(stories, each=1, seed=2)
        left = stories
        while left:
            with database.write() as connection:
                state = SqlState(connection)
                for _ in range(min(_BATCH, left)):
                    put(state, from_message(next(filled)), stories - left + 1)
                    left -= 1
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

"""How soon what a page says of a followed quantity is on news.threads.v1, on the demo's site.

    python benchmarks/follow/delay.py [--minutes 4] [--home DIR]

Runs `newswire demo` without Airflow in an empty home for this long. Of each article of which something is followed:
seconds from the poll that saw it to the message of its thread (the bar is 10 s), and to the commit of that message in
the store; of those published while it ran, and of the backlog, which waits for the start of everything. The story that
the site tells is shown as the store has it. The last line is JSON.
"""

import argparse
import json
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.machine import ROOT
from newswire.store.query import connect

#: of each article the first thing that came to a thread because of itself
_DELAYS = """
    SELECT epoch(min(m.ingested) - min(a.seen)), epoch(min(m.committed) - min(a.seen)),
        min(a.published_at) > (SELECT min(seen) FROM articles_history)
    FROM mentions_history m JOIN (FROM articles_history WHERE previous IS NULL) a USING (article_id, revision)
    WHERE NOT m.gone AND m.url <> '' GROUP BY a.article_id ORDER BY 1
"""
_STORY = """
    SELECT published_at, text, coalesce(claimant, 'the writer'), relation, of_text,
        [one.name || ' ' || one.how for one in contested_by]
    FROM mentions WHERE url LIKE '%tesk-valley%' AND counted_head = 'soldier' ORDER BY published_at, field DESC, start
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=4.0)
    parser.add_argument("--home", type=Path, help="an empty folder, kept; else one that is deleted")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newswire-delay-") as folder:
        home = options.home or Path(folder) / "home"
        command = [sys.executable, "-m", "newswire", "demo", "--no-airflow", "--plain", "--home", str(home)]
        with (Path(folder) / "demo.out").open("wb") as out:
            demo = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT)
            time.sleep(60 * options.minutes)
            demo.send_signal(signal.SIGINT)
            demo.wait(60)
        with connect(home / "store") as connection:
            delays = connection.execute(_DELAYS).fetchall()
            for row in connection.execute(_STORY).fetchall():
                print(*(value if value is not None else "" for value in row), sep="  ")
        lines = [line for line in (Path(folder) / "demo.out").read_text().splitlines() if "followed:" in line]
        print(lines[-1].strip() if lines else "the screen has shown no thread")
    found: dict[str, object] = {}
    for name, is_news in (("news", True), ("backlog", False)):
        rows = [delay for delay in delays if delay[2] == is_news]
        told = {"articles": len(rows)} | _of("message", [r[0] for r in rows]) | _of("stored", [r[1] for r in rows])
        found[name] = told
    print(json.dumps(found))


def _of(name: str, seconds: list[float]) -> dict[str, float | None]:
    return {
        f"poll_to_{name}_s_median": round(statistics.median(seconds), 1) if seconds else None,
        f"poll_to_{name}_s_max": round(max(seconds), 1) if seconds else None,
    }


if __name__ == "__main__":
    main()

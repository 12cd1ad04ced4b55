"""`newswire forget` of some articles of a small site while the pipe runs, and then all that could bring them back.

    .venv/bin/python benchmarks/store/takedown.py --articles 1000 --forget 50 FOLDER

The pipe (`newswire up --no-airflow`) polls the site; as soon as half of its articles are stored, the first ones are
forgotten, stored or not. Then the site edits every page, pages are visited again, all that was kept is replayed, the
day is re-enriched, and the pipe is started a second time. At the end home is searched for words that only these
articles had, with WARC, Parquet, broker and SQLite's free pages unpacked, and the store is verified.
"""

import argparse
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from benchmarks.machine import describe
from homes.home_search import places
from newswire.app import STAGES
from newswire.settings import Settings
from newswire.store.query import connect
from newswire.store.verify import verify
from newswire.stream.embedded.broker import EmbeddedBroker
from sites.small_site import SmallSite, small_site

WAIT_S = 3600.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--forget", type=int, default=50)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    home = given.folder.absolute() / "home"
    gone = range(0, given.articles, max(1, given.articles // given.forget))[: given.forget]
    env = {
        **os.environ,
        "NEWSWIRE_HOME": str(home),
        "NEWSWIRE_ALLOW_PRIVATE": "true",
        "NEWSWIRE_FLUSH_S": "5",
        "NEWSWIRE_NORMAL_S": "60",
        "NEWSWIRE_POLL_S": "5",
    }
    print(describe())
    times: dict[str, float] = {}
    with small_site(given.articles) as site:
        words = words_of(site, list(gone))
        feeds = given.folder / "feeds.txt"
        given.folder.mkdir(parents=True, exist_ok=True)
        feeds.write_text("\n".join(site.feeds) + "\n")
        with pipe(env, feeds):
            times["half"] = waited(lambda: stored(home) >= given.articles // 2)
            named = [site.urls()[n] for n in gone if is_known(home, site, n)]
            times["forget"] = newswire(env, "forget", *named, "--why", "the benchmark")
            say(f"forgotten: {len(named)} of {given.articles}, {stored(home)} are stored")
            times["all"] = waited(lambda: stored(home) >= given.articles - len(gone) and idle(home))
            late = [site.urls()[n] for n in gone if site.urls()[n] not in named]
            if late:
                newswire(env, "forget", *late, "--why", "the benchmark")
            report("while it runs", home, words)
            site.edited = frozenset(range(given.articles))
            make_due(home)
            times["visits"] = waited(lambda: revisions(home) > (given.articles - len(gone)) // 2 and idle(home))
            times["replay"] = newswire(env, "replay", "--warc", str(home / "archive"), "--publish")
            day = datetime.now(UTC).date().isoformat()
            times["re-enrich"] = newswire(env, "re-enrich", "--days", day, "--enrichers", "entities,times")
            waited(lambda: idle(home))
        with pipe(env, feeds):
            time.sleep(20)
            waited(lambda: idle(home))
        found = report("at the end", home, words)
        brought_back = {site.base + path for path in site.asked if path in {f"/article/{n}" for n in gone}}
    with connect(home / "store") as connection:
        ((articles, rows),) = connection.execute(
            "select count(distinct article_id), count(*) from articles_history"
        ).fetchall()
    findings = [str(finding) for finding in verify(home / "store")]
    print(f"{articles} articles in {rows} rows are left; verify: {findings or 'clean'}")
    print(json.dumps({"s": {k: round(v, 1) for k, v in times.items()}, "found": found, "findings": findings}))
    if found or findings or articles != given.articles - len(gone):
        raise SystemExit(f"something is left or lost (asked for again or before: {len(brought_back)})")


def words_of(site: SmallSite, numbers: list[int]) -> re.Pattern[bytes]:
    """What is in these articles of the site and in no other: of title, text, summary and URL."""
    number = "|".join(map(str, numbers))
    return re.compile(rf"(?:of night|repair of line|report) (?:{number})\b|/article/(?:{number})\b".encode())


@contextmanager
def pipe(env: dict[str, str], feeds: Path):
    command = [sys.executable, "-m", "newswire", "up", "--no-airflow", "--feeds", str(feeds)]
    with (feeds.parent / "up.log").open("ab") as out:
        process = subprocess.Popen(command, env=env, stdout=out, stderr=out)
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(120)


def newswire(env: dict[str, str], *arguments: str) -> float:
    """Runs a command; returns the seconds that it took."""
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-m", "newswire", *arguments], env=env, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"newswire {arguments[0]} ended with {done.returncode}: {done.stderr[-2000:]}")
    say(f"newswire {arguments[0]}: {done.stdout.strip()[-300:]}")
    return time.monotonic() - began


def stored(home: Path) -> int:
    return asked(home, "select count(distinct article_id) from articles_history")


def revisions(home: Path) -> int:
    return asked(home, "select count(distinct article_id) from articles_history where previous is not null")


def is_known(home: Path, site: SmallSite, number: int) -> bool:
    return bool(asked(home, f"select count(*) from articles_history where url = '{site.urls()[number]}'"))


def make_due(home: Path) -> None:
    """All pages, for a visit."""
    with closing(sqlite3.connect(home / "feeds.sqlite", timeout=60)) as db:
        db.execute("UPDATE pages SET next_visit = ?", (time.time(),))
        db.commit()


def asked(home: Path, sql: str) -> int:
    if not (home / "store").is_dir():
        return 0
    with connect(home / "store") as connection:
        ((found,),) = connection.execute(sql).fetchall()
    return int(found)


def idle(home: Path) -> bool:
    broker = EmbeddedBroker(Settings(home=home).home / "broker.sqlite")
    return all(broker.lag(stage.topic.name, stage.group) == 0 for stage in STAGES.values())


def waited(holds: Callable[[], bool]) -> float:
    began = time.monotonic()
    while not holds():
        if time.monotonic() - began > WAIT_S:
            raise SystemExit("it does not come round")
        time.sleep(3)
    return time.monotonic() - began


def report(when: str, home: Path, words: re.Pattern[bytes]) -> list[str]:
    found = places(home, words)
    say(f"{when}: {found or 'nothing of them is found'}")
    return found


def say(line: str) -> None:
    print(f"{datetime.now(UTC):%H:%M:%S} {line}", flush=True)


if __name__ == "__main__":
    main()

"""What becomes of 300 articles while each process of `newswire up` is killed in turn, nobody touching anything.

    .venv/bin/python benchmarks/pipe/kill_parts.py [--articles 300] [--every 1.0] [--stop]

A site of its own publishes an article each second. After the start each part that `up` names, its guard and what they
were forked of are killed with -9, one after the other (`--stop`: stopped with SIGSTOP, so that it hangs). Prints a line
for each: how long until it ran again, and at the end whether all articles are stored once, the longest time without a
poll, the restarts, and what is left of the processes after `up` itself was killed.
"""

import argparse
import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

import psutil
from aiohttp import web

from benchmarks.machine import ROOT

LISTED = 150
HELPERS = ("guard", "nursery", "airflow-nursery")
_PLACES = ("Ald", "Bern", "Cor", "Dun", "Elm", "Far", "Gor", "Hol", "Ing", "Jar")


class Site:
    """Publishes an article every this many seconds, in one feed; remembers when the feed was asked for."""

    def __init__(self, articles: int, every_s: float) -> None:
        self.articles, self.every_s = articles, every_s
        self.began = time.time()
        self.polls: list[float] = []
        self.base = ""

    def count(self) -> int:
        return min(self.articles, int((time.time() - self.began) / self.every_s))

    async def feed(self, _request: web.Request) -> web.Response:
        self.polls.append(time.time())
        newest = range(max(0, self.count() - LISTED), self.count())
        items = "".join(
            f"<item><title>{escape(title(n))}</title><link>{self.base}/a/{n}</link><guid>{n}</guid></item>"
            for n in reversed(newest)
        )
        text = f'<rss version="2.0"><channel><title>Kill</title><link>{self.base}</link>{items}</channel></rss>'
        return web.Response(text=text, content_type="application/rss+xml")

    async def article(self, request: web.Request) -> web.Response:
        number = int(request.match_info["number"])
        town = f"{_PLACES[number % 10]}{_PLACES[number // 10 % 10].lower()}ham"
        paragraphs = "".join(
            f"<p>The mayor of {town} said on Monday that {number + 100} people of district {number} had moved to "
            f"the new quarter in week {week}, and that {number * 3 + week} more were expected before the winter.</p>"
            for week in range(1, 6)
        )
        page = f"<html lang=en><head><title>{title(number)}</title></head><body><article><h1>{title(number)}</h1>"
        return web.Response(text=f"{page}{paragraphs}</article></body></html>", content_type="text/html")

    def start(self) -> None:
        ready = threading.Event()
        threading.Thread(target=lambda: asyncio.run(self._serve(ready)), daemon=True).start()
        ready.wait()

    async def _serve(self, ready: threading.Event) -> None:
        app = web.Application()
        app.add_routes([web.get("/feed.xml", self.feed), web.get("/a/{number}", self.article)])
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
        ready.set()
        await asyncio.Event().wait()


def title(number: int) -> str:
    return f"District {number} counts its people"


def parts(home: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        return {part["name"]: part for part in json.loads((home / "up.json").read_text())["parts"]}
    return {}


def pid_of(home: Path, name: str) -> int | None:
    """Of a part, or of a helper, which `up` names while something is wrong with it, and whose pulse always does."""
    pid = parts(home).get(name, {}).get("pid")
    if name in HELPERS:
        with suppress(OSError, ValueError):
            pid = json.loads((home / "run" / "heartbeats" / f"{name}.json").read_text())["pid"]
    return int(pid) if pid else None


def stored(home: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "newswire", "query", "--home", str(home), "--format", "csv", "select url from articles"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    return [line for line in done.stdout.split() if "/a/" in line]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--every", type=float, default=1.0, help="seconds between two articles")
    parser.add_argument("--stop", action="store_true", help="SIGSTOP in place of SIGKILL: it hangs")
    parser.add_argument("--only", nargs="*", help="these parts only")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newswire-kill-", ignore_cleanup_errors=True) as folder:
        home = Path(folder) / "home"
        print(json.dumps(run(home, options), indent=2))


def run(home: Path, options: argparse.Namespace) -> dict[str, Any]:
    site = Site(options.articles, options.every)
    site.start()
    home.parent.mkdir(exist_ok=True)
    feeds = home.parent / "feeds.toml"
    feeds.write_text(f'[[feed]]\nurl = "{site.base}/feed.xml"\nclass = "desk"\n')
    env = {name: value for name, value in os.environ.items() if not name.startswith(("NEWSWIRE_", "AIRFLOW"))}
    env |= {"NEWSWIRE_POLL_S": "10", "NEWSWIRE_DESK_S": "5", "NEWSWIRE_HOST_DELAY_S": "0", "NEWSWIRE_FLUSH_S": "2"}
    command = [sys.executable, "-m", "newswire", "up", "--home", str(home), "--allow-private", "--plain"]
    out = (home.parent / "up.log").open("wb")
    up = subprocess.Popen([*command, "--feeds", str(feeds)], env=env, cwd=ROOT, stdout=out, stderr=out)
    try:
        return watch(home, site, up, options)
    finally:
        if up.poll() is None:
            up.send_signal(signal.SIGINT)
            up.wait(90)


def watch(home: Path, site: Site, up: "subprocess.Popen[bytes]", options: argparse.Namespace) -> dict[str, Any]:
    wanted = {"fetch", "enrich", "store", "follow", "revisit", "compact"}
    wanted |= {"scheduler", "api-server", "dag-processor", "triggerer"}
    waited = wait(lambda: wanted <= parts(home).keys() and all(p["pid"] for p in parts(home).values()), 300)
    print(f"all parts run {waited} s after the start", file=sys.stderr)
    site.began, first = time.time(), len(site.polls)
    back: dict[str, float | None] = {}
    for name in options.only or [*sorted(wanted), *HELPERS]:
        time.sleep(5)
        pid = pid_of(home, name)
        if pid is None:
            back[name] = None
            continue
        os.kill(pid, signal.SIGSTOP if options.stop else signal.SIGKILL)
        back[name] = wait(lambda name=name, pid=pid: pid_of(home, name) not in (None, pid), 200)  # type: ignore[misc]
        print(f"{name}: runs again after {back[name]} s", file=sys.stderr)
    wait(lambda: site.count() == site.articles, 900)
    wait(lambda: len(stored(home)) >= site.articles, 240, 10.0)
    urls = stored(home)
    polls = [site.began, *site.polls[first:]]
    restarts = {name: part["restarts"] for name, part in parts(home).items()}
    before = [p for p in psutil.Process(up.pid).children(recursive=True)]
    up.kill()
    up.wait()
    wait(lambda: not any(p.is_running() and p.status() != psutil.STATUS_ZOMBIE for p in before), 30)
    return {
        "published": site.articles,
        "stored": len(set(urls)),
        "twice": len(urls) - len(set(urls)),
        "back_after_s": back,
        "longest_without_a_poll_s": round(max(b - a for a, b in pairwise(polls)), 1),
        "restarts": restarts,
        "left_after_up_was_killed": len([p for p in before if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]),
    }


def wait(holds: Any, limit_s: float, every_s: float = 0.5) -> float | None:
    """Seconds until it held; None where it did not."""
    began = time.monotonic()
    while time.monotonic() - began < limit_s:
        with suppress(psutil.Error):
            if holds():
                return round(time.monotonic() - began, 1)
        time.sleep(every_s)
    return None


if __name__ == "__main__":
    main()

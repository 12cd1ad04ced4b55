"""Feeds polled per second of one core where all answer 304, beside bare aiohttp and httpx, in one run.

    .venv/bin/python benchmarks/feeds/poller.py [--feeds 10000] [--peer-polls 4000]

A server on loopback (benchmarks/sites/unchanged.py), on 200 addresses of 127/8, answers each conditional request with
304. Ours is what `newswire poll` does: due feeds leased from the state in SQLite, asked for with their validators, the
answer kept as WARC, the poll written to the state, with the embedded broker open. The peers only ask and read the
answer, with the same headers and as many at once. Each runs in a process of its own; counted is its CPU time, user
and system, with that of its children, from the first request to the last. Ours is measured with keep-alive and with a
connection for each poll, with the archive and without. Memory is the peak of the process that polls all feeds.
"""

import argparse
import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from benchmarks import machine
from benchmarks.sites.unchanged import serving, url

AT_ONCE = 32
HEADERS = {"User-Agent": "newswire (benchmark)", "If-None-Match": '"one"', "Accept-Encoding": "gzip, deflate, br, zstd"}
RATE_BAR, MEMORY_BAR_MB = 700, 300


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=10_000)
    parser.add_argument("--peer-polls", type=int, default=4000)
    parser.add_argument("--part", choices=["ours", "aiohttp", "httpx"], help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--archive", type=int, default=14, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part == "ours":
        print(json.dumps(ours(options.port, options.feeds, options.archive)))
    elif options.part:
        print(json.dumps(peer(options.part, options.port, options.peer_polls)))
    else:
        compare(options.feeds, options.peer_polls)


def compare(feeds: int, peer_polls: int) -> None:
    """Runs each in turn and prints what they took."""
    facts = machine.describe("aiohttp", "httpx", "sqlalchemy", "warcio")
    told: dict[str, Any] = {}
    with serving() as port:
        told["aiohttp"] = run("aiohttp", port, "--peer-polls", peer_polls)
        told["ours"] = run("ours", port, "--feeds", feeds)
        told["ours, no archive"] = run("ours", port, "--feeds", feeds, "--archive", 0)
        told["httpx"] = run("httpx", port, "--peer-polls", peer_polls)
        told["aiohttp again"] = run("aiohttp", port, "--peer-polls", peer_polls)
    with serving("--close") as port:
        told["ours, a connection each"] = run("ours", port, "--feeds", feeds // 2)
        told["aiohttp, a connection each"] = run("aiohttp", port, "--peer-polls", peer_polls)
    for name, used in told.items():
        print(
            f"{name:28} {used['per_s']:>6} polls/s per core   {used['ms']:.2f} ms CPU each   peak {used['peak_mb']} MB"
        )
    held = told["ours"]["per_s"] >= RATE_BAR and told["ours"]["peak_mb"] <= MEMORY_BAR_MB
    print(f"the bar: {RATE_BAR}/s and {MEMORY_BAR_MB} MB: {'held' if held else 'MISSED'}")
    print(json.dumps(facts | told))


def run(part: str, port: int, *more: object) -> dict[str, Any]:
    """What one part measured in a process of its own."""
    command = [sys.executable, __file__, "--part", part, "--port", str(port), *map(str, more)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def ours(port: int, feeds: int, archive_days: int) -> dict[str, Any]:
    """`newswire poll` on feeds that were read once."""
    from sqlalchemy import update

    from newswire import app, log
    from newswire.ingest.polling.lists.feeds import Feed
    from newswire.ingest.polling.state.tables import feeds as table
    from newswire.settings import load

    log.configure(verbose=False)
    with tempfile.TemporaryDirectory(prefix="newswire-poller-") as home:
        flags = {"home": Path(home), "allow_private": True, "host_delay_s": 0, "archive_days": archive_days}
        settings = load(flags)
        with app.open_state(settings) as state:
            state.add(Feed(url(port, number)) for number in range(feeds))
            with state._db.write() as connection:  # as a first poll would have left them
                connection.execute(update(table).values(etag=b'"one"', polls=1, last_status=200))
        return measured(feeds, lambda: expect(app.poll_shard(settings=settings), feeds))


def expect(counts: dict[str, int], feeds: int) -> None:
    if counts["not_modified"] != feeds:
        sys.exit(f"not every feed was polled: {counts}")


def peer(name: str, port: int, polls: int) -> dict[str, Any]:
    """Bare requests with the same headers."""
    bare = {"aiohttp": bare_aiohttp, "httpx": bare_httpx}[name]
    return measured(polls, lambda: asyncio.run(bare(port, polls)))


async def bare_aiohttp(port: int, polls: int) -> None:
    import aiohttp

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

        async def ask(where: str) -> int:
            async with session.get(where, headers=HEADERS) as answer:
                await answer.read()
                return answer.status

        await all_of(ask, port, polls)


async def bare_httpx(port: int, polls: int) -> None:
    import httpx

    async with httpx.AsyncClient(
        limits=httpx.Limits(max_connections=None, keepalive_expiry=300), trust_env=False
    ) as client:

        async def ask(where: str) -> int:
            return (await client.get(where, headers=HEADERS)).status_code

        await all_of(ask, port, polls)


async def all_of(ask: Callable[[str], Awaitable[int]], port: int, polls: int) -> None:
    numbers = iter(range(polls))

    async def work() -> None:
        for number in numbers:
            if await ask(url(port, number)) != 304:
                sys.exit("no 304")

    await asyncio.gather(*(work() for _ in range(AT_ONCE)))


def measured(polls: int, act: Callable[[], object]) -> dict[str, Any]:
    before, began = cpu_s(), time.monotonic()
    act()
    used, wall_s = cpu_s() - before, time.monotonic() - began
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "polls": polls,
        "per_s": round(polls / used),
        "ms": round(1000 * used / polls, 3),
        "wall_s": round(wall_s, 1),
        "peak_mb": round(peak_mb),
    }


def cpu_s() -> float:
    """Of this process and its children that have ended."""
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(used.ru_utime + used.ru_stime for used in both)


if __name__ == "__main__":
    main()

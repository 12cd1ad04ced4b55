"""Memory and time that hostile answers cost: each bomb by a client in a process of its own.

    .venv/bin/python benchmarks/hostile/bombs.py

A server on loopback (benchmarks/hostile/bomb_server.py) sends what inflates (gzip, brotli and zstd of 300 to 500 MB of
blanks, in one layer and in two, one with a thousand members), what never ends (a body in chunks, announced or not,
headers, chunk extensions, informational answers, redirects) and what hardly moves (a byte now and then, in the body and
in the headers). The client is the poller's and the fetch stage's, with their bounds and the archive on. Growth is the
peak of the process above what it had before the request; the bar is 64 MB and 30 s. Beside it aiohttp and httpx as they
come, which are stopped at 1.5 GB or 40 s, on the three that inflate most.
"""

import argparse
import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import machine
from benchmarks.hostile.bomb_server import BOMBS, serving

MEMORY_BAR_MB, TIME_BAR_S = 64, 30
PEER_LIMIT = 3 << 29
MB = 1 << 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=["ours", "aiohttp", "httpx"], help=argparse.SUPPRESS)
    parser.add_argument("--url", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        print(json.dumps(suffered(options.part, options.url)))
    else:
        compare()


def compare() -> None:
    """Throws each bomb and prints what it did."""
    facts, rows = machine.describe("aiohttp", "httpx", "brotli", "zstandard"), []
    with serving() as port:
        for name in BOMBS:
            rows.append({"bomb": name, "client": "ours"} | thrown("ours", f"http://127.0.0.1:{port}/{name}"))
            print(row_of(rows[-1]), flush=True)
        for client in ("aiohttp", "httpx"):
            for name in ("gzip", "br", "zstd"):
                rows.append({"bomb": name, "client": client} | thrown(client, f"http://127.0.0.1:{port}/{name}"))
                print(row_of(rows[-1]), flush=True)
    ours = [row for row in rows if row["client"] == "ours"]
    held = all(row["grown_mb"] <= MEMORY_BAR_MB and row["s"] <= TIME_BAR_S for row in ours)
    worst, longest = max(row["grown_mb"] for row in ours), max(row["s"] for row in ours)
    print(f"{len(ours)} bombs: at most {worst} MB and {longest} s: {'held' if held else 'MISSED'}")
    print(json.dumps(facts | {"rows": rows}))


def row_of(row: dict[str, Any]) -> str:
    return f"{row['client']:8} {row['bomb']:18} {row['grown_mb']:>7} MB {row['s']:>6} s  {row['ended']}"


def thrown(part: str, url: str) -> dict[str, Any]:
    """What a client in a process of its own suffered."""
    command = [sys.executable, __file__, "--part", part, "--url", url]
    began = time.monotonic()
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, timeout=60)
        told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return told
    except subprocess.TimeoutExpired:
        return {"grown_mb": float("nan"), "s": round(time.monotonic() - began, 1), "ended": "stopped by us"}
    except (IndexError, json.JSONDecodeError):
        return {"grown_mb": PEER_LIMIT // MB, "s": round(time.monotonic() - began, 1), "ended": "out of memory"}


def suffered(part: str, url: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="newswire-bombs-") as folder:
        act = {"ours": ours, "aiohttp": bare_aiohttp, "httpx": bare_httpx}[part](folder)
        asyncio.run(act(url.rpartition("/")[0] + "/small"))  # what the client itself needs
        if part != "ours":
            resource.setrlimit(resource.RLIMIT_AS, (PEER_LIMIT, PEER_LIMIT))
        before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
        ended = asyncio.run(act(url))
        took = time.monotonic() - began
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return {"grown_mb": round(grown / 1024, 1), "s": round(took, 1), "ended": ended}


def ours(folder: str) -> Callable[[str], Any]:
    from newswire.ingest.archive.archive import Archive
    from newswire.ingest.web.http import HttpClient
    from newswire.ingest.web.options import Network
    from newswire.ingest.web.response import UnavailableError
    from newswire.stream.errors import RejectedError

    archive = Archive(Path(folder))

    async def act(url: str) -> str:
        async with HttpClient(network=Network(allow_private=True), archive=archive) as client:
            try:
                answer = await client.get(url)
            except (RejectedError, UnavailableError) as e:
                return e.reason
            return f"{answer.status}, {len(answer.body)} bytes"

    return act


def bare_aiohttp(folder: str) -> Callable[[str], Any]:
    import aiohttp

    async def act(url: str) -> str:
        timeout = aiohttp.ClientTimeout(total=40)
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url) as answer:
            try:
                return f"{answer.status}, {len(await answer.read())} bytes"
            except (aiohttp.ClientError, TimeoutError) as e:
                return type(e).__name__

    return act


def bare_httpx(folder: str) -> Callable[[str], Any]:
    import httpx

    async def act(url: str) -> str:
        async with httpx.AsyncClient(timeout=40, trust_env=False) as client:
            try:
                answer = await client.get(url)
            except httpx.HTTPError as e:
                return type(e).__name__
            return f"{answer.status_code}, {len(answer.content)} bytes"

    return act


if __name__ == "__main__":
    main()

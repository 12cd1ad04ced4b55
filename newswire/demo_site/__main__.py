"""Runs the demo site: `python -m newswire.demo_site --port 8700 --state site.json`.

The first line on stdout is the base URL, once it answers. Ends on SIGTERM, SIGINT, and when the supervisor that
started it is gone.
"""

import argparse
import asyncio
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from aiohttp import web

from newswire.demo_site.newsroom import Newsroom
from newswire.demo_site.site import make_app
from newswire.processes.pulse import given_pulse
from newswire.processes.supervise import orphaned


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m newswire.demo_site", description="A small news site on loopback.")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one (default)")
    parser.add_argument("--state", type=Path, help="file that remembers what is published, for the next start")
    parser.add_argument("--every", type=int, default=20, help="seconds from one article to the next (default: 20)")
    arguments = parser.parse_args(argv)
    asyncio.run(serve(arguments.port, Newsroom(arguments.state, max(1, arguments.every), time.time())))


async def serve(port: int, newsroom: Newsroom) -> None:
    """Serves until a signal or the end of the supervisor."""
    stopped = asyncio.Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(signum, stopped.set)
    runner = web.AppRunner(make_app(newsroom), access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    sys.stdout.write(f"http://127.0.0.1:{runner.addresses[0][1]}\n")
    sys.stdout.flush()
    pulse = given_pulse()
    try:
        while not stopped.is_set() and not orphaned():
            pulse.beat("publishes articles")
            newsroom.tick(time.time())
            with suppress(TimeoutError):
                await asyncio.wait_for(stopped.wait(), 0.25)
    finally:
        pulse.close()
        await runner.cleanup()


if __name__ == "__main__":
    main()

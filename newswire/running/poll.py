"""`newswire poll`: the due feeds, once or again and again."""

import json
import signal
import time
from datetime import UTC, datetime
from typing import Any

import click

from newswire import app
from newswire.home.clock import Watch, note_jump
from newswire.processes.supervise import orphaned
from newswire.running.work import pulse_of
from newswire.settings import Settings


def poll(settings: Settings, every_s: float | None) -> None:
    """One round, or one each `every_s` seconds until it is stopped; prints the counts of each."""
    stopped: list[int] = []

    def stop(signum: int, _frame: Any) -> None:
        stopped.append(signum)
        if every_s is None:
            raise KeyboardInterrupt

    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, stop)
    watch = Watch()
    with pulse_of("poll", settings) as pulse:
        while not stopped and not orphaned():
            began = time.monotonic()
            if by_s := watch.jump():
                note_jump(settings.home, by_s, datetime.now(UTC))
            pulse.beat("polls feeds", waits_s=2 * settings.fetch_total_s)
            click.echo(json.dumps(app.poll_shard(settings=settings)))
            while every_s and not stopped and not orphaned() and time.monotonic() - began < every_s:
                pulse.beat("waits for the next round", waits_s=0.0)
                time.sleep(min(0.2, every_s))
            if every_s is None:
                return

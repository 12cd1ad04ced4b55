"""Keeping the store in shape: compact, retain."""

import json
import os
import re
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from datetime import UTC, date, datetime

import click
import psutil

from newswire import log
from newswire.commands.options import example, kafka_option, with_settings
from newswire.processes.command import python
from newswire.processes.pulse import PULSE, Pulse, own_pulse
from newswire.processes.supervise import orphaned
from newswire.settings import Settings, SettingsError, environment
from newswire.stream.errors import NewswireError
from newswire.terminal import say

#: a compaction may wait for disk or bucket for this long, beyond what a pulse grants
_STILL_S = 240.0
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?")


class Days(click.ParamType[tuple[date, date]]):
    """FROM..TO, both included, or one day."""

    name = "days"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[date, date]:
        """The first and the last day."""
        found = _DAYS.fullmatch(str(value))
        try:
            if found:
                first, last = (date.fromisoformat(text) for text in (found[1], found[2] or found[1]))
                if first <= last:
                    return first, last
        except ValueError:
            pass
        return self.fail(f"{value!r} is not FROM..TO, as in 2026-11-01..2026-11-30", param, ctx)


@click.command(epilog=example("newswire compact", "newswire compact --days 2026-11-01..2026-11-30"))
@click.option("--days", type=Days(), metavar="FROM..TO", help="Only these days, both included; all by default.")
@click.option("--every", "every_s", type=click.FloatRange(min=1), metavar="SECONDS", help="Repeat at this interval.")
@click.option("--retain", "also_retain", is_flag=True, help="Then also what `newswire retain` does with the store.")
@with_settings
def compact(settings: Settings, days: tuple[date, date] | None, every_s: float | None, also_retain: bool) -> None:
    """Merges many small files into few large ones, while the pipe runs; `newswire up` does so by itself."""
    if every_s is not None:
        _again_and_again(settings, days, every_s, also_retain)
        return
    from newswire.home.folder import check, prepare, store_rights
    from newswire.keeping.retention import tidy_store
    from newswire.store.compaction.compact import compact as run

    log.configure(verbose=False)
    check(settings)
    if settings.home.is_dir():
        prepare(settings)
    with store_rights(settings):
        done = run(settings.store_root, datetime.now(UTC), days=days)
    click.echo(json.dumps(done._asdict() if done else {"busy": True}))
    if also_retain:
        tidy_store(settings)
        _end_takedowns(settings)


def _again_and_again(settings: Settings, days: tuple[date, date] | None, every_s: float, also_retain: bool) -> None:
    """Each time in a process of its own: what waits is small, and what a compaction took is given back."""
    command = python("newswire", "compact", *(["--retain"] if also_retain else []))
    if days:
        command += ["--days", f"{days[0]}..{days[1]}"]
    with closing(own_pulse(settings.home, "compact")) as pulse:
        while not orphaned():
            began = time.monotonic()
            if _run_beside(command, {**os.environ, **environment(settings)}, pulse):
                click.echo("compaction failed, the next time will do", err=True)
            while not orphaned() and time.monotonic() - began < every_s:
                pulse.beat("waits for the next round", waits_s=0.0)
                time.sleep(min(1.0, every_s))


def _run_beside(command: Sequence[str], env: Mapping[str, str], pulse: Pulse) -> int:
    """Runs it; its exit code. Whether it hangs is told by the CPU time that it takes: none for long is the sign."""
    env = {name: value for name, value in env.items() if name != PULSE}
    with subprocess.Popen(command, env=env) as running:
        before = -1.0
        while (code := running.poll()) is None:
            with suppress(psutil.Error):
                if (now := sum(psutil.Process(running.pid).cpu_times()[:2])) != before:
                    before = now
                    pulse.beat("compacts", waits_s=_STILL_S)
            time.sleep(0.2)
        return code


@click.command(epilog=example("newswire retain"))
@with_settings
@kafka_option
def retain(settings: Settings) -> None:
    """Deletes what is past its retention: topics, archive (archive_days), staged files, store_days, superseded_days.
    Finishes a takedown that was interrupted.

    `newswire up` does it by itself. Only what is compacted leaves the store.
    """
    from newswire.app import open_broker
    from newswire.keeping.retention import tidy, tidy_store

    log.configure(verbose=False)
    if not settings.home.is_dir():
        raise SettingsError(f"there is no pipe at {settings.home}")
    with open_broker(settings) as broker:
        done: dict[str, object] = dict(tidy(settings, broker))
    done["store"] = tidy_store(settings) or {"busy": True}
    click.echo(json.dumps(done))
    _end_takedowns(settings)


def _end_takedowns(settings: Settings) -> None:
    """Goes on with one that was killed. What can't be done now is told, and tried the next time."""
    from newswire.takedown.run import finish

    try:
        done = finish(settings, say=lambda line: say(line, err=True))
    except (NewswireError, OSError) as e:
        say(f"a takedown is not ended yet: {e}", err=True)
        return
    for line in done.left if done else ():
        say(line, err=True)

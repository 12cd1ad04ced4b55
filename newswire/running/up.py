"""The whole pipe as child processes of one command: the workers, and Airflow or a timer that polls."""

import math
import os
import sqlite3
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path

import click

from newswire import app
from newswire.airflow.server import Airflow
from newswire.health.minute import Sampler
from newswire.home.clock import Watch, note_jump
from newswire.home.folder import only_one, prepare
from newswire.ingest.polling.lists.feeds import Feed
from newswire.keeping.retention import tidy
from newswire.processes.command import python
from newswire.processes.supervise import Supervisor
from newswire.running.kafka_watch import KafkaWatch
from newswire.running.poll_watch import PollWatch
from newswire.running.show import Show
from newswire.running.told import tell, untell
from newswire.running.workers import NURSERY, loaded, preload, start_workers, until_signal
from newswire.settings import Settings, environment
from newswire.stream.broker import Broker
from newswire.stream.errors import NewswireError, RetryableError
from newswire.terminal import say, typed

DAGS = Path(__file__).resolve().parents[2] / "dags"
EXPIRE_S = 600.0
#: after the clock was set forward nothing is deleted for this long, as it may be set back
UNSURE_S = 86400.0
COMPACT_S = 600.0
_TELL_S = 2.0
#: workers are many and small: the C library gives back what they free, and shares it among their threads
LEAN = {"MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": "131072", "ARROW_DEFAULT_MEMORY_POOL": "system"}
SAMPLE_S = 60.0


def up(
    settings: Settings,
    feeds: Sequence[Feed],
    *,
    airflow: bool = True,
    port: int | None = None,
    plain: bool = False,
    notes: Sequence[str] = (),
    extra: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Runs until SIGINT or SIGTERM, then stops every process that it started; nothing is lost by that.

    `feeds` are added to those that are subscribed. Raises SettingsError where the port is taken, or a pipe runs here.
    """
    prepare(settings)
    env = environment(settings)
    with ExitStack() as stack:
        stopped = stack.enter_context(until_signal())
        stack.enter_context(only_one(settings.home))
        state = stack.enter_context(app.open_state(settings))
        state.add(feeds)
        if not state.rows():
            say(
                "no feeds are subscribed yet: newswire feeds add URL, from another terminal, or up --feeds FILE",
                err=True,
            )
        went_back = bool(state.clock_behind(datetime.now(UTC)))
        supervisor = Supervisor(settings.home / "logs", env={**LEAN, **os.environ, **env}, home=settings.home)
        stack.callback(click.echo, "stopped; a new start goes on from here", err=True)
        stack.callback(untell, settings.home)
        stack.callback(supervisor.stop, 30.0)
        stack.callback(click.echo, "stopping ...", err=True)
        # before anything else is started: it says at once where its port is taken
        server = Airflow(supervisor, settings.home, DAGS, port=port, env=env) if airflow else None
        broker = stack.enter_context(app.open_broker(settings))
        preload(supervisor)
        for name, command in (extra or {}).items():
            supervisor.start(name, list(command), has_pulse=True, nursery=NURSERY)
        app.begin_watches(settings, broker)
        start_workers(supervisor, settings, list(app.stages_of(settings)))
        supervisor.start(
            "compact",
            python("newswire", "compact", "--retain", "--every", str(COMPACT_S)),
            has_pulse=True,
            nursery=NURSERY,
        )
        if settings.websub_callback:
            supervisor.start("websub", python("newswire", "websub"), has_pulse=True, nursery=NURSERY)
        polls = PollWatch(supervisor, settings, state, always=not airflow or went_back)
        kafka = KafkaWatch(supervisor, settings)
        shown = [*notes, *_how_to_query(settings)]
        if server:
            stack.callback(server.stop)
            # what shows the first figures comes first: both would load for long on a small machine
            server.start(after=lambda: loaded(supervisor, settings))
            shown = [*_airflow_notes(server), *shown]
        show = stack.enter_context(Show(settings, supervisor, shown, plain=plain or not sys.stdout.isatty()))
        clock, expired, told, sampled = Watch(), -math.inf, -math.inf, -math.inf
        sampler = Sampler(settings)
        while not stopped():
            supervisor.check()
            polls.check()
            kafka.check()
            if server:
                server.check()
            if by_s := clock.jump():
                note_jump(settings.home, by_s, datetime.now(UTC))
                if by_s < 0:
                    polls.by_timer()
                else:  # nothing is deleted by a clock that may be wrong
                    expired = time.monotonic() + UNSURE_S
            show.draw(broker)
            if time.monotonic() - told >= _TELL_S:
                told = time.monotonic()
                tell(settings.home, supervisor.children(), airflow=server.url if server else None)
            if time.monotonic() - sampled >= SAMPLE_S:
                sampled = time.monotonic()
                _sample(sampler, broker)
            if time.monotonic() - expired >= EXPIRE_S:
                expired = time.monotonic()
                _tidy(settings, broker)
            time.sleep(0.1)


def _tidy(settings: Settings, broker: Broker) -> None:
    try:
        tidy(settings, broker)
    except (RetryableError, OSError) as e:
        say(f"tidying up failed, the next time will do: {e}", err=True)


def _sample(sampler: Sampler, broker: Broker) -> None:
    with suppress(NewswireError, OSError, sqlite3.Error):  # a chart with a hole is no reason to stop
        sampler.note(broker)


def _airflow_notes(server: Airflow) -> list[str]:
    return [
        f"Airflow UI   {server.url}/dags/poll_feeds (answers some 30 s after the start)",
        f"Login        admin; the password: {server.password_file}",
        f"Pages        {server.url}/newswire/ (what flows, articles, figures, feeds, dead letters)",
    ]


def _how_to_query(settings: Settings) -> list[str]:
    sql = "select value, unit, counted_head, source_name, title from figures"
    return [
        f"Query        {typed('query', '--home', str(settings.home), sql)}",
        f"Logs         {typed('logs', '--home', str(settings.home))} (or {settings.home}/logs)",
        "Stop         Ctrl-C; a second start goes on where this one stopped",
    ]

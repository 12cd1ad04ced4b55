"""The whole pipe as child processes of one command: the workers, and Airflow or a timer that polls."""

import math
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.live import Live

from ingest.polling.lists.feeds import Feed
from newswire import app
from newswire.home.clock import Watch, note_jump, told
from newswire.home.folder import only_one, prepare
from newswire.keeping.retention import tidy
from newswire.processes.supervise import Supervisor, python
from newswire.running.workers import start_workers, until_signal
from newswire.screens import screen
from newswire.settings import Settings, environment
from newswire.status.look import look
from newswire.status.stored import Stored
from newswire.terminal import say
from stream.broker import Broker
from stream.errors import RetryableError

DAGS = Path(__file__).resolve().parents[2] / "dags"
#: how often the screen is drawn, and a line printed where there is none
SCREEN_S, LINE_S = 1.0, 10.0
EXPIRE_S = 600.0
#: after the clock was set forward nothing is deleted for so long, as it may be set back
UNSURE_S = 86400.0
COMPACT_S = 600.0


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
    """Runs until SIGINT or SIGTERM, then stops every process that it started; nothing is lost by that."""
    prepare(settings)
    env = environment(settings)
    plain = plain or not sys.stdout.isatty()
    with ExitStack() as stack:
        stopped = stack.enter_context(until_signal())
        stack.enter_context(only_one(settings.home))
        with app.open_state(settings) as state:
            state.keep_only(feeds)
            went_back = state.clock_behind(datetime.now(UTC))
        broker = stack.enter_context(app.open_broker(settings))
        supervisor = Supervisor(settings.home / "logs", env={**os.environ, **env})
        stack.callback(click.echo, "stopped; a new start goes on from here", err=True)
        stack.callback(supervisor.stop, 30.0)
        stack.callback(click.echo, "stopping ...", err=True)
        for name, command in (extra or {}).items():
            supervisor.start(name, list(command))
        start_workers(supervisor, settings, list(app.STAGES))
        supervisor.start("compact", python("newswire", "compact", "--retain", "--every", str(COMPACT_S)))
        if settings.websub_callback:
            supervisor.start("websub", python("newswire", "websub"))
        if not airflow or went_back:
            _poll_by_timer(supervisor, settings)
        shown = [*notes, *_how_to_query(settings)]
        server = None
        if airflow:
            from newswire.airflow.server import AirflowServer

            server = AirflowServer(settings.home, DAGS, port=port, env=env)
            stack.callback(server.stop)
            server.start()
            shown.insert(0, f"Airflow UI   {server.url}/dags/poll_feeds (answers some 30 s after the start)")
        show = _show(stack, plain, shown)
        stored, watch = Stored(settings.store_root), Watch()
        expired, drawn = -math.inf, -math.inf
        while not stopped():
            supervisor.check()
            if by_s := watch.jump():
                note_jump(settings.home, by_s, datetime.now(UTC))
                if by_s < 0:
                    _poll_by_timer(supervisor, settings)
                else:  # nothing is deleted by a clock that may be wrong
                    expired = time.monotonic() + UNSURE_S
            if server:
                server.check()
            if time.monotonic() - drawn >= (LINE_S if plain else SCREEN_S):
                drawn = time.monotonic()
                clock = told(settings.home, datetime.now(UTC), 0.0)
                show(_screen(broker, stored, supervisor, [*([clock] if clock else []), *shown], plain))
            if time.monotonic() - expired >= EXPIRE_S:
                expired = time.monotonic()
                _tidy(settings, broker)
            time.sleep(0.1)


def _poll_by_timer(supervisor: Supervisor, settings: Settings) -> None:
    """Polls without Airflow, which plans its runs by the time of day: set back, it waits until that comes again.

    Beside Airflow it does no harm, as a feed that is being polled is nobody else's.
    """
    if all(child.name != "poll" for child in supervisor.children()):
        supervisor.start("poll", python("newswire", "poll", "--every", str(settings.poll_s)))


def _tidy(settings: Settings, broker: Broker) -> None:
    try:
        tidy(settings, broker)
    except (RetryableError, OSError) as e:
        say(f"tidying up failed, the next time will do: {e}", err=True)


def _how_to_query(settings: Settings) -> list[str]:
    sql = "select value, unit, counted_head, source_name, title from figures"
    return [
        f'Query        newswire query --home {settings.home} "{sql}"',
        f"Logs         {settings.home}/logs",
        "Stop         Ctrl-C; a second start goes on where this one stopped",
    ]


def _show(stack: ExitStack, plain: bool, notes: Sequence[str]) -> Callable[[object], None]:
    console = Console()
    if plain:
        say("\n".join(notes))
        return lambda seen: say(str(seen))
    live = stack.enter_context(Live(console=console, auto_refresh=False))
    return lambda seen: live.update(seen, refresh=True)  # type: ignore[arg-type]


def _screen(broker: Broker, stored: Stored, supervisor: Supervisor, notes: Sequence[str], plain: bool) -> object:
    try:
        status = look(broker, stored.rows()["articles"])
    except (RetryableError, OSError) as e:
        return f"the broker does not answer: {e}"
    if plain:
        clock = [note for note in notes if note.startswith("The clock")]
        return "\n".join([*clock, screen.line(status), *(f"  {screen.told(*pair)}" for pair in status.figures[:3])])
    return screen.render(status, notes, [(child.name, child.state) for child in supervisor.children()])

"""The whole pipe as child processes of one command: the workers, and Airflow or a timer that polls."""

import fcntl
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

import click
from rich.console import Console
from rich.live import Live

from ingest.feeds import Feed, load_feeds
from newswire import app, screen
from newswire.airflow import AirflowServer
from newswire.settings import Settings, SettingsError, environment
from newswire.status import look
from newswire.supervise import Supervisor
from stream.errors import NewswireError, RetryableError
from stream.topics import TOPICS

DAGS = Path(__file__).resolve().parent.parent / "dags"
#: how often the screen is drawn, and a line printed where there is none
SCREEN_S, LINE_S = 1.0, 10.0
EXPIRE_S = 600.0


def read_feeds(file: str) -> list[Feed]:
    """The feeds of a TOML, OPML or plain text file; `-` is stdin. Raises SettingsError."""
    try:
        return load_feeds(sys.stdin.buffer.read(), "stdin") if file == "-" else load_feeds(Path(file).read_bytes(), file)
    except (NewswireError, OSError) as e:
        raise SettingsError(f"--feeds {file}: {e}") from e


@contextmanager
def only_one(home: Path) -> Iterator[None]:
    """Holds the home folder for this pipe; a second one on the same home is refused."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as e:
            raise SettingsError(f"a pipe runs in {home} already: stop it, or use another --home") from e
        yield


@contextmanager
def until_signal() -> Iterator[Callable[[], bool]]:
    """Gives a predicate that turns true on SIGINT or SIGTERM; a second signal changes nothing."""
    asked: list[int] = []

    def stop(signum: int, _frame: FrameType | None) -> None:
        asked.append(signum)

    before = {s: signal.signal(s, stop) for s in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(asked)
    finally:
        for signum, handler in before.items():
            signal.signal(signum, handler)


def start_workers(supervisor: Supervisor, settings: Settings, *, timer: bool) -> None:
    """Starts the workers of each stage and, where Airflow does not poll, the timer."""
    counts = {"store": settings.store_workers, "enrich": settings.enrich_workers, "fetch": settings.fetch_workers}
    command = [sys.executable, "-m", "newswire"]
    for stage, count in counts.items():
        for number in range(1, count + 1):
            name = stage if count == 1 else f"{stage}-{number}"
            supervisor.start(name, [*command, "work", stage])
    if timer:
        supervisor.start("poll", [*command, "poll", "--every", str(settings.poll_s)])


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
    env = environment(settings)
    with ExitStack() as stack:
        stopped = stack.enter_context(until_signal())
        stack.enter_context(only_one(settings.home))
        with app.open_state(settings) as state:
            state.keep_only(feeds)
        broker = stack.enter_context(app.open_broker(settings))
        supervisor = Supervisor(settings.home / "logs", env)
        stack.callback(click.echo, "stopped; a new start goes on from here", err=True)
        stack.callback(supervisor.stop, 30.0)
        stack.callback(click.echo, "stopping ...", err=True)
        for name, command in (extra or {}).items():
            supervisor.start(name, list(command))
        start_workers(supervisor, settings, timer=not airflow)
        shown = [*notes, *_how_to_query(settings)]
        if airflow:
            server = AirflowServer(settings.home, DAGS, port=port, env=env)
            stack.callback(server.stop)
            server.start()
            shown.insert(0, f"Airflow UI   {server.url}/dags/poll_feeds (answers some 30 s after the start)")
        show = _show(stack, plain)
        expired = drawn = 0.0
        while not stopped():
            supervisor.tick()
            if time.monotonic() - drawn >= (LINE_S if plain else SCREEN_S):
                drawn = time.monotonic()
                show(_screen(settings, broker, supervisor, shown, plain))
            if time.monotonic() - expired >= EXPIRE_S:
                expired = time.monotonic()
                broker.expire(TOPICS, int(time.time() * 1000))
            time.sleep(0.1)


def _how_to_query(settings: Settings) -> list[str]:
    sql = "select value, unit, counted_head, source_name, title from figures"
    return [
        f'Query        newswire query --home {settings.home} "{sql}"',
        f"Logs         {settings.home}/logs",
        "Stop         Ctrl-C; a second start goes on where this one stopped",
    ]


def _show(stack: ExitStack, plain: bool) -> Callable[[object], None]:
    console = Console()
    if plain or not console.is_terminal:
        return lambda seen: click.echo(seen)
    live = stack.enter_context(Live(console=console, auto_refresh=False, screen=False, transient=False))
    return lambda seen: live.update(seen, refresh=True)  # type: ignore[arg-type]


def _screen(
    settings: Settings, broker: app.Broker, supervisor: Supervisor, notes: Sequence[str], plain: bool
) -> object:
    try:
        status = look(broker, app.stored(settings))
    except (RetryableError, OSError) as e:
        return f"the broker does not answer: {e}"
    if plain:
        return screen.line(status)
    return screen.render(status, notes, [(child.name, child.state) for child in supervisor.children()])

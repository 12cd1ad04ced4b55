"""What `newswire up` shows while it runs: a screen on a terminal, else a line now and then."""

import math
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from types import TracebackType

import structlog
from rich.console import Console
from rich.live import Live

from newswire.health.alarm import Alarm
from newswire.health.check import check
from newswire.home.clock import told
from newswire.processes.supervise import Supervisor
from newswire.screens import screen
from newswire.screens.desk import HEIGHT, WIDTH, render
from newswire.settings import Settings, SettingsError
from newswire.stages.table import stages_of
from newswire.status.desk import desk_now
from newswire.status.look import look
from newswire.status.stored import Stored
from newswire.status.tally import Tally
from newswire.status.waiting import waiting
from newswire.stream.broker import Broker
from newswire.stream.errors import NewswireError, RetryableError
from newswire.stream.safe.controls import shown
from newswire.terminal import say

#: how often the screen is drawn, and a line printed where there is none
SCREEN_S, LINE_S = 1.0, 10.0
#: how often it is asked what is wrong
HEALTH_S = 10.0

log = structlog.get_logger()


class Show:
    """Draws when it is time; `plain` says lines instead of a screen."""

    def __init__(self, settings: Settings, supervisor: Supervisor, notes: Sequence[str], *, plain: bool) -> None:
        self.settings, self.supervisor, self.notes, self.plain = settings, supervisor, notes, plain
        self._stored = Stored(settings.store_root)
        self._tally = Tally(settings.home)
        self._drawn = self._said = -math.inf
        self._any = False  # whether there were figures yet: the first ones are not waited for
        self._stack = ExitStack()
        self._live: Live | None = None
        self._watch = _Watch(settings)

    def __enter__(self) -> "Show":
        say("\n".join(self.notes))
        if not self.plain:
            self._live = self._stack.enter_context(Live(console=Console(), auto_refresh=False))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._watch.stop()
        self._stack.close()

    def draw(self, broker: Broker) -> None:
        """Draws, unless it did so just now."""
        now = time.monotonic()
        if now - self._drawn < (LINE_S if self.plain and self._any else SCREEN_S):
            return
        self._drawn, had = now, self._any
        seen = self._seen(broker)
        if self._live:
            self._live.update(seen, refresh=True)  # type: ignore[arg-type]
        elif now - self._said >= LINE_S or self._any != had:
            self._said = now
            say(str(seen))

    def _seen(self, broker: Broker) -> object:
        now = datetime.now(UTC)
        clock = told(self.settings.home, now, 0.0)
        notes = [*([clock] if clock else []), *self.notes[:1]]
        alarms = self._watch.alarms
        stages = stages_of(self.settings)
        try:
            status = look(broker, self._stored.rows()["articles"], self._tally, stages, max_figures=40)
            waits = waiting(broker, now, stages)
        except (RetryableError, OSError) as e:
            return f"the broker does not answer: {e}"
        self._any = self._any or bool(status.figures)
        if self.plain:
            figures = [f"  {screen.told(*pair)}" for pair in status.figures[:3]]
            figures += [shown(f"  followed: {screen.thread_line(one)}") for one in status.threads[:1]]
            wrong = (f"  {alarm}" for alarm in alarms)
            return "\n".join([*([clock] if clock else []), screen.line(status), *wrong, *figures])
        desk = desk_now(self.settings, status, waits, now)
        console = self._live.console.size if self._live else None
        return render(desk, notes, alarms, (console.width, console.height) if console else (WIDTH, HEIGHT))


class _Watch:
    """Looks for what is wrong from a thread of its own: a part that gives no answer must not hold the screen up."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.alarms: list[Alarm] = []
        self._ended = threading.Event()
        threading.Thread(target=self._look_on, name="health", daemon=True).start()

    def stop(self) -> None:
        """Looks no more."""
        self._ended.set()

    def _look_on(self) -> None:
        while not self._ended.wait(HEALTH_S):
            try:
                self.alarms = check(self.settings)
            except (NewswireError, SettingsError, OSError) as e:
                log.warning("health_not_known", error=str(e))

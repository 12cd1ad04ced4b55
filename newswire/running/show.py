"""What `newswire up` shows while it runs: a screen on a terminal, else a line now and then."""

import math
import time
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from types import TracebackType

from rich.console import Console
from rich.live import Live

from newswire.home.clock import told
from newswire.processes.supervise import Supervisor
from newswire.screens import screen
from newswire.settings import Settings
from newswire.status.look import look
from newswire.status.stored import Stored
from newswire.terminal import say
from stream.broker import Broker
from stream.errors import RetryableError

#: how often the screen is drawn, and a line printed where there is none
SCREEN_S, LINE_S = 1.0, 10.0


class Show:
    """Draws when it is time; `plain` says lines instead of a screen."""

    def __init__(self, settings: Settings, supervisor: Supervisor, notes: Sequence[str], *, plain: bool) -> None:
        self.settings, self.supervisor, self.notes, self.plain = settings, supervisor, notes, plain
        self._stored = Stored(settings.store_root)
        self._drawn = -math.inf
        self._stack = ExitStack()
        self._live: Live | None = None

    def __enter__(self) -> "Show":
        if self.plain:
            say("\n".join(self.notes))
        else:
            self._live = self._stack.enter_context(Live(console=Console(), auto_refresh=False))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def draw(self, broker: Broker) -> None:
        """Draws, unless it did so just now."""
        if time.monotonic() - self._drawn < (LINE_S if self.plain else SCREEN_S):
            return
        self._drawn = time.monotonic()
        seen = self._seen(broker)
        if self._live:
            self._live.update(seen, refresh=True)  # type: ignore[arg-type]
        else:
            say(str(seen))

    def _seen(self, broker: Broker) -> object:
        clock = told(self.settings.home, datetime.now(UTC), 0.0)
        notes = [*([clock] if clock else []), *self.notes]
        try:
            status = look(broker, self._stored.rows()["articles"])
        except (RetryableError, OSError) as e:
            return f"the broker does not answer: {e}"
        if self.plain:
            figures = (f"  {screen.told(*pair)}" for pair in status.figures[:3])
            return "\n".join([*([clock] if clock else []), screen.line(status), *figures])
        return screen.render(status, notes, [(child.name, child.state) for child in self.supervisor.children()])

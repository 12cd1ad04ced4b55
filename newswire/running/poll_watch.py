"""Polls when nobody else does: feeds that are due for long mean that Airflow is away, or still starting."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from newswire import app
from newswire.ingest.polling.state.feed_state import FeedState
from newswire.processes.command import python
from newswire.processes.supervise import Supervisor
from newswire.running.workers import NURSERY
from newswire.settings import Settings
from newswire.stream.errors import NewswireError

NAME = "poll"
#: beyond the seconds between two runs, feeds wait this long for a poll before somebody else makes it
LATE_S = 15.0
_LOOK_S = 5.0


class PollWatch:
    """One round of polling as a child process, each time that feeds are overdue. Beside Airflow it does no harm, as a
    feed that is being polled is nobody else's. With `always`, a timer polls instead of Airflow."""

    def __init__(
        self,
        supervisor: Supervisor,
        settings: Settings,
        state: FeedState,
        *,
        always: bool,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.supervisor, self.settings, self.state, self.monotonic = supervisor, settings, state, monotonic
        self.always, self.rounds = always, 0
        self._looked = -_LOOK_S
        if always:
            self.by_timer()

    def by_timer(self) -> None:
        """From now on a timer polls: Airflow plans its runs by the time of day, and waits where that was set back."""
        self.always = True
        self.supervisor.forget(NAME)
        command = python("newswire", "poll", "--every", str(self.settings.poll_s))
        self.supervisor.start(NAME, command, has_pulse=True, nursery=NURSERY)

    def check(self) -> None:
        """Looks now and then whether feeds wait, and begins a round where they do."""
        if self.always or self.monotonic() - self._looked < _LOOK_S:
            return
        self._looked = self.monotonic()
        if any(child.name == NAME for child in self.supervisor.children()):
            if any(child.name == NAME and child.state != "done" for child in self.supervisor.children()):
                return
            self.supervisor.forget(NAME)
        if self._overdue():
            self.rounds += 1
            self.supervisor.start(NAME, python("newswire", "poll"), has_pulse=True, ends=True, nursery=NURSERY)

    def _overdue(self) -> bool:
        now = datetime.now(UTC)
        try:
            app.release_dead(self.state)
            return self.state.overdue(now, now - timedelta(seconds=self.settings.poll_s + LATE_S)) > 0
        except (NewswireError, OSError):
            return False

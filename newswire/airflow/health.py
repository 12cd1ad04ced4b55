"""Whether Airflow's parts work, as its API server tells: a process id alone says nothing of a part that hangs."""

import threading
import time
from collections.abc import Callable
from typing import Any

from newswire.airflow.client import AirflowClient
from newswire.processes.child import Health

#: how often the server is asked
EVERY_S = 5.0
#: the server hangs when it has answered nothing for this long, another part when it was reported unhealthy this long
#: (Airflow does so after 30 s without a heartbeat)
SILENT_S, SICK_S = 50.0, 30.0
#: a part has this long to its first sign
FIRST_S = 240.0
#: the names of our parts in the report of the server
NAMES = {"scheduler": "scheduler", "dag-processor": "dag_processor", "triggerer": "triggerer"}


class AirflowHealth:
    """Asks the server from a thread of its own, so that one that hangs holds nobody up.

    `seen` is the last report, None where the last question got no answer.
    """

    def __init__(self, client: AirflowClient, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.client, self.monotonic = client, monotonic
        self.seen: dict[str, Any] | None = None
        self._well: dict[str, float] = {}  # part -> when it was well last
        self._answered = -1.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._ask_on, name="airflow-health", daemon=True)

    def start(self) -> None:
        """Begins to ask."""
        self._thread.start()

    def stop(self) -> None:
        """Asks no more."""
        self._ended.set()

    def note(self, seen: dict[str, Any] | None) -> None:
        """Takes a report, or that there was none."""
        self.seen, now = seen, self.monotonic()
        if seen is not None:
            self._answered = now
            for part, name in NAMES.items():
                if (seen.get(name) or {}).get("status") == "healthy":
                    self._well[part] = now

    def server(self) -> Health:
        """Whether the server hangs."""

        def look(_pid: int, ran_s: float) -> str | None:
            began = self.monotonic() - ran_s
            quiet_s = self.monotonic() - max(began, self._answered)
            limit_s = SILENT_S if self._answered > began else FIRST_S
            return f"no answer for {quiet_s:.0f} s" if quiet_s > limit_s else None

        return look

    def part(self, name: str) -> Health:
        """Whether another part hangs; nothing is known of it while the server does not answer."""

        def look(_pid: int, ran_s: float) -> str | None:
            now = self.monotonic()
            began, well = now - ran_s, self._well.get(name, -1.0)
            if self.seen is None or self._answered < began:
                return None
            # well or not, what is said of it within a minute of its start may be of the one before
            limit_s = SICK_S if well > began + 60 else FIRST_S
            sick_s = self._answered - max(began, well)
            return f"no heartbeat, says the API server: sick for {sick_s:.0f} s" if sick_s > limit_s else None

        return look

    def _ask_on(self) -> None:
        while not self._ended.wait(EVERY_S):
            try:
                self.note(self.client.health())
            except (OSError, ValueError):
                self.note(None)

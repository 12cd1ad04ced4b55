"""A broker that is silent: kafka-python goes on asking it without a word, and so a worker that waits would too."""

import time
from collections.abc import Callable
from typing import Any

import structlog

log = structlog.get_logger()

#: an answer to a heartbeat, of which there is one each second, is missed for this long
SILENT_S = 5.0


class Silence:
    """Logs that a broker is silent, once, and that it is heard again. `heard` tells when it was heard last, on the
    monotonic clock."""

    def __init__(self, servers: str, group: str, heard: Callable[[], float]) -> None:
        self.servers, self.group, self._heard = servers, group, heard
        self._since: float | None = None

    def look(self) -> None:
        """To be called often."""
        heard = self._heard()
        silent_s = time.monotonic() - heard
        if self._since is None and silent_s > SILENT_S:
            self._since = heard
            log.warning("broker_silent", servers=self.servers, group=self.group, for_s=round(silent_s, 1))
        elif self._since is not None and silent_s <= SILENT_S:
            log.info(
                "broker_heard_again", servers=self.servers, group=self.group, after_s=round(heard - self._since, 1)
            )
            self._since = None


def heard_by(client: Any) -> Callable[[], float]:
    """When the coordinator of a group last answered a member, or let it in."""

    def heard() -> float:
        heartbeat = client._coordinator.heartbeat
        return float(max(heartbeat.last_receive, heartbeat.last_reset))

    return heard

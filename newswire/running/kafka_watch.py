"""Keeps the trial Kafka of this home running, where the pipe uses it: killed or hanging, it is started again."""

import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress

import structlog

from newswire.processes.command import python
from newswire.processes.supervise import Supervisor
from newswire.settings import Settings

log = structlog.get_logger()

NAME = "kafka"
_GONE = "the broker's process had ended"
#: how often it is asked, and after how long without an answer it hangs
_LOOK_S, _SILENT_S = 3.0, 30.0


class KafkaWatch:
    """Watches nothing where the broker is embedded, or somebody else's."""

    def __init__(
        self, supervisor: Supervisor, settings: Settings, *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self.supervisor, self.settings, self.monotonic = supervisor, settings, monotonic
        self.address = None
        if settings.kafka:
            from newswire.kafka_trial import server  # which loads the client

            now = server.status(settings.home)
            self.address = now.address if now.address and settings.kafka in _names(now.address) else None
        self.restarts = 0
        self._why = _GONE
        self._answered = monotonic()
        self._looked = 0.0
        if self.address:
            threading.Thread(target=self._ask_on, name="kafka-health", daemon=True).start()

    def check(self) -> None:
        """Begins to start it again where it is gone; kills it where it hangs."""
        if not self.address or self.monotonic() - self._looked < _LOOK_S:
            return
        self._looked = self.monotonic()
        starting = next((child for child in self.supervisor.children() if child.name == NAME), None)
        if starting and starting.state != "done":
            self._answered = self.monotonic()
            return
        from newswire.kafka_trial import server

        now = server.status(self.settings.home)
        if now.address is None:
            log.warning("kafka_ended", log=str(now.log))
            self.restarts += 1
            self.supervisor.forget(NAME)
            command = python("newswire", "kafka", "up", "--port", self.address.rpartition(":")[2])
            self.supervisor.start(NAME, command, ends=True, again=(self.restarts, self._why))
            self._why = _GONE
        elif self.monotonic() - self._answered > _SILENT_S and now.pid:
            log.warning("kafka_hangs", pid=now.pid)
            self._why = f"no answer for {self.monotonic() - self._answered:.0f} s"
            with suppress(ProcessLookupError):
                os.kill(now.pid, signal.SIGKILL)

    def _ask_on(self) -> None:
        from newswire.stream.kafka.broker import answers

        while True:
            if self.address and answers(self.address, timeout_s=2):
                self._answered = self.monotonic()
            time.sleep(_LOOK_S)


def _names(address: str) -> tuple[str, str]:
    return address, address.replace("127.0.0.1", "localhost")

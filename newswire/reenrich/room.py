"""Leaves room for the running pipe: this many articles a second, and none while it has articles waiting."""

import time
from collections.abc import Callable

from newswire.stages.table import STAGES
from newswire.stream.broker import Broker
from newswire.stream.errors import RetryableError

#: articles that may wait for the pipe's enrich workers while others are re-enriched: a few of their batches
WAITING = 32
#: what may wait to be stored: beyond, there is no use in making more
UNSTORED = 5_000
_NAP_S = 0.2
_LOOK_S = 1.0


class Room:
    """Says when the next articles may go. `rate` is articles a second, None for as many as there is room for."""

    def __init__(
        self,
        broker: Broker,
        rate: float | None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.broker, self.rate, self.sleep, self.clock = broker, rate, sleep, clock
        #: why it waits, for the line of progress; empty where it does not
        self.why = ""
        self._next = self._looked = clock()
        self._full = self._look()

    def wait(self, articles: int, stopped: Callable[[], bool]) -> None:
        """Returns when this many may go, or at once where stopped."""
        while not stopped():
            now = self.clock()
            if now - self._looked >= _LOOK_S:
                self._looked, self._full = now, self._look()
            self.why = self._full
            if not self._full and (self.rate is None or now >= self._next):
                if self.rate is not None:
                    # What was not used while it waited is not made up for.
                    self._next = max(self._next, now) + articles / self.rate
                return
            self.sleep(_NAP_S)

    def _look(self) -> str:
        try:
            topic, group = STAGES["enrich"].topic, STAGES["enrich"].group
            lag = self.broker.lag(topic.name, group) if self.broker.members(group) else 0
            if lag > WAITING:
                return f"waits: the pipe has {lag:,} articles to enrich"
            topic, group = STAGES["store"].topic, STAGES["store"].group
            if (lag := self.broker.lag(topic.name, group)) > UNSTORED:
                return f"waits: the store has {lag:,} articles to take"
        except RetryableError as e:
            return f"waits: the broker does not answer ({e})"
        return ""

"""A sample of every stage once a minute, for the charts: `newswire up` takes it, or the pages where none runs."""

import time
from datetime import UTC, datetime

from newswire.dead.letters import open_letters
from newswire.settings import Settings
from newswire.stages.table import stages_of
from newswire.status.history import History, Sample
from newswire.status.look import stages_now
from newswire.status.stored import Stored
from newswire.status.tally import Tally
from newswire.status.waiting import waiting
from newswire.stream.broker import Broker


class Sampler:
    """Takes samples of one pipe, and writes them down. For one thread."""

    def __init__(self, settings: Settings) -> None:
        self.history = History(settings.home)
        self._stored = Stored(settings.store_root)
        self._tally = Tally(settings.home)
        self._stages = stages_of(settings)

    def samples(self, broker: Broker, dead: int | None = None) -> list[Sample]:
        """Every stage as it is now; `dead` is how many letters are open, where somebody has counted them already."""
        waits = waiting(broker, datetime.now(UTC), self._stages)
        stages = stages_now(broker, self._stored.rows()["articles"], self._tally, self._stages)
        found = [
            Sample(one.name, one.done, one.lag, waits[one.name].age_s if one.name in waits else None) for one in stages
        ]
        return [*found, Sample("dead", len(open_letters(broker)) if dead is None else dead)]

    def note(self, broker: Broker) -> None:
        """Writes this minute down, unless it is there. Raises NewswireError, OSError or sqlite3.Error."""
        now = time.time()
        if self.history.wanted(now):
            self.history.add(self.samples(broker), now)

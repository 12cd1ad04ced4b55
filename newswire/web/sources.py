"""What the pages read from and act on, one of each for all requests; and the thread that keeps it fresh."""

import time
from threading import Event, Lock, Thread

import structlog

from newswire import app
from newswire.dead.stuck import waiting
from newswire.home.databases import read_state
from newswire.search.index import SearchIndex
from newswire.settings import Settings
from newswire.status.history import History, Sample
from newswire.status.look import stages_now
from newswire.status.stored import Stored
from newswire.web.reading.indexing import keep_up
from newswire.web.reading.jobs import Jobs
from newswire.web.reading.letters import Letters
from newswire.web.reading.store import StoreReader
from stream.broker import Broker
from stream.forgotten import BlockList

log = structlog.get_logger()

#: how often the index follows the store while somebody looks, and for how long after the last request
FRESH_S = 5.0
LOOKED_AT_S = 900.0
#: how old the state of the stages on a page may be
SAMPLED_S = 3.0


class Sources:
    """Of one home."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.store = StoreReader(settings.store_root)
        self.search = SearchIndex(settings.home)
        self.letters = Letters(settings)
        self.history = History(settings.home)
        self.jobs = Jobs(settings)
        self.forgotten = BlockList(settings.forgotten_file)
        self._stored = Stored(settings.store_root)
        self._indexed: object = None
        self._sampled: tuple[float, list[Sample]] = (-SAMPLED_S, [])
        self._turn = Lock()
        self._asked, self._ending = Event(), Event()
        self._last = 0.0
        self._thread: Thread | None = None

    def touch(self) -> None:
        """Somebody looks: what is shown is kept fresh for a while."""
        self._last = time.monotonic()
        self._asked.set()
        with self._turn:
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._run, name="newswire-pages", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Ends the thread, and lets go of the store."""
        self._ending.set()
        self._asked.set()
        if self._thread is not None:
            self._thread.join(timeout=FRESH_S)
        self.store.close()

    def refresh(self) -> None:
        """Brings the index up with the store and takes this minute's sample, where these are due."""
        if not self.settings.home.is_dir():
            return
        self.store.connection()
        mark = self.store.mark()
        if mark != self._indexed or not self.search.exists():
            keep_up(self.store, self.search, self.forgotten.has)
            self._indexed = mark
        now = time.time()
        if self.history.wanted(now):
            self.history.add(self.samples(), now)
            with read_state(self.settings) as state:
                if state:
                    self.history.note_failures(state.rows())

    def samples(self) -> list[Sample]:
        """Every stage as it is now, or was a moment ago; empty where there is no broker."""
        at, samples = self._sampled
        if time.monotonic() - at > SAMPLED_S:
            samples = self._samples()
            self._sampled = time.monotonic(), samples
        return samples

    def _samples(self) -> list[Sample]:
        with app.read_broker(self.settings) as broker:
            if broker is None:
                return []
            seen = stages_now(broker, self._stored.rows()["articles"])
            ages = {name: age(broker, name) for name in app.STAGES}
        stages = [Sample(stage.name, stage.done, stage.lag, ages.get(stage.name)) for stage in seen]
        return [*stages, Sample("dead", len(self.letters.all()))]

    def _run(self) -> None:
        while not self._ending.is_set():
            try:
                self.refresh()
            except Exception as e:  # of a look that went wrong the next one knows more; pages say what they can't show
                log.warning("pages_not_fresh", error=str(e))
            looked_at = time.monotonic() - self._last < LOOKED_AT_S
            self._asked.wait(FRESH_S if looked_at else 60.0)
            self._asked.clear()
            if looked_at:
                self._ending.wait(FRESH_S)


def age(broker: Broker, stage: str, now: float | None = None) -> float:
    """Seconds that the oldest record has waited which a stage has not done; 0 where none waits."""
    topic = app.STAGES[stage].topic.name
    ends = broker.ends(topic)
    oldest = time.time() if now is None else now
    begun = oldest
    for partition, offset in waiting(broker, stage):
        others = {p: end for p, end in ends.items() if p != partition}
        record = next(iter(broker.scan(topic, others | {partition: offset})), None)
        if record:
            oldest = min(oldest, record.timestamp_ms / 1000)
    return begun - oldest

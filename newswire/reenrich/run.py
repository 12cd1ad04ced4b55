"""Re-enriches stored articles, day by day: each is read, tagged, published, and stored by the pipe's own worker.

Nothing is kept of how far it came. What is due follows from the store (articles that are not in the wanted enrichment)
and from the topic (what is on its way to the store): killed at any moment, the next run goes on from there, and
publishes nothing twice. Readers switch with the commit of the store worker's batch (`store/known/index.py`).
"""

import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from typing import NamedTuple

from newswire import app
from newswire.enrich.pipeline.latest import Write, latest_message, note
from newswire.enrich.pipeline.stage import EnrichHandler
from newswire.home.databases import open_latest
from newswire.home.folder import only_one
from newswire.reenrich.item import item_of
from newswire.reenrich.plan import Plan
from newswire.reenrich.progress import Progress
from newswire.reenrich.room import Room
from newswire.reenrich.taken import ALONE_S, Taken
from newswire.settings import Settings, SettingsError
from newswire.store.reenrich.articles import Stored
from newswire.stream.broker import Broker, Message
from newswire.stream.errors import FatalError, RejectedError, RetryableError
from newswire.stream.forgotten import BlockList
from newswire.stream.messages import Article

#: tagged together, and durable on the topic before the next ones are
BATCH = 8
#: the pipe's own taggers come first
_NICENESS = 10
_TRIES = 6
_NAP_S = 0.2


class Done(NamedTuple):
    """What became of the articles of the days."""

    articles: int = 0  #: re-enriched, and published
    already: int = 0  #: were in this enrichment, or on their way to the store in it
    kept: int = 0  #: could not be read or tagged: they keep what they have
    superseded: int = 0  #: had been in this enrichment once: the store takes nothing twice, and the later one stays
    left: int = 0  #: not reached, since it was stopped
    waiting: int = 0  #: published, and not stored yet when it was stopped


def re_enrich(
    settings: Settings,
    days: tuple[date, date],
    *,
    rate: float | None = None,
    report: Callable[[str], None] = lambda line: None,
    stopped: Callable[[], bool] = lambda: False,
    alone_s: float = ALONE_S,
) -> Done:
    """Enriches the current articles of these days, both included, with the enrichers of the settings, and waits until
    the store has taken them. `rate` is articles a second at most; after `alone_s` without a store worker it runs one.

    Raises SettingsError where there is nothing at home or an enricher can't be loaded, FatalError where the store
    can't be read or takes nothing.
    """
    if not settings.home.is_dir():
        raise SettingsError(f"there is no pipe at {settings.home}")
    plan = Plan(settings, days)
    if not plan.days():
        raise SettingsError(f"nothing was stored at {settings.home} from {days[0]} to {days[1]}, and no answer kept")
    with ExitStack() as stack:
        broker = stack.enter_context(app.open_broker(settings))
        stack.enter_context(only_one(settings.home, "a re-enrichment", "re-enrich.lock"))
        try:
            tagging = stack.enter_context(app.open_tagging(settings, niceness=_NICENESS))
        except FatalError as e:
            raise SettingsError(f"enrichers: {e}") from e
        plan.count(tagging.infos)
        is_forgotten = BlockList(settings.forgotten_file).has
        taken = stack.enter_context(Taken(settings, broker, alone_s=alone_s, is_forgotten=is_forgotten))
        handler = EnrichHandler(tagging, seconds=settings.enrich_s, is_forgotten=is_forgotten)
        database = stack.enter_context(open_latest(settings))
        run = _Run(broker, handler, plan, taken, Room(broker, rate), database.write, stopped)
        stack.callback(run.producer.close)
        run.progress = Progress(plan.due, report)
        run.progress.tell("begins", now=True)
        run.all_days()
        return run.done()


class _Run:
    """One run, and what it has counted."""

    def __init__(
        self,
        broker: Broker,
        handler: EnrichHandler,
        plan: Plan,
        taken: Taken,
        room: Room,
        write: Write,
        stopped: Callable[[], bool],
    ) -> None:
        self.producer, self.handler, self.plan, self.taken = broker.producer("newswire.re-enrich"), handler, plan, taken
        self.room, self.write, self.stopped = room, write, stopped
        self.progress = Progress(0, lambda line: None)
        self.articles = self.already = self.kept = self.superseded = 0
        self._due_seen = 0  #: of those that the plan counted as due
        self._put_down = 0  #: seen, and not tagged, since it was stopped

    def done(self) -> Done:
        """The counts so far."""
        unseen = max(0, self.plan.due - self._due_seen)
        left = unseen + self._put_down if self.stopped() else 0
        # Those that were due when it began, and have not come up: the store took them meanwhile.
        meanwhile = 0 if self.stopped() else unseen
        already = self.plan.current + self.already + meanwhile
        return Done(self.articles, already, self.kept, self.superseded, left, self.taken.waiting())

    def all_days(self) -> None:
        """Until all is done and stored, or stopped."""
        for day in self.plan.days():
            batch: list[Stored] = []
            for one in self.plan.candidates(day):
                if self.stopped():
                    self._put_down += len(batch)
                    return
                self._due_seen += self.plan.is_readable
                self.kept += isinstance(one, RejectedError)
                if not isinstance(one, RejectedError) and self._is_new(one):
                    batch.append(one)
                if len(batch) == BATCH:
                    self._publish(day, batch)
                    batch = []
            if batch:
                self._publish(day, batch)
        while not self.stopped() and (waiting := self.taken.waiting()):
            self.progress.tell("stored", f"{waiting:,} wait for the store")
            time.sleep(_NAP_S)
        self.progress.tell("done", now=True)

    def _is_new(self, one: Stored) -> bool:
        """Whether an article is to be tagged, now that it is known what the store holds; counts it where it is not."""
        if self.taken.on_its_way(key := self.plan.key_of(one.article)):
            self.taken.add(key, one.article.article_id)
            self.already += 1
        elif self.taken.stored(key):
            self.superseded += self.plan.is_readable
            self.already += not self.plan.is_readable
        else:
            return True
        self.progress.add(1, worked=False)
        return False

    def _publish(self, day: date, batch: list[Stored]) -> None:
        """Tags articles, and returns when the topic has them for good."""
        self.room.wait(len(batch), self.stopped)
        self.progress.tell(str(day), self.room.why)
        if self.stopped():
            self._put_down += len(batch)
            return
        results = self.handler([item_of(one) for one in batch])
        messages: list[tuple[Article, Message]] = []
        for one, result in zip(batch, results, strict=True):
            if isinstance(result, RejectedError) or not result:
                self.kept += 1
            else:
                messages += [(one.article, message) for message in result]
                self.articles += 1
                self.taken.add(self.plan.key_of(one.article), one.article.article_id)
        self._send(messages)
        self.progress.add(len(batch))
        self.progress.tell(str(day))
        self.taken.waiting()

    def _send(self, messages: list[tuple[Article, Message]]) -> None:
        for tried in range(_TRIES):
            try:
                # within the transaction that tells which are the newest: a newer one's turn is after this
                with self.write() as connection:
                    newest = note(connection, [article for article, _ in messages])
                    for (article, message), is_newest in zip(messages, newest, strict=True):
                        if is_newest:  # first: what is enriched is not tried again
                            self.producer.send(latest_message(article, message))
                        self.producer.send(message)
                    self.producer.flush()
                return
            except RetryableError:  # some of it may be there: sent again it is a repeat, which the store drops
                if tried == _TRIES - 1:
                    raise
                time.sleep(0.5 * 2**tried)

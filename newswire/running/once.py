"""One round: poll each due feed, then fetch, enrich and store all that came of it, and end."""

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from newswire import app
from newswire.dead import letters as dead
from newswire.dead.stuck import waiting
from newswire.home.folder import only_one, prepare
from newswire.ingest.polling.lists.feeds import Feed
from newswire.processes.supervise import Supervisor
from newswire.running.workers import NURSERY, preload, start_workers, until_signal
from newswire.settings import Settings, environment
from newswire.status.look import look
from newswire.status.stored import Stored
from newswire.status.tally import Tally
from newswire.stream.broker import Broker
from newswire.stream.errors import FatalError, RetryableError

TICK_S = 0.1
REPORT_S = 5.0
#: a worker that died this often in a row will not come round by itself
MAX_RESTARTS = 5
#: failed feeds that are named
_TOLD = 20


def once(settings: Settings, feeds: Sequence[Feed], report: Callable[[str], None]) -> dict[str, int]:
    """Returns counts of this round: feeds polled and failed, entries, articles and figures stored, dead letters made.

    Interrupted, it stops its processes and raises KeyboardInterrupt; what is not stored yet stays in the topics.
    Raises FatalError where a worker dies again and again.
    """
    prepare(settings)
    with until_signal() as stopped, only_one(settings.home), app.open_broker(settings) as broker:
        with app.open_state(settings) as state:  # what else is subscribed stays so, and is not polled now
            state.add(feeds)
            wanted = {feed.url for feed in feeds}
            only = [row.id for row in state.rows() if row.url in wanted]
        stored = Stored(settings.store_root)
        before = _totals(stored, broker)
        # the store waits for the others, and then for nothing: few files instead of many small ones
        env = {**os.environ, **environment(settings.model_copy(update={"flush_s": 1.0}))}
        supervisor = Supervisor(settings.home / "logs", env=env)
        try:
            app.begin_watches(settings, broker)
            preload(supervisor)
            stages = app.stages_of(settings).values()
            start_workers(supervisor, settings, [s.name for s in stages if not s.gathers])
            began = time.time()
            polled = app.poll_shard(settings=settings, only=only)
            report(f"feeds polled: {polled['feeds']}, with {polled['entries']} new entries, {polled['failed']} failed")
            _tell_failed(settings, began, report)
            for stage in sorted(stages, key=lambda stage: stage.gathers):
                if stage.gathers and not stopped():
                    start_workers(supervisor, settings, [stage.name])
                _drain(stage.name, settings.home, broker, stored, supervisor, stopped, report)
        finally:
            supervisor.stop(30.0)
        if stopped():
            raise KeyboardInterrupt
        after = _totals(stored, broker)
    counts = {name: polled[name] for name in ("feeds", "failed", "entries")}
    return counts | {name: after[name] - before[name] for name in after}


def _tell_failed(settings: Settings, since: float, report: Callable[[str], None]) -> None:
    """Why each feed that was asked since then has failed."""
    with app.open_state(settings) as state:
        failed = [row for row in state.rows() if row.last_error and (row.last_poll or 0.0) >= since]
    for row in failed[:_TOLD]:
        report(f"{row.url}: {row.last_error}")
    if len(failed) > _TOLD:
        report(f"and {len(failed) - _TOLD} more: newswire feeds ls --trouble")


def _totals(stored: Stored, broker: Broker) -> dict[str, int]:
    rows = stored.rows()
    return {"articles": rows["articles"], "figures": rows["figures"], "dead": len(dead.open_letters(broker))}


def _drain(
    stage: str,
    home: Path,
    broker: Broker,
    stored: Stored,
    supervisor: Supervisor,
    stopped: Callable[[], bool],
    report: Callable[[str], None],
) -> None:
    """Waits until a stage has nothing left; those before it are done, so nothing more comes."""
    reads, group = app.STAGES[stage].reads, app.STAGES[stage].group
    reported, tally = time.monotonic(), Tally(home)
    while not stopped() and any(_lags(broker, topic.name, group) for topic in reads):
        supervisor.check()
        for child in supervisor.children():
            if child.restarts >= MAX_RESTARTS and child.name != NURSERY:
                own = child.name.partition("-")[0]
                places = [f"{topic} {p} {offset}" for topic, p, offset in waiting(broker, own)]
                raise FatalError(
                    f"the {child.name} worker died {child.restarts} times: see {child.log}; it stands at "
                    f"{', '.join(places)} (newswire status; newswire dead bury --help)"
                )
        if time.monotonic() - reported >= REPORT_S:
            reported = time.monotonic()
            status = look(broker, stored.rows()["articles"], tally, max_figures=0)
            report(" | ".join(f"{s.name} {s.done}" + (f", {s.lag} waiting" if s.lag else "") for s in status.stages))
        time.sleep(TICK_S)


def _lags(broker: Broker, topic: str, group: str) -> bool:
    """Whether a stage has something left; so it seems while the broker can't tell, as just after its start."""
    try:
        return broker.lag(topic, group) > 0
    except RetryableError:
        return True

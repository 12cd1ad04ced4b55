"""One round: poll each due feed, then fetch, enrich and store all that came of it, and end."""

import time
from collections.abc import Callable, Sequence

from ingest.feeds import Feed
from newswire import app
from newswire.settings import Settings, environment
from newswire.status import look
from newswire.supervise import Supervisor
from newswire.up import only_one, start_workers, until_signal
from stream.broker import Broker

TICK_S = 0.2
REPORT_S = 5.0


def once(settings: Settings, feeds: Sequence[Feed], report: Callable[[str], None]) -> dict[str, int]:
    """Returns counts of this round: entries polled, articles and figures stored, dead letters made.

    Interrupted, it stops its processes and raises KeyboardInterrupt; what is not stored yet stays in the topics.
    """
    with until_signal() as stopped, only_one(settings.home), app.open_broker(settings) as broker:
        with app.open_state(settings) as state:
            state.keep_only(feeds)
        before = app.totals(settings, broker)
        supervisor = Supervisor(settings.home / "logs", environment(settings))
        try:
            start_workers(supervisor, settings, timer=False)
            polled = app.poll_shard(settings=settings)
            report(f"polled {polled['feeds']} feeds: {polled['entries']} new entries, {polled['failed']} failed")
            for stage in app.STAGES:
                _drain(stage, settings, broker, supervisor, stopped, report)
        finally:
            supervisor.stop(30.0)
        if stopped():
            raise KeyboardInterrupt
        after = app.totals(settings, broker)
    return {"entries": polled["entries"]} | {name: after[name] - before[name] for name in after}


def _drain(
    stage: str,
    settings: Settings,
    broker: Broker,
    supervisor: Supervisor,
    stopped: Callable[[], bool],
    report: Callable[[str], None],
) -> None:
    """Waits until a stage has nothing left; those before it are done, so nothing more comes."""
    topic, group = app.STAGES[stage]
    reported = time.monotonic()
    while not stopped() and broker.lag(topic.name, group):
        supervisor.tick()
        if time.monotonic() - reported >= REPORT_S:
            reported = time.monotonic()
            status = look(broker, app.stored(settings), max_figures=0)
            report(" | ".join(f"{s.name} {s.done}" + (f", {s.lag} waiting" if s.lag else "") for s in status.stages))
        time.sleep(TICK_S)



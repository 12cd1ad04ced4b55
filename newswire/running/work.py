"""One worker process: runs until a signal, until its parent is gone, or until it was idle long enough."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import FrameType

import structlog

from newswire import app
from newswire.dead.stuck import tell
from newswire.metrics.beat import Beat
from newswire.metrics.both import All
from newswire.metrics.prometheus import Metrics
from newswire.metrics.serve import serving
from newswire.processes.pulse import FIRST_S, Pulse, own_pulse
from newswire.processes.supervise import orphaned
from newswire.settings import Settings
from newswire.status.waiting import waits_for
from newswire.stream.broker import Broker
from newswire.stream.errors import NewswireError
from newswire.stream.progress import deaf, listen
from newswire.stream.worker import Worker

log = structlog.get_logger()


def work(stage: str, settings: Settings, *, until_idle_s: float | None = None) -> None:
    """Runs one worker of a stage. SIGINT and SIGTERM end it after the batch at hand, which is then committed."""
    asked: list[int] = []
    with (
        pulse_of(stage, settings) as pulse,
        app.open_broker(settings) as broker,
        app.open_worker(stage, settings, broker) as worker,
    ):
        metrics = Metrics(app.STAGES[stage], lambda: waits_for(broker, app.STAGES[stage], datetime.now(UTC)))
        worker.watcher = All(Beat(pulse), metrics)

        def stop(signum: int, _frame: FrameType | None) -> None:
            asked.append(signum)
            worker.consumer.wake()

        for signum in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signum, stop)
        log.info("worker_started", stage=stage)
        try:
            with serving(settings.metrics_listen, pulse, metrics.registry):
                worker.run(lambda: bool(asked) or orphaned(), until_idle_s=until_idle_s)
        finally:
            _tell_stuck(broker, worker)
        log.info("worker_stopped", stage=stage, why=signal.Signals(asked[0]).name if asked else "idle or orphaned")


@contextmanager
def pulse_of(name: str, settings: Settings) -> Iterator[Pulse]:
    """The pulse of this process, which each sign of progress keeps up; it has long for its start."""
    pulse = own_pulse(settings.home, name, stage=name)
    pulse.beat("starts", waits_s=FIRST_S)
    listen(pulse.beat)
    try:
        yield pulse
    finally:
        deaf(pulse.beat)
        pulse.close()


def _tell_stuck(broker: Broker, worker: Worker) -> None:
    """For `newswire status`, which may run elsewhere; the log has it already."""
    try:
        tell(broker, worker.stuck)
    except (NewswireError, OSError) as e:  # the disk or the broker, which may be why it stopped
        log.warning("stuck_not_told", stage=worker.stage, error=str(e))

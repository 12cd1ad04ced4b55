"""One worker process: runs until a signal, until its parent is gone, or until it was idle long enough."""

import signal
from types import FrameType

import structlog

from newswire import app
from newswire.settings import Settings
from newswire.supervise import orphaned

log = structlog.get_logger()


def work(stage: str, settings: Settings, *, until_idle_s: float | None = None) -> None:
    """Runs one worker of a stage. SIGINT and SIGTERM end it after the batch at hand, which is then committed."""
    asked: list[int] = []
    with app.open_broker(settings) as broker, app.open_worker(stage, settings, broker) as worker:

        def stop(signum: int, _frame: FrameType | None) -> None:
            asked.append(signum)
            worker.consumer.wake()

        for signum in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signum, stop)
        log.info("worker_started", stage=stage)
        worker.run(lambda: bool(asked) or orphaned(), until_idle_s=until_idle_s)
        log.info("worker_stopped", stage=stage, why=signal.Signals(asked[0]).name if asked else "idle or orphaned")

"""The workers of the pipe as child processes, and the signals that end it."""

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from newswire.processes import pulse
from newswire.processes.command import python
from newswire.processes.supervise import Supervisor
from newswire.settings import Settings
from newswire.stages.table import STAGES

#: what makes the workers, and what most of them import
NURSERY = "nursery"
_IMPORTS = ("newswire.cli", "newswire.running.work", "newswire.home.databases", "sqlalchemy", "aiohttp")
#: who starts the pipe waits for that this long: each of the workers would have to import it
_IMPORT_S = 20.0


@contextmanager
def until_signal() -> Iterator[Callable[[], bool]]:
    """Gives a predicate that turns true on SIGINT or SIGTERM; a second signal changes nothing."""
    asked: list[int] = []

    def stop(signum: int, _frame: FrameType | None) -> None:
        asked.append(signum)

    before = {s: signal.signal(s, stop) for s in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(asked)
    finally:
        for signum, handler in before.items():
            signal.signal(signum, handler)


def preload(supervisor: Supervisor) -> None:
    """Makes what the workers import, once for all; who starts them by name NURSERY shares it."""
    supervisor.preload(NURSERY, _IMPORTS)
    supervisor.preloaded(NURSERY, _IMPORT_S)


def start_workers(supervisor: Supervisor, settings: Settings, stages: Sequence[str]) -> None:
    """Starts as many workers of each of these stages as the settings say."""
    started = 0
    for stage in stages:
        setting = STAGES[stage].workers
        count = getattr(settings, setting) if setting else 1
        for number in range(1, count + 1):
            name = stage if count == 1 else f"{stage}-{number}"
            # each worker of this machine has a port of its own, from the one that was set on
            env = {**supervisor.env, "NEWSWIRE_METRICS_LISTEN": nth(settings.metrics_listen, started)}
            supervisor.start(name, python("newswire", "work", stage), env=env, has_pulse=True, nursery=NURSERY)
            started += 1


def loaded(supervisor: Supervisor, settings: Settings) -> bool:
    """Whether each worker has loaded what it needs, as its pulse tells."""
    told = [pulse.read(pulse.folder(settings.home) / f"{child.name}.json") for child in supervisor.children()]
    return all(seen and seen.get("doing") != "starts" for seen in told)


def nth(listen: str, number: int) -> str:
    """Where the worker of this number listens.

    >>> nth("127.0.0.1:9464", 2), nth("127.0.0.1:0", 2), nth("", 2)
    ('127.0.0.1:9466', '127.0.0.1:0', '')
    """
    host, _, port = listen.rpartition(":")
    return f"{host}:{int(port) + number}" if port.isdecimal() and int(port) else listen

"""One thing that is wrong, as a person is told it."""

import shlex
from typing import NamedTuple

from newswire.settings import Settings

#: red: nobody should wait; yellow: somebody should look
ERROR, WARNING = "error", "warning"


class Alarm(NamedTuple):
    """What is wrong with one part. `kind` and `part` together name it: two looks can be compared by them."""

    part: str  #: broker, feeds, store, a stage, a worker's name, airflow scheduler, ...
    kind: str  #: a word: broker_gone, lag, age, silent_worker, ...
    severity: str  #: `ERROR` or `WARNING`
    value: float | None  #: as the sentence has it; None where there is nothing to measure
    limit: float | None  #: of the setting that the sentence names
    sentence: str  #: what is wrong, its value and its limit
    remedy: str  #: one command, whole: it runs as pasted

    def __str__(self) -> str:
        return f"{self.sentence}. Remedy: {self.remedy}"


def command(settings: Settings, *words: str) -> str:
    """A newswire command on this very pipe, as it is pasted into a shell.

    >>> command(Settings(home="/srv/the news"), "dead", "ls")
    "newswire dead ls --home '/srv/the news'"
    """
    return shlex.join(["newswire", *words, "--home", str(settings.home)])


def on_broker(settings: Settings, *words: str) -> str:
    """The same of a command that asks the broker."""
    kafka = ("--kafka", settings.kafka) if settings.kafka else ()
    return command(settings, *words, *kafka)

"""A pipe marks what it writes to, a Kafka cluster and a store, so that two pipes never share them unawares.

Two pipes on one cluster would share consumer groups, and each would get a part of the other's articles, with nothing
to show for it. The first mark on a cluster or a store counts; who finds another's is refused.
"""

from __future__ import annotations

import json
import os
import socket
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from newswire.settings import Settings, SettingsError
from newswire.stream.broker import Message
from newswire.stream.errors import FatalError
from newswire.stream.topics import Topic

if TYPE_CHECKING:
    from newswire.stream.broker import Broker

STORE_MARK = "_pipe.json"
_FILE = "pipe.json"


class PipeMark(msgspec.Struct, frozen=True):
    """Whose it is: the pipe's id, and for people the machine and the home that it was first seen with."""

    pipe: str
    host: str
    home: str

    def __str__(self) -> str:
        return f"{self.pipe!r} (home {self.home} on {self.host})"


#: one partition, kept for ever: the first record is the mark
PIPE = Topic("news.pipe.v1", PipeMark, "org.newswire.pipe.v1", 1, 0)


def mark_of(settings: Settings) -> PipeMark:
    """This pipe's mark; its id is made up once for a home, unless the settings name one."""
    pipe = settings.pipe or _read(settings).get("pipe") or _made_up(settings.home)
    return PipeMark(pipe, socket.gethostname(), str(settings.home))


def mark_cluster(settings: Settings, broker: Broker) -> None:
    """Marks the cluster as this pipe's. Raises SettingsError where it is another's, naming both."""
    mark, known = mark_of(settings), _read(settings)
    try:
        cluster = broker.topic_id(PIPE.name)
    except FatalError:  # the first time only
        broker.create_topics([PIPE])
        cluster = broker.topic_id(PIPE.name)
    if known.get("cluster") == cluster:
        return
    if not (first := next(iter(broker.scan(PIPE.name)), None)):
        producer = broker.producer()
        producer.send(Message(PIPE.name, b"pipe", msgspec.json.encode(mark)))
        producer.close()
        first = next(iter(broker.scan(PIPE.name)))
    _refuse_anothers(
        PIPE.decode(first.value), mark, f"Kafka on {settings.kafka} (prefix {settings.prefix!r})", "prefix"
    )
    _write(settings, {"pipe": mark.pipe, "cluster": cluster})


def mark_store(settings: Settings, objects: Any) -> None:
    """Marks a store as this pipe's. Raises SettingsError where it is another's, naming both."""
    mark = mark_of(settings)
    try:
        objects.put_new(STORE_MARK, msgspec.json.encode(mark))
    except FileExistsError:
        found = msgspec.json.decode(objects.get(STORE_MARK), type=PipeMark)
        _refuse_anothers(found, mark, f"the store {settings.store_root}", "store")


def _refuse_anothers(found: PipeMark, own: PipeMark, what: str, setting: str) -> None:
    if found.pipe != own.pipe:
        raise SettingsError(
            f"{what} belongs to the pipe {found}, and this is {own}: set another {setting}, "
            f"or pipe = {found.pipe!r} where both are one pipe on two machines"
        )


def _read(settings: Settings) -> dict[str, str]:
    try:
        return dict(json.loads((settings.home / _FILE).read_text()))
    except (FileNotFoundError, ValueError):
        return {}


def _made_up(home: Path) -> str:
    """A new id, or the one that another process has made up meanwhile."""
    home.mkdir(parents=True, exist_ok=True)
    draft = _draft(home, {"pipe": uuid.uuid4().hex[:12]})
    try:
        os.link(draft, home / _FILE)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return str(json.loads((home / _FILE).read_text())["pipe"])


def _write(settings: Settings, known: dict[str, str]) -> None:
    _draft(settings.home, known).replace(settings.home / _FILE)


def _draft(home: Path, known: dict[str, str]) -> Path:
    draft = home / f"pipe.{uuid.uuid4().hex[:8]}.json"
    draft.write_text(json.dumps(known) + "\n")
    return draft

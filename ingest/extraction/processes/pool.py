"""Extraction in child processes with a deadline: a page that hangs or crashes costs a child, never the worker."""

import asyncio
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType

import msgspec

from ingest.extraction.processes.job import LENGTH, Job, Outcome, frame
from stream.errors import FatalError, RejectedError
from stream.messages import Article, Entry

_START_S = 60.0  #: for a child to load its libraries, which the deadline of a page does not pay for
_COMMAND = (sys.executable, "-P", "-m", "ingest.extraction.processes.child")


class ExtractPool:
    """As many children as `processes`, begun with the first page, each replaced after `max_pages` or `max_memory_mb`.

    A page that runs over `deadline_s` is killed with its child: RejectedError `extract_timeout`. One whose child dies
    is tried once more, as somebody may have killed it; then it is `extract_crashed`. An exception is
    `extract_failed`; what `extract` rejects keeps its reason.
    """

    def __init__(
        self,
        processes: int = 1,
        *,
        deadline_s: float = 10.0,
        max_pages: int = 2000,
        max_memory_mb: int = 500,
        command: tuple[str, ...] = _COMMAND,
    ) -> None:
        self.deadline_s, self.max_pages, self.max_memory_mb, self.command = (
            deadline_s,
            max_pages,
            max_memory_mb,
            command,
        )
        self._threads = ThreadPoolExecutor(processes, thread_name_prefix="extract")
        self._children: list[_Child] = []
        self._idle: list[_Child] = []
        self._lock = threading.Lock()
        self._closed = False

    def __enter__(self) -> "ExtractPool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def submit(
        self,
        html: bytes,
        url: str,
        *,
        content_type: str | None = None,
        fetched: str | None = None,
        hint: Entry | None = None,
        status: int | None = None,
        title_from: str | None = None,
    ) -> "Future[Article]":
        """The article of a page (see `ingest.extraction.extract.extract`), when it is there."""
        job = Job(
            url=url,
            deadline_s=self.deadline_s,
            content_type=content_type,
            fetched=fetched,
            # only what extract looks at: an entry may carry the whole article
            hint=None if hint is None else Entry(title=hint.title, published=hint.published),
            status=status,
            title_from=title_from,
        )
        return self._threads.submit(self._run, job, html)

    async def extract(
        self,
        html: bytes,
        url: str,
        *,
        content_type: str | None = None,
        fetched: str | None = None,
        hint: Entry | None = None,
        status: int | None = None,
        title_from: str | None = None,
    ) -> Article:
        """The article of a page, for an event loop."""
        submitted = self.submit(
            html, url, content_type=content_type, fetched=fetched, hint=hint, status=status, title_from=title_from
        )
        return await asyncio.wrap_future(submitted)

    def pids(self) -> list[int]:
        """The process ids of the children that run."""
        with self._lock:
            return [child.process.pid for child in self._children]

    def close(self) -> None:
        """Kills the children; pages under way end as `extract_crashed`."""
        self._closed = True
        with self._lock:
            children = list(self._children)
        for child in children:
            child.process.kill()
        self._threads.shutdown(cancel_futures=True)
        for child in self._children:  # no thread is left that could add one
            child.kill()
        self._children, self._idle = [], []

    def _run(self, job: Job, html: bytes) -> Article:
        try:
            outcome = self._once(job, html)
        except RejectedError as e:
            if e.reason != "extract_crashed" or self._closed:
                raise
            outcome = self._once(job, html)
        if outcome.article is None:
            raise RejectedError(outcome.reason, outcome.detail)
        return outcome.article

    def _once(self, job: Job, html: bytes) -> Outcome:
        child = self._take()
        keep = False
        try:
            outcome = child.run(job, html)
            child.pages += 1
            keep = child.pages < self.max_pages and outcome.memory_mb < self.max_memory_mb
        finally:
            self._give_back(child, keep)
        return outcome

    def _take(self) -> "_Child":
        with self._lock:
            if self._idle:
                return self._idle.pop()
        child = _Child(self.command)
        with self._lock:
            self._children.append(child)
        return child

    def _give_back(self, child: "_Child", keep: bool) -> None:
        with self._lock:
            if keep and child in self._children:
                self._idle.append(child)
                return
            if child in self._children:
                self._children.remove(child)
        child.kill()


class _Child:
    """One process and its two pipes. For one thread at a time."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self.process.stdin and self.process.stdout
        self._to, self._from = self.process.stdin.fileno(), self.process.stdout.fileno()
        os.set_blocking(self._to, False)
        self.pages = 0
        self._ready = False

    def run(self, job: Job, html: bytes) -> Outcome:
        """What became of the page. Raises RejectedError where the child did not survive it."""
        try:
            if not self._ready:
                self._exchange(b"", time.monotonic() + _START_S)
                self._ready = True
        except (TimeoutError, EOFError, OSError) as e:
            raise FatalError(f"the process that extracts does not start: {self.process.poll()}") from e
        try:
            answer = self._exchange(frame(msgspec.msgpack.encode(job), html), time.monotonic() + job.deadline_s)
        except TimeoutError as e:
            raise RejectedError("extract_timeout", f"{job.url}: over {job.deadline_s:g} s, {len(html)} bytes") from e
        except (EOFError, OSError) as e:
            code = self._code()
            raise RejectedError("extract_crashed", f"{job.url}: ended with {code}, {len(html)} bytes") from e
        return msgspec.msgpack.decode(answer, type=Outcome)

    def _exchange(self, request: bytes, until: float) -> bytes:
        """Writes the request while reading the answer, one frame. Raises TimeoutError, EOFError, OSError."""
        left = memoryview(request)
        got = bytearray()
        need = LENGTH.size
        while len(got) < need:
            readable = self._wait(bool(left), until)
            if readable:
                piece = os.read(self._from, 1 << 20)
                if not piece:
                    raise EOFError
                got += piece
                if need == LENGTH.size and len(got) >= need:
                    need += LENGTH.unpack(got[:need])[0]
            elif left:
                left = left[os.write(self._to, left[: 1 << 20]) :]
        return bytes(got[LENGTH.size :])

    def _wait(self, writing: bool, until: float) -> bool:
        """Whether there is something to read; False where there is room to write."""
        wanted = select.poll()
        wanted.register(self._from, select.POLLIN)
        if writing:
            wanted.register(self._to, select.POLLOUT)
        events = wanted.poll(max(0.0, until - time.monotonic()) * 1000)
        if not events:
            raise TimeoutError
        return any(fd == self._from for fd, _ in events)

    def _code(self) -> int | None:
        try:
            return self.process.wait(1.0)
        except subprocess.TimeoutExpired:
            return None

    def kill(self) -> None:
        """Ends the process and closes its pipes. May be called again."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            close: Callable[[], None] = pipe.close if pipe else lambda: None
            close()

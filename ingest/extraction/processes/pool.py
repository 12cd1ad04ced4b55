"""Extraction in child processes with a deadline: a page that hangs or crashes costs a child, never the worker."""

import asyncio
import signal
import sys
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from types import TracebackType

import msgspec

from newswire.ingest.extraction.processes.job import PATIENCE, Job, Outcome, over_time
from newswire.stream.children.child import Child
from newswire.stream.errors import FatalError, RejectedError
from newswire.stream.messages import Article, Entry

_COMMAND = (sys.executable, "-P", "-m", "newswire.ingest.extraction.processes.child")


class ExtractPool:
    """As many children as `processes`, begun with the first page or by `begin`, each replaced after `max_pages` or
    `max_memory_mb`.

    A page that takes more than `deadline_s` of CPU time, or many times as long on the clock, is given up, with its
    child where that does not let go of it: RejectedError `extract_timeout`. One whose child dies
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
        self._children: list[Child] = []
        self._idle: list[Child] = []
        self._lock = threading.Lock()
        self._closed = False

    def __enter__(self) -> "ExtractPool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def begin(self) -> None:
        """Begins a child before the first page comes. Where it does not start, that page will tell."""

        def load() -> None:
            with suppress(FatalError, OSError):
                self._give_back(self._take(), True)

        self._threads.submit(load)

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
        """The article of a page (see `newswire.ingest.extraction.extract.extract`), when it is there."""
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
            outcome = _run(child, job, html)
            child.tasks += 1
            keep = child.tasks < self.max_pages and outcome.memory_mb < self.max_memory_mb
        finally:
            self._give_back(child, keep)
        return outcome

    def _take(self) -> Child:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        child = Child(self.command)
        with self._lock:
            self._children.append(child)
        try:
            child.started()
        except BaseException:
            self._give_back(child, False)
            raise
        return child

    def _give_back(self, child: Child, keep: bool) -> None:
        with self._lock:
            if keep and child in self._children:
                self._idle.append(child)
                return
            if child in self._children:
                self._children.remove(child)
        child.kill()


def _run(child: Child, job: Job, html: bytes) -> Outcome:
    """What became of the page. Raises RejectedError where the child did not survive it."""
    try:
        answer = child.answer(time.monotonic() + PATIENCE * job.deadline_s, msgspec.msgpack.encode(job), html)
    except TimeoutError as e:
        raise RejectedError("extract_timeout", over_time(job, html)) from e
    except (EOFError, OSError) as e:
        code = child.exit_code()
        if code == -signal.SIGXCPU:
            raise RejectedError("extract_timeout", over_time(job, html)) from e
        raise RejectedError("extract_crashed", f"{job.url}: ended with {code}, {len(html)} bytes") from e
    return msgspec.msgpack.decode(answer, type=Outcome)

"""Articles made again from the archive, without the network, by the very stage that made them first."""

import queue
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime
from types import TracebackType
from typing import NamedTuple

from newswire.ingest.archive_read import answer_of, notes
from newswire.ingest.extraction.processes.pool import ExtractPool
from newswire.ingest.fetch import FetchHandler, article_message
from newswire.ingest.note import Note, as_published
from newswire.ingest.page_source import Tries
from newswire.ingest.takedown.told import Told
from newswire.ingest.web.http import HttpClient, May
from newswire.ingest.web.response import Response
from newswire.stream.broker import Message, Record
from newswire.stream.errors import RejectedError
from newswire.stream.handler import Item
from newswire.stream.s3.path import AnyPath
from newswire.stream.topics import ARTICLES, ENTRIES


class Replayed(NamedTuple):
    """What came of one note, or of a file that can't be read on."""

    id: str  #: of the entry, else the file
    result: Message | RejectedError | None  #: None: nothing was published then, as the page was known; or forgotten


def replay(
    path: AnyPath,
    *,
    processes: int = 2,
    deadline_s: float = 5.0,
    told: Told | None = None,
    wanted: Callable[[Note], bool] = lambda note: True,
) -> Iterator[Replayed]:
    """What a WARC file's notes give, those that are `wanted`, in their order; reads ahead by a few of them only. With
    `told`, nothing comes of articles that were forgotten."""
    with ExitStack() as stack:
        pool = stack.enter_context(ExtractPool(processes, deadline_s=deadline_s))
        makers: queue.SimpleQueue[_Maker] = queue.SimpleQueue()
        for _ in range(processes):
            makers.put(stack.enter_context(_Maker(pool)))
        threads = stack.enter_context(ThreadPoolExecutor(processes, thread_name_prefix="replay"))
        pending: deque[Future[Replayed]] = deque()
        for note in notes(path):
            if isinstance(note, Note) and not wanted(note):
                continue
            pending.append(threads.submit(_make, makers, path, note, told))
            if len(pending) > 2 * processes:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()


def _make(
    makers: "queue.SimpleQueue[_Maker]", path: AnyPath, note: Note | RejectedError, told: Told | None
) -> Replayed:
    if isinstance(note, RejectedError):
        return Replayed(str(path), note)
    name = note.entry.entry_id
    if told and told.entry(note.entry, note.entry.feed):
        return Replayed(name, None)
    maker = makers.get()
    try:
        made = maker.make(path, note)
    finally:
        makers.put(maker)
    if told and isinstance(made, Message) and told.article(ARTICLES.decode(made.value)):
        return Replayed(name, None)
    return Replayed(name, made)


class _Maker:
    """A fetch stage whose answers come from the archive; for one thread at a time."""

    def __init__(self, pool: ExtractPool) -> None:
        self._client = _Archived()
        self._fetched = datetime.now(UTC)
        self._handler = FetchHandler(pool, self._client, tries=Tries(attempts=1), now=lambda: self._fetched)

    def __enter__(self) -> "_Maker":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._handler.close()

    def make(self, path: AnyPath, note: Note) -> Message | RejectedError | None:
        """The article's message."""
        item = Item(Record(ENTRIES.name, 0, 0, 0, None, b"", ()), note.entry)
        if note.silent:
            return None
        if note.deletion:
            return article_message(item, note.deletion)
        try:
            self._fetched = datetime.fromisoformat(note.fetched)
            self._client.answer = answer_of(path, note)
        except RejectedError as e:
            if note.reason is None:  # there was an answer once: without it, nothing else is made of the entry
                return e
            self._client.answer = e
        (result,) = self._handler([item])
        if isinstance(result, RejectedError):
            return result
        return article_message(item, as_published(note, ARTICLES.decode(result[0].value)))


class _Archived(HttpClient):
    """Gives the one answer that is at hand, whoever asks for what."""

    answer: Response | RejectedError

    async def __aenter__(self) -> "_Archived":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is open."""

    async def get(
        self,
        url: str,
        headers: Mapping[str, str | bytes] | None = None,
        *,
        may: May | None = None,
        cut_at: int | None = None,
    ) -> Response:
        """As of a server."""
        if isinstance(self.answer, RejectedError):
            raise self.answer
        return self.answer

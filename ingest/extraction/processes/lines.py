"""`newswire extract`: pages from files, as JSON lines, in order, with bounded look-ahead."""

import queue
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from newswire.ingest.extraction.processes.pool import ExtractPool
from newswire.ingest.web.encodings import gunzip
from newswire.stream.errors import RejectedError
from newswire.stream.messages import Article

_MAX_BYTES = 20 << 20
_FIELDS = tuple(
    [
        "url",
        "canonical_url",
        "title",
        "text",
        "authors",
        "language",
        "published",
        "updated",
        "site",
        "kind",
        "access",
        "how",
        "flags",
        "article_id",
        "revision",
    ]
)


class PageItem(msgspec.Struct, kw_only=True):
    """A line of input."""

    id: Any
    path: str | None = None
    url: str
    content_type: str | None = None
    fetched: str | None = None


class _Pending(NamedTuple):
    id: Any
    line: int | None  #: of the input, where it was not an item
    article: "Future[Article] | RejectedError"


def extract_file(path: Path, url: str, *, content_type: str | None = None, deadline_s: float = 5.0) -> dict[str, Any]:
    """The line of output for one file."""
    with ExtractPool(1, deadline_s=deadline_s) as pool:
        item = PageItem(id=str(path), path=str(path), url=url, content_type=content_type)
        return _line(_pend(pool, item))


def extract_lines(
    lines: Iterable[str | bytes], *, processes: int = 2, deadline_s: float = 5.0
) -> Iterator[dict[str, Any]]:
    """A line of output for each line of input, as soon as it and those before it are done.

    Reads ahead by a few pages only, and not at all where nobody takes the output.
    """
    pending: queue.Queue[_Pending | BaseException | None] = queue.Queue(maxsize=2 * processes)
    stopped = threading.Event()
    with ExtractPool(processes, deadline_s=deadline_s) as pool:
        # a thread, so that an answer is given while the next line is waited for
        reader = threading.Thread(target=_read, args=(lines, pool, pending, stopped), daemon=True)
        reader.start()
        try:
            while (one := pending.get()) is not None:
                if isinstance(one, BaseException):
                    raise one
                yield _line(one)
        finally:
            stopped.set()


def _read(
    lines: Iterable[str | bytes],
    pool: ExtractPool,
    pending: "queue.Queue[_Pending | BaseException | None]",
    stopped: threading.Event,
) -> None:
    decoder = msgspec.json.Decoder(PageItem)
    last: BaseException | None = None
    try:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            _put(pending, _begin(pool, decoder, line, number), stopped)
            if stopped.is_set():
                return
    except BaseException as e:  # for the thread that waits for us
        last = e
    _put(pending, last, stopped)


def _put(pending: "queue.Queue[Any]", one: Any, stopped: threading.Event) -> None:
    while not stopped.is_set():
        try:
            return pending.put(one, timeout=0.2)
        except queue.Full:
            continue


def _begin(pool: ExtractPool, decoder: "msgspec.json.Decoder[PageItem]", line: str | bytes, number: int) -> _Pending:
    try:
        item = decoder.decode(line)
    except msgspec.ValidationError as e:
        return _Pending(_id_of(line), number, RejectedError("bad_item", f"line {number}: {e}"))
    except (msgspec.DecodeError, UnicodeError, RecursionError) as e:
        return _Pending(None, number, RejectedError("not_json", f"line {number}: {e}"))
    return _pend(pool, item)


def _id_of(line: str | bytes) -> Any:
    found = msgspec.json.decode(line)
    return found.get("id") if isinstance(found, dict) else None


def _pend(pool: ExtractPool, item: PageItem) -> _Pending:
    try:
        html = _load(item.path)
    except RejectedError as e:
        return _Pending(item.id, None, e)
    return _Pending(item.id, None, pool.submit(html, item.url, content_type=item.content_type, fetched=item.fetched))


def _load(path: str | None) -> bytes:
    """The bytes of a file, unpacked where its name ends in .gz. Raises RejectedError."""
    if path is None:
        raise RejectedError("bad_item", "no path")
    try:
        with Path(path).open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except (OSError, ValueError) as e:
        raise RejectedError("unreadable", f"{path}: {e}") from e
    if len(data) > _MAX_BYTES:
        raise RejectedError("too_large", f"{path}: more than {_MAX_BYTES} bytes")
    return gunzip(data, _MAX_BYTES) if path.endswith(".gz") else data


def _line(pending: _Pending) -> dict[str, Any]:
    told: dict[str, Any] = {"id": pending.id}
    if pending.line is not None:
        told["line"] = pending.line
    try:
        if isinstance(pending.article, RejectedError):
            raise pending.article
        article = pending.article.result()
    except RejectedError as e:
        return told | {"error": {"reason": e.reason, "detail": e.detail}}
    return told | {name: getattr(article, name) for name in _FIELDS}

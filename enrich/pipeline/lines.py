"""What `newswire annotate` does: a JSON line for each document, as soon as it is done, in their order."""

import json
import threading
from collections.abc import Iterable, Iterator
from queue import Empty, Queue
from typing import Any, NamedTuple, TypeVar

import msgspec

from newswire.enrich.languages.guess import guess
from newswire.enrich.languages.registry import is_tagged, primary
from newswire.enrich.passages.document import NOT_IN_TIME, Document, Source
from newswire.enrich.passages.publication import publication
from newswire.enrich.pipeline.stage import SECONDS, Annotator
from newswire.stream.errors import RejectedError
from newswire.stream.messages import LANGUAGE_NOT_TAGGED
from newswire.stream.text import whole

#: documents annotated together
BATCH = 8

_T = TypeVar("_T")


class _End(NamedTuple):
    """After the last item: what ended the reading, if it was an error."""

    error: BaseException | None


def annotate_lines(
    annotator: Annotator,
    lines: Iterable[str | bytes],
    *,
    plain: bool = False,
    published: str | None = None,
    language: str | None = None,
    seconds: float = SECONDS,
) -> Iterator[dict[str, Any]]:
    """A result for each document: one per line, or with `plain` all lines as one text.

    `published` is the reference date of plain text, and of documents without their own; `language` likewise. Where
    there is none it is the day of a first line that is nothing but a date. An item
    that can't be read gives a result with `error`; one that takes more than `seconds` of CPU time has empty lists and
    `"flags": ["not_tagged_in_time"]`, one in a language that has no tags `"flags": ["language_not_tagged"]` and its
    `language`, which is guessed where it is not given. Takes up to eight documents at
    a time, but never waits for more than one.
    """
    if plain:
        text = "".join(line if isinstance(line, str) else line.decode("utf-8", "replace") for line in lines)
        yield from _results(annotator, [_known(Source("-", "", text, publication(published), language))], seconds)
        return
    for batch in _ready(enumerate(lines, 1)):
        items = [read(number, line, published, language) for number, line in batch if line.strip()]
        yield from _results(annotator, items, seconds)


def read(
    number: int, line: str | bytes, published: str | None = None, language: str | None = None
) -> Source | dict[str, Any]:
    """The document in a line, or the result that says why there is none."""
    try:
        item = json.loads(line)
    except (ValueError, RecursionError) as e:
        return {"id": None, "line": number, "error": {"reason": "not_json", "detail": f"line {number}: {e}"}}
    if not isinstance(item, dict):
        return _error(None, "wrong_shape", f"line {number} is not an object")
    wrong = [k for k in ("title", "published", "language") if not isinstance(item.get(k), str | None)]
    if not isinstance(item.get("text"), str) or wrong:
        return _error(item.get("id"), "wrong_shape", f"line {number}: {', '.join(wrong) or 'text'} is not a string")
    when = publication(item.get("published") or published)
    language = item.get("language") or language
    return _known(Source(item.get("id"), whole(item.get("title") or ""), whole(item["text"]), when, language))  # type: ignore[arg-type] # an id is what it was


def result(document: Document) -> dict[str, Any]:
    """What of a document is printed."""
    tags = {k: msgspec.to_builtins(getattr(document, k)) for k in ("entities", "times", "claims", "figures", "extras")}
    return {"id": document.id, **tags}


def _known(source: Source) -> Source:
    """With the language of its text where none is given."""
    return source if primary(source.language) else source._replace(language=guess(f"{source.title}\n{source.text}"))


def _results(annotator: Annotator, items: list[Source | dict[str, Any]], seconds: float) -> Iterator[dict[str, Any]]:
    sources = [item for item in items if isinstance(item, Source)]
    try:
        documents = annotator.annotate(sources, seconds)
    except Exception as e:
        if len(items) > 1:  # which one is it?
            for item in items:
                yield from _results(annotator, [item], seconds)
            return
        yield _error(sources[0].id, "annotate_failed", f"{type(e).__name__}: {e}")
        return
    done = iter(documents)
    for item in items:
        yield _told(item, next(done)) if isinstance(item, Source) else item


def _told(source: Source, document: Document | RejectedError) -> dict[str, Any]:
    if isinstance(document, Document):
        untagged = not is_tagged(source.language)
        return result(document) | ({"language": source.language, "flags": [LANGUAGE_NOT_TAGGED]} if untagged else {})
    if document.reason == NOT_IN_TIME:
        return result(Document(id=source.id, texts={})) | {"flags": [NOT_IN_TIME]}
    return _error(source.id, document.reason, document.detail)


def _error(key: Any, reason: str, detail: str) -> dict[str, Any]:
    return {"id": key, "error": {"reason": reason, "detail": detail}}


def _ready(items: Iterable[_T]) -> Iterator[list[_T]]:
    """What is there already, at least one and at most `BATCH`: a thread reads ahead, by no more than that."""
    queue: Queue[_T | _End] = Queue(BATCH)

    def fill() -> None:
        error: BaseException | None = None
        try:
            for item in items:
                queue.put(item)
        except BaseException as e:
            error = e
        queue.put(_End(error))

    threading.Thread(target=fill, name="read-ahead", daemon=True).start()
    while True:
        batch: list[_T] = []
        item = queue.get()
        while not isinstance(item, _End):
            batch.append(item)
            if len(batch) == BATCH:
                break
            try:
                item = queue.get_nowait()
            except Empty:
                break
        if batch:
            yield batch
        if isinstance(item, _End):
            if item.error:
                raise item.error
            return

"""The child process of `process.py`: it loads the model and tags articles, each within its limit of time."""

import os
from collections.abc import Iterator
from typing import NoReturn

import msgspec
import structlog

from newswire.enrich.passages.document import NOT_IN_TIME, Document, Source
from newswire.enrich.passages.publication import publication
from newswire.enrich.pipeline.pipeline import Pipeline
from newswire.enrich.tagging.patience import Patience
from newswire.enrich.tagging.wire import Ready, Request, Setup, Tags
from newswire.stream.children.frames import read_frame, write_frame
from newswire.stream.children.serve import OverTimeError, begin, die_with_parent, limit, memory_mb, settle
from newswire.stream.errors import HANDLER_FAILED, FatalError
from newswire.stream.topics import encode

log = structlog.get_logger()

#: address space: the model, and what a long text takes
_MAX_MEMORY = 6 << 30
#: characters up to which articles are parsed together, which is faster; a longer one pays for its parse alone
_TOGETHER = 20_000


def main() -> None:
    """Serves until stdin ends."""
    source, sink = begin(_MAX_MEMORY)
    die_with_parent()
    setup = msgspec.json.decode(read_frame(source) or _gone(), type=Setup)
    try:
        pipeline = Pipeline(setup.enrichers, setup.options)
    except FatalError as e:
        write_frame(sink, encode(Ready(error=str(e))))
        return
    settle()
    os.nice(setup.niceness)
    write_frame(sink, encode(Ready(infos=pipeline.infos)))
    patience = Patience()
    while (request := read_frame(source)) is not None:
        for tags in tagged(pipeline, msgspec.json.decode(request, type=Request), patience):
            write_frame(sink, encode(tags))


def tagged(pipeline: Pipeline, request: Request, patience: Patience) -> Iterator[Tags]:
    """What became of each article, as soon as it is done, in their order."""
    works = request.works
    sources = [Source("", work.title, work.text, publication(work.published), work.language) for work in works]
    documents = pipeline.documents(sources)
    together = [d for d in documents if sum(map(len, d.texts.values())) <= _TOGETHER]
    try:
        pipeline.read(together)
    except Exception:  # which one was it? Each is parsed again alone
        log.exception("parse_failed", documents=len(together))
        for document in together:
            document.parses.clear()
    for document, work in zip(documents, works, strict=True):
        tags = _within(pipeline, document, patience.seconds(work.site, request.seconds * work.share))
        if tags.reason == NOT_IN_TIME:
            patience.ran_over(work.site)
        yield tags
        document.parses.clear()


def _within(pipeline: Pipeline, document: Document, seconds: float) -> Tags:
    size = f"{sum(map(len, document.texts.values()))} characters"
    try:
        with limit(seconds):
            pipeline.tag(document)
    except OverTimeError:
        return Tags(reason=NOT_IN_TIME, detail=f"over {seconds:g} s of CPU time, {size}", memory_mb=memory_mb())
    except MemoryError:
        return Tags(reason="out_of_memory", detail=size, memory_mb=1 << 20)
    except Exception as e:
        log.exception("tagging_failed")
        return Tags(reason=HANDLER_FAILED, detail=f"{type(e).__name__}: {e}"[:500], memory_mb=memory_mb())
    return Tags(
        entities=tuple(document.entities),
        times=tuple(document.times),
        claims=tuple(document.claims),
        figures=tuple(document.figures),
        extras=document.extras,
        enrichers=document.enrichers,
        memory_mb=memory_mb(),
    )


def _gone() -> NoReturn:
    raise SystemExit(1)


if __name__ == "__main__":
    main()

"""Tagging in a child process: an article that takes too long, or kills the process, costs only itself.

The child has the model; this process loads none of it.
"""

import signal
import sys
import time
from collections.abc import Mapping, Sequence
from types import TracebackType

import msgspec
import structlog

from newswire.enrich.passages.document import NOT_IN_TIME, Document, Source
from newswire.enrich.tagging.patience import Patience
from newswire.enrich.tagging.wire import Ready, Request, Setup, Tags, Work
from newswire.stream.children.child import Child
from newswire.stream.errors import FatalError, RejectedError
from newswire.stream.messages import EnricherInfo
from newswire.stream.topics import encode

log = structlog.get_logger()

_COMMAND = (sys.executable, "-P", "-m", "newswire.enrich.tagging.child")
#: the child is begun again when it has grown so large
_MAX_MEMORY_MB = 2000
#: seconds beyond any CPU time: on a busy machine that is no reason to give an article up
_PATIENCE, _PATIENCE_S = 10.0, 60.0


class TaggingProcess:
    """Enrichers in a child of this process, begun at once. For one thread.

    Raises FatalError where the model or an enricher is not there.
    """

    def __init__(
        self,
        names: Sequence[str],
        options: Mapping[str, Mapping[str, str | None]] | None = None,
        *,
        niceness: int = 0,
        command: tuple[str, ...] = _COMMAND,
    ) -> None:
        given = {k: dict(v) for k, v in (options or {}).items()}
        self._setup = encode(Setup(enrichers=tuple(names), options=given, niceness=niceness))
        self._command = command
        self._child: Child | None = None
        self._patience = Patience()  # for what no child survived; the rest each child learns by itself
        #: which code and model make the tags
        self.infos = self._begin()

    def __enter__(self) -> "TaggingProcess":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """Of the child that runs."""
        return self._child.process.pid if self._child else None

    def annotate(self, articles: Sequence[Source], seconds: float) -> list[Document | RejectedError]:
        """A document with all that was found for each article, in their order; each may take this many `seconds` of CPU
        time, less where others of its site took all of it.

        RejectedError: `not_tagged_in_time`, `enrich_crashed`, `out_of_memory`, `handler_failed`.
        """
        works = [_work(article) for article in articles]
        found: list[Tags | RejectedError] = []
        at_once, tries = len(works), 0
        while len(found) < len(works):
            some = works[len(found) :][:at_once]
            before = len(found)
            shares = [msgspec.structs.replace(work, share=self._patience.seconds(work.site, 1.0)) for work in some]
            error = self._send(shares, seconds, found)
            if error is None:
                continue
            if error.reason == NOT_IN_TIME:
                self._patience.ran_over(works[len(found)].site)
            tries = 0 if len(found) > before else tries
            # one of several that are parsed together: alone it will show which. Once is no proof: it may be killed
            if error.reason == NOT_IN_TIME or (at_once == 1 and tries >= 1):
                found.append(error)
                tries = 0
            else:
                tries += at_once == 1
                at_once = 1
        return [_document(article, tags) for article, tags in zip(articles, found, strict=True)]

    def close(self) -> None:
        """Ends the child."""
        child, self._child = self._child, None
        if child:
            child.kill()

    def _send(self, works: Sequence[Work], seconds: float, found: list[Tags | RejectedError]) -> RejectedError | None:
        """Adds to `found` what comes of these; the error where the child did not survive the next one."""
        if self._child is None:
            self._begin()
        assert self._child
        child, request, tags = self._child, [encode(Request(works=list(works), seconds=seconds))], Tags()
        try:
            for _ in works:
                answer = child.answer(time.monotonic() + _PATIENCE * seconds + _PATIENCE_S, *request)
                tags, request = msgspec.json.decode(answer, type=Tags), []
                found.append(RejectedError(tags.reason, tags.detail) if tags.reason else tags)
        except TimeoutError:
            self.close()
            many = len(works) > 1 and bool(request)
            return RejectedError("enrich_crashed" if many else NOT_IN_TIME, "no answer at all")
        except (EOFError, OSError):
            code = child.exit_code()
            self.close()
            log.warning("tagging_process_ended", exit=code)
            over = code == -signal.SIGXCPU
            return RejectedError(NOT_IN_TIME if over else "enrich_crashed", f"the process that tags ended with {code}")
        if tags.memory_mb > _MAX_MEMORY_MB:
            self.close()
        return None

    def _begin(self) -> tuple[EnricherInfo, ...]:
        self._child = Child(self._command)
        try:
            ready = msgspec.json.decode(self._child.started(self._setup), type=Ready)
        except BaseException:
            self.close()
            raise
        if ready.error:
            self.close()
            raise FatalError(ready.error)
        return ready.infos


def _work(article: Source) -> Work:
    published = article.published.isoformat() if article.published else None
    return Work(
        title=article.title, text=article.text, published=published, language=article.language, site=article.site
    )


def _document(article: Source, tags: Tags | RejectedError) -> Document | RejectedError:
    if isinstance(tags, RejectedError):
        return tags
    return Document(
        id=article.id,
        texts={"title": article.title, "text": article.text},
        published=article.published,
        entities=list(tags.entities),
        times=list(tags.times),
        claims=list(tags.claims),
        figures=list(tags.figures),
        extras=tags.extras,
        enrichers=tags.enrichers,
    )

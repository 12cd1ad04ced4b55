"""What there is to do: the days, how much of each is due, and its articles, from the store or else from the archive."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

import msgspec
import structlog

from newswire.enrich.languages.registry import is_tagged
from newswire.enrich.passages.document import NOT_IN_TIME
from newswire.reenrich.answers import days_of_answers, from_answers
from newswire.settings import Settings
from newswire.store.known.keys import Key, enrichment_of, key_of
from newswire.store.reenrich.articles import AT_ONCE, Stored, read
from newswire.store.reenrich.due import Due, days_between, due_on
from newswire.store.snapshot import snapshot
from newswire.stream.errors import FatalError, RejectedError, RetryableError
from newswire.stream.messages import Article, EnricherInfo

log = structlog.get_logger()

_TRIES = 5
_Answer = TypeVar("_Answer")


class Plan:
    """The current articles of some days, both ends included, and which of them are not in the wanted enrichment."""

    def __init__(self, settings: Settings, days: tuple[date, date]) -> None:
        self.settings, self.root = settings, settings.store_root
        self.first, self.last = days
        if settings.store_days:  # what is older goes with the next `newswire retain`
            self.first = max(self.first, datetime.now(UTC).date() - timedelta(days=settings.store_days))
        self._stored = sorted({file.dt for file in snapshot(self.root)["articles"] if self._is_asked_for(file.dt)})
        self._kept = days_of_answers(settings, self.first, self.last)
        self._enrichment = ""
        #: articles of these days that are due, and that are in the wanted enrichment already; 0 where nobody can tell
        self.due = self.current = 0
        #: whether the articles that come now are of a day that the store can give
        self.is_readable = True

    def days(self) -> list[date]:
        """Those that have articles in the store, or else answers in the archive."""
        return sorted({*self._stored, *self._kept})

    def count(self, infos: Sequence[EnricherInfo]) -> None:
        """Learns the wanted enrichment, and counts what is due for it."""
        self._enrichment = enrichment_of([{"name": i.name, "version": i.version, "sha256": i.sha256} for i in infos])
        try:
            counts = again(lambda: days_between(self.root, self.first, self.last, self._is_due))
        except (FatalError, RejectedError):
            return  # a day can't be read: which one is told when it is its turn
        self.due = sum(day.due for day in counts.values())
        self.current = sum(day.articles - day.due for day in counts.values())

    def candidates(self, day: date) -> Iterator[Stored | RejectedError]:
        """The articles of a day that are due; an error for one that can't be made again."""
        self.is_readable = day in self._stored
        if self.is_readable:
            try:
                yield from self._from_store(day)
                return
            except (FatalError, RejectedError) as e:
                self.is_readable = False
                log.warning("day_not_readable", day=str(day), error=str(e), instead="answers kept that day")
        for one in from_answers(self.settings, day):
            yield one if isinstance(one, RejectedError) else _fresh(one)

    def key_of(self, article: Article) -> Key:
        """The identity that an article will have in the store once it is re-enriched."""
        return key_of(article.article_id, article.revision, self._wanted(article.language))

    def _from_store(self, day: date) -> Iterator[Stored | RejectedError]:
        due = again(lambda: due_on(self.root, day, self._is_due))
        for start in range(0, len(due), AT_ONCE):
            yield from map(_fresh, self._read(day, due[start : start + AT_ONCE]))

    def _read(self, day: date, some: Sequence[Due]) -> Sequence[Stored | RejectedError]:
        return again(lambda: read(self.root, day, [one.place for one in some]))

    def _is_asked_for(self, day: date) -> bool:
        return self.first <= day <= self.last

    def _is_due(self, language: str | None, enrichment: str) -> bool:
        return enrichment != self._wanted(language)

    def _wanted(self, language: str | None) -> str:
        """Articles of other languages pass without tags, and so without enrichers."""
        return self._enrichment if is_tagged(language) else ""


def again(ask: Callable[[], _Answer]) -> _Answer:
    """The answer, asked for again where files were compacted away under it."""
    for tried in range(_TRIES):
        try:
            return ask()
        except RetryableError:
            if tried == _TRIES - 1:
                raise
            time.sleep(0.5 * 2**tried)
    raise AssertionError


def _fresh(one: Stored | RejectedError) -> Stored | RejectedError:
    """Without the mark of an earlier try that took too long."""
    if isinstance(one, RejectedError) or NOT_IN_TIME not in one.article.flags:
        return one
    flags = tuple(flag for flag in one.article.flags if flag != NOT_IN_TIME)
    return one._replace(article=msgspec.structs.replace(one.article, flags=flags))

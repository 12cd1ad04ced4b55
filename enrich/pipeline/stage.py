"""The stage from articles to enriched articles: each within its time, and passed on untagged beyond it."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Protocol

import msgspec
import structlog

from newswire.enrich.languages.registry import is_tagged
from newswire.enrich.passages.document import NOT_IN_TIME, Document, Source
from newswire.enrich.passages.publication import own_day, publication
from newswire.enrich.pipeline.latest import Latest, latest_message
from newswire.enrich.pipeline.revised import figures_changed
from newswire.stream.broker import Message
from newswire.stream.errors import RejectedError
from newswire.stream.handler import Item
from newswire.stream.messages import (
    LANGUAGE_NOT_TAGGED,
    Article,
    EnrichedArticle,
    EnricherInfo,
    FiguresChanged,
    make_id,
)
from newswire.stream.messages.earlier import earlier
from newswire.stream.messages.unknown import unknown, with_unknown
from newswire.stream.topics import ENRICHED, INGESTED, REENRICHED, WITHDRAWN, cloudevent, encode, filters, header
from newswire.stream.working.probe import ARTICLE_ITEM

log = structlog.get_logger()

#: CPU seconds for one article: 240,000 characters of ordinary news
SECONDS = 10.0


class Annotator(Protocol):
    """What tags articles (`newswire.enrich.tagging.process.TaggingProcess`)."""

    @property
    def infos(self) -> tuple[EnricherInfo, ...]: ...

    def annotate(self, articles: Sequence[Source], seconds: float) -> Sequence[Document | RejectedError]: ...


class EnrichHandler:
    """From `news.articles.v1` to `news.enriched.v1`.

    An article of a language that is not tagged passes with the flag `language_not_tagged`; one that takes more than
    `seconds` of CPU time passes untagged, with the flag `not_tagged_in_time`. A site whose articles run over gets
    less and less (see `enrich/tagging/patience.py`). Of an article that `is_forgotten`, by its id, nothing is made.

    Fields of the article that a newer producer has added are passed on. With `latest`, `news.latest.v1` gets the same
    of whatever is the newest revision of its article.

    An article that is stored already (header `INGESTED`) becomes a message of type `REENRICHED` that says when it came
    first; where it can't be tagged nothing comes of it, so that what is stored stays.
    """

    def __init__(
        self,
        annotator: Annotator,
        *,
        seconds: float = SECONDS,
        is_forgotten: Callable[[str], bool] = lambda article_id: False,
        latest: Latest | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.annotator, self.seconds, self.is_forgotten, self.now = annotator, seconds, is_forgotten, now
        self.latest = latest

    def __call__(self, batch: Sequence[Item], /) -> Sequence[Sequence[Message] | RejectedError]:
        kept = [item for item in batch if not self.is_forgotten(item.message.article_id)]
        results = dict(zip(map(id, kept), self._with_latest(kept, self._enrich(kept)), strict=True))
        return [results.get(id(item), ()) for item in batch]

    def _with_latest(
        self, batch: Sequence[Item], results: Sequence[Sequence[Message] | RejectedError]
    ) -> Sequence[Sequence[Message] | RejectedError]:
        if not self.latest:
            return results
        made = [n for n, result in enumerate(results) if result and not isinstance(result, RejectedError)]
        newest = dict(zip(made, self.latest.note([batch[n].message for n in made]), strict=True)) if made else {}
        return [
            [*result, latest_message(batch[n].message, result[0])]
            if newest.get(n) and not isinstance(result, RejectedError)
            else result
            for n, result in enumerate(results)
        ]

    def _enrich(self, batch: Sequence[Item]) -> Sequence[Sequence[Message] | RejectedError]:
        tagged = [item.message for item in batch if is_tagged(item.message.language)]
        # a revision's earlier text is annotated, too: which figures changed is told by both
        before = {id(article): found for article in tagged if (found := earlier(article))}
        texts: list[tuple[Article, Source]] = []
        for article in tagged:
            texts.append((article, _source(article)))
            if old := before.get(id(article)):
                texts.append((article, _source(article)._replace(title=old.title, text=old.text)))
        documents = iter(self.annotator.annotate([source for _, source in texts], self.seconds))
        results: list[Sequence[Message] | RejectedError] = []
        for item in batch:
            article = item.message
            if not is_tagged(article.language):
                results.append([self._message(item, EnrichedArticle(article=_flagged(article, LANGUAGE_NOT_TAGGED)))])
                continue
            document, old = next(documents), before.get(id(article))
            earlier_document = next(documents) if old else None
            if isinstance(document, RejectedError):
                log.warning("not_tagged", url=article.url, reason=document.reason, detail=document.detail)
                if header(item.record.headers, INGESTED):
                    results.append([])
                    continue
                if document.reason != NOT_IN_TIME:
                    results.append(document)
                    continue
            changed = None
            if old and isinstance(document, Document) and isinstance(earlier_document, Document):
                changed = figures_changed(article, old, earlier_document, document)
            results.append([self._message(item, self._enriched(article, document, changed))])
        return results

    def probe(self) -> None:
        """Tags an article that is known to be good. Raises where that fails: then it is the code or the machine."""
        (result,) = self._enrich([ARTICLE_ITEM])
        if isinstance(result, RejectedError):
            raise result
        if NOT_IN_TIME in ENRICHED.decode(result[0].value).article.flags:
            raise RejectedError(NOT_IN_TIME, "the probe")

    def _enriched(
        self, article: Article, document: Document | RejectedError, changed: FiguresChanged | None
    ) -> EnrichedArticle:
        if isinstance(document, RejectedError):
            return EnrichedArticle(article=_flagged(article, NOT_IN_TIME))
        return EnrichedArticle(
            article=_flagged(article),
            entities=tuple(document.entities),
            times=tuple(document.times),
            claims=tuple(document.claims),
            figures=tuple(document.figures),
            extras=document.extras,
            enrichers=document.enrichers,
            figures_changed=changed,
        )

    def _message(self, item: Item, value: EnrichedArticle) -> Message:
        article = value.article
        ingested = header(item.record.headers, INGESTED)
        if ingested:
            value = msgspec.structs.replace(value, ingested=ingested)
        headers = cloudevent(
            id=event_id(article, value.enrichers),
            type=REENRICHED if ingested else WITHDRAWN if article.access == "gone" else ENRICHED.event,
            source="newswire/enrich",
            subject=article.url,
            time=self.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
            trace=header(item.record.headers, "traceparent"),
            more=filters(article.language, article.site, len(value.figures)),
        )
        fields = unknown(item.record.value, Article)
        body = with_unknown(encode(value), {"article": fields} if fields else {})
        return Message(ENRICHED.name, article.article_id.encode(), body, headers)


def event_id(article: Article, infos: Sequence[EnricherInfo]) -> str:
    """The same for the same revision and the same code: a repeat is recognisable."""
    made_by = (f"{i.name} {i.version}" + (f" {i.sha256}" if i.sha256 else "") for i in infos)
    return make_id(article.article_id, article.revision, *made_by)


def _flagged(article: Article, *flags: str) -> Article:
    """The article with these flags of enrichment, and none that an earlier enrichment has left."""
    kept = (flag for flag in article.flags if flag not in (LANGUAGE_NOT_TAGGED, NOT_IN_TIME))
    return msgspec.structs.replace(article, flags=(*kept, *flags))


def _source(article: Article) -> Source:
    told = publication(article.published) or own_day(article.text)
    when = told or publication(article.seen) or publication(article.fetched)
    return Source(article.article_id, article.title or "", article.text, when, article.language, article.site or "")

"""The enrichers of a process, by name, over one shared parse: articles in, their tags out.

A bare name is ours (`figures` is `enrich.figures:make`), one with a colon is of any installed package
(`acme.tone:make`). They run in the order of the list, each on what those before it found.

Only English is tagged: of an article whose language is known to be another one the parser would make
names and numbers that are not there (1.500 is no one and a half in Madrid). Where the language is not
known it is taken for English.
"""

import pkgutil
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from enrich.dates import publication
from enrich.document import FIELDS, Document, Enricher
from enrich.parse import Parser
from enrich.revised import figures_changed
from stream.broker import Message
from stream.earlier import earlier
from stream.errors import FatalError, RejectedError
from stream.messages import Article, EnrichedArticle, EnricherInfo, FiguresChanged, make_id
from stream.topics import ENRICHED, cloudevent, encode, header
from stream.worker import Item

NAMES = ("entities", "times", "attribution", "figures")
#: whose results an enricher of ours reads
_READS = {"times": ("entities",), "attribution": ("entities", "times"), "figures": ("entities", "times", "attribution")}


class Source(NamedTuple):
    """What of an article is annotated."""

    id: str
    title: str
    text: str
    published: date | datetime | None = None
    language: str | None = None


class Pipeline:
    """Enrichers and the parser they share. Loading takes seconds: one per process, made after it has forked."""

    def __init__(
        self,
        names: Sequence[str] = NAMES,
        options: Mapping[str, Mapping[str, Any]] | None = None,
        *,
        parse: Parser | None = None,
    ) -> None:
        check_order(names)
        self.enrichers = [load(name, **(options or {}).get(name, {})) for name in names]
        self.parse = parse or Parser()
        #: which code and model made the tags
        self.infos = (
            EnricherInfo(name="parse", version=self.parse.version),
            *(EnricherInfo(name=e.name, version=e.version) for e in self.enrichers),
        )

    def annotate(self, articles: Sequence[Source]) -> list[Document]:
        """A document with all that was found for each article, in their order."""
        documents = [
            Document(
                id=a.id, texts={"title": a.title, "text": a.text}, published=a.published, language=_primary(a.language)
            )
            for a in articles
        ]
        english: Sequence[Document] = [d for d in documents if is_tagged(d.language)]
        fields = [(d, name) for d in english for name in FIELDS if d.texts[name].strip()]
        read = [self.parse.fields(d.texts)[n] for d, n in fields]
        for (document, name), parsed in zip(fields, self.parse(read), strict=True):
            document.parses[name] = parsed
        for enricher in self.enrichers:
            english = enricher(english)
        return documents


class EnrichHandler:
    """From `news.articles.v1` to `news.enriched.v1`. An article of a language that is not tagged passes as it is."""

    def __init__(self, pipeline: Pipeline, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.pipeline, self.now = pipeline, now

    def __call__(self, batch: Sequence[Item], /) -> Sequence[Sequence[Message] | RejectedError]:
        # a revision's earlier text is annotated, too: which figures changed is told by both
        before = [earlier(item.message) if is_tagged(item.message.language) else None for item in batch]
        texts = [_source(item.message) for item in batch]
        olds = [s._replace(title=b.title, text=b.text) for s, b in zip(texts, before, strict=True) if b]
        documents = self.pipeline.annotate([*texts, *olds])
        old = iter(documents[len(batch) :])
        return [
            [self._message(item, d, figures_changed(item.message, b, next(old), d) if b else None)]
            for item, d, b in zip(batch, documents, before, strict=False)
        ]

    def _message(self, item: Item, document: Document, changed: FiguresChanged | None) -> Message:
        article: Article = item.message
        infos = self.pipeline.infos if is_tagged(article.language) else ()
        value = EnrichedArticle(
            article=article,
            entities=tuple(document.entities),
            times=tuple(document.times),
            claims=tuple(document.claims),
            figures=tuple(document.figures),
            enrichers=infos,
            figures_changed=changed,
        )
        headers = cloudevent(
            id=event_id(article, infos),
            type=ENRICHED.event,
            source="newswire/enrich",
            subject=article.url,
            time=self.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
            trace=header(item.record.headers, "traceparent"),
        )
        return Message(ENRICHED.name, article.article_id.encode(), encode(value), headers)


def is_tagged(language: str | None) -> bool:
    """Whether articles of this language get tags."""
    return _primary(language) in (None, "en")


def _primary(language: str | None) -> str | None:
    """`en` of `en-GB`."""
    return (language or "").lower().replace("_", "-").split("-")[0] or None


def load(name: str, **options: Any) -> Enricher:
    """The enricher of this name. Raises FatalError where there is none."""
    path = name if ":" in name else f"enrich.{name}:make"
    try:
        make = pkgutil.resolve_name(path)
    except (ImportError, AttributeError, ValueError) as e:
        raise FatalError(f"no enricher {name!r}: {e}") from e
    made: Enricher = make(**options)
    return made


def check_order(names: Sequence[str]) -> None:
    """Raises FatalError where an enricher of ours stands before one that it reads, or twice."""
    for place, name in enumerate(names):
        late = [read for read in _READS.get(name, ()) if read in names[place:]]
        if late or name in names[:place]:
            raise FatalError(
                f"enrichers: {name!r} must stand once, and behind {', '.join(late) or 'no other of its name'}"
            )


def event_id(article: Article, infos: Sequence[EnricherInfo]) -> str:
    """The same for the same revision and the same code: a repeat is recognisable."""
    return make_id(article.article_id, article.revision, *(f"{i.name} {i.version}" for i in infos))


def _source(article: Article) -> Source:
    when = publication(article.published) or publication(article.seen) or publication(article.fetched)
    return Source(article.article_id, article.title or "", article.text, when, article.language)

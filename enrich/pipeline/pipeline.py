"""The enrichers of a process, by name, over one shared parse: articles in, their tags out.

A bare name is ours (`figures` is `enrich.figures.tagger:make`), one with a colon is of any installed package
(`acme.tone:make`). They run in the order of the list, each on what those before it found.

Only English is tagged: of an article whose language is known to be another one the parser would make
names and numbers that are not there (1.500 is no one and a half in Madrid). Where the language is not
known it is taken for English.
"""

import math
import pkgutil
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from enrich.languages.parse import Parser, name_tokens
from enrich.passages.document import FIELDS, Document, Enricher
from enrich.reader.reader import Reader
from stream.errors import FatalError
from stream.messages import EnricherInfo

_OURS = {
    "entities": "enrich.names.tagger:make",
    "times": "enrich.times.tagger:make",
    "attribution": "enrich.claims.tagger:make",
    "figures": "enrich.figures.tagger:make",
}
NAMES = tuple(_OURS)
#: whose results an enricher of ours reads
_READS = {"times": ("entities",), "attribution": ("entities", "times"), "figures": ("entities", "times", "attribution")}


class Source(NamedTuple):
    """What of an article is annotated."""

    id: str
    title: str
    text: str
    published: date | datetime | None = None
    language: str | None = None
    site: str = ""  #: whose it is: articles of one site share their fate where they take too long


class Pipeline:
    """Enrichers and the parser they share. Loading takes seconds: one per process, made after it has forked."""

    def __init__(
        self,
        names: Sequence[str] = NAMES,
        options: Mapping[str, Mapping[str, Any]] | None = None,
        *,
        parse: Parser | None = None,
        reader: Reader | None = None,
    ) -> None:
        check_order(names)
        self.enrichers = [load(name, **(options or {}).get(name, {})) for name in names]
        self.parse = parse or Parser()
        self.reader = reader or Reader()
        #: which code and model made the tags
        self.infos = (
            EnricherInfo(name="parse", version=self.parse.version, sha256=self.parse.sha256),
            EnricherInfo(name="reader", version=self.reader.version, sha256=self.reader.sha256),
            *(EnricherInfo(name=e.name, version=e.version, sha256=getattr(e, "sha256", None)) for e in self.enrichers),
        )

    def annotate(self, articles: Sequence[Source], seconds: float = math.inf) -> list[Document]:
        """A document with all that was found for each article, in their order, however long it takes
        (`enrich.tagging` heeds `seconds`)."""
        documents = self.documents(articles)
        self.read(documents)
        for document in documents:
            self.tag(document)
        return documents

    def documents(self, articles: Sequence[Source]) -> list[Document]:
        """A document for each article, with nothing found yet."""
        return [
            Document(
                id=a.id, texts={"title": a.title, "text": a.text}, published=a.published, language=_primary(a.language)
            )
            for a in articles
        ]

    def read(self, documents: Sequence[Document]) -> None:
        """Parses and reads the documents that are tagged, all together."""
        fields = [(d, name) for d in documents if is_tagged(d.language) for name in FIELDS if d.texts[name].strip()]
        texts = [self.parse.fields(d.texts)[name] for d, name in fields]
        for (document, name), parsed, read in zip(fields, self.parse(texts), self.reader(texts), strict=True):
            name_tokens(parsed, read)
            document.parses[name], document.reads[name] = parsed, read

    def tag(self, document: Document) -> None:
        """Adds all that is found in one document, which is parsed first where it has not been yet."""
        if not is_tagged(document.language):
            return
        if not document.parses:
            self.read([document])
        found: Sequence[Document] = [document]
        for enricher in self.enrichers:
            found = enricher(found)


def is_tagged(language: str | None) -> bool:
    """Whether articles of this language get tags."""
    return _primary(language) in (None, "en")


def _primary(language: str | None) -> str | None:
    """`en` of `en-GB`."""
    return (language or "").lower().replace("_", "-").split("-")[0] or None


def load(name: str, **options: Any) -> Enricher:
    """The enricher of this name. Raises FatalError where there is none."""
    path = name if ":" in name else _OURS.get(name, name)
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

"""The enrichers of a process, by name, over one shared parse: articles in, their tags out.

A bare name is ours (`figures` is `newswire.enrich.figures.tagger:make`), one with a colon is of any installed package
(`acme.tone:make`). They run in the order of the list, each on what those before it found.

Only languages of `enrich/languages/registry.py` are tagged: of others an English parser would make names and
numbers that are not there (1.500 is not one and a half in Madrid). Where the language is not known it is taken for
English. Enrichers of others see the articles of all these languages.
"""

import math
import pkgutil
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import msgspec

from newswire.enrich.languages.language import Language, Parse
from newswire.enrich.languages.parse import name_tokens
from newswire.enrich.languages.registry import CODES, load_language, primary
from newswire.enrich.passages.document import FIELDS, Document, Enricher, Source
from newswire.enrich.passages.publication import own_day
from newswire.enrich.passages.read import Read
from newswire.stream.errors import FatalError
from newswire.stream.messages import EnricherInfo
from newswire.stream.topics import encode

#: ours: where each is made, and what of a language it is made with
_OURS: dict[str, tuple[str, tuple[str, ...]]] = {
    "entities": ("newswire.enrich.names.tagger:make", ("lexicon",)),
    "times": ("newswire.enrich.times.tagger:make", ("times",)),
    "attribution": ("newswire.enrich.claims.tagger:make", ("lexicon",)),
    "figures": ("newswire.enrich.figures.tagger:make", ("numbers", "quantify")),
}
NAMES = tuple(_OURS)
#: whose results an enricher of ours reads
_READS = {"times": ("entities",), "attribution": ("entities", "times"), "figures": ("entities", "times", "attribution")}


class Pipeline:
    """Enrichers and the parsers they share. Loading takes seconds: one per process, made after it has forked."""

    def __init__(
        self,
        names: Sequence[str] = NAMES,
        options: Mapping[str, Mapping[str, Any]] | None = None,
        *,
        parse: Parse | None = None,
        languages: Sequence[Language] = (),
    ) -> None:
        """For `languages`, else for all that are tagged; the first one is that of articles of unknown language, and
        `parse` stands for its parser.

        Raises FatalError where a model or an enricher is not there."""
        check_order(names)
        self._tagging = {}
        for language in languages or [load_language(code) for code in CODES]:
            self._tagging[language.code] = _Tagging(language, names, options or {}, parse or language.parser())
            parse = None
        self._unknown = next(iter(self._tagging))

    @property
    def infos(self) -> tuple[EnricherInfo, ...]:
        """Which code and model make the tags of an article of unknown language."""
        return self._tagging[self._unknown].infos

    @property
    def enrichers(self) -> Sequence[Enricher]:
        """What tags an article of unknown language, in order."""
        return self._tagging[self._unknown].enrichers

    def annotate(self, articles: Sequence[Source], seconds: float = math.inf) -> list[Document]:
        """A document with all that was found for each article, in their order, however long it takes
        (`newswire.enrich.tagging` heeds `seconds`)."""
        documents = self.documents(articles)
        self.read(documents)
        for document in documents:
            self.tag(document)
        return documents

    def documents(self, articles: Sequence[Source]) -> list[Document]:
        """A document for each article, with nothing found yet."""
        return [
            Document(
                id=a.id,
                texts={"title": a.title, "text": a.text},
                published=a.published or own_day(a.text),
                language=primary(a.language),
            )
            for a in articles
        ]

    def read(self, documents: Sequence[Document]) -> None:
        """Parses and reads the documents that are tagged, all of a language together."""
        for code, tagging in self._tagging.items():
            tagging.read([d for d in documents if (d.language or self._unknown) == code])

    def tag(self, document: Document) -> None:
        """Adds all that is found in one document, which is parsed first where it has not been yet."""
        tagging = self._tagging.get(document.language or self._unknown)
        if tagging is None:
            return
        if not document.parses:
            tagging.read([document])
        found: Sequence[Document] = [document]
        for enricher in tagging.enrichers:
            found = enricher(found)
        if document.extras:  # what is not JSON costs this article, not the process
            document.extras = msgspec.json.decode(encode(document.extras))
        document.enrichers = tagging.infos


class _Tagging:
    """The parser, the reader and the enrichers of one language."""

    def __init__(
        self, language: Language, names: Sequence[str], options: Mapping[str, Mapping[str, Any]], parse: Parse
    ) -> None:
        known = [name for name in names if name not in _OURS or name in language.tags]
        self.parse = parse
        self.reader = language.reader() if language.reader else None
        self.enrichers = [load(name, language, **options.get(name, {})) for name in known]
        self.infos = (
            EnricherInfo(name="parse", version=parse.version, sha256=parse.sha256),
            *(EnricherInfo(name="reader", version=r.version, sha256=r.sha256) for r in (self.reader,) if r),
            *(EnricherInfo(name=e.name, version=e.version, sha256=getattr(e, "sha256", None)) for e in self.enrichers),
        )

    def read(self, documents: Sequence[Document]) -> None:
        fields = [(d, name) for d in documents for name in FIELDS if d.texts[name].strip()]
        parses, reads = self._both([self.parse.fields(d.texts)[name] for d, name in fields])
        for (document, name), parsed in zip(fields, parses, strict=True):
            document.parses[name] = parsed
        for (document, name), read in zip(fields, reads, strict=bool(reads)):
            name_tokens(document.parses[name], read)
            document.reads[name] = read

    def _both(self, texts: Sequence[str]) -> tuple[Sequence[Any], Sequence[Read]]:
        """The parses, and what is read, at the same time: the encoder runs without Python's lock, on a second core
        where there is one. It takes longer: who has parsed helps to read."""
        if self.reader is None:
            return self.parse(texts), ()
        reading, stop = self.reader.begin(texts), Event()
        with ThreadPoolExecutor(1, "reader") as beside:
            other = beside.submit(reading.go_on, stop.is_set)
            try:
                parses = self.parse(texts)
                reading.go_on(stop.is_set)
                other.result()
            except BaseException:  # the article's time is over, or Ctrl-C
                stop.set()
                raise
        return parses, reading.found()


def load(name: str, language: Language | None = None, **options: Any) -> Enricher:
    """The enricher of this name, ours for this language, else for English. Raises FatalError where there is none."""
    path, parts = _OURS.get(name, (name, ()))
    try:
        make = pkgutil.resolve_name(path)
    except (ImportError, AttributeError, ValueError) as e:
        raise FatalError(f"no enricher {name!r}: {e}") from e
    made: Enricher = make(**{part: getattr(language, part) for part in parts if language}, **options)
    return made


def check_order(names: Sequence[str]) -> None:
    """Raises FatalError where an enricher of ours stands before one that it reads, or twice."""
    for place, name in enumerate(names):
        late = [read for read in _READS.get(name, ()) if read in names[place:]]
        if late or name in names[:place]:
            raise FatalError(
                f"enrichers: {name!r} must stand once, and after {', '.join(late) or 'no other of its name'}"
            )

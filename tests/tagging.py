"""One loaded parser and reader for all tests of the taggers, and documents of a few words to run them on."""

from datetime import date
from functools import cache

from newswire.enrich.figures.tagger import FigureTagger
from newswire.enrich.languages.parse import Parser, name_tokens
from newswire.enrich.names.tagger import make as make_entities
from newswire.enrich.passages.document import Document
from newswire.enrich.reader.reader import Reader
from newswire.enrich.times.tagger import make as make_times


@cache
def parser() -> Parser:
    return Parser()


@cache
def reader() -> Reader:
    return Reader()


def document(text: str, published: date | None = date(2024, 10, 18), title: str = "") -> Document:
    """A parsed document; the default date of publication is a Friday."""
    made = Document(id="d", texts={"title": title, "text": text}, published=published, language="en")
    for field in ("title", "text"):
        if made.texts[field].strip():
            words = parser().fields(made.texts)[field]
            [made.parses[field]], [made.reads[field]] = parser()([words]), reader()([words])
            name_tokens(made.parses[field], made.reads[field])
    return made


def tagged(text: str, published: date | None = date(2024, 10, 18), title: str = "") -> Document:
    """A document with its entities, times and figures."""
    batch = [document(text, published, title)]
    for tagger in (make_entities(), make_times(), FigureTagger()):
        tagger(batch)
    return batch[0]

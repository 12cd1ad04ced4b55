"""One loaded parser for all tests of the taggers, and documents of a few words to run them on."""

from datetime import date
from functools import cache

from enrich.languages.parse import Parser
from enrich.passages.document import Document


@cache
def parser() -> Parser:
    return Parser()


def document(text: str, published: date | None = date(2024, 10, 18), title: str = "") -> Document:
    """A parsed document; the default date of publication is a Friday."""
    made = Document(id="d", texts={"title": title, "text": text}, published=published, language="en")
    for field in ("title", "text"):
        if made.texts[field].strip():
            made.parses[field] = parser()([parser().fields(made.texts)[field]])[0]
    return made

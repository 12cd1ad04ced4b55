"""A quick reader of RSS, RDF and Atom in their common shapes, equal to `ingest/parsing/feedxml.py` wherever it answers.

It stands on the same XML parser as feedparser, so that the two agree on what is well-formed, and keeps feedparser's
rules for the fields that we read (`places.py`). In any doubt (ill-formed, entities of its own, markup
where text belongs, an element with a rule of feedparser's that is not known here) it gives way to feedparser.
"""

import re
from typing import Any
from xml.parsers import expat

from newswire.ingest.parsing.feedxml import XmlFeed
from newswire.ingest.parsing.quick.namespaces import DoubtError
from newswire.ingest.parsing.quick.places import TABLES
from newswire.ingest.parsing.quick.reader import EnoughError, Reader

_ENTITY_IN_ATTRIBUTE = re.compile(rb"""=\s*["'][^"'<>]{0,2000}&(?!(?:amp|lt|gt|quot|apos);|#)""")


class IllFormedError(Exception):
    """No XML: not for feedparser's parser of sound feeds, either."""


def read_quick(body: bytes, url: str) -> XmlFeed | None:
    """The feed in these bytes, which are UTF-8 without an XML declaration; None where feedparser has to read it.

    Raises IllFormedError.
    """
    reader = Reader(url, TABLES)
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.namespace_prefixes = parser.buffer_text = True
    parser.buffer_size = 1 << 16
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text.append
    parser.StartNamespaceDeclHandler = reader.declare
    parser.StartDoctypeDeclHandler, parser.SkippedEntityHandler = reader.namespaces.declare_type, _doubt
    try:
        parser.Parse(body, True)
    except EnoughError:
        pass
    except DoubtError:
        return None
    except expat.ExpatError as e:
        raise IllFormedError(str(e)) from e
    if reader.namespaces.has_doctype and _ENTITY_IN_ATTRIBUTE.search(body):
        return None
    if not reader.version or not reader.entries:
        return None
    return XmlFeed(reader.namespaces.type_version or reader.version, reader.feed, reader.entries, reader.truncated)


def _doubt(*_: Any) -> None:
    raise DoubtError

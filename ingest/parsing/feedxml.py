"""feedparser as the reader of RSS, RDF and Atom: it knows the formats. What it does by our rules: `feed_rules.py`.

feedparser's own `parse` has no seam for those, so the two steps around its parsers stand here once more.
"""

import io
import time
import xml.sax
from collections.abc import Callable
from typing import Any, NamedTuple

from feedparser.encodings import convert_to_utf8
from feedparser.sanitizer import replace_doctype

from newswire.ingest.parsing.feed_parsers import Loose, Strict
from newswire.ingest.parsing.feed_rules import BUDGET_S, MAX_ENTRIES, EnoughError
from newswire.ingest.parsing.mending import mended_sections
from newswire.stream.errors import RejectedError


class XmlFeed(NamedTuple):
    """What feedparser's parsers found, in its names."""

    version: str
    feed: dict[str, Any]
    entries: list[dict[str, Any]]
    truncated: bool  #: there were more than MAX_ENTRIES
    ill_formed: bool = False  #: what stands in it is a guess


def read_xml(
    body: bytes,
    url: str,
    content_type: str,
    *,
    language: str | None = None,
    well_formed: bool = True,
    clock: Callable[[], float] = time.thread_time,
) -> XmlFeed:
    """The feed in these bytes, which need not be `well_formed`. Raises RejectedError with `too_deep` or `too_slow`."""
    result: dict[str, Any] = {"bozo": False}
    headers = {"content-type": content_type, "content-location": url}
    try:
        data = convert_to_utf8(headers, body, result)
        version, data, entities = replace_doctype(data)
    except (UnicodeError, ValueError, LookupError) as e:  # it trusts what a declaration says of itself
        raise RejectedError("not_a_feed", f"{type(e).__name__}: {e}"[:200]) from e
    ends_at = clock() + BUDGET_S
    parser: Any = None
    if well_formed and result.get("encoding"):
        parser = Strict(url, language, "utf-8")
        parser.bound(ends_at, clock)
        if not _strict(parser, data):
            parser = None
    ill_formed = parser is None
    if parser is None:
        parser = Loose(url, language, "utf-8", entities)
        parser.bound(ends_at, clock)
        _loose(parser, data.decode("utf-8", "replace"))
    return XmlFeed(
        version or parser.version, parser.feeddata, parser.entries[:MAX_ENTRIES], parser.truncated, ill_formed
    )


def _strict(parser: Any, data: bytes) -> bool:
    """Whether the document is well-formed, as far as it was wanted."""
    sax = xml.sax.make_parser()
    sax.setFeature(xml.sax.handler.feature_namespaces, True)
    sax.setFeature(xml.sax.handler.feature_external_ges, False)
    sax.setContentHandler(parser)
    sax.setErrorHandler(parser)
    source = xml.sax.xmlreader.InputSource()
    source.setByteStream(io.BytesIO(data))
    try:
        sax.parse(source)
    except EnoughError:
        return True
    except RejectedError:
        raise
    except Exception:  # ill-formed, or a handler of feedparser's that stumbled: the loose parser takes more
        return False
    return True


def _loose(parser: Any, text: str) -> None:
    """Reads what it can: what was found before a fault stays."""
    try:
        parser.feed(mended_sections(text))
        parser.close()
    except (EnoughError, AssertionError):
        pass  # sgmllib gives up on a declaration with an assertion; what was read stays
    except (RejectedError, MemoryError):
        raise
    except Exception as e:
        if not parser.entries:
            raise RejectedError("not_a_feed", f"{type(e).__name__}: {e}"[:200]) from e

"""feedparser with bounds, and without what it makes up: the reader of RSS, RDF and Atom.

feedparser knows the formats. Changed here: a guid stays as written, a content is not copied into the summary, a
dc:date is kept apart, dates are left to `dates.py`; and a feed that is too deep, too long or too slow ends.
feedparser's own `parse` has no seam for that, so the two steps around its parsers stand here once more.
"""

import io
import time
import xml.sax
from collections.abc import Callable
from typing import Any, NamedTuple

from feedparser.api import LooseFeedParser, StrictFeedParser
from feedparser.encodings import convert_to_utf8
from feedparser.sanitizer import replace_doctype

from stream.errors import RejectedError

MAX_ENTRIES = 10_000
MAX_DEPTH = 1_000
#: seconds that one feed may take; a reader of 10,000 items needs less than one
BUDGET_S = 6.0


class XmlFeed(NamedTuple):
    """What feedparser's parsers found, in its names."""

    version: str
    feed: dict[str, Any]
    entries: list[dict[str, Any]]
    truncated: bool  #: there were more than MAX_ENTRIES


class _EnoughError(Exception):
    """All entries that we take are there."""


def read_xml(
    body: bytes,
    url: str,
    content_type: str,
    *,
    language: str | None = None,
    well_formed: bool = True,
    clock: Callable[[], float] = time.monotonic,
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
        parser = _Strict(url, language, "utf-8")
        parser.bound(ends_at, clock)
        if not _strict(parser, data):
            parser = None
    if parser is None:
        parser = _Loose(url, language, "utf-8", entities)
        parser.bound(ends_at, clock)
        _loose(parser, data.decode("utf-8", "replace"))
    return XmlFeed(version or parser.version, parser.feeddata, parser.entries[:MAX_ENTRIES], parser.truncated)


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
    except _EnoughError:
        return True
    except RejectedError:
        raise
    except Exception:  # ill-formed, or a handler of feedparser's that stumbled: the loose parser takes more
        return False
    return True


def _loose(parser: Any, text: str) -> None:
    """Reads what it can: what was found before a fault stays."""
    try:
        parser.feed(text)
        parser.close()
    except (_EnoughError, AssertionError):
        pass  # sgmllib gives up on a declaration with an assertion; what was read stays
    except (RejectedError, MemoryError):
        raise
    except Exception as e:
        if not parser.entries:
            raise RejectedError("not_a_feed", f"{type(e).__name__}: {e}"[:200]) from e


class _Bounded:
    """Mixed into feedparser's parsers, before them."""

    can_be_relative_uri = StrictFeedParser.can_be_relative_uri - {"id"}
    resolve_relative_uris = sanitize_html = False

    def bound(self: Any, ends_at: float, clock: Callable[[], float]) -> None:
        self.ends_at, self.clock, self.truncated = ends_at, clock, False

    def unknown_starttag(self: Any, tag: str, attrs: Any) -> Any:
        if self.clock() > self.ends_at:
            raise RejectedError("too_slow", f"not read in {BUDGET_S} s, {len(self.entries)} entries so far")
        if self.depth > self.max_depth:
            raise RejectedError("too_deep", f"more than {self.max_depth} elements in one another, at <{tag[:40]}>")
        return super().unknown_starttag(tag, attrs)  # type: ignore[misc]

    def _start_item(self: Any, attrs_d: Any) -> None:
        if len(self.entries) >= MAX_ENTRIES:
            self.truncated = True
            raise _EnoughError
        super()._start_item(attrs_d)  # type: ignore[misc]

    _start_entry = _start_item

    def _end_guid(self: Any) -> None:
        value = self.pop("id")
        if self.guidislink and value:
            self._save("link", self.resolve_uri(value))

    _end_id = _end_guid

    def _sync_author_detail(self: Any, key: str = "author") -> None:
        """An author in one string stays whole: feedparser cuts e-mail addresses at four letters of their last part."""
        context = self._get_context()
        detail = (context.get(f"{key}s") or [{}])[-1]
        whole = None if detail else dict.get(context, key)
        super()._sync_author_detail(key)  # type: ignore[misc]
        if whole and detail:
            detail["name"] = whole

    def _start_description(self: Any, attrs_d: Any) -> None:
        self._open_summary("description", attrs_d, "text/html")

    def _start_summary(self: Any, attrs_d: Any) -> None:
        self._open_summary("summary", attrs_d, "text/plain")

    def _open_summary(self: Any, name: str, attrs_d: Any, type: str) -> None:
        """The first one that holds something counts: feedparser calls a second description the content."""
        taken = self.inentry and bool(self._get_context().get("summary"))
        self._summaryKey = "other_summary" if taken else name
        self.push_content(self._summaryKey, attrs_d, type, self.infeed or self.inentry or self.insource)

    def _end_summary(self: Any) -> None:
        self.pop_content(self._summaryKey or "summary")
        self._summaryKey = None

    _end_description = _end_summary
    _end_abstract = _end_summary

    def _start_media_description(self: Any, attrs_d: Any) -> None:
        """The caption of a picture, which is the summary only where there is no other."""
        self.push_content("media_description", attrs_d, "text/html", self.infeed or self.inentry)

    def _end_media_description(self: Any) -> None:
        self.pop_content("media_description")

    def _start_abstract(self: Any, attrs_d: Any) -> None:
        self._open_summary("description", attrs_d, "text/plain")

    def _end_content(self: Any) -> None:
        self.pop_content("content")

    _end_body = _end_content
    _end_xhtml_body = _end_content
    _end_content_encoded = _end_content
    _end_fullitem = _end_content

    def _start_dc_date(self: Any, attrs_d: Any) -> None:
        self.push("dc_date", 1)

    def _end_dc_date(self: Any) -> None:
        self.pop("dc_date")

    def _end_published(self: Any) -> None:
        self.pop("published")

    _end_issued = _end_published
    _end_pubdate = _end_published
    _end_dcterms_issued = _end_published

    def _end_updated(self: Any) -> None:
        self.pop("updated")

    _end_modified = _end_updated
    _end_lastbuilddate = _end_updated
    _end_dcterms_modified = _end_updated

    def _end_created(self: Any) -> None:
        self.pop("created")

    _end_dcterms_created = _end_created


class _Strict(_Bounded, StrictFeedParser):  # type: ignore[misc]
    """For well-formed XML."""

    max_depth = MAX_DEPTH


class _Loose(_Bounded, LooseFeedParser):  # type: ignore[misc]
    """For everything else: there, a tag without an end deepens all that follows, and prefixes may be undeclared."""

    max_depth = 100 * MAX_DEPTH

    def unknown_starttag(self: Any, tag: str, attrs: Any) -> Any:
        return super().unknown_starttag(tag.removeprefix("rss:"), attrs)

    def unknown_endtag(self: Any, tag: str) -> Any:
        return super().unknown_endtag(tag.removeprefix("rss:"))

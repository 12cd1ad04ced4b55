"""What feedparser's parsers do by our rules: within bounds, and without what they make up.

A guid stays as written and is a link only where it says so, a content is not copied into the summary, a caption is none
either, a dc:date is kept apart, dates are left to `ingest/dates`; a feed that is too deep, too long or too slow ends.
"""

from collections.abc import Callable
from typing import Any

from feedparser.api import StrictFeedParser

from newswire.ingest.parsing.mending import without_cdata
from newswire.stream.errors import RejectedError

MAX_ENTRIES = 10_000
MAX_DEPTH = 1_000
MAX_AUTHOR = 5_000  #: characters
#: seconds of CPU time that one feed may take; a reader of 10,000 items needs less than one
BUDGET_S = 6.0
#: where an id that is a link is kept; a name that no element has
PERMALINK = "id as link"
ITEMS = frozenset(["item", "entry"])


class EnoughError(Exception):
    """All entries that we take are there."""


class Bounded:
    """Mixed into feedparser's parsers, before them."""

    can_be_relative_uri = StrictFeedParser.can_be_relative_uri - {"id"}
    resolve_relative_uris = sanitize_html = False

    def bound(self: Any, ends_at: float, clock: Callable[[], float]) -> None:
        self.ends_at, self.clock, self.truncated, self.in_picture = ends_at, clock, False, False

    def unknown_starttag(self: Any, tag: str, attrs: Any) -> Any:
        if self.clock() > self.ends_at:
            raise RejectedError("too_slow", f"not read in {BUDGET_S} s, {len(self.entries)} entries so far")
        if self.depth > self.max_depth:
            raise RejectedError("too_deep", f"more than {self.max_depth} nested elements, at <{tag[:40]}>")
        if tag in ITEMS:
            self.in_picture = False
        elif tag == "image" and self.inentry:
            self.in_picture = True
        return None if self.in_picture else super().unknown_starttag(tag, attrs)  # type: ignore[misc]

    def unknown_endtag(self: Any, tag: str) -> Any:
        """A picture of an entry has a title, a link and words of its own: none of them are the entry's."""
        if self.in_picture and tag not in ITEMS:
            self.in_picture = tag != "image"
            return None
        self.in_picture = False
        return super().unknown_endtag(tag)  # type: ignore[misc]

    def resolve_uri(self: Any, uri: str) -> Any:
        uri = without_cdata(uri)
        return super().resolve_uri(uri) if uri else uri  # type: ignore[misc]

    def _start_link(self: Any, attrs_d: Any) -> None:
        """A blank reference is none: it would lead to the feed itself."""
        for name in ("href", "url", "uri"):
            if name in attrs_d and not attrs_d[name].strip():
                del attrs_d[name]
        super()._start_link(attrs_d)  # type: ignore[misc]

    def _start_item(self: Any, attrs_d: Any) -> None:
        if len(self.entries) >= MAX_ENTRIES:
            self.truncated = True
            raise EnoughError
        super()._start_item(attrs_d)  # type: ignore[misc]
        if about := self.entries[-1].get("id"):  # of RDF
            self.entries[-1][PERMALINK] = about

    _start_entry = _start_item

    def _start_guid(self: Any, attrs_d: Any) -> None:
        self.guidislink = attrs_d.get("ispermalink", "true").strip().lower() == "true"
        self.push("id", 1)

    _start_id = _start_guid

    def _end_guid(self: Any) -> None:
        value = self.pop("id")
        if self.guidislink and value:
            self._save(PERMALINK, value)

    _end_id = _end_guid

    def _sync_author_detail(self: Any, key: str = "author") -> None:
        """An author in one string stays whole: feedparser cuts e-mail addresses at four letters of their last part.

        It looks for one in time that grows with the square of the string; one of 10 kB is nobody's name.
        """
        context = self._get_context()
        detail = (context.get(f"{key}s") or [{}])[-1]
        whole = None if detail else dict.get(context, key)
        if whole and len(whole) > MAX_AUTHOR:
            return
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

    def _start_itunes_summary(self: Any, attrs_d: Any) -> None:
        """What a podcast says of itself: the summary only where there is no other."""
        self.push_content("itunes_summary", attrs_d, "text/plain", self.infeed or self.inentry or self.insource)

    def _end_itunes_summary(self: Any) -> None:
        self.pop_content("itunes_summary")

    def _start_media_description(self: Any, attrs_d: Any) -> None:
        """The caption of a picture, which is not the summary."""
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

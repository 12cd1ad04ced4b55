"""Links and ids of a feed's elements: actions of the quick reader, by feedparser's rules."""

import re

from newswire.ingest.parsing.feed_rules import PERMALINK
from newswire.ingest.parsing.mending import without_cdata
from newswire.ingest.parsing.quick.namespaces import Attributes, DoubtError
from newswire.ingest.parsing.quick.reader import Reader
from newswire.ingest.parsing.quick.text import repaired, resolved

_REFERENCE = re.compile("&([A-Za-z0-9_]+);")
_HTML_TYPES = frozenset(["html", "xhtml", "text/html", "application/xhtml+xml"])


def link(reader: Reader, attributes: Attributes) -> None:
    attributes.setdefault("rel", "alternate")
    attributes.setdefault("type", "application/atom+xml" if attributes["rel"] == "self" else "text/html")
    _name_href(attributes)
    reader.target.setdefault("links", []).append(attributes)
    if not attributes.get("href", "").strip():  # a blank reference would lead to the feed itself
        attributes.pop("href", None)
        reader.open(_end_link)
        return
    attributes["href"] = resolved(reader.base, attributes["href"])
    if attributes["rel"] == "alternate" and attributes["type"] in _HTML_TYPES:
        reader.target["link"] = attributes["href"]


def _end_link(reader: Reader, text: str) -> None:
    text = without_cdata(text)
    text = repaired(resolved(reader.base, text) if text else text)
    if "&" in text:
        if reader.levels is not None:
            text = text.replace("&amp;", "&")
        text = _REFERENCE.sub(r"&\g<1>", text)
    reader.target["link"] = text
    if text or reader.levels is None:
        reader.target["links"][-1]["href"] = text


def enclosure(reader: Reader, attributes: Attributes) -> None:
    _name_href(attributes)
    attributes["rel"] = "enclosure"
    reader.target.setdefault("links", []).append(attributes)


def _name_href(attributes: Attributes) -> None:
    if href := attributes.get("url", attributes.get("uri", attributes.get("href"))):
        attributes.pop("url", None)
        attributes.pop("uri", None)
        attributes["href"] = href


def guid(reader: Reader, attributes: Attributes) -> None:
    reader.is_permalink = attributes.get("ispermalink", "true").strip().lower() == "true"
    reader.open(_end_guid)


def _end_guid(reader: Reader, text: str) -> None:
    text = repaired(text)
    reader.store("id", text)
    if reader.is_permalink and text:
        reader.target.setdefault(PERMALINK, text)


def chapter(reader: Reader, attributes: Attributes) -> None:
    if "start" not in attributes:
        raise DoubtError

"""What each element of a feed means, by feedparser's rules: the actions of the quick reader (`reader.py`).

An action is called at the start of its element with the element's attributes. It reads a value (`open`, whose
function gets the text at the end), goes inside (`enter`), or does what there is to do at once.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ingest.parsing.quick.text import looks_like_html, repaired, resolved

if TYPE_CHECKING:
    from ingest.parsing.quick.reader import Reader

Attributes = dict[str, str]
Action = Callable[["Reader", Attributes], None]
Finish = Callable[["Reader", str], None]

_RSS_VERSIONS = {"0.91": "rss091u", "0.92": "rss092", "0.93": "rss093", "0.94": "rss094"}
_ATOM_VERSIONS = {"0.1": "atom01", "0.2": "atom02", "0.3": "atom03"}
_REFERENCE = re.compile("&([A-Za-z0-9_]+);")
_HTML_TYPES = frozenset(["html", "xhtml", "text/html", "application/xhtml+xml"])


class DoubtError(Exception):
    """Something that only feedparser knows how to read."""


def ignore(reader: "Reader", attributes: Attributes) -> None:
    """Nothing to read here; what is inside is read as if it stood outside."""


def drop(reader: "Reader", text: str) -> None:
    pass


def plain(field: str) -> Action:
    def finish(reader: "Reader", text: str) -> None:
        reader.store(field, repaired(text))

    def action(reader: "Reader", attributes: Attributes) -> None:
        reader.open(finish)

    return action


def bare(field: str) -> Action:
    """An element that feedparser has no rule for: its text is a value only where it has no attributes."""
    text = plain(field)

    def action(reader: "Reader", attributes: Attributes) -> None:
        if attributes:
            reader.target[field] = None
        else:
            text(reader, attributes)

    return action


def other_content(reader: "Reader", attributes: Attributes) -> None:
    reader.open_content(drop, attributes, "text/plain")


# --- the frame


def start_rss(reader: "Reader", attributes: Attributes) -> None:
    if not reader.version.startswith("rss"):
        version = attributes.get("version", "")
        reader.version = _RSS_VERSIONS.get(version) or ("rss20" if version.startswith("2.") else "rss")


def start_feed(reader: "Reader", attributes: Attributes) -> None:
    if not reader.version:
        reader.version = _ATOM_VERSIONS.get(attributes.get("version", "")) or "atom"
    reader.enter("feed", reader.feed, drop)


def start_channel(reader: "Reader", attributes: Attributes) -> None:
    if "lastmod" in attributes or "href" in attributes:  # Channel Definition Format
        raise DoubtError
    reader.enter("feed", reader.feed, drop)


def start_entry(reader: "Reader", attributes: Attributes) -> None:
    if "lastmod" in attributes or "href" in attributes:
        raise DoubtError
    entry: dict[str, Any] = {"id": about} if (about := attributes.get("rdf:about")) else {}
    reader.add_entry(entry)
    reader.title_depth = -1
    reader.enter("entry", entry, drop, {})


def aside(place: str) -> Action:
    """Something with a title and links of its own."""

    def action(reader: "Reader", attributes: Attributes) -> None:
        reader.title_depth = -1
        reader.enter(place, {}, drop)

    return action


def people(reader: "Reader", attributes: Attributes) -> None:
    reader.enter("people", {}, drop)


# --- titles, texts


def title(reader: "Reader", attributes: Attributes) -> None:
    reader.open_content(_end_title, attributes, "text/plain")


def _end_title(reader: "Reader", text: str) -> None:
    kind = reader.type
    if kind == "text/plain" and not reader.version.startswith("atom") and looks_like_html(text):
        kind = "text/html"
    text = repaired(text)
    if not -1 < reader.title_depth <= reader.depth:
        reader.store("title", text)
        reader.target["title_detail"] = {"type": kind}
    if text:
        reader.title_depth = reader.depth


def media_title(reader: "Reader", attributes: Attributes) -> None:
    reader.open_content(_end_media_title, attributes, "text/plain")


def _end_media_title(reader: "Reader", text: str) -> None:
    before = reader.title_depth
    _end_title(reader, text)
    reader.title_depth = before


def summary(default: str) -> Action:
    def action(reader: "Reader", attributes: Attributes) -> None:
        reader.open_content(_end_summary, attributes, default)

    return action


def _end_summary(reader: "Reader", text: str) -> None:
    # the first one that holds something counts
    if reader.levels is None or not reader.target.get("summary"):
        reader.store("summary", repaired(text))


def media_description(reader: "Reader", attributes: Attributes) -> None:
    reader.open_content(_end_media_description, attributes, "text/html")


def _end_media_description(reader: "Reader", text: str) -> None:
    reader.store("media_description", repaired(text))


def content(default: str) -> Action:
    def action(reader: "Reader", attributes: Attributes) -> None:
        reader.open_content(_end_content, attributes, default)

    return action


def _end_content(reader: "Reader", text: str) -> None:
    reader.target.setdefault("content", []).append({"value": repaired(text)})


# --- links and ids


def link(reader: "Reader", attributes: Attributes) -> None:
    attributes.setdefault("rel", "alternate")
    attributes.setdefault("type", "application/atom+xml" if attributes["rel"] == "self" else "text/html")
    _name_href(attributes)
    reader.target.setdefault("links", []).append(attributes)
    if "href" not in attributes:
        reader.open(_end_link)
        return
    attributes["href"] = resolved(reader.base, attributes["href"])
    if attributes["rel"] == "alternate" and attributes["type"] in _HTML_TYPES:
        reader.target["link"] = attributes["href"]


def _end_link(reader: "Reader", text: str) -> None:
    text = repaired(resolved(reader.base, text) if text else text)
    if "&" in text:
        if reader.levels is not None:
            text = text.replace("&amp;", "&")
        text = _REFERENCE.sub(r"&\g<1>", text)
    reader.target["link"] = text
    if text or reader.levels is None:
        reader.target["links"][-1]["href"] = text


def enclosure(reader: "Reader", attributes: Attributes) -> None:
    _name_href(attributes)
    attributes["rel"] = "enclosure"
    reader.target.setdefault("links", []).append(attributes)


def _name_href(attributes: Attributes) -> None:
    if href := attributes.get("url", attributes.get("uri", attributes.get("href"))):
        attributes.pop("url", None)
        attributes.pop("uri", None)
        attributes["href"] = href


def guid(reader: "Reader", attributes: Attributes) -> None:
    reader.is_permalink = attributes.get("ispermalink", "true") == "true"
    reader.open(_end_guid)


def _end_guid(reader: "Reader", text: str) -> None:
    text = repaired(text)
    reader.store("id", text)
    if reader.is_permalink and text and "link" not in reader.target:
        reader.target["link"] = resolved(reader.base, text)


def chapter(reader: "Reader", attributes: Attributes) -> None:
    if "start" not in attributes:
        raise DoubtError

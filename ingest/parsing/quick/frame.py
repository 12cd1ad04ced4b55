"""The frame of a feed: its start, its entries, what stands aside; and the plain values of any of them.

An action is called at the start of its element with the element's attributes. It reads a value (`open`, whose
function gets the text at the end), goes inside (`enter`), or does what there is to do at once. The rules are
feedparser's.
"""

from typing import Any

from newswire.ingest.parsing.feed_rules import PERMALINK
from newswire.ingest.parsing.quick.namespaces import Attributes, DoubtError
from newswire.ingest.parsing.quick.reader import Action, Reader
from newswire.ingest.parsing.quick.text import repaired

_RSS_VERSIONS = {"0.91": "rss091u", "0.92": "rss092", "0.93": "rss093", "0.94": "rss094"}
_ATOM_VERSIONS = {"0.1": "atom01", "0.2": "atom02", "0.3": "atom03"}


def drop(reader: Reader, text: str) -> None:
    pass


def plain(field: str) -> Action:
    def finish(reader: Reader, text: str) -> None:
        reader.store(field, repaired(text))

    def action(reader: Reader, attributes: Attributes) -> None:
        reader.open(finish)

    return action


def bare(field: str) -> Action:
    """An element that feedparser has no rule for: its text is a value only where it has no attributes."""
    text = plain(field)

    def action(reader: Reader, attributes: Attributes) -> None:
        if attributes:
            reader.target[field] = None
        else:
            text(reader, attributes)

    return action


def start_rss(reader: Reader, attributes: Attributes) -> None:
    if not reader.version.startswith("rss"):
        version = attributes.get("version", "")
        reader.version = _RSS_VERSIONS.get(version) or ("rss20" if version.startswith("2.") else "rss")


def start_feed(reader: Reader, attributes: Attributes) -> None:
    if not reader.version:
        reader.version = _ATOM_VERSIONS.get(attributes.get("version", "")) or "atom"
    reader.enter("feed", reader.feed, drop)


def start_channel(reader: Reader, attributes: Attributes) -> None:
    if "lastmod" in attributes or "href" in attributes:  # Channel Definition Format
        raise DoubtError
    reader.enter("feed", reader.feed, drop)


def start_entry(reader: Reader, attributes: Attributes) -> None:
    if "lastmod" in attributes or "href" in attributes:
        raise DoubtError
    about = attributes.get("rdf:about")
    entry: dict[str, Any] = {"id": about, PERMALINK: about} if about else {}
    reader.add_entry(entry)
    reader.title_depth = -1
    reader.enter("entry", entry, drop, {})


def aside(place: str) -> Action:
    """Something with a title and links of its own."""

    def action(reader: Reader, attributes: Attributes) -> None:
        reader.title_depth = -1
        reader.enter(place, {}, drop)

    return action


def source(reader: Reader, attributes: Attributes) -> None:
    """The feed that an entry is from, whose authors are the entry's where that names none."""
    reader.title_depth = -1
    found: dict[str, Any] = {}
    reader.target["source"] = found
    reader.enter("source", found, drop)


def picture(reader: Reader, attributes: Attributes) -> None:
    """A picture of an entry has a title, a link and words of its own."""
    reader.enter("picture", {}, drop)


def people(reader: Reader, attributes: Attributes) -> None:
    reader.enter("people", {}, drop)

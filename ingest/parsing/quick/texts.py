"""Titles and texts of a feed's elements: actions of the quick reader, by feedparser's rules."""

from newswire.ingest.parsing.quick.frame import drop
from newswire.ingest.parsing.quick.namespaces import Attributes
from newswire.ingest.parsing.quick.reader import Action, Reader
from newswire.ingest.parsing.quick.text import looks_like_html, repaired


def other_content(reader: Reader, attributes: Attributes) -> None:
    reader.open_content(drop, attributes, "text/plain")


def title(reader: Reader, attributes: Attributes) -> None:
    reader.open_content(_end_title, attributes, "text/plain")


def _end_title(reader: Reader, text: str) -> None:
    kind = reader.type
    if kind == "text/plain" and not reader.version.startswith("atom") and looks_like_html(text):
        kind = "text/html"
    text = repaired(text)
    if not -1 < reader.title_depth <= reader.depth:
        reader.store("title", text)
        reader.target["title_detail"] = {"type": kind}
    if text:
        reader.title_depth = reader.depth


def media_title(reader: Reader, attributes: Attributes) -> None:
    reader.open_content(_end_media_title, attributes, "text/plain")


def _end_media_title(reader: Reader, text: str) -> None:
    before = reader.title_depth
    _end_title(reader, text)
    reader.title_depth = before


def summary(default: str) -> Action:
    def action(reader: Reader, attributes: Attributes) -> None:
        reader.open_content(_end_summary, attributes, default)

    return action


def _end_summary(reader: Reader, text: str) -> None:
    # the first one that holds something counts
    if reader.levels is None or not reader.target.get("summary"):
        reader.store("summary", repaired(text))


def spoken_summary(reader: Reader, attributes: Attributes) -> None:
    """A podcast's words, which are the summary only where there is no other."""
    reader.open_content(_end_spoken_summary, attributes, "text/plain")


def _end_spoken_summary(reader: Reader, text: str) -> None:
    reader.store("itunes_summary", repaired(text))


def content(default: str) -> Action:
    def action(reader: Reader, attributes: Attributes) -> None:
        reader.open_content(_end_content, attributes, default)

    return action


def _end_content(reader: Reader, text: str) -> None:
    reader.target.setdefault("content", []).append({"value": repaired(text)})

"""A list of feeds as OPML 2.0, TOML or plain text: what `ingest/polling/lists/feeds.py` reads back."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree

from newswire.ingest.polling.lists.feeds import CLASSES, Feed


def opml(feeds: Iterable[Feed], now: datetime) -> str:
    """The feeds as OPML 2.0, those of a class in an outline of its name."""
    root = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = "newswire feeds"
    ElementTree.SubElement(head, "dateCreated").text = format_datetime(now)
    body = ElementTree.SubElement(root, "body")
    listed = list(feeds)
    for cls in CLASSES:
        mine = [feed for feed in listed if feed.cls == cls]
        if mine:
            folder = ElementTree.SubElement(body, "outline", text=cls)
            for feed in mine:
                name = _printable(feed.name or feed.url)
                ElementTree.SubElement(
                    folder, "outline", type="rss", text=name, title=name, xmlUrl=feed.url, category=f"/{cls}"
                )
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def toml(feeds: Iterable[Feed], now: datetime) -> str:
    """The feeds as `[[feed]]` tables."""
    tables = []
    for feed in feeds:
        lines = ["[[feed]]", f"url = {_quoted(feed.url)}"]
        lines += [f"name = {_quoted(feed.name)}"] if feed.name and feed.name.strip() else []
        lines += [f"class = {_quoted(feed.cls)}"] if feed.cls != "normal" else []
        tables.append("\n".join(lines))
    return f"# {now:%Y-%m-%d}: {len(tables)} feeds\n\n" + "\n\n".join(tables) + "\n"


def plain(feeds: Iterable[Feed], now: datetime) -> str:
    """A URL on each line."""
    return "".join(f"{feed.url}\n" for feed in feeds)


#: name of a format -> how it is written
FORMATS: Mapping[str, Callable[[Iterable[Feed], datetime], str]] = {"opml": opml, "toml": toml, "txt": plain}


def _quoted(text: str) -> str:
    """A basic string of TOML: JSON's escapes are among TOML's, but for DEL."""
    return json.dumps(_printable(text), ensure_ascii=False).replace("\x7f", "")


def _printable(text: str) -> str:
    """Without what neither XML nor TOML can hold: control characters and halves of characters."""
    return "".join(c for c in text if c.isprintable()).strip()

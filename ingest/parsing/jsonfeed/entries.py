"""JSON Feed 1.0 and 1.1, and what calls itself so, to entries."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from newswire.ingest.parsing.entries import dates_of, length, permalink, web_url
from newswire.ingest.parsing.jsonfeed.reading import DAMAGED, Number
from newswire.ingest.parsing.mending import without_controls
from newswire.ingest.parsing.people import names
from newswire.ingest.parsing.values import clean, title_as_written, unique
from newswire.stream.messages import Enclosure, Entry


def feed_title(document: Mapping[str, Any]) -> str | None:
    """The feed's title, plain."""
    return title_as_written(_text(document.get("title")))


def feed_url(document: Mapping[str, Any], name: str, url: str) -> str | None:
    """A URL that the feed names (home_page_url, next_url), absolute."""
    return web_url(url, document.get(name))


def json_entry(item: Any, url: str, document: Mapping[str, Any], *, now: datetime | None = None) -> Entry:
    """The Entry of one item of a feed, whose authors are the item's where it names none.

    An item of another shape gives an Entry without anything but a flag.
    """
    if not isinstance(item, dict):
        return Entry(flags=("unreadable",))
    text = {name: _text(value) for name, value in item.items()}
    published, updated, flags = dates_of(
        (text.get("date_published"),), (text.get("date_modified"),), True, None, clean(document.get("language")), now
    )
    guid = clean(item.get("id"))
    places = (web_url(url, item.get(name)) for name in ("url", "external_url"))
    return Entry(
        url=next(filter(None, places), None) or permalink(url, guid),
        guid=guid,
        title=title_as_written(text.get("title")),
        summary=text.get("summary"),
        content=text.get("content_html") or text.get("content_text"),
        authors=_authors(item) or _authors(document),
        published=published,
        updated=updated,
        tags=unique(_labels(item.get("tags"))),
        enclosures=tuple(
            Enclosure(url=where, type=clean(x.get("mime_type")), length=length(x.get("size_in_bytes")))
            for x in _each(item.get("attachments"), "url")
            if (where := web_url(url, x.get("url")))
        ),
        flags=(*flags, "damaged") if DAMAGED in item else flags,
    )


def _authors(of: Mapping[str, Any]) -> tuple[str, ...]:
    """Version 1.0 has one author, 1.1 a list; others write an object for the list, or names for objects."""
    authors = (*_each(of.get("authors"), "name"), *_each(of.get("author"), "name"))
    return names(
        _text(name) for author in authors for name in _list(author.get("name")) if not isinstance(name, Number)
    )


def _labels(tags: Any) -> Iterator[str | None]:
    listed = tags.split(",") if isinstance(tags, str) and not isinstance(tags, Number) else _list(tags)
    for tag in listed:
        named = [tag.get(name) for name in ("label", "name", "term")] if isinstance(tag, dict) else [tag]
        yield next((text for name in named if not isinstance(name, Number) and (text := _text(name))), None)


def _each(values: Any, name: str) -> list[Mapping[str, Any]]:
    """Objects, of which a bare value is the member `name`."""
    return [value if isinstance(value, dict) else {name: value} for value in _list(values)]


def _list(values: Any) -> list[Any]:
    return values if isinstance(values, list) else [] if values is None else [values]


def _text(value: Any) -> str | None:
    """A text without what steers terminals, which JSON can hold as escapes."""
    text = clean(value)
    return without_controls(text) if text else None

"""JSON Feed 1.0 and 1.1, and what calls itself so."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ingest.parsing.entries import clean, dates_of, length, names, plain_title, unique
from ingest.urls import absolute_url
from stream.errors import RejectedError
from stream.messages import Enclosure, Entry


def read_json(body: bytes) -> dict[str, Any]:
    """The document of a JSON Feed. Raises RejectedError with `not_json` or `not_a_feed`."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as e:
        raise RejectedError("not_json", f"{len(body)} bytes: {e}"[:200]) from e
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        raise RejectedError("not_a_feed", "JSON without a list of items")
    return document


def feed_title(document: Mapping[str, Any]) -> str | None:
    """The feed's title, plain."""
    return plain_title(clean(document.get("title")), is_markup=False)


def feed_url(document: Mapping[str, Any], name: str, url: str) -> str | None:
    """A URL that the feed names (home_page_url, next_url), absolute."""
    found = clean(document.get(name))
    return absolute_url(url, found) if found else None


def json_entry(item: Any, url: str, document: Mapping[str, Any], *, now: datetime | None = None) -> Entry:
    """The Entry of one item of a feed, whose authors are the item's where it names none.

    An item of another shape gives an Entry without anything.
    """
    if not isinstance(item, dict):
        return Entry()
    text = {name: clean(value) for name, value in item.items()}
    guid = item.get("id")
    published, updated, flags = dates_of((text.get("date_published"),), (text.get("date_modified"),), True, None, now)
    link = text.get("url") or text.get("external_url")
    return Entry(
        url=absolute_url(url, link) if link else None,
        guid=str(guid) if isinstance(guid, int) and not isinstance(guid, bool) else clean(guid),
        title=plain_title(text.get("title"), is_markup=False),
        summary=text.get("summary"),
        content=text.get("content_html") or text.get("content_text"),
        authors=_authors(item) or _authors(document),
        published=published,
        updated=updated,
        tags=unique(clean(tag) for tag in _list(item.get("tags"))),
        enclosures=tuple(
            Enclosure(
                url=absolute_url(url, clean(x.get("url")) or ""),
                type=clean(x.get("mime_type")),
                length=length(x.get("size_in_bytes")),
            )
            for x in _dicts(item.get("attachments"))
            if clean(x.get("url"))
        ),
        flags=flags,
    )


def _authors(of: Mapping[str, Any]) -> tuple[str, ...]:
    """Version 1.0 has one author, 1.1 a list."""
    return names(clean(a.get("name")) for a in (*_dicts(of.get("authors")), *_dicts([of.get("author")])))


def _dicts(values: Any) -> list[dict[str, Any]]:
    return [value for value in _list(values) if isinstance(value, dict)]


def _list(values: Any) -> list[Any]:
    return values if isinstance(values, list) else []

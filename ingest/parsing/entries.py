"""From what feedparser found of an item to an Entry: plain titles, absolute URLs, dates in UTC, bare names."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from newswire.ingest.dates.read import Moment, is_future, read_date
from newswire.ingest.parsing.feed_rules import PERMALINK
from newswire.ingest.parsing.people import names
from newswire.ingest.parsing.values import clean, plain_title, title_as_written, unique
from newswire.ingest.urls import ABSOLUTE, absolute_url
from newswire.stream.messages import Enclosure, Entry

_WEB = re.compile(r"https?://", re.I)


def entry_of(
    item: dict[str, Any],
    url: str,
    *,
    inherited: tuple[str, ...] = (),
    language: str | None = None,
    is_atom: bool = False,
    now: datetime | None = None,
) -> Entry:
    """The Entry of an item of the feed at `url`; any of its fields may be missing.

    `inherited` are the authors of the feed, where its entries are theirs; `language` is the feed's. In Atom
    (`is_atom`) a title that is not markup by its type is plain text; of other formats one can't be sure.
    """
    get = _getter(item)
    published, updated, flags = dates_of(
        (get("published"), get("dc_date"), get("created")),
        (get("updated"),),
        bool(get("published")),
        get("dc_date"),
        language,
        now,
    )
    content = next((text for c in get("content") or () if (text := clean(c.get("value")))), None)
    return Entry(
        url=link_of(item, url),
        guid=clean(get("id")),
        title=title_of(item, is_atom),
        summary=clean(get("summary")) or clean(get("itunes_summary")),
        content=content,
        authors=authors_of(item) or authors_of(get("source") or {}) or inherited,
        published=published,
        updated=updated,
        tags=unique(clean(t.get("label") or t.get("term")) for t in get("tags") or ()),
        enclosures=tuple(
            Enclosure(url=where, type=clean(x.get("type")), length=length(x.get("length")))
            for x in get("links") or ()
            if x.get("rel") == "enclosure" and (where := web_url(url, x.get("href")))
        ),
        flags=flags,
    )


def title_of(item: dict[str, Any], is_atom: bool) -> str | None:
    """The title of an item or a feed, plain."""
    get = _getter(item)
    is_plain = (get("title_detail") or {}).get("type") == "text/plain"
    return title_as_written(get("title")) if is_plain and is_atom else plain_title(get("title"), not is_plain)


def dates_of(
    published: Iterable[str | None],
    updated: Iterable[str | None],
    has_published: bool,
    other: str | None,
    language: str | None,
    now: datetime | None,
) -> tuple[str | None, str | None, tuple[str, ...]]:
    """(published, updated, flags) from the candidates as written, the best first.

    `other` is a date of no name (dc:date): beside a date of publication it can only be the update.
    """
    first = _first(published, language)
    last = _first(updated, language) or (_first((other,), language) if has_published else None)
    flags = []
    for name, moment in (("published", first), ("updated", last)):
        if moment and not moment.sure:
            flags.append(f"{name}_ambiguous")
        if moment and now and is_future(moment, now):
            flags.append(f"{name}_future")
    return first and first.iso, last and last.iso, tuple(flags)


def length(value: Any) -> int | None:
    """The bytes that an enclosure claims to have; None where that is not a number."""
    text = str(value).strip() if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    return int(text) if re.fullmatch(r"[0-9]{1,18}", text) else None


def _getter(item: dict[str, Any]) -> Callable[[str], Any]:
    if type(item) is dict:
        return item.get
    # feedparser's own `get` gives the date of publication for a missing update
    return lambda name: dict.get(item, name)


def _first(candidates: Iterable[str | None], language: str | None) -> Moment | None:
    return next((moment for raw in candidates if raw and (moment := read_date(raw, language))), None)


def link_of(item: dict[str, Any], url: str) -> str | None:
    """Where the article is: the link behind a redirector that counts clicks, else a link, else an id that is one."""
    get = _getter(item)
    for found in (get("feedburner_origlink"), get("link")):
        if where := web_url(url, found):
            return where
    for link in get("links") or ():
        if link.get("rel") == "alternate" and (where := web_url(url, link.get("href"))):
            return where
    return permalink(url, clean(get(PERMALINK)))


def permalink(base: str, guid: str | None) -> str | None:
    """The URL that an id is, where it is one by itself."""
    return web_url(base, guid) if guid and _WEB.match(guid) else None


def web_url(base: str, url: Any) -> str | None:
    """`url` as seen from `base`, where that is one of the web: what `tag:`, `urn:` or `mailto:` begin is none.

    >>> web_url("https://example.org/feed", "/a"), web_url("https://example.org/feed", "tag:example.org,2024:a")
    ('https://example.org/a', None)
    """
    link = clean(url)
    if not link:
        return None
    found = absolute_url(base, link)
    if ABSOLUTE.fullmatch(found):
        return found
    try:
        parts = urlsplit(found)
    except ValueError:
        return None
    return found if parts.scheme in ("http", "https") and parts.netloc else None


def authors_of(item: dict[str, Any]) -> tuple[str, ...]:
    """The names of those who are said to have written an item."""
    get = _getter(item)
    found = [a.get("name") for a in get("authors") or ()]
    return names(map(clean, found if any(found) else [get("author")]))

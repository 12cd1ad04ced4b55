"""What a page says of its article: each field chosen among the candidates, with where it was found."""

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from htmldate import find_date
from lxml.html import HtmlElement

from newswire.ingest.extraction.metadata.authors.find import find_authors
from newswire.ingest.extraction.metadata.page_dates import days_apart, loose_time, page_time
from newswire.ingest.extraction.metadata.shown_dates import shown_date
from newswire.ingest.extraction.metadata.titles import chosen_title, titles_of
from newswire.ingest.extraction.metadata.told import Metadata
from newswire.ingest.urls import canonical_url, registrable_domain
from newswire.stream.errors import RejectedError
from newswire.stream.messages import Entry

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_]\w+)*$", re.I)


class Description(NamedTuple):
    """The fields of an article but for its text."""

    title: str | None
    titles: tuple[str, ...]  #: all that it may be called, the best first
    authors: tuple[str, ...]
    published: str | None
    updated: str | None
    site: str | None
    canonical_url: str | None
    flags: tuple[str, ...]
    how: dict[str, str]  #: field -> where it was found


def describe(
    found: Metadata,
    tree: HtmlElement | None,
    url: str,
    *,
    fetched: str | None = None,
    hint: Entry | None = None,
    title_from: str | None = None,
) -> Description:
    """The fields of the article at a URL, of its metadata and of what its page shows.

    `hint` is the entry that led here, `title_from` where the title was found before.
    """
    how: dict[str, str] = {}
    site = _site(found, url, how)
    titles = titles_of(found, site, url)
    title, how["title"] = chosen_title(titles, hint, title_from) or (None, "")
    if title is None:
        del how["title"]
    published, flags = _published(found, tree, url, fetched, hint, title, how)
    return Description(
        title=title,
        titles=tuple(text for text, _ in titles),
        authors=_authors(found, tree, site, title, how),
        published=published,
        updated=_told_time(found.updated, "updated", how, loose_time),
        site=site,
        canonical_url=_canonical(found, url, how),
        flags=flags,
        how=how,
    )


def _site(found: Metadata, url: str, how: dict[str, str]) -> str | None:
    order = ("og:site_name", "json-ld", "json-ld:website", "application-name", "dc.publisher")
    for name, where in sorted(found.sites, key=lambda s: order.index(s[1])):
        if 1 < len(name) < 100:
            how["site"] = where
            return name
    domain = registrable_domain(url)
    if domain:
        how["site"] = "url"
    return domain or None


def _told_time(
    told: list[tuple[str, str]], name: str, how: dict[str, str], read_time: Callable[[str], str | None] = page_time
) -> str | None:
    """The first that can be read; with a time of day that another source knows for the same day."""
    read = [(when, where) for text, where in told if (when := read_time(text))]
    if not read:
        return None
    best = read[0][0]
    exact = (r for r in read if len(r[0]) > 10 and days_apart(best, r[0]) < 1.5)
    when, how[name] = read[0] if len(best) > 10 else next(exact, read[0])
    return when


def _published(
    found: Metadata,
    tree: HtmlElement | None,
    url: str,
    fetched: str | None,
    hint: Entry | None,
    title: str | None,
    how: dict[str, str],
) -> tuple[str | None, tuple[str, ...]]:
    when = _told_time(found.published, "published", how)
    told = hint.published if hint is not None else None
    if when is not None and len(when) == 10 and told is None and tree is not None:
        shown = shown_date(tree, url, fetched, title, _language(found))  # the time of day may stand in the text
        if shown is not None and len(shown.when) > 10 and days_apart(when, shown.when) < 1.5:
            when, how["published"] = shown
    if when is None and told is None:
        when = _unsure_published(found, tree, url, fetched, title, how)
    if told and (when is None or (len(when) == 10 and len(told) > 10 and days_apart(when, told) < 2)):
        when, how["published"] = told, "feed"
    future = bool(when and fetched and when[: len(fetched)] > fetched and days_apart(when, fetched) > 1)
    return when, ("published_future",) if future else ()


def _unsure_published(
    found: Metadata, tree: HtmlElement | None, url: str, fetched: str | None, title: str | None, how: dict[str, str]
) -> str | None:
    """Of a page that does not tell it as a machine does: what it shows, what its head says in words, a guess."""
    shown = shown_date(tree, url, fetched, title, _language(found)) if tree is not None else None
    if shown:
        how["published"] = shown.where
        return shown.when
    if when := _told_time(found.published, "published", how, loose_time):
        return when
    if tree is None:
        return None
    # its extensive search makes days of years, and takes 20 times as long
    latest = (fetched or "")[:10] or None
    day: str | None = find_date(tree, original_date=True, extensive_search=False, url=url, max_date=latest)
    if day:
        how["published"] = "htmldate"
    return day


def _language(found: Metadata) -> str | None:
    return next((told for told, _ in found.languages if _LANGUAGE.match(told)), None)


def _canonical(found: Metadata, url: str, how: dict[str, str]) -> str | None:
    """What the page calls its address, where that can be: on the same domain, and not the home page."""
    for told, where in found.canonical:
        try:
            canonical = canonical_url(urljoin(url, told))
        except (RejectedError, ValueError):
            continue
        parts = urlsplit(canonical)
        at_home = parts.path in ("", "/") and not parts.query
        if registrable_domain(canonical) == registrable_domain(url) and not (at_home and urlsplit(url).path.strip("/")):
            how["canonical_url"] = where
            return canonical
    return None


def _authors(
    found: Metadata, tree: HtmlElement | None, site: str | None, title: str | None, how: dict[str, str]
) -> tuple[str, ...]:
    own = (*([site] if site else []), *(name for name, _ in found.sites), *found.owners)
    names, where = find_authors(found.authors, tree, own, title)
    if names:
        how["authors"] = where
    return names

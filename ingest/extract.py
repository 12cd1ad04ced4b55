"""From the bytes of a page to an Article. Pure: the same bytes make the same article, in any process."""

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from itertools import islice
from urllib.parse import urljoin, urlsplit

from htmldate import find_date
from lxml.html import HtmlElement

from ingest.authors import find_authors
from ingest.body import find_body, key, strip_code, tidy
from ingest.metadata import Metadata, read_metadata
from ingest.page import Page, parse_tree, read_page
from ingest.page_dates import days_apart, loose_time, page_time
from ingest.plain import plain_body
from ingest.shown_dates import shown_date
from ingest.urls import article_id, canonical_url, registrable_domain
from ingest.verdict import LONG, Evidence, access_of, kind_of
from stream.errors import RejectedError
from stream.messages import Article, Entry, make_id

_MAX_TITLE = 500
_MAX_TEXT = 500_000  #: characters; no article is longer, and a message has its bounds
_VISIBLE = 8000  #: characters of what a page shows that a verdict is made from
_UNSEEN = ("script", "style", "template", "svg", "head")
_SUFFIX = re.compile(r"\s+[|–—·»:-]\s+")
_LANGUAGE = re.compile(r"\s*([a-z]{2,3})(?:[-_]|\s*$)", re.I)


def extract(
    html: bytes,
    url: str,
    *,
    content_type: str | None = None,
    fetched: str | None = None,
    hint: Entry | None = None,
    status: int | None = None,
    title_from: str | None = None,
) -> Article:
    """The article of a page; the fields that come from a feed are left empty.

    `hint` is the entry that led here: it helps to choose the title and gives the time of day where the page tells
    a day only. `title_from` is where the title was found before (`how["title"]`): it is taken from there again.
    A page without article is an Article too, with the `access` or `kind` that says so and no text.
    Raises RejectedError: `no_text`, `empty`, `not_html`, `too_large`, `bad_encoding`.
    """
    page = read_page(html, content_type)
    tree = page.tree if page.tree is not None else _head(page.markup)
    found = read_metadata(tree) if tree is not None else Metadata()
    how: dict[str, str] = {}
    published, flags = _published(found, page, url, fetched, hint, how)
    evidence = _evidence(page, url, found, status)
    if page.tree is not None:
        strip_code(page.tree)
    site = _site(found, url, how)
    titles = _titles(found, site)
    title = _title(titles, hint, how, title_from)
    named = [*([title] if title else []), *(text for text, _ in titles)]
    text = _text(page, url, named, "LiveBlogPosting" in found.types, how)
    cut = len(text) > _MAX_TEXT
    text = text[:_MAX_TEXT].rpartition("\n\n")[0] or text[:_MAX_TEXT].rstrip() if cut else text
    evidence = evidence._replace(body=text, visible=_visible(page.tree) if len(text) < LONG else "")
    access, kind = access_of(evidence), kind_of(evidence)
    if access not in ("open", "paywall") or kind == "index":
        text = ""
    if not text and access == "open" and kind == "article":
        raise RejectedError("no_text", f"{url}: no article in {len(html)} bytes")
    updated = _told_time(found.updated, "updated", how, loose_time)
    canonical = _canonical(found, url, how)
    return Article(
        article_id=identity(canonical or url),
        revision=make_id(title or "", text),
        url=url,
        canonical_url=canonical,
        title=title,
        text=text,
        authors=_authors(found, page.tree, site, how),
        language=_language(found, text, how),
        published=published,
        updated=updated,
        site=site,
        kind=kind,
        access=access,
        how=how,
        flags=(*flags, "text_cut") if cut else flags,
        fetched=fetched,
    )


def identity(url: str) -> str:
    """The article id of a URL, also of one that is no http (a file tried by hand)."""
    try:
        return article_id(url)
    except RejectedError:
        return make_id("article", url)


def _head(markup: str) -> HtmlElement | None:
    """The tree of the head alone, of a page that is read as plain markup."""
    end = markup.lower().find("<body", 0, 1 << 20)
    return parse_tree(markup[: end if end > 0 else 1 << 18])


def _text(page: Page, url: str, titles: list[str], live: bool, how: dict[str, str]) -> str:
    if page.tree is not None:
        body = find_body(page.tree, url, live=live)
        raw, how["text"] = body.text, body.how
    else:
        raw, how["text"] = plain_body(page.markup), "plain"
    text = tidy(raw[: 2 * _MAX_TEXT], titles)
    if not text:
        del how["text"]
    return text


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


def _titles(found: Metadata, site: str | None) -> list[tuple[str, str]]:
    """Candidates, the best first, without the site's name behind them."""
    clean = [(_without_site(text[: 2 * _MAX_TITLE], site), where) for text, where in found.titles]
    order = ["h1", "json-ld", "og:title", "twitter:title", "title"]
    named = [(text, where) for text, where in clean if 1 < len(text) <= _MAX_TITLE]
    ranked = sorted(named, key=lambda t: order.index(t[1]) if t[1] in order else 2)
    # a heading is the title where the page's head says so, too; else it may be the site's name or a rubric
    heads = [key(text) for text, where in ranked if where != "h1"]
    return sorted(ranked, key=lambda t: t[1] == "h1" and bool(heads) and not _is_near(key(t[0]), heads))


def _is_near(text: str, others: list[str]) -> bool:
    words = set(text.split())
    return any(len(words & set(other.split())) * 2 > min(len(words), len(set(other.split()))) for other in others)


def _without_site(title: str, site: str | None) -> str:
    parts = _SUFFIX.split(title)
    if len(parts) > 1 and site:
        name = key(site)
        last = key(parts[-1])
        if last and (last == name or last in name or name in last) and len(last.split()) < 6:
            return title[: title.rindex(parts[-1])].rstrip(" \t|–—·»:-")
    return title.strip()


def _title(
    titles: list[tuple[str, str]], hint: Entry | None, how: dict[str, str], title_from: str | None = None
) -> str | None:
    if not titles:
        return None
    same = [t for t in titles if t[1] == title_from]
    titles = same or titles
    text, where = titles[0]
    if hint is not None and hint.title:
        told = key(hint.title)
        ratios = [SequenceMatcher(None, told, key(candidate), autojunk=False).ratio() for candidate, _ in titles[:8]]
        best = max(range(len(ratios)), key=lambda i: (ratios[i], -i))
        if same or ratios[best] > 0.6:
            text, where = titles[best]
    how["title"] = where
    return text


def _evidence(page: Page, url: str, found: Metadata, status: int | None) -> Evidence:
    """What the page is judged by, but for its body."""
    tree = page.tree
    return Evidence(
        url=url,
        body="",
        visible="",
        title=" ".join(text for text, _ in found.titles[:8]),
        markup=page.markup[:100_000],
        types=found.types,
        og_type=found.og_type,
        free=found.free,
        status=status,
        linked_headings=sum(h.find(".//a") is not None for h in tree.iter("h2", "h3")) if tree is not None else 0,
        scripts=sum(1 for _ in islice(tree.iter("script"), 100)) if tree is not None else 0,
    )


def _visible(tree: HtmlElement | None) -> str:
    """The beginning of what a page shows."""
    if tree is None:
        return ""
    pieces: list[str] = []
    length = 0
    for element in tree.iter():
        unseen = element.tag in _UNSEEN or (element.tag == "title")
        for piece in (None if unseen else element.text, element.tail):
            if piece and (bare := piece.strip()):
                pieces.append(bare)
                length += len(bare) + 1
        if length > _VISIBLE:
            break
    return " ".join(pieces)[:_VISIBLE]


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
    found: Metadata, page: Page, url: str, fetched: str | None, hint: Entry | None, how: dict[str, str]
) -> tuple[str | None, tuple[str, ...]]:
    when = _told_time(found.published, "published", how)
    told = hint.published if hint is not None else None
    if when is None and told is None:
        when = _unsure_published(found, page, url, fetched, how)
    if told and (when is None or (len(when) == 10 and len(told) > 10 and days_apart(when, told) < 2)):
        when, how["published"] = told, "feed"
    future = bool(when and fetched and when[: len(fetched)] > fetched and days_apart(when, fetched) > 1)
    return when, ("published_future",) if future else ()


def _unsure_published(found: Metadata, page: Page, url: str, fetched: str | None, how: dict[str, str]) -> str | None:
    """Of a page that does not tell it as a machine does: what it shows, what its head says in words, a guess."""
    shown = shown_date(page.tree, url, fetched) if page.tree is not None else None
    if shown:
        how["published"] = shown.where
        return shown.when
    if when := _told_time(found.published, "published", how, loose_time):
        return when
    if page.tree is None:
        return None
    # its extensive search makes days of years, and takes 20 times as long
    latest = (fetched or "")[:10] or None
    day: str | None = find_date(page.tree, original_date=True, extensive_search=False, url=url, max_date=latest)
    if day:
        how["published"] = "htmldate"
    return day


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


def _authors(found: Metadata, tree: HtmlElement | None, site: str | None, how: dict[str, str]) -> tuple[str, ...]:
    names, where = find_authors(found.authors, tree, site)
    if names:
        how["authors"] = where
    return names


def _language(found: Metadata, text: str, how: dict[str, str]) -> str | None:
    for told, where in found.languages:
        match = _LANGUAGE.match(told)
        if match:
            how["language"] = where
            return match[1].lower()
    if len(text) >= 100:
        from py3langid.langid import classify  # loads its model: only where a page does not say

        how["language"] = "py3langid"
        return str(classify(text[:5000])[0])
    return None

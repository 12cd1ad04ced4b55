"""What a page says of itself in JSON-LD and meta tags: candidates for each field, the best first."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from ingest.authors import names_of

_MAX_JSON = 1 << 20  #: characters of one JSON-LD block
_MAX_NODES = 2000

_ARTICLES = frozenset(
    [
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BackgroundNewsArticle",
        "ReviewNewsArticle",
        "Article",
        "BlogPosting",
        "LiveBlogPosting",
        "ScholarlyArticle",
        "TechArticle",
        "Report",
        "SocialMediaPosting",
    ]
)
_PUBLISHED = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publish_date",
    "pubdate",
    "cxenseparse:publishtime",
    "article.published",
    "citation_publication_date",
    "date",
    "datecreated",
]
_UPDATED = ["article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified", "lastmod"]
_AUTHORS = [
    "author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "citation_author",
    "cxenseparse:author",
    "byl",
    "article:author",
]
_WRITTEN = ("written", "verfasst", "geschrieben", "écrit", "escrito", "scritto", "geschreven", "napisane", "skrivet")
_BLANKS = re.compile(r"\s+")
_APART = re.compile(
    r"kicker|eyebrow|overline|dachzeile|spitzmarke|antetitulo|occhiello|sr-only|visually-?hidden|screen-reader"
)


@dataclass
class Metadata:
    """Each list holds (value as written, where it was found)."""

    titles: list[tuple[str, str]] = field(default_factory=list)
    published: list[tuple[str, str]] = field(default_factory=list)
    updated: list[tuple[str, str]] = field(default_factory=list)
    authors: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    sites: list[tuple[str, str]] = field(default_factory=list)
    canonical: list[tuple[str, str]] = field(default_factory=list)
    languages: list[tuple[str, str]] = field(default_factory=list)
    types: frozenset[str] = frozenset()  #: of JSON-LD nodes that are the page's own
    og_type: str = ""
    headings: tuple[str, ...] = ()  #: what each `h1` says, with all that is in it
    sole_heading: bool = False  #: whether its `h1` is the only one, of several words, and in the article
    free: bool = True  #: False where the page says that it is not


def read_metadata(tree: HtmlElement) -> Metadata:
    """All that the page's markup tells of the article."""
    found = Metadata()
    _json_ld(tree, found)
    _meta(tree, found)
    _elements(tree, found)
    return found


def _json_ld(tree: HtmlElement, found: Metadata) -> None:
    nodes: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = script.text or ""
        if len(text) > _MAX_JSON:
            if '"LiveBlogPosting"' in text[:4096]:
                found.types |= {"LiveBlogPosting"}
            continue
        try:
            nodes += list(_nodes(json.loads(text, strict=False)))[:_MAX_NODES]
        except (ValueError, RecursionError):
            continue
    found.types |= {kind for node in nodes for kind in _types(node)}
    for node in nodes:
        if "WebSite" in _types(node):
            found.sites += [(name, "json-ld:website") for name in _names(node.get("name"))]
    articles = [node for node in nodes if _ARTICLES & _types(node)]
    if not articles:
        articles = [n for n in nodes if {"VideoObject", "WebPage"} & _types(n) and n.get("datePublished")]
    for node in sorted(articles[:20], key=lambda n: "headline" not in n and "name" not in n)[:1]:
        _article(node, nodes, found)


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """The objects at the top of a block, in its lists and graphs."""
    if isinstance(value, list):
        for one in value:
            yield from _nodes(one)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(value.get(key), list | dict):
                yield from _nodes(value[key])


def _types(node: dict[str, Any]) -> frozenset[str]:
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return frozenset(kind.rpartition("/")[2] for kind in listed if isinstance(kind, str))


def _article(node: dict[str, Any], nodes: list[dict[str, Any]], found: Metadata) -> None:
    by_id = {n["@id"]: n for n in nodes if isinstance(n.get("@id"), str)}
    for key in ("headline", "name"):
        found.titles += [(name, "json-ld") for name in _names(node.get(key))]
    found.published += [(when, "json-ld") for when in _texts(node.get("datePublished"))]
    found.updated += [(when, "json-ld") for when in _texts(node.get("dateModified"))]
    authors = tuple(_people(node.get("author") or node.get("creator"), by_id))
    if authors:
        found.authors.append((authors, "json-ld"))
    found.sites += [(name, "json-ld") for name in _names(_resolved(node.get("publisher"), by_id))]
    found.canonical += [(url, "json-ld") for url in _texts(node.get("url"))]
    found.languages += [(name, "json-ld") for name in _texts(node.get("inLanguage"))]
    found.free = str(node.get("isAccessibleForFree", True)).lower() not in ("false", "0", "no")


def _resolved(value: Any, by_id: dict[str, dict[str, Any]]) -> Any:
    """An object that is named by its @id only."""
    if isinstance(value, dict) and "name" not in value:
        return by_id.get(str(value.get("@id")), value)
    return value


def _people(value: Any, by_id: dict[str, dict[str, Any]]) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        for name in _names(_resolved(one, by_id)):
            yield from names_of(name)


def _names(value: Any) -> list[str]:
    if isinstance(value, list):
        return [name for one in value[:20] for name in _names(one)]
    return _texts(value.get("name") if isinstance(value, dict) else value)


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for one in values if isinstance(one, str) and (text := _BLANKS.sub(" ", unescape(one)).strip())]


def _meta(tree: HtmlElement, found: Metadata) -> None:
    told: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = (meta.get("content") or "").strip()
        if name and content:
            told.setdefault(name.strip().lower(), []).append(_BLANKS.sub(" ", content[:2000]))
    for name in ("og:title", "twitter:title", "sailthru.title", "dc.title", "citation_title"):
        found.titles += [(text, name) for text in told.get(name, [])[:1]]
    found.published += [(text, name) for name in _PUBLISHED for text in told.get(name, [])[:1]]
    found.updated += [(text, name) for name in _UPDATED for text in told.get(name, [])[:1]]
    for name in _AUTHORS:
        authors = tuple(author for text in told.get(name, [])[:10] for author in names_of(text))
        if authors:
            found.authors.append((authors, name))
    # WordPress tells the writer in the captions of a preview, in the page's own language: the first of two
    if (told.get("twitter:label1") or [""])[0].lower().startswith(_WRITTEN):
        authors = tuple(name for text in told.get("twitter:data1", [])[:1] for name in names_of(text))
        found.authors += [(authors, "twitter:data1")] if authors else []
    for name in ("og:site_name", "application-name", "dc.publisher"):
        found.sites += [(text, name) for text in told.get(name, [])[:1]]
    found.canonical += [(text, "og:url") for text in told.get("og:url", [])[:1]]
    found.languages += [(text, name) for name in ("og:locale", "dc.language") for text in told.get(name, [])[:1]]
    found.og_type = (told.get("og:type") or [""])[0].lower()


def _elements(tree: HtmlElement, found: Metadata) -> None:
    links = [a.get("href") for a in tree.iter("link") if (a.get("rel") or "").lower() == "canonical" and a.get("href")]
    found.canonical[:0] = [(link.strip(), "canonical") for link in links[:1]]
    lang = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang")
    if lang:
        found.languages.insert(0, (lang, "html"))
    headings = [(h1, text) for h1 in tree.iter("h1") if (text := _heading(h1))]
    found.titles += [(text, "h1") for _, text in headings[:3]]
    found.headings = tuple(_text(h1) for h1, _ in headings[:3])
    if len(headings) == 1 and len(headings[0][1].split()) > 2:
        around = {parent.tag for parent in headings[0][0].iterancestors()}
        found.sole_heading = bool(around & {"article", "main"}) and not around & {"nav", "aside", "footer"}
    found.titles += [(text, "title") for title in tree.iter("title") if (text := _text(title))][:1]
    for time in tree.iter("time"):
        marks = f"{time.get('itemprop')} {time.get('class')} {time.get('pubdate')}".lower()
        if time.get("datetime") and any(mark in marks for mark in ("datepublished", "published", "pubdate")):
            found.published.append((time.get("datetime", ""), "time"))


def _heading(h1: HtmlElement) -> str:
    """What a heading says, without a kicker, and what is there for screen readers only."""
    apart = [part for part in h1.iter() if part is not h1 and _APART.search(part.get("class") or "")]
    hidden = {id(inner) for part in apart for inner in part.iter()}
    pieces: list[str] = []
    for element in h1.iter():
        broken = element.tag in ("br", "div", "p")
        pieces += [" " if broken else "", "" if id(element) in hidden else element.text or ""]
        beyond = element is h1 or (id(element) in hidden and not any(element is part for part in apart))
        pieces.append("" if beyond else element.tail or "")
    return _BLANKS.sub(" ", "".join(pieces)).strip() or _text(h1)


def _text(element: HtmlElement) -> str:
    return _BLANKS.sub(" ", "".join(element.itertext())).strip()

"""What a page says of itself in JSON-LD and meta tags: candidates for each field, the best first."""

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from ingest.extraction.metadata.authors import names_of
from ingest.extraction.metadata.linked_data import names_in, nodes_of, people_of, resolved, texts_in, types_of
from ingest.extraction.metadata.loose_json import read_values
from ingest.extraction.text_key import key

_MAX_JSON = 8 << 20  #: characters of one JSON-LD block
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
    "dcterms.issued",
    "dc.date.created",
    "og:pubdate",
    "article:published",
    "date",
    "datecreated",
    "dateposted",
    "release_date",
    "citation_date",
    "article_date_original",
    "weibo: article:create_at",
]
#: what else ends like this is one, too
_PUBLISHED_END = re.compile(r"(?:^|[:._-])(?:date)?publish(?:ed)?[_-]?(?:time|date)?$|publication_?date$|pub_?date$")
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
_DATED = ("abbr", "span", "relative-time")
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
    words: int = 0  #: of the article, as its JSON-LD counts them; 0 where it does not


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
        nodes += islice((node for value in read_values(text) for node in nodes_of(value)), _MAX_NODES)
    found.types |= {kind for node in nodes for kind in types_of(node)}
    for node in nodes:
        if "WebSite" in types_of(node):
            found.sites += [(name, "json-ld:website") for name in names_in(node.get("name"))]
    articles = [node for node in nodes if _ARTICLES & types_of(node)]
    if not articles:
        articles = [n for n in nodes if {"VideoObject", "WebPage"} & types_of(n) and n.get("datePublished")]
    articles = sorted(articles[:20], key=lambda n: "headline" not in n and "name" not in n)
    if len(articles) > 1:
        named = _page_titles(tree)
        articles.sort(key=lambda n: not any(text and text in named for text in map(key, names_in(n.get("headline")))))
    for node in articles[:1]:
        _article(node, nodes, found)


def _page_titles(tree: HtmlElement) -> str:
    """What the page shows as its title, to tell its own article from others that it describes."""
    told = [meta.get("content") or "" for meta in tree.iter("meta") if meta.get("property") == "og:title"]
    return key(" | ".join([*told, *(_text(h1) for h1 in islice(tree.iter("h1"), 3)), tree.findtext(".//title") or ""]))


def _article(node: dict[str, Any], nodes: list[dict[str, Any]], found: Metadata) -> None:
    by_id = {n["@id"]: n for n in nodes if isinstance(n.get("@id"), str)}
    for field_name in ("headline", "name"):
        found.titles += [(name, "json-ld") for name in names_in(node.get(field_name))]
    found.published += [(when, "json-ld") for when in texts_in(node.get("datePublished"))]
    found.updated += [(when, "json-ld") for when in texts_in(node.get("dateModified"))]
    authors = tuple(people_of(node.get("author") or node.get("creator"), by_id))
    if authors:
        found.authors.append((authors, "json-ld"))
    found.sites += [(name, "json-ld") for name in names_in(resolved(node.get("publisher"), by_id))]
    found.canonical += [(url, "json-ld") for url in texts_in(node.get("url"))]
    found.languages += [(name, "json-ld") for name in texts_in(node.get("inLanguage"))]
    found.free = str(node.get("isAccessibleForFree", True)).lower() not in ("false", "0", "no")
    count = str(node.get("wordCount", "")).strip()
    found.words = int(count) if count.isascii() and count.isdigit() and len(count) < 7 else 0


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
    others = [name for name in told if name not in _PUBLISHED and _PUBLISHED_END.search(name)]
    found.published += [(told[name][0], name) for name in others]
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
    marked = [(told, element.tag) for element in tree.iter("time", *_DATED) if (told := _marked_time(element))]
    found.published += [(told, "time") for told, tag in marked if tag == "time"]
    others = {told for told, tag in marked if tag != "time"}
    found.published += [(told, "time") for told in others if len(others) == 1]  # several are a list of articles


def _marked_time(element: HtmlElement) -> str | None:
    """The time in an element that is marked as that of publication."""
    marks = f"{element.get('itemprop')} {element.get('class')} {element.get('pubdate')}".lower()
    if not any(mark in marks for mark in ("datepublished", "published", "pubdate")):
        return None
    shown = element.get("title") if element.tag == "abbr" else None
    return element.get("datetime") or element.get("content") or shown


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

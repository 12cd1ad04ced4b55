"""What a page's JSON-LD says of the article."""

from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from newswire.ingest.extraction.metadata.headings import whole_text
from newswire.ingest.extraction.metadata.linked.loose_json import read_values
from newswire.ingest.extraction.metadata.linked.objects import (
    names_in,
    nodes_of,
    people_of,
    resolved,
    texts_in,
    types_of,
)
from newswire.ingest.extraction.metadata.told import Metadata
from newswire.ingest.extraction.text_key import key

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


def read_json_ld(tree: HtmlElement, found: Metadata) -> None:
    """Adds what the JSON-LD of a page tells; a block that can't be read costs only itself."""
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
    return key(
        " | ".join([*told, *(whole_text(h1) for h1 in islice(tree.iter("h1"), 3)), tree.findtext(".//title") or ""])
    )


def _article(node: dict[str, Any], nodes: list[dict[str, Any]], found: Metadata) -> None:
    by_id = {n["@id"]: n for n in nodes if isinstance(n.get("@id"), str)}
    found.is_news = any(kind.endswith("NewsArticle") or kind == "LiveBlogPosting" for kind in types_of(node))
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

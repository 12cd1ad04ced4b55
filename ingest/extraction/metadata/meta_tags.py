"""What a page's meta tags say of the article: names of many makers, those that are told most carefully first."""

import re

from lxml.html import HtmlElement

from newswire.ingest.extraction.metadata.authors.byline import names_of
from newswire.ingest.extraction.metadata.told import Metadata

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
_WRITTEN = ("written", "verfasst", "geschrieben", "écrit", "escrito", "scritto", "geschreven", "napisane", "skrivet")
_BLANKS = re.compile(r"\s+")


def read_meta_tags(tree: HtmlElement, found: Metadata) -> None:
    """Adds what the meta tags of a page tell."""
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

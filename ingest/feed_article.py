"""An entry's article: the page's with what the feed adds, or the one that is made of the entry alone."""

import re
from typing import NamedTuple

import msgspec

from newswire.ingest.parsing.plain import plain_text
from newswire.ingest.urls import article_id, canonical_url, registrable_domain
from newswire.stream.errors import RejectedError
from newswire.stream.messages import Article, FeedEntry, Fetch, make_id

_WORD = re.compile(r"[^\W_]+")
#: what blogging software puts below each entry
_FOOTER = re.compile(
    r"(?:The post|L'article|Der Beitrag|La entrada) .{1,300} "
    r"(?:appeared first|first appeared|erschien|est apparu|se pub).*"
)


class Read(NamedTuple):
    """What was read of an entry's page."""

    article: Article | None = None  #: None where nothing of the page is the article's
    fetch: Fetch | None = None  #: where an article was looked for
    refusal: RejectedError | None = None  #: why the feed's own text has to stand in; None where the page's does
    access: str = "open"  #: of the article that is made of the entry alone


def finished(entry: FeedEntry, fetched: str, read: Read) -> Article | RejectedError:
    """The article with all that page and feed know. The refusal where neither has a text."""
    article = read.article or _entry_article(entry, fetched, read.access)
    article = msgspec.structs.replace(article, fetch=read.fetch)
    if read.refusal:
        text = entry_text(entry)
        if not text:
            return read.refusal
        how = article.how | {"text": "feed", "fallback": read.refusal.reason}
        article = msgspec.structs.replace(article, text=text, how=how)
    return with_feed(article, entry)


def with_feed(article: Article, entry: FeedEntry) -> Article:
    """The article with where it comes from, and with what the feed knows where the page was silent."""
    told = dict(article.how)
    title, published, language, authors = article.title, article.published, article.language, article.authors
    if not title and entry.title:
        title, told["title"] = entry.title, "feed"
    if not published and entry.published:
        published, told["published"] = entry.published, "feed"
    if not authors and entry.authors:
        authors, told["authors"] = entry.authors, "feed"
    if not language and entry.language:
        language, told["language"] = re.split("[-_]", entry.language)[0].lower(), "feed"
    return msgspec.structs.replace(
        article,
        title=title,
        revision=make_id(title or "", article.text),
        published=published,
        language=language,
        authors=authors,
        how=told,
        flags=tuple(dict.fromkeys((*article.flags, *(f for f in entry.flags if told.get("published") == "feed")))),
        feed=entry.feed,
        entry_id=entry.entry_id,
        guid=entry.guid,
        summary=plain_text(entry.summary) or None,
        tags=entry.tags,
        seen=entry.seen,
    )


def entry_text(entry: FeedEntry) -> str:
    """The feed's own text of an entry, its content, else its summary: paragraphs without markup and title."""
    title = _bare(entry.title or "")
    for markup in (entry.content, entry.summary):
        paragraphs = [
            p for p in plain_text(markup).split("\n\n") if _bare(p) not in ("", title) and not _FOOTER.fullmatch(p)
        ]
        if paragraphs:
            return "\n\n".join(paragraphs)
    return ""


def _entry_article(entry: FeedEntry, fetched: str, access: str) -> Article:
    """An article of which only the entry is known, without text yet."""
    url = entry.url or entry.guid or entry.feed
    try:
        identity, canonical = article_id(entry.url or ""), canonical_url(entry.url or "")
    except RejectedError:  # no page on the web: the feed and its name for the entry are the identity
        identity = make_id("entry", entry.feed, entry.guid or entry.url or f"{entry.title}\n{entry_text(entry)}")
        canonical = None
    how = {"site": "url"} | ({"title": "feed"} if entry.title else {})
    return Article(
        article_id=identity,
        revision="",
        url=url,
        canonical_url=canonical,
        title=entry.title,
        text="",
        site=registrable_domain(entry.url or entry.feed) or None,
        access=access,
        how=how,
        fetched=fetched,
    )


def _bare(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))

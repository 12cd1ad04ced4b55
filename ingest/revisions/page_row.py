"""A page as it stands in its table, and what an article writes there."""

import zlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from newswire.ingest.revisions.reading import print_of
from newswire.ingest.urls import article_id
from newswire.stream.errors import RejectedError
from newswire.stream.messages import Article, FeedEntry
from newswire.stream.safe.cleaned import cleaned_entry
from newswire.stream.safe.userinfo import split_userinfo

#: revisions of one article that are told from new ones
MAX_REVISIONS = 100


class Page(NamedTuple):
    """A page as it was seen last."""

    article_id: str
    url_id: str
    url: str
    etag: str | None
    last_modified: str | None
    revision: str
    revisions: frozenset[str]
    print: str
    access: str
    text_from: str | None
    title: str | None
    text: str | None  #: None where it is no longer kept
    cluster_id: str | None
    gone_since: float | None  #: seconds since 1970


def url_id(url: str) -> str | None:
    """The article id that a URL alone gives; None where it is none of the web."""
    try:
        return article_id(url)
    except RejectedError:
        return None


def revised_columns(article: Article, revisions: str, at: float) -> dict[str, Any]:
    """The columns that a revision changes. One that is gone leaves what was read of it before."""
    known = [*revisions.split(), article.revision][-MAX_REVISIONS:]
    values: dict[str, Any] = {
        "revision": article.revision,
        "revisions": " ".join(known),
        "access": article.access,
        "gone_since": None,
        "touched": at,
    }
    if article.previous is not None and article.access == "gone":
        return values
    fetch = article.fetch
    return values | {
        "etag": fetch and fetch.etag,
        "last_modified": fetch and fetch.last_modified,
        "print": print_of(article.title, article.text, article.summary),
        "text_from": article.how.get("text"),
        "title": article.title,
        "text": zlib.compress(article.text.encode("utf-8", "surrogatepass")),
        "entry": zlib.compress(msgspec.json.encode(_entry(article))),
    }


def columns_of(article: Article, at: float, steps: Sequence[float]) -> dict[str, Any]:
    """What is noted of an article that was never seen before, at `at` (seconds since 1970)."""
    return {**revised_columns(article, "", at), **first_columns(article, at, steps)}


def first_columns(article: Article, at: float, steps: Sequence[float]) -> dict[str, Any]:
    """The columns that the first revision sets for good."""
    own = url_id(article.url)
    fetched = _seconds(article.fetched, at)
    first = fetched + min(steps) if own and steps else None
    kept = {"cluster_id": article.cluster_id, "first_fetched": fetched, "step": 0, "next_visit": first}
    return {"article_id": article.article_id, "url_id": own or article.article_id, "url": article.url, **kept}


def _seconds(text: str | None, latest: float) -> float:
    try:
        return min(datetime.fromisoformat(text or "").timestamp(), latest)
    except ValueError:
        return latest


def _entry(article: Article) -> FeedEntry:
    """What leads to the article again: its entry without the texts, whose words are the article's by now."""
    return FeedEntry(
        entry_id=article.entry_id or article.article_id,
        feed=article.feed or article.url,
        seen=article.seen or article.fetched or "",
        url=article.url,
        guid=article.guid,
        title=article.title,
        summary=article.summary,
        authors=article.authors,
        published=article.published,
        updated=article.updated,
        tags=article.tags,
        language=article.language,
        title_from=article.how.get("title"),
    )


def visit_of(entry: bytes, article_id: str, step: int) -> FeedEntry:
    """The entry that asks for a visit; an earlier version may have kept one with credentials in its URLs."""
    kept = msgspec.json.decode(zlib.decompress(entry), type=FeedEntry)
    return cleaned_entry(msgspec.structs.replace(kept, visit=step, article_id=article_id))


def page_of(row: Mapping[Any, Any]) -> Page:
    """A row of the table."""
    text = None if row["text"] is None else zlib.decompress(row["text"]).decode("utf-8", "surrogatepass")
    fields = {name: row[name] for name in Page._fields}
    fields["url"] = split_userinfo(row["url"])[0]
    return Page(**{**fields, "revisions": frozenset(row["revisions"].split()), "text": text})

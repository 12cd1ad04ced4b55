"""Which articles a person means, by id or URL, and all ids that they go by."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from newswire.ingest.polling.window.identity import identify
from newswire.ingest.takedown.state import Memory
from newswire.ingest.takedown.told import Told, ids_of, ids_of_url, seen_id
from newswire.store.log.objects import Place
from newswire.store.query import connect
from newswire.stream.broker import Broker
from newswire.stream.errors import RejectedError
from newswire.stream.forgotten import Blocked, Named
from newswire.stream.messages import Article, Entry, FeedEntry, Fetch
from newswire.stream.topics import ARTICLES, ENRICHED, ENTRIES

_ID = re.compile("[0-9a-f]{32}")
_STORED = """
    SELECT article_id, url, canonical_url, title, feed, guid, entry_id, fetch_url FROM articles_history
    WHERE list_contains($ids, article_id) OR list_contains($urls, url) OR list_contains($urls, canonical_url)
        OR list_contains($urls, fetch_url)
"""


class UnknownArticleError(Exception):
    """Nothing is known of what was named; the message says of which."""


class Meant(NamedTuple):
    """An article that is to be forgotten."""

    named: str  #: as the person did
    ids: frozenset[str]
    words: frozenset[str]  #: its titles and URLs, for the person's eyes only
    before: bool = False  #: it was forgotten already


def find(store_root: Place, broker: Broker, memory: Memory, blocked: Blocked, named: Sequence[str]) -> list[Meant]:
    """The article of each id or URL. Raises UnknownArticleError where one is in neither store, state nor topics, and
    was not forgotten before: then nothing is to be done."""
    wanted = {name: _ids(name) for name in named}
    if wrong := [name for name, ids in wanted.items() if not ids]:
        raise UnknownArticleError(f"neither an article's id (32 hexadecimal characters) nor a URL: {', '.join(wrong)}")
    found = {name: _of_store(store_root, name, ids) for name, ids in wanted.items()}
    for name, articles in found.items():
        pages = memory.ids_of({*wanted[name], *(a.article_id for a in articles)})
        wanted[name] |= pages
        if not articles and not pages - _ids(name):
            found[name] = list(_in_topics(broker, wanted[name]))
    meant = [_meant(name, wanted[name], found[name], blocked) for name in named]
    if unknown := [one.named for one in meant if not one.words and not one.before and one.ids == _ids(one.named)]:
        raise UnknownArticleError(f"in neither store, state nor topics: {', '.join(unknown)}")
    return meant


def _ids(name: str) -> set[str]:
    return {name} if _ID.fullmatch(name) else set(ids_of_url(name))


def _of_store(root: Place, name: str, ids: Collection[str]) -> list[Article]:
    with connect(root) as connection:
        cursor = connection.execute(_STORED, {"ids": sorted(ids), "urls": [name]})
        rows = cursor.fetchall()
    return [_article(*row) for row in rows]


def _article(
    article_id: str,
    url: str,
    canonical: str | None,
    title: str | None,
    feed: str | None,
    guid: str | None,
    entry_id: str | None,
    fetch_url: str | None,
) -> Article:
    fetch = Fetch(url=fetch_url, status=0, bytes=0, sha256="") if fetch_url else None
    return Article(
        article_id=article_id,
        revision="",
        url=url,
        canonical_url=canonical,
        title=title,
        text="",
        feed=feed,
        guid=guid,
        entry_id=entry_id,
        fetch=fetch,
    )


def _in_topics(broker: Broker, ids: Collection[str]) -> Iterator[Article]:
    """The articles of these ids that are on their way; of one that is only an entry so far what that tells."""
    told = Told(Named(ids))
    for topic in (ENTRIES, ARTICLES, ENRICHED):
        for record in broker.scan(topic.name):
            if not record.value or not told.record(record):
                continue
            try:
                message = topic.decode(record.value)
            except RejectedError:
                continue
            if isinstance(message, FeedEntry):
                yield Article(
                    article_id=next(iter(ids_of_url(message.url or "")), message.entry_id),
                    revision="",
                    url=message.url or message.feed,
                    title=message.title,
                    text="",
                    feed=message.feed,
                    guid=message.guid,
                    entry_id=message.entry_id,
                )
            else:
                yield message if isinstance(message, Article) else message.article


def _meant(name: str, ids: Collection[str], articles: Sequence[Article], blocked: Blocked) -> Meant:
    all_ids = {*ids, *(known for article in articles for known in ids_of(article))}
    for article in articles:
        if article.feed:
            url = article.url if article.url != article.feed else None
            (one,) = identify([Entry(url=url, guid=article.guid)])
            all_ids |= {seen_id(article.feed, identity) for identity in one.identities}
    words = {word for article in articles for word in (article.title, article.url, article.canonical_url) if word}
    return Meant(name, frozenset(all_ids), frozenset(words), any(map(blocked.has, _ids(name))))

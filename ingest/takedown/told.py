"""Whether something tells of an article that was forgotten: by the URLs in it, whose ids the list knows.

Nothing else is known of such an article any more. Bytes of whatever kind are searched for what looks like a URL, with
the escapes of HTML and JSON undone.
"""

import html
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

from newswire.ingest.urls import article_id
from newswire.stream.broker import Record
from newswire.stream.errors import RejectedError
from newswire.stream.following import ThreadChange
from newswire.stream.forgotten import Blocked
from newswire.stream.messages import Article, DeadLetter, Entry, FeedEntry, make_id
from newswire.stream.topics import DEAD, THREADS, header

_URL = re.compile(rb"https?:(?:\\?/){2}[^\s\"'<>\\^`{|}\x00-\x1f\x7f]+(?:\\/[^\s\"'<>\\^`{|}\x00-\x1f\x7f]*)*")
#: what ends a sentence and not the URL in it
_AFTER = ".,;:!?)]"
_OTHER_SCHEME = {"http": "https", "https": "http"}


@lru_cache(maxsize=1 << 16)
def ids_of_url(url: str) -> tuple[str, ...]:
    """The article ids that a URL gives, with either scheme; none where it is not one of the web.

    >>> len(ids_of_url("https://news.example/a")), ids_of_url("mailto:ada@news.example")
    (2, ())
    """
    try:
        parts = urlsplit(url.strip())
        other = urlunsplit(parts._replace(scheme=_OTHER_SCHEME.get(parts.scheme, "")))
        return article_id(url), article_id(other)
    except (RejectedError, ValueError):
        return ()


def ids_of(article: Article) -> set[str]:
    """All ids that an article goes by: its own, its entry's, and those of the URLs that lead to it."""
    own = article.article_id in ids_of_url(article.url)
    # one that has no page goes by its feed's name for it: its URL is whatever stood there
    urls = [article.url] if own or article.fetch else []
    urls += [article.fetch.url] if article.fetch else []
    # a canonical URL that did not become its identity is one that its site writes under many articles
    if article.canonical_url and article.article_id in ids_of_url(article.canonical_url):
        urls.append(article.canonical_url)
    found = {name for url in urls if url != article.feed for name in ids_of_url(url)}
    return {article.article_id, *found} | ({article.entry_id} if article.entry_id else set())


def seen_id(feed: str, identity: str) -> str:
    """What the list knows a memory of the feed state by: that an entry was seen in a feed."""
    return make_id("seen", feed, identity)


class Told:
    """Asks the list about URLs, entries, articles, records and bytes."""

    def __init__(self, blocked: Blocked) -> None:
        self.blocked = blocked

    def __bool__(self) -> bool:
        return bool(self.blocked)

    def url(self, url: str | None) -> bool:
        """Whether a URL leads to a forgotten article."""
        return bool(url) and self.any(ids_of_url(url or ""))

    def any(self, ids: Iterable[str | None]) -> bool:
        """Whether one of these ids is a forgotten article's."""
        return any(self.blocked.has(name) for name in ids if name)

    def entry(self, entry: Entry, feed: str = "") -> bool:
        """Whether an entry leads to a forgotten article; one without a page goes by its feed's name for it."""
        names = [make_id("entry", feed, entry.guid)] if entry.guid and not entry.url else []
        if isinstance(entry, FeedEntry):
            names += [entry.entry_id, entry.article_id or ""]
        return self.url(entry.url) or self.any(names)

    def article(self, article: Article) -> bool:
        """Whether an article is a forgotten one, by whatever URL it came."""
        return self.any(ids_of(article))

    def record(self, record: Record) -> bool:
        """Whether a record of one of our topics is about a forgotten article, told by its key and its subject."""
        if record.topic == DEAD.name:
            return self._letter(record)
        if record.topic == THREADS.name and self._change(record):
            return True
        subject, name = (header(record.headers, f"ce_{word}") for word in ("subject", "id"))
        key = (record.key or b"").decode("utf-8", "replace")
        if subject is None and self.bytes(record.value):  # not made by us
            return True
        return self.url(subject) or self.any((key, name))

    def _change(self, record: Record) -> bool:
        """Whether it tells what such an article says, or how what another says relates to that or stands beside it."""
        try:
            change: ThreadChange = THREADS.decode(record.value)
        except RejectedError:
            return False
        of = change.of.article_id if change.of else None
        return self.any((change.mention.article_id, of, *(stands.article_id for stands in change.state.by)))

    def _letter(self, record: Record) -> bool:
        try:
            letter: DeadLetter = DEAD.decode(record.value)
        except RejectedError:
            return False  # a mark, or where a worker stopped
        key = (letter.key or b"").decode("utf-8", "replace")
        if letter.topic and (self.url(letter.url) or self.any((key, header(letter.headers, "ce_id")))):
            return True
        # of a feed, all that came; of a message, one that nobody could read may tell of it anywhere
        return (not letter.topic or letter.url is None) and self.bytes(letter.value)

    def bytes(self, content: bytes) -> bool:
        """Whether a URL of a forgotten article stands anywhere in these bytes."""
        return bool(self.blocked) and any(self.url(url) for url in _urls(content))


def _urls(content: bytes) -> Iterator[str]:
    for found in set(_URL.findall(content)):
        url = html.unescape(found.replace(b"\\/", b"/").decode("utf-8", "replace"))
        yield url
        if url[-1] in _AFTER:
            yield url.rstrip(_AFTER)

"""What stands in feeds: entries and their files."""

import msgspec


class Enclosure(msgspec.Struct, frozen=True, kw_only=True):
    """A file that an entry points to."""

    url: str | None = None  #: absolute
    type: str | None = None  #: media type, as the feed claims
    length: int | None = None  #: bytes, as the feed claims


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One item of a feed, as `newswire parse` prints it."""

    url: str | None = None  #: absolute
    guid: str | None = None  #: as written, never resolved
    title: str | None = None  #: plain text
    summary: str | None = None  #: with the feed's markup
    content: str | None = None  #: with the feed's markup; None where there is only a description
    authors: tuple[str, ...] = ()  #: names without e-mail
    published: str | None = None  #: as the feed says
    updated: str | None = None  #: as the feed says
    tags: tuple[str, ...] = ()  #: labels
    enclosures: tuple[Enclosure, ...] = ()  #: files that it points to
    flags: tuple[str, ...] = ()  #: doubts, as words: published_ambiguous, published_future


class FeedEntry(Entry, frozen=True, kw_only=True):
    """An entry that is new, or changed, in a feed: what `news.entries.v1` carries."""

    entry_id: str  #: made from feed, identity (guid, else url) and fingerprint
    feed: str  #: URL of the feed
    seen: str  #: when the poll saw it
    language: str | None = None  #: of the feed, where it tells one
    visit: int | None = None  #: which of the later looks at a known page this asks for, from 1 on; None is news
    article_id: str | None = None  #: of the known page
    title_from: str | None = None  #: where its title was found

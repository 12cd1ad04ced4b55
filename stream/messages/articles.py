"""Articles: revisions, where they come from, how one differs from the one before."""

import msgspec


class Fetch(msgspec.Struct, frozen=True, kw_only=True):
    """Where the raw bytes of a page came from."""

    url: str  #: the last one, after redirects
    status: int  #: of HTTP
    bytes: int  #: decoded length
    sha256: str  #: of the decoded body
    content_type: str | None = None  #: as the server says
    warc_file: str | None = None  #: with the answer as it came, relative to the archive's folder
    warc_offset: int | None = None  #: of its record in there, bytes
    etag: str | None = None  #: validators of the page, opaque
    last_modified: str | None = None  #: the same


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One place where a revision differs from the one before, by whole paragraphs."""

    field: str  #: title, text, access, how (the feed's words gave way to the page's)
    removed: tuple[str, ...] = ()  #: paragraphs
    added: tuple[str, ...] = ()  #: paragraphs
    start: int | None = None  #: of the text: where what was added stands, or what was removed stood
    end: int | None = None  #: character after what was added
    cut: bool = False  #: there was more of it


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One revision of one article: what `newswire extract` prints, and where it came from."""

    article_id: str  #: made from the canonical URL
    revision: str  #: made from title and text, and from the revision before where these were there already
    url: str  #: of the page, after redirects
    canonical_url: str | None = None  #: the address that the page itself names
    title: str | None = None  #: plain text
    text: str  #: the body: paragraphs with an empty line between, in NFC
    authors: tuple[str, ...] = ()  #: names
    language: str | None = None  #: code as in ISO 639, with a region where the page names one
    published: str | None = None  #: as the page says, else its feed
    updated: str | None = None  #: the same
    site: str | None = None  #: name of the publication
    kind: str = "article"  #: article, live, video, gallery, index, other
    access: str = "open"  #: open, paywall, consent, challenge, shell, gone
    how: dict[str, str] = {}  #: field -> where its value was found; `how["text"] == "feed"` is a fall-back
    flags: tuple[str, ...] = ()  #: doubts, and what is missing, as words
    feed: str | None = None  #: URL of the feed that it came by
    entry_id: str | None = None  #: of the entry that it came by
    guid: str | None = None  #: of that entry, as written
    summary: str | None = None  #: of that entry
    tags: tuple[str, ...] = ()  #: of that entry
    seen: str | None = None  #: when the poll saw its entry
    fetched: str | None = None  #: when its page was fetched
    fetch: Fetch | None = None  #: None where the page could not be had
    previous: str | None = None  #: the revision that this one follows; None is the first
    changes: tuple[Change, ...] = ()  #: against it; empty where its text was no longer kept
    cluster_id: str | None = None  #: article id of the oldest near-copy, its own where there is none

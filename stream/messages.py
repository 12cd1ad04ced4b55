"""The messages on the topics: frozen structs, JSON on the wire, one vocabulary with command line and views.

Only additive changes within a topic's version: new fields have a default (`tests/stream/golden/`).
Times are strings in ISO 8601, UTC (`2024-10-18T09:30:00Z`), or a bare day where no time of day is known.
Offsets are characters of the field that is named, half-open: `getattr(article, m.field)[m.start:m.end] == m.text`.
"""

import hashlib
from typing import Any

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


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """One mention of a named thing."""

    field: str  #: text or title
    text: str
    start: int
    end: int
    type: str  #: an OntoNotes name (PERSON, GPE, ...) or WEAPON
    name: str  #: the fullest name of the thing in the article
    entity_id: str | None = None  #: with its scheme: iso3166:KP, geonames:2013348, newswire:...
    wikidata: str | None = None  #: the same thing's id there, where it is known: wikidata:Q423


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """One expression of time, resolved against the publication date."""

    field: str
    text: str
    start: int
    end: int
    kind: str  #: date, time, duration, set
    value: str | None = None  #: ISO 8601 at the text's own granularity
    interval: str | None = None  #: from/to to the day, both ends included; an open end is `..`


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text that stands for somebody."""

    text: str
    start: int
    end: int
    name: str | None = None  #: what it stands for in the article
    entity_id: str | None = None  #: as in Entity


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """The words that tell that somebody says so: said, according to."""

    text: str
    start: int
    end: int


class Contest(msgspec.Struct, frozen=True, kw_only=True):
    """Who denies a claim, or could not confirm it."""

    name: str | None  #: what it stands for in the article
    text: str
    start: int
    end: int
    how: str  #: denied, disputed, not_confirmed
    cue: Cue | None = None  #: the words that say so


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's words, belief or figure."""

    field: str  #: where it stands: text or title
    content: tuple[tuple[int, int], ...]  #: pieces of what is said: first character and the one after the last
    source: Mention | None = None  #: None where nobody is named
    via: tuple[Mention, ...] = ()  #: whom the source cites
    cue: Cue | None = None  #: None where no word tells
    status: str = "claimed"  #: stated, claimed, estimated, unconfirmed, confirmed, planned, conditional, opinion
    contested_by: tuple[Contest, ...] = ()  #: who denies it, or could not confirm it


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """The thing counted: its noun phrase without the number."""

    text: str  #: the noun phrase
    start: int
    end: int
    head: str  #: lemma: troop


class When(msgspec.Struct, frozen=True, kw_only=True):
    """The time that a figure refers to."""

    interval: str | None  #: from/to to the day, both ends included; an open end is `..`
    text: str
    start: int
    end: int


class What(msgspec.Struct, frozen=True, kw_only=True):
    """The word that says what happens to the thing counted, or which quantity a figure is."""

    text: str
    start: int
    end: int
    lemma: str  #: kill, miss, revenue, magnitude


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A number in its context."""

    field: str
    text: str
    start: int
    end: int
    kind: str  #: count, money, percent, measure, duration, age, ratio, ordinal, score, odds, index, other
    value: int | float | None = None  #: None for a range
    low: int | float | None = None  #: of a range
    high: int | float | None = None  #: of a range
    bound: str = "exact"  #: exact, about, more_than, at_least, less_than, at_most
    unit: str | None = None  #: ISO 4217, percent, a CLDR unit identifier, person
    counted: Counted | None = None  #: None where no thing is counted
    change: str | None = None  #: up, down
    when: When | None = None  #: None where the text gives no time
    claim: int | None = None  #: index into claims; None is the writer's own
    status: str = "stated"  #: as in Claim, or what its own words say
    parts: tuple[int | float, ...] | None = None  #: of a score or odds: 3-1 is [3, 1]
    what: What | None = None  #: None where no word of the sentence says it
    where: Mention | None = None  #: the place of what happened; None where the text gives none


class ChangedFigure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure that stands in one revision only."""

    text: str  #: as it stands in its revision
    kind: str  #: as in Figure
    value: int | float | None = None  #: None for a range
    low: int | float | None = None  #: of a range
    high: int | float | None = None  #: of a range
    bound: str = "exact"  #: as in Figure
    unit: str | None = None  #: as in Figure
    head: str | None = None  #: lemma of the thing counted
    source: str | None = None  #: name of who says so
    parts: tuple[int | float, ...] | None = None  #: as in Figure
    what: str | None = None  #: lemma of the word that says what happened to it


class FiguresChanged(msgspec.Struct, frozen=True, kw_only=True):
    """The figures that a revision took out and put in."""

    removed: tuple[ChangedFigure, ...] = ()  #: of the one before only
    added: tuple[ChangedFigure, ...] = ()  #: of this revision only


class EnricherInfo(msgspec.Struct, frozen=True, kw_only=True):
    """Which code and model made a kind of annotation."""

    name: str  #: of the enricher
    version: str  #: of its code
    sha256: str | None = None  #: of the model's weights, where it has some


#: flag of an article whose language has no tags
LANGUAGE_NOT_TAGGED = "language_not_tagged"


class EnrichedArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article and all that was found in it: the public contract, `news.enriched.v1`."""

    article: Article  #: what was read
    entities: tuple[Entity, ...] = ()  #: mentions of named things
    times: tuple[Time, ...] = ()  #: expressions of time
    claims: tuple[Claim, ...] = ()  #: who says what
    figures: tuple[Figure, ...] = ()  #: numbers in their context
    story: str | None = None  #: not used yet
    enrichers: tuple[EnricherInfo, ...] = ()  #: what made all this
    figures_changed: FiguresChanged | None = None  #: None for a first revision, and where the earlier text is not kept
    ingested: str | None = None  #: when it was first enriched, where this is said anew; None is news
    extras: dict[str, Any] = {}  #: what enrichers of others found: name of the enricher -> any JSON


class DeadLetter(msgspec.Struct, frozen=True, kw_only=True):
    """A message that could not be handled, with its original bytes: `news.dead.v1`."""

    id: str  #: made from stage, topic, partition and offset, so that a repeat is recognisable
    stage: str  #: poll, fetch, enrich, store
    topic: str  #: where it goes back to; empty for a feed that can't be read (stage poll)
    partition: int  #: of the message
    offset: int  #: of the message
    key: bytes | None  #: of the message, in Base64
    value: bytes  #: of the message, in Base64
    headers: tuple[tuple[str, bytes], ...] = ()  #: of the message, values in Base64
    reason: str  #: one snake_case word
    error: str  #: what and where
    attempts: int = 1  #: how often it was tried
    failed_at: str  #: when
    url: str | None = None  #: of the page or feed, where one is known
    file: str | None = None  #: in `dead/` below the pipe's home: what was too large; the value, where that is empty


class DeadMark(msgspec.Struct, frozen=True, kw_only=True):
    """Says on the topic of dead letters that one was sent back."""

    id: str  #: of the dead letter
    retried_at: str  #: when it was sent back


class Stuck(msgspec.Struct, frozen=True, kw_only=True):
    """Says on the topic of dead letters that a worker stopped, and where. It counts until its group has passed."""

    stage: str  #: whose worker
    topic: str  #: of the record
    partition: int  #: of the record
    offset: int  #: of the record that it could not get past
    error: str  #: why it stopped
    at: str  #: when it stopped


def make_id(*parts: str) -> str:
    """32 hexadecimal characters that depend on each part and on where one ends and the next begins.

    >>> make_id("ab", "c") == make_id("a", "bc")
    False
    """
    framed = b"".join(len(raw).to_bytes(8, "big") + raw for raw in (p.encode("utf-8", "surrogatepass") for p in parts))
    return hashlib.sha256(framed).hexdigest()[:32]

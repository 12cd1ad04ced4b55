"""What is found in articles: names, times, claims, figures."""

from typing import Any

import msgspec

from newswire.stream.messages.articles import Article


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
    ingested: str | None = None  #: when it was first enriched, where this is said again; None is news
    extras: dict[str, Any] = {}  #: what enrichers of others found: name of the enricher -> any JSON

"""Rows of the store's views, typed; names, units and meanings are those of the views (docs/store.md)."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from newswire.stream.messages import Change, ChangedFigure, Contest, EnricherInfo, Mention, Time


class _Row(msgspec.Struct, frozen=True, kw_only=True):
    """On every row: which article, and when it came."""

    article_id: str
    revision: str
    url: str
    feed: str | None
    site: str | None
    title: str | None
    published: str | None  #: as the message says: a bare day stays one
    published_at: datetime | None  #: the same as a time
    ingested: datetime  #: when it came first
    unstored: tuple[str, ...] | None  #: columns that could not hold their value
    enrichment: str | None  #: which enrichers made the row
    committed: datetime | None  #: when it was stored
    trace_id: str | None  #: of its traceparent: one from the feed's entry to this row
    dt: date  #: UTC day of ingestion


class ArticleRow(_Row, frozen=True, kw_only=True):
    """An article."""

    canonical_url: str | None
    text: str
    authors: tuple[str, ...] | None
    language: str | None
    updated: str | None
    updated_at: datetime | None
    kind: str | None
    access: str | None
    how: dict[str, str] | None
    flags: tuple[str, ...] | None
    entry_id: str | None
    guid: str | None
    summary: str | None
    tags: tuple[str, ...] | None
    seen: datetime | None
    fetched: datetime | None
    fetch_url: str | None
    fetch_status: int | None
    fetch_bytes: int | None
    fetch_sha256: str | None
    fetch_content_type: str | None
    fetch_warc_file: str | None
    fetch_warc_offset: int | None
    story: str | None
    times: tuple[Time, ...] | None
    enrichers: tuple[EnricherInfo, ...] | None
    previous: str | None
    changes: tuple[Change, ...] | None
    figures_removed: tuple[ChangedFigure, ...] | None
    figures_added: tuple[ChangedFigure, ...] | None
    cluster_id: str | None
    extras: dict[str, str] | None  #: enricher -> JSON
    unknown_fields: str | None  #: JSON of those that a newer producer has added


class EntityRow(_Row, frozen=True, kw_only=True):
    """A mention of a named thing."""

    field: str
    text: str
    start: int
    end: int
    type: str
    name: str
    entity_id: str | None
    wikidata: str | None


class _Said(_Row, frozen=True, kw_only=True):
    """With who says so."""

    source_text: str | None
    source_start: int | None
    source_end: int | None
    source_name: str | None
    source_id: str | None
    via: tuple[Mention, ...] | None
    cue_text: str | None
    cue_start: int | None
    cue_end: int | None
    contested_by: tuple[Contest, ...] | None


class FigureRow(_Said, frozen=True, kw_only=True):
    """A number in its context."""

    field: str
    text: str
    start: int
    end: int
    kind: str
    value: float | None  #: None for a range
    low: float | None
    high: float | None
    bound: str
    unit: str | None
    counted_text: str | None
    counted_start: int | None
    counted_end: int | None
    counted_head: str | None
    change: str | None
    when_interval: str | None
    when_from: date | None
    when_to: date | None
    when_text: str | None
    when_start: int | None
    when_end: int | None
    claim: int | None  #: index into the article's claims
    status: str
    parts: tuple[float, ...] | None
    claim_status: str | None
    what_text: str | None
    what_start: int | None
    what_end: int | None
    what_lemma: str | None
    where_text: str | None
    where_start: int | None
    where_end: int | None
    where_name: str | None
    where_id: str | None


class ClaimRow(_Said, frozen=True, kw_only=True):
    """Somebody's words, belief or figure."""

    claim: int  #: index in the article's claims
    field: str
    text: str | None
    start: int | None
    end: int | None
    content: tuple[tuple[int, int], ...] | None
    status: str

"""Rows of the views over what is followed across reports (docs/following.md), typed. Values are in base units."""

from __future__ import annotations

from datetime import datetime

import msgspec

from newswire.reader.rows import FigureRow
from newswire.stream.following import Denial


class MentionRow(FigureRow, frozen=True, kw_only=True):
    """A figure with its thread, and the earlier mention that it relates to (`of_...`)."""

    thread_id: str
    story: str
    dimension: str  #: what its values are comparable with: count, person, money:USD, length, ...
    base_value: float | None
    base_low: float | None
    base_high: float | None
    claimant: str | None  #: whom the source speaks for
    recalled: bool | None  #: its source has given another value since
    relation: str | None  #: first, repeat, revises, conflicts, part_of, total_of; None: compatible, and no more
    of_article_id: str | None
    of_revision: str | None
    of_field: str | None
    of_start: int | None
    of_end: int | None
    of_text: str | None
    of_base_value: float | None
    of_base_low: float | None
    of_base_high: float | None
    of_claimant: str | None
    of_site: str | None
    of_published: str | None
    followed: datetime  #: when its thread was told


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What a claimant said last."""

    claimant: str | None  #: None: the writers, naming nobody
    base_value: float | None
    base_low: float | None
    base_high: float | None
    bound: str
    status: str | None
    contested_by: tuple[Denial, ...] | None
    published: str | None
    article_id: str
    field: str
    start: int
    end: int
    url: str | None
    site: str | None


class ThreadRow(msgspec.Struct, frozen=True, kw_only=True):
    """One quantity of one happening, whoever claims it, as it stands now."""

    thread_id: str
    story: str
    dimension: str
    counted_head: str | None
    what_lemma: str | None
    low: float | None
    high: float | None
    claimants: int | None
    latest: tuple[Standing, ...] | None  #: by claimant, who spoke last first
    disputed: bool | None
    first_seen: datetime
    last_seen: datetime
    mentions: int
    articles: int
    outlets: int
    revisions: int
    conflicts: int
    contested: int


class StoryRow(msgspec.Struct, frozen=True, kw_only=True):
    """One happening, and what was said of it."""

    story: str
    title: str | None
    first_seen: datetime
    last_seen: datetime
    articles: int
    outlets: int
    claimants: int
    mentions: int
    threads: int | None
    disputed: int | None
    revisions: int | None
    conflicts: int | None
    contested: int | None

"""What a message becomes: rows of each table, pure functions of the record and its message."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pyarrow as pa

from newswire.store.columns.fit import UNSTORED, fit, is_finite, names_a_day, table_of
from newswire.store.columns.of_articles import article_row
from newswire.store.columns.of_claims import claim_row, figure_row, source_row
from newswire.store.columns.times import moment
from newswire.store.known.keys import enrichment_id
from newswire.store.of_changes import row_of_change
from newswire.store.schema import SORT, TABLES
from newswire.stream.broker import Record
from newswire.stream.following import ThreadChange
from newswire.stream.handler import Item
from newswire.stream.messages import EnrichedArticle
from newswire.stream.topics import trace_id

Row = dict[str, Any]
#: table -> its rows; a table without rows may be absent
Rows = Mapping[str, list[Row]]


def day_of(record: Record, message: EnrichedArticle | ThreadChange) -> date:
    """The UTC day of ingestion; that of the first or last moment there is, where the record's time lies beyond."""
    return _ingested(record, None if isinstance(message, ThreadChange) else message.ingested)[0].date()


def rows_of(record: Record, message: EnrichedArticle | ThreadChange, committed: datetime | None = None) -> Rows:
    """The rows of one message, in a batch that is committed then. What would not tell the truth is null, and named in
    the row's `unstored`: a figure's claim that is not there, a time of ours that is none, a date that no column holds.
    """
    if isinstance(message, ThreadChange):
        return {"mentions": [row_of_change(record, message, committed, _ingested(record, None)[0])]}
    article = message.article
    ingested, exact = _ingested(record, message.ingested)
    published_at = moment(article.published)
    common = {
        "article_id": article.article_id,
        "revision": article.revision,
        "url": article.url,
        "feed": article.feed,
        "site": article.site,
        "title": article.title,
        "published": article.published,
        "published_at": published_at,
        "ingested": ingested,
        "_topic": record.topic,
        "_partition": record.partition,
        "_offset": record.offset,
        "enrichment": enrichment_id(message),
        "committed": committed,
        "trace_id": trace_id(record.headers),
    }
    sources = [source_row(claim) for claim in message.claims]
    found = {
        "articles": [article_row(message, record.value)],
        "entities": [msgspec.structs.asdict(entity) for entity in message.entities],
        "figures": [figure_row(figure, message.claims, sources) for figure in message.figures],
        "claims": [claim_row(claim, i, article) | sources[i] for i, claim in enumerate(message.claims)],
    }
    lost = [] if exact else ["ingested"]
    if published_at is None and names_a_day(article.published):
        lost.append("published_at")
    return {
        table: [
            {**common, **row, "_row": i, UNSTORED: [*lost, *row.get(UNSTORED, ())] or None}
            for i, row in enumerate(rows)
        ]
        for table, rows in found.items()
        if rows
    }


def rows_by_day(items: Iterable[Item], committed: datetime | None) -> dict[tuple[str, date], list[Row]]:
    """The rows of a batch that is committed then: (table, day) -> rows, as they go into one file each."""
    found: dict[tuple[str, date], list[Row]] = defaultdict(list)
    for item in items:
        day = day_of(*item)
        for table, rows in rows_of(*item, committed).items():
            found[table, day].extend(rows)
    return found


def to_arrow(table: str, rows: Sequence[Row]) -> pa.Table:
    """The rows in the table's schema and order, each value as its column can hold it (`store/columns/fit.py`)."""
    schema = TABLES[table].schema
    try:
        made = table_of(rows, schema, SORT)
        plain = is_finite(made)
    except (pa.ArrowException, OverflowError, ValueError, TypeError):
        plain = False
    if not plain:  # seldom: then one by one, by type
        made = table_of([fit(row, schema) for row in rows], schema, SORT)
    return made


def _ingested(record: Record, told: str | None) -> tuple[datetime, bool]:
    """When it came first: what a message tells that was re-enriched, else the record's time. And whether that is
    what it says: a time beyond the calendar is the nearest in it."""
    said = moment(told)
    if said:
        return said, True
    try:
        return datetime.fromtimestamp(record.timestamp_ms / 1000, UTC), told is None
    except (ValueError, OverflowError, OSError):
        edge = (
            datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC) if record.timestamp_ms > 0 else datetime(1, 1, 1, tzinfo=UTC)
        )
        return edge, False

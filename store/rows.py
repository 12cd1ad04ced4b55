"""What a message becomes: rows of each table, pure functions of the record and its message."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pyarrow as pa

from newswire.store.columns.fit import UNSTORED, fit, is_finite, names_a_day, table_of
from newswire.store.columns.times import ends_of, moment
from newswire.store.known.keys import enrichment_id
from newswire.store.of_changes import row_of_change
from newswire.store.schema import SORT, TABLES
from newswire.stream.broker import Record
from newswire.stream.following import ThreadChange
from newswire.stream.handler import Item
from newswire.stream.messages import Article, Claim, EnrichedArticle, Figure
from newswire.stream.messages.unknown import unknown
from newswire.stream.topics import encode, trace_id

Row = dict[str, Any]
#: table -> its rows; a table without rows may be absent
Rows = Mapping[str, list[Row]]

#: stands between the pieces of a claim whose content is interrupted
ELLIPSIS = " … "


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
    sources = [_source(claim) for claim in message.claims]
    found = {
        "articles": [_article(message) | {"unknown_fields": _unknown(record.value)}],
        "entities": [msgspec.structs.asdict(entity) for entity in message.entities],
        "figures": [_figure(figure, message.claims, sources) for figure in message.figures],
        "claims": [_claim(claim, i, article) | sources[i] for i, claim in enumerate(message.claims)],
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


def _article(message: EnrichedArticle) -> Row:
    article = message.article
    row = msgspec.structs.asdict(article)
    fetch = row.pop("fetch")
    changed = message.figures_changed
    typed = {name: moment(getattr(article, name)) for name in ("updated", "seen", "fetched")}
    lost = ["updated_at"] if typed["updated"] is None and names_a_day(article.updated) else []
    # Times that newswire itself wrote: anything else than a time there is a fault.
    lost += [name for name in ("seen", "fetched") if typed[name] is None and getattr(article, name) is not None]
    return row | {
        UNSTORED: lost,
        "how": list(article.how.items()),
        "updated_at": typed["updated"],
        "seen": typed["seen"],
        "fetched": typed["fetched"],
        **({f"fetch_{name}": value for name, value in msgspec.structs.asdict(fetch).items()} if fetch else {}),
        "changes": msgspec.to_builtins(article.changes),
        "figures_removed": msgspec.to_builtins(changed.removed) if changed else None,
        "figures_added": msgspec.to_builtins(changed.added) if changed else None,
        "story": message.story,
        "times": msgspec.to_builtins(message.times),
        "enrichers": msgspec.to_builtins(message.enrichers),
        "extras": [(name, encode(value).decode()) for name, value in message.extras.items()],
    }


class _Outer(msgspec.Struct):
    """Of a message only what is looked at: its lists are long."""

    article: msgspec.Raw


def _unknown(value: bytes) -> str | None:
    try:
        article = bytes(msgspec.json.decode(value, type=_Outer).article) if value else b""
    except (msgspec.DecodeError, RecursionError):
        return None
    fields = unknown(article, Article)
    return encode(fields).decode() if fields else None


def _figure(figure: Figure, claims: Sequence[Claim], sources: Sequence[Row]) -> Row:
    row = msgspec.structs.asdict(figure)
    lost: list[str] = []
    for name in ("counted", "when", "what", "where"):
        row.pop(name)
    if figure.counted:
        row |= {f"counted_{name}": value for name, value in msgspec.structs.asdict(figure.counted).items()}
    if figure.what:
        row |= {f"what_{name}": value for name, value in msgspec.structs.asdict(figure.what).items()}
    if figure.where:
        place = figure.where
        row |= {"where_text": place.text, "where_start": place.start, "where_end": place.end}
        row |= {"where_name": place.name, "where_id": place.entity_id}
    if figure.when:
        row |= {f"when_{name}": value for name, value in msgspec.structs.asdict(figure.when).items()}
        row["when_from"], row["when_to"] = ends_of(figure.when.interval)
        first, _, last = (figure.when.interval or "").partition("/")
        for name, text in (("when_from", first), ("when_to", last or first)):
            if row[name] is None and names_a_day(text):
                lost.append(name)
    if figure.claim is not None:
        if 0 <= figure.claim < len(claims):
            row |= sources[figure.claim] | {"claim_status": claims[figure.claim].status}
        else:
            row["claim"] = None
            lost.append("claim")
    return row | {UNSTORED: lost}


def _claim(claim: Claim, index: int, article: Article) -> Row:
    known = claim.field in ("text", "title")
    text = (getattr(article, claim.field) if known else None) or ""
    return {
        "claim": index,
        "field": claim.field,
        "text": ELLIPSIS.join(text[start:end] for start, end in claim.content) if known else None,
        "start": min((start for start, _ in claim.content), default=None),
        "end": max((end for _, end in claim.content), default=None),
        "content": [list(span) for span in claim.content],
        "status": claim.status,
        UNSTORED: [] if known else ["text"],
    }


def _source(claim: Claim) -> Row:
    row: Row = {"via": msgspec.to_builtins(claim.via), "contested_by": msgspec.to_builtins(claim.contested_by)}
    if claim.source:
        source = claim.source
        row |= {"source_text": source.text, "source_start": source.start, "source_end": source.end}
        row |= {"source_name": source.name, "source_id": source.entity_id}
    if claim.cue:
        row |= {f"cue_{name}": value for name, value in msgspec.structs.asdict(claim.cue).items()}
    return row

"""What an enriched article becomes: rows of each table, pure functions of the record and its message."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pyarrow as pa

from store.schema import SORT, TABLES
from stream.broker import Record
from stream.errors import RejectedError
from stream.messages import Article, Claim, EnrichedArticle, Figure

Row = dict[str, Any]
#: table -> its rows; a table without rows may be absent
Rows = Mapping[str, list[Row]]

#: stands between the pieces of a claim whose content is interrupted
ELLIPSIS = " … "


def day_of(record: Record) -> date:
    """The UTC day of ingestion. Raises RejectedError `bad_time` where the record's time is none."""
    return _ingested(record).date()


def rows_of(record: Record, message: EnrichedArticle) -> Rows:
    """The rows of one message. Raises RejectedError where they would not tell the truth: a figure whose claim is
    not there (`wrong_shape`), a time of ours that is none (`bad_time`)."""
    article = message.article
    common = {
        "article_id": article.article_id,
        "revision": article.revision,
        "url": article.url,
        "feed": article.feed,
        "site": article.site,
        "title": article.title,
        "published": article.published,
        "published_at": moment(article.published),
        "ingested": _ingested(record),
        "_topic": record.topic,
        "_partition": record.partition,
        "_offset": record.offset,
    }
    found = {
        "articles": [_article(message)],
        "entities": [msgspec.structs.asdict(entity) for entity in message.entities],
        "figures": [_figure(figure, message.claims) for figure in message.figures],
        "claims": [_claim(claim, i, article) for i, claim in enumerate(message.claims)],
    }
    return {
        table: [{**common, **row, "_row": i} for i, row in enumerate(rows)] for table, rows in found.items() if rows
    }


def to_arrow(table: str, rows: Sequence[Row]) -> pa.Table:
    """The rows in the table's schema and order. Raises RejectedError `unconvertible` where a value does not fit."""
    try:
        made = pa.Table.from_pylist(list(rows), schema=TABLES[table].schema)
    except (pa.ArrowException, OverflowError, ValueError, TypeError) as e:
        raise RejectedError("unconvertible", f"{table}: {e}") from e
    return made.sort_by([(name, "ascending") for name in SORT])


def moment(text: str | None) -> datetime | None:
    """The time that an ISO 8601 text names, a bare day as its midnight, None where it names none.

    >>> moment("2024-10-18T11:30:00+02:00").isoformat()
    '2024-10-18T09:30:00+00:00'
    >>> moment("2024-10-18").isoformat()
    '2024-10-18T00:00:00+00:00'
    >>> moment("Friday")
    """
    if text is None:
        return None
    try:
        parsed = datetime.fromisoformat(text)
        return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def ends_of(interval: str | None) -> tuple[date | None, date | None]:
    """First and last day of a `from/to` interval, None for an open or unreadable end; a lone day is both.

    >>> ends_of("2019-01-01/..")
    (datetime.date(2019, 1, 1), None)
    """
    if interval is None:
        return None, None
    first, slash, last = interval.partition("/")
    return _day(first), _day(last if slash else first)


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text[:10], "%Y-%m-%d").replace(tzinfo=UTC).date()  # not a week, as fromisoformat
    except ValueError:
        return None


def _ingested(record: Record) -> datetime:
    try:
        return datetime.fromtimestamp(record.timestamp_ms / 1000, UTC)
    except (ValueError, OverflowError, OSError) as e:
        raise RejectedError("bad_time", f"timestamp of the record: {record.timestamp_ms} ms") from e


def _ours(name: str, text: str | None) -> datetime | None:
    """A time that newswire itself wrote: anything else than a time there is a fault, not a fact of the world."""
    parsed = moment(text)
    if text is not None and parsed is None:
        raise RejectedError("bad_time", f"{name}: {text!r}")
    return parsed


def _article(message: EnrichedArticle) -> Row:
    article = message.article
    row = msgspec.structs.asdict(article)
    fetch = row.pop("fetch")
    changed = message.figures_changed
    return row | {
        "how": list(article.how.items()),
        "updated_at": moment(article.updated),
        "seen": _ours("seen", article.seen),
        "fetched": _ours("fetched", article.fetched),
        **({f"fetch_{name}": value for name, value in msgspec.structs.asdict(fetch).items()} if fetch else {}),
        "changes": msgspec.to_builtins(article.changes),
        "figures_removed": msgspec.to_builtins(changed.removed) if changed else None,
        "figures_added": msgspec.to_builtins(changed.added) if changed else None,
        "story": message.story,
        "times": msgspec.to_builtins(message.times),
        "enrichers": msgspec.to_builtins(message.enrichers),
    }


def _figure(figure: Figure, claims: Sequence[Claim]) -> Row:
    row = msgspec.structs.asdict(figure)
    row.pop("counted")
    row.pop("when")
    if figure.counted:
        row |= {f"counted_{name}": value for name, value in msgspec.structs.asdict(figure.counted).items()}
    if figure.when:
        row |= {f"when_{name}": value for name, value in msgspec.structs.asdict(figure.when).items()}
        row["when_from"], row["when_to"] = ends_of(figure.when.interval)
    if figure.claim is not None:
        if not 0 <= figure.claim < len(claims):
            raise RejectedError("wrong_shape", f"figure {figure.text!r}: claim {figure.claim} of {len(claims)}")
        claim = claims[figure.claim]
        row |= {"claim_status": claim.status, **_source(claim)}
    return row


def _claim(claim: Claim, index: int, article: Article) -> Row:
    if claim.field not in ("text", "title"):
        raise RejectedError("wrong_shape", f"claim {index}: field {claim.field!r}")
    text = getattr(article, claim.field) or ""
    return {
        "claim": index,
        "field": claim.field,
        "text": ELLIPSIS.join(text[start:end] for start, end in claim.content),
        "start": min((start for start, _ in claim.content), default=None),
        "end": max((end for _, end in claim.content), default=None),
        "content": [list(span) for span in claim.content],
        "status": claim.status,
        **_source(claim),
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

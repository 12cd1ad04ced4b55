"""What a watch would have found in what is stored, article by article as it does it with messages."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

import duckdb

from newswire.home.folder import check
from newswire.settings import Settings
from newswire.store.query import connect
from newswire.store.rows import Row
from newswire.store.where import Matcher

#: articles that are read at once
_AT_ONCE = 500
_VIEWS = ("figures", "entities", "claims", "articles")
#: what tells two rows of one article apart: as `newswire/watch/found.py` has it
_SAME = {
    "figures": ("kind", "bound", "unit", "counted_head", "what_lemma", "value", "low", "high", "parts"),
    "entities": ("type", "entity_id", "name"),
    "claims": ("source_name", "text"),
    "articles": (),
    "mentions": (
        *("relation", "dimension", "base_value", "base_low", "base_high", "bound"),
        *("counted_head", "what_lemma", "claimant", "source_name"),
    ),
}


def would_match(settings: Settings, matcher: Matcher, since: datetime) -> Iterator[Row]:
    """Rows of the condition's view that meet it, of articles that came since then and as they are now, latest first; of
    each article each thing once. Raises RejectedError where the condition fails, SettingsError where there is no store.
    """
    if settings.store is None:
        check(settings)
    # a condition may ask the other views of its article
    views = [view for view in _VIEWS if view == matcher.view or view in matcher.text.lower()]
    with connect(settings.store_root) as connection:
        if matcher.view == "mentions":
            yield from _said(connection, matcher, since)
            return
        found = connection.execute(
            "SELECT article_id FROM articles WHERE dt >= ?::DATE AND ingested >= ? ORDER BY ingested DESC, article_id",
            [since.date(), since],
        ).fetchall()
        ids = [id for (id,) in found]
        for at in range(0, len(ids), _AT_ONCE):
            yield from _among(connection, matcher, views, ids[at : at + _AT_ONCE])


def _among(
    connection: duckdb.DuckDBPyConnection, matcher: Matcher, views: Sequence[str], ids: Sequence[str]
) -> Iterator[Row]:
    rows: dict[str, dict[str, list[Row]]] = defaultdict(dict)
    for view in views:
        asked = connection.sql(f"FROM {view} WHERE article_id IN (SELECT unnest(?)) ORDER BY _row", params=[ids])
        for batch in asked.to_arrow_reader(10_000):
            for row in batch.to_pylist():
                rows[row["article_id"]].setdefault(view, []).append(row)
    for id in ids:
        yield from _once(matcher.view, matcher(rows[id]), set())


def _said(connection: duckdb.DuckDBPyConnection, matcher: Matcher, since: datetime) -> Iterator[Row]:
    """What was said of threads, as it came onto the topic."""
    asked = connection.sql(
        "FROM mentions_history WHERE dt >= ?::DATE AND ingested >= ? AND NOT gone ORDER BY ingested DESC, _partition, "
        "_offset DESC",
        params=[since.date(), since],
    )
    seen = set[str]()
    for batch in asked.to_arrow_reader(_AT_ONCE):
        rows = [row | {"_row": number} for number, row in enumerate(batch.to_pylist())]
        yield from _once(matcher.view, matcher({"mentions": rows}), seen)


def _once(view: str, rows: Sequence[Row], seen: set[str]) -> Iterator[Row]:
    for row in rows:
        told = [row["article_id"], _contested(row), *(row[name] for name in _SAME[view])]
        same = json.dumps(told, default=str)
        if same not in seen:
            seen.add(same)
            yield {name: value for name, value in row.items() if not name.startswith("_")}


def _contested(row: Row) -> list[tuple[str, str]]:
    return sorted({(one["name"] or one.get("text"), one["how"]) for one in row.get("contested_by") or ()})

"""Figures for the pages: the latest that fit, and all of one thing."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from newswire.web.reading.store import Row, StoreReader

statuses = ("stated", "claimed", "estimated", "unconfirmed", "confirmed", "planned", "conditional", "opinion")
_COLUMNS = """
article_id, url, site, title, published, published_at, ingested, text, field, start, kind, value, low, high, bound,
unit, parts, counted_text, counted_head, change, when_text, when_interval, status, claim, source_name, source_text,
source_id, contested_by, what_lemma, what_text, where_name, where_text, _row, _offset"""
#: days that are looked through before all are: the latest figures are in the latest days
_WINDOWS = (2, 14)
#: a plot of more is a cloud
MOST = 2000


class Asked(NamedTuple):
    """What figures have to fit; empty words ask for nothing."""

    thing: str = ""  #: lemma of what is counted
    what: str = ""  #: lemma of what happens to it
    entity: str = ""  #: id of an entity in the same article, or a name
    source: str = ""  #: a part of the name of who says so
    status: str = ""
    since: str = ""  #: day of ingestion
    until: str = ""


def latest(reader: StoreReader, asked: Asked, limit: int, first: int = 0) -> list[Row]:
    """The latest figures that fit, newest first."""
    where, values = _condition(asked)
    order = "ORDER BY dt DESC, ingested DESC, _offset DESC, _row LIMIT ? OFFSET ?"
    days = reader.rows("SELECT DISTINCT dt FROM articles ORDER BY dt DESC") if not asked.since else []
    rows: list[Row] = []
    for window in [days[n - 1]["dt"] for n in _WINDOWS if len(days) > n] + [None]:
        recent, of_day = (" AND dt >= ?", [window]) if window else ("", [])
        sql = f"SELECT {_COLUMNS} FROM figures WHERE {where}{recent} {order}"
        rows = reader.rows(sql, [*values, *of_day, limit, first])
        if len(rows) == limit:
            break
    return rows


def over_time(reader: StoreReader, asked: Asked) -> list[Row]:
    """All that fit and have a value, the oldest first; of more than MOST the latest."""
    where, values = _condition(asked)
    numbers = "(value IS NOT NULL OR low IS NOT NULL OR high IS NOT NULL) AND kind NOT IN ('ordinal', 'score', 'odds')"
    sql = f"SELECT {_COLUMNS} FROM figures WHERE {where} AND {numbers} ORDER BY coalesce(published_at, ingested) DESC"
    return reader.rows(f"{sql} LIMIT {MOST}", values)[::-1]


def _condition(asked: Asked) -> tuple[str, Sequence[Any]]:
    parts, values = ["true"], list[Any]()
    if asked.thing:
        parts.append("counted_head = ?")
        values.append(asked.thing)
    if asked.what:
        parts.append("what_lemma = ?")
        values.append(asked.what)
    if asked.entity:
        column = "entity_id" if ":" in asked.entity else "name"
        parts.append(f"(article_id IN (SELECT article_id FROM entities WHERE {column} = ?) OR where_name = ?)")
        values += [asked.entity, asked.entity]
    if asked.source:
        parts.append("contains(lower(coalesce(source_name, source_text, '')), lower(?))")
        values.append(asked.source)
    if asked.status:
        parts.append("status = ?")
        values.append(asked.status)
    for day, sign in ((asked.since, ">="), (asked.until, "<=")):
        if day:
            parts.append(f"dt {sign} CAST(? AS DATE)")
            values.append(day)
    return " AND ".join(parts), values

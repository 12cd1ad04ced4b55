"""Figures for the pages: the latest that fit, and all of one thing."""

from typing import Any, NamedTuple

from newswire.web.reading.store import Row, StoreReader

statuses = ("stated", "claimed", "estimated", "unconfirmed", "confirmed", "planned", "conditional", "opinion")
#: of a plot
_NARROW = """
article_id, title, site, url, published, published_at, ingested, text, kind, value, low, high, bound, unit, parts,
counted_text, counted_head, change, status, claim, source_name, source_text, contested_by, what_lemma,
where_name, _row"""
#: of a list
_COLUMNS = f"{_NARROW}, when_text, when_interval"
#: a plot of more is a cloud
MOST = 600


class Asked(NamedTuple):
    """What figures have to fit; empty words ask for nothing."""

    thing: str = ""  #: lemma of what is counted
    what: str = ""  #: lemma of what happens to it
    entity: str = ""  #: id of an entity in the same article, or a name
    source: str = ""  #: a part of the name of who says so
    status: str = ""
    since: str = ""  #: day of ingestion
    until: str = ""


def frequent(reader: StoreReader, column: str) -> list[str]:
    """What stands most often in a column (counted_head, what_lemma) in the latest days."""
    since = "(SELECT max(dt) - 2 FROM articles)"
    sql = f"SELECT {column} AS word FROM figures WHERE {column} IS NOT NULL AND dt >= {since} GROUP BY 1"
    return [str(row["word"]) for row in reader.rows(f"{sql} ORDER BY count(*) DESC, 1 LIMIT 60")]


def latest(reader: StoreReader, asked: Asked, limit: int, first: int = 0) -> list[Row]:
    """The latest figures that fit, newest first."""
    where, values = _within(reader, asked, "true", limit + first)
    order = "ORDER BY dt DESC, ingested DESC, _offset DESC, _row LIMIT ? OFFSET ?"
    return reader.rows(f"SELECT {_COLUMNS} FROM figures WHERE {where} {order}", [*values, limit, first])


def over_time(reader: StoreReader, asked: Asked) -> list[Row]:
    """All that fit and have a value, the oldest first; of more than MOST the latest."""
    plain = "(value IS NOT NULL OR low IS NOT NULL OR high IS NOT NULL) AND kind NOT IN ('ordinal', 'score', 'odds')"
    where, values = _within(reader, asked, plain, MOST)
    order = "ORDER BY coalesce(published_at, ingested) DESC LIMIT ?"
    return reader.rows(f"SELECT {_NARROW} FROM figures WHERE {where} {order}", [*values, MOST])[::-1]


def _within(reader: StoreReader, asked: Asked, also: str, wanted: int) -> tuple[str, list[Any]]:
    """A condition on the latest days that hold this many of what fits, and its values.

    A day's files are read whole for each column that is shown, so days without a hit are found by few columns first.
    """
    where, values = _condition(asked)
    where = f"{where} AND {also}"
    by_day = f"SELECT dt, count(*) AS count FROM figures WHERE {where} GROUP BY dt ORDER BY dt DESC"
    days = []
    for row in reader.rows(by_day, values):
        days.append(row["dt"])
        wanted -= row["count"]
        if wanted <= 0:
            break
    if not days:
        return "false", []
    marks = ", ".join("?" * len(days))
    narrower, values = _condition(asked._replace(since=days[-1].isoformat()))
    return f"{narrower} AND {also} AND dt IN ({marks})", [*values, *days]


def _condition(asked: Asked) -> tuple[str, list[Any]]:
    parts, values = ["true"], list[Any]()
    if asked.thing:
        parts.append("counted_head = ?")
        values.append(asked.thing)
    if asked.what:
        parts.append("what_lemma = ?")
        values.append(asked.what)
    if asked.entity:
        column = "entity_id" if ":" in asked.entity else "name"
        since = "AND dt >= CAST(? AS DATE)" if asked.since else ""
        named = f"SELECT article_id FROM entities WHERE {column} = ? {since}"
        parts.append(f"(article_id IN ({named}) OR where_name = ?)")
        values += [asked.entity, *([asked.since] if asked.since else []), asked.entity]
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

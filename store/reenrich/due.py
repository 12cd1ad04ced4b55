"""Which current articles of a day are due to be re-enriched; asked of the views, so that nothing superseded is."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from newswire.store.known.keys import enrichment_of
from newswire.store.log.objects import Place as Root
from newswire.store.query import run
from newswire.store.views import quoted

Place = tuple[str, int, int]  #: topic, partition, offset

#: whether an article of this language, now in this enrichment, is due
IsDue = Callable[[str | None, str], bool]

#: older files have no enrichment: it is told by the enrichers
_MADE_BY = "enrichment, CASE WHEN enrichment IS NULL THEN enrichers END AS enrichers"


class Due(NamedTuple):
    """A current article, and where its rows come from."""

    article_id: str
    revision: str
    place: Place


class Day(NamedTuple):
    """How many current articles a day has."""

    articles: int = 0
    due: int = 0


def days_between(root: Root, first: date, last: date, is_due: IsDue) -> dict[date, Day]:
    """The days of ingestion from `first` to `last`, both included, that have current articles; in their order.

    Raises as `newswire.store.query.run`.
    """
    where = f"dt BETWEEN DATE '{first}' AND DATE '{last}'"
    sql = f"SELECT dt, language, {_MADE_BY}, count(*) AS n FROM articles WHERE {where} GROUP BY ALL ORDER BY dt"
    found: dict[date, Day] = {}
    for row in rows(root, sql):
        day = found.get(row["dt"], Day())
        due = row["n"] if is_due(row["language"], _enrichment(row)) else 0
        found[row["dt"]] = Day(day.articles + row["n"], day.due + due)
    return found


def due_on(root: Root, day: date, is_due: IsDue) -> list[Due]:
    """The articles of a day that are due, in the order of their files. Raises as `newswire.store.query.run`."""
    sql = (
        f"SELECT article_id, revision, _topic, _partition, _offset, language, {_MADE_BY} "
        f"FROM articles WHERE dt = DATE '{day}' ORDER BY published_at, _topic, _partition, _offset"
    )
    return [
        Due(row["article_id"], row["revision"], (row["_topic"], row["_partition"], row["_offset"]))
        for row in rows(root, sql)
        if is_due(row["language"], _enrichment(row))
    ]


def at(places: Sequence[Place]) -> str:
    """SQL for a relation of these places, of which there is one at least."""
    values = ", ".join(f"({quoted(topic)}, {partition}, {offset})" for topic, partition, offset in places)
    return f"(VALUES {values}) AS places(_topic, _partition, _offset)"


def rows(root: Root, sql: str) -> list[dict[str, Any]]:
    """All rows of an answer that is small. Raises as `newswire.store.query.run`."""
    with run(sql, root) as reader:
        found: list[dict[str, Any]] = reader.read_all().to_pylist()
    return found


def _enrichment(row: dict[str, Any]) -> str:
    named: str | None = row["enrichment"]
    return named if named is not None else enrichment_of(row["enrichers"] or ())

"""Stored articles as messages again: the same that came to the enrichers first, as far as columns hold it."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import msgspec

from newswire.store.log.objects import Place as Root
from newswire.store.reenrich.due import Place, at, rows
from newswire.store.views import quoted
from newswire.stream.errors import RejectedError
from newswire.stream.messages import Article, Fetch

#: a day's files are read once for this many articles, which are in memory together
AT_ONCE = 256

_FETCH = {name: f"fetch_{name}" for name in Fetch.__struct_fields__ if name not in ("etag", "last_modified")}
_FIELDS = tuple(name for name in Article.__struct_fields__ if name != "fetch")
_COLUMNS = ", ".join((*_FIELDS, *_FETCH.values(), "ingested", "trace_id", "unknown_fields"))


class Stored(NamedTuple):
    """An article that the store holds."""

    article: Article  #: without the validators of its page, which no column has
    ingested: str  #: when it came first, ISO 8601
    trace_id: str | None = None  #: of what led to it
    unknown_fields: str | None = None  #: JSON, of a newer producer


def read(root: Root, day: date, places: Sequence[Place]) -> list[Stored | RejectedError]:
    """The articles at these places of a day that are current still; an error for one that is not a message any more.

    Raises as `newswire.store.query.run`.
    """
    if not places:
        return []
    sql = f"SELECT {_COLUMNS} FROM articles SEMI JOIN {at(places)} USING (_topic, _partition, _offset)"
    return [_stored(row) for row in rows(root, f"{sql} WHERE dt = DATE '{day}'")]


def first_ingested(root: Root, ids: Iterable[str]) -> dict[tuple[str, str], str]:
    """(article id, revision) -> when that came first, of all stored revisions of these articles."""
    wanted = ", ".join(quoted(one) for one in sorted(set(ids)))
    if not wanted:
        return {}
    sql = f"SELECT article_id, revision, min(ingested) AS first FROM articles_history WHERE article_id IN ({wanted})"
    found = rows(root, f"{sql} GROUP BY ALL")
    return {(row["article_id"], row["revision"]): _text(row["first"]) for row in found}


def _stored(row: dict[str, Any]) -> Stored | RejectedError:
    fields = {name: row[name] for name in _FIELDS if row[name] is not None}
    for name in ("seen", "fetched"):
        if name in fields:
            fields[name] = _text(fields[name])
    fields["how"] = dict(fields.get("how", ()))
    fetch = {name: row[column] for name, column in _FETCH.items()}
    if all(fetch[name] is not None for name in ("url", "status", "bytes", "sha256")):
        fields["fetch"] = fetch
    try:
        article = msgspec.convert(fields, type=Article)
    except msgspec.ValidationError as e:
        return RejectedError("wrong_shape", f"{row['article_id']} {row['revision']}: {e}")
    return Stored(article, _text(row["ingested"]), row["trace_id"], row["unknown_fields"])


def _text(when: datetime) -> str:
    return when.astimezone(UTC).isoformat().replace("+00:00", "Z")

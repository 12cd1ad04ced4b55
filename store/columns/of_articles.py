"""The row of an article, apart from what all rows have: pure functions of its message."""

from typing import Any

import msgspec

from newswire.store.columns.fit import UNSTORED, names_a_day
from newswire.store.columns.times import moment
from newswire.stream.messages import Article, EnrichedArticle
from newswire.stream.messages.unknown import unknown
from newswire.stream.topics import encode


def article_row(message: EnrichedArticle, value: bytes) -> dict[str, Any]:
    """Column -> value; `value` is the message as it came, which may have fields that this version does not know."""
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
        "extras": [(name, encode(extra).decode()) for name, extra in message.extras.items()],
        "unknown_fields": _unknown(value),
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

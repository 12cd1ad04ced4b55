"""A report with what was found in it, however it came."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from newswire.stream.messages import Article, Claim, EnrichedArticle, Entity, Figure, Time


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a report. Texts as they were annotated: all offsets are characters of them."""

    id: str
    title: str = ""
    text: str = ""
    site: str | None = None
    language: str | None = None
    at: float | None = None  #: when it was published, or its revision was: seconds since 1970, UTC
    revision: str | None = None  #: of its words; None where nobody counts them
    updates: str | None = None  #: id of the report that this is a later version of
    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()

    def field(self, name: str) -> str:
        """The text of a field."""
        return self.title if name == "title" else self.text


class _Tags(msgspec.Struct, kw_only=True):
    """What of annotate's line is read."""

    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()


def from_line(item: Mapping[str, Any], line: Mapping[str, Any]) -> Report:
    """Of an input item and annotate's line for it. Raises msgspec.ValidationError where the line has another shape."""
    tags = msgspec.convert(dict(line), _Tags)
    return Report(
        id=str(item["id"]),
        title=item.get("title") or "",
        text=item["text"],
        site=item.get("site"),
        language=item.get("language"),
        at=instant(item.get("published")),
        updates=None if item.get("updates") is None else str(item["updates"]),
        **{name: getattr(tags, name) for name in tags.__struct_fields__},
    )


def from_message(message: EnrichedArticle) -> Report:
    """Of what `news.enriched.v1` carries."""
    article = message.article
    return Report(
        id=article.article_id,
        title=article.title or "",
        text=article.text,
        site=article.site,
        language=article.language,
        at=_at(article),
        revision=article.revision,
        entities=message.entities,
        times=message.times,
        claims=message.claims,
        figures=message.figures,
    )


def _at(article: Article) -> float | None:
    """A revision says what it says from its own time on."""
    revised = (article.updated, article.fetched) if article.previous else ()
    times = map(instant, (*revised, article.published, article.seen, article.fetched))
    return next((at for at in times if at is not None), None)


def instant(text: str | None) -> float | None:
    """Seconds since 1970 of a time or a day in ISO 8601; None where it is neither.

    >>> instant("1970-01-02")
    86400.0
    """
    try:
        when = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()

"""Items of `news.enriched.v1` for the stage `follow`, and what it said of them."""

from collections.abc import Sequence
from typing import Any

from homes.followed_reports import number, report
from newswire.stream.broker import Message, Record
from newswire.stream.following import ThreadChange
from newswire.stream.handler import Item
from newswire.stream.messages import Article, EnrichedArticle
from newswire.stream.topics import ENRICHED, THREADS

TEXT = "The flood at Velmar drove families from the lower town; the {source} said {} people died."
NAMES = {"Velmar": "GPE", "Relief Office": "ORG", "Hospital Trust": "ORG"}


def item(
    key: str,
    value: int,
    *,
    event: str | None = None,
    access: str = "open",
    text: str = TEXT,
    source: str = "Relief Office",
    revision: str | None = None,
    previous: str | None = None,
    figures: Sequence[dict[str, Any]] | None = None,
) -> Item:
    """An article on a flood: a source gives the number of the dead; `figures` are those that a tagger found."""
    text = text.format(value, source=source)
    if figures is None:
        figures = [number(str(value), value, "people", "die", unit="person", source=source)]
    made = report(key, "Flood in Velmar", text, *figures, names=NAMES)
    article = Article(
        article_id=key, revision=revision or f"{key}-{value}", previous=previous, url=f"https://{key}.example/flood",
        site=f"{key}.example", title=made.title, text=text, language="en", published="2026-03-02T08:00:00Z",
        updated="2026-03-02T12:00:00Z" if previous else None, access=access,
    )  # fmt: skip
    tags: dict[str, Any] = {n: getattr(made, n) for n in ("entities", "times", "claims", "figures")}
    headers = (("ce_id", (event or f"{key}-{value}").encode()),)
    return Item(Record(ENRICHED.name, 0, 0, 0, key.encode(), b"", headers), EnrichedArticle(article=article, **tags))


def changes(messages: Sequence[Message]) -> list[ThreadChange]:
    """What the messages say."""
    return [THREADS.decode(message.value) for message in messages]


def brief(messages: Sequence[Message]) -> list[tuple[str, str, float | None, str | None]]:
    """Of each: change, article, value, relation."""
    return [(c.change, c.mention.article_id, c.value, c.relation) for c in changes(messages)]

"""What a watch finds in a message, as matches; each has an id that an edit or a repeat of the article does not change.

A figure is the same where kind, bound, unit, thing counted, what happens to it and value are, and those who contest it:
who says it, and where it stands, may change. So 1,500 troops fire once for an article however often it is edited, and
once more when somebody denies them.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from newswire.enrich.figures.events.what import same
from newswire.store.rows import Row, Rows
from newswire.stream.following import ThreadChange
from newswire.stream.handler import Item
from newswire.stream.messages import Article, Claim, EnrichedArticle, Figure, make_id
from newswire.stream.watching import Match

#: characters of the words around what was found
_QUOTE = 300
#: how a watch's condition picks rows of a message
Picks = Callable[[Rows], Sequence[Row]]


def in_article(watch: str, view: str, found: Sequence[Row], item: Item) -> Iterator[Match]:
    """A match for each of these rows of a view of an enriched article, those that say the same once."""
    message: EnrichedArticle = item.message
    seen = set[str]()
    for row in found:
        number = row["_row"]
        identity = _IDENTITIES[view](message, number)
        id = make_id("match", watch, message.article.article_id, view, json.dumps(identity, default=str))
        if id not in seen:
            seen.add(id)
            yield _match(id, watch, view, item, number)


def in_thread(watch: str, found: Sequence[Row], item: Item) -> Iterator[Match]:
    """A match for a change of a thread, where its row was found. Whose thread it is does not count: a report that joins
    another one later says the same."""
    change: ThreadChange = item.message
    for _ in found:
        denials = sorted({(one.name, one.how) for one in change.contested_by})
        value = (change.dimension, change.value, change.low, change.high, change.bound)
        what = same(change.what) if change.what else None
        identity = (change.relation, *value, change.head, what, change.institution or change.source, denials)
        yield Match(
            match_id=make_id("match", watch, change.mention.article_id, "threads", json.dumps(identity)),
            watch=watch,
            on="threads",
            at=_at(item),
            article_id=change.mention.article_id,
            revision=change.article_revision,
            url=change.url,
            site=change.site,
            title=change.title,
            published=change.published,
            thread=change,
        )


def _at(item: Item) -> str:
    return datetime.fromtimestamp(item.record.timestamp_ms / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _match(id: str, watch: str, view: str, item: Item, number: int) -> Match:
    message: EnrichedArticle = item.message
    article = message.article
    figure = message.figures[number] if view == "figures" else None
    entity = message.entities[number] if view == "entities" else None
    claim = message.claims[number] if view == "claims" else _claim_of(message, figure)
    return Match(
        match_id=id,
        watch=watch,
        on=view,
        at=_at(item),
        article_id=article.article_id,
        revision=article.revision,
        url=article.url,
        site=article.site,
        title=article.title,
        published=article.published,
        language=article.language,
        feed=article.feed,
        quote=_quoted(article, figure or entity or claim),
        figure=figure,
        claim=claim,
        entity=entity,
    )


def _claim_of(message: EnrichedArticle, figure: Figure | None) -> Claim | None:
    if figure is None or figure.claim is None or not 0 <= figure.claim < len(message.claims):
        return None
    return message.claims[figure.claim]


def _contested(claim: Claim | None) -> list[tuple[str, str]]:
    return sorted({(one.name or one.text, one.how) for one in claim.contested_by}) if claim else []


def _figure(message: EnrichedArticle, number: int) -> object:
    one = message.figures[number]
    value = (one.value, one.low, one.high, one.parts)
    head = one.counted.head if one.counted else None
    what = same(one.what.lemma) if one.what else None
    told = value if any(part is not None for part in value) else (one.text,)
    return one.kind, one.bound, one.unit, head, what, told, _contested(_claim_of(message, one))


def _entity(message: EnrichedArticle, number: int) -> object:
    one = message.entities[number]
    return one.type, one.entity_id or one.name


def _claim(message: EnrichedArticle, number: int) -> object:
    one = message.claims[number]
    text = _text(message.article, one.field)
    said = [text[start:end] for start, end in one.content]
    source = (one.source.name or one.source.text) if one.source else None
    return source, said, _contested(one)


def _article(message: EnrichedArticle, number: int) -> object:
    return None


_IDENTITIES: Mapping[str, Callable[[EnrichedArticle, int], object]] = {
    "figures": _figure,
    "entities": _entity,
    "claims": _claim,
    "articles": _article,
}


def _text(article: Article, field: str) -> str:
    return (article.title if field == "title" else article.text) or ""


def _quoted(article: Article, one: object) -> str | None:
    """The paragraph that something stands in, or so much of it around it."""
    if isinstance(one, Claim):
        field, start, end = one.field, min((s for s, _ in one.content), default=0), 0
        end = max((e for _, e in one.content), default=0)
    elif one is None:
        return None
    else:
        field, start, end = one.field, one.start, one.end  # type: ignore[attr-defined] # of figures and entities
    text = _text(article, field)
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    if last - first <= _QUOTE:
        return text[first:last]
    begin = max(first, start - (_QUOTE - min(_QUOTE, end - start)) // 2)
    cut = text[begin : begin + _QUOTE]
    return ("…" if begin > first else "") + cut + ("…" if begin + _QUOTE < last else "")

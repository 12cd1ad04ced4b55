"""What makes a message the same as another: of an article its revision and enrichment, of a thread the change; as
digests."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b

from newswire.store.known import changes
from newswire.stream.following import ThreadChange
from newswire.stream.handler import Item
from newswire.stream.messages import EnrichedArticle, EnricherInfo, make_id

Key = tuple[bytes, bytes, bytes]  #: digests of article, revision, enrichment


def enrichment_of(enrichers: Iterable[Mapping[str, str | None]]) -> str:
    """The id of a set of enrichers by their names, versions and the sha256 of their weights; empty for none.

    >>> enrichment_of([{"name": "times", "version": "2"}]) != enrichment_of([{"name": "times", "version": "3"}])
    True
    """
    parts = [f"{e['name']} {e['version']} {e.get('sha256') or ''}" for e in enrichers]
    return make_id(*parts)[:16] if parts else ""


def enrichment_id(message: EnrichedArticle) -> str:
    """The same of a message."""
    return _enrichment(message.enrichers)


@lru_cache
def _enrichment(enrichers: tuple[EnricherInfo, ...]) -> str:
    return enrichment_of([{"name": e.name, "version": e.version, "sha256": e.sha256} for e in enrichers])


def key_of(article_id: str, revision: str, enrichment: str) -> Key:
    """The digests that tell one row from another."""
    return digest(article_id), digest(article_id, revision), digest_of_few(enrichment)


def item_key(item: Item) -> Key:
    """The same of a message."""
    if isinstance(item.message, ThreadChange):
        return changes.change_key(item.record, item.message)
    article = item.message.article
    return key_of(article.article_id, article.revision, enrichment_id(item.message))


def articles_of(item: Item) -> tuple[str, ...]:
    """The ids of the articles that a message tells of: of a change also that of the mention that it relates to."""
    message = item.message
    if not isinstance(message, ThreadChange):
        return (message.article.article_id,)
    return message.mention.article_id, *((message.of.article_id,) if message.of else ())


def article_key(article_id: str) -> bytes:
    """The digest that the index knows an article by."""
    return digest(article_id)


def digest(*parts: str) -> bytes:
    """Of texts in a row; 16 bytes."""
    # The lengths keep ("ab", "c") apart from ("a", "bc").
    framed = "".join([f"{len(part)}:{part}" for part in parts]).encode("utf-8", "surrogatepass")
    return blake2b(framed, digest_size=16).digest()


@lru_cache
def digest_of_few(enrichment: str) -> bytes:
    """The same of a text that many rows have."""
    return digest(enrichment)

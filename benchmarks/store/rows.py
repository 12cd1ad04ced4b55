"""Synthetic enriched articles for the benchmarks of the store: as many words, names and figures as news has."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime

from newswire.stream.broker import Record
from newswire.stream.messages import (
    Article,
    Claim,
    Counted,
    Cue,
    EnrichedArticle,
    EnricherInfo,
    Entity,
    Figure,
    Mention,
    make_id,
)
from newswire.stream.topics import ENRICHED
from newswire.stream.worker import Item

TOPIC = ENRICHED.name
#: of an article
ENTITIES, FIGURES, CLAIMS, WORDS = 12, 8, 4, 400
_WORDS = [make_id("word", str(n))[: 3 + n % 7] for n in range(4000)]
_HEADS = [f"thing{n}" for n in range(600)]
_ENRICHERS = (EnricherInfo(name="figures", version="1"),)


def articles(day: datetime, count: int, *, first: int = 0, partitions: int = 6) -> Iterator[Item]:
    """This many articles over a day, in the order of their arrival; offsets run on in each partition."""
    chance = random.Random(first)
    offsets = [first] * partitions
    step_ms = 86_400_000 // count
    begin = int(day.replace(tzinfo=UTC).timestamp() * 1000)
    for n in range(first, first + count):
        partition = n % partitions
        at = begin + (n - first) * step_ms
        yield Item(Record(TOPIC, partition, offsets[partition], at, None, b""), article(n, at, chance))
        offsets[partition] += 1


def article(number: int, at_ms: int, chance: random.Random) -> EnrichedArticle:
    """One of them. Names and heads are spread as in news: few are everywhere, many are rare."""
    text = " ".join(chance.choices(_WORDS, k=WORDS))
    url = f"https://news{number % 40}.example/{number % 28}/{make_id(str(number))[:12]}"
    published = datetime.fromtimestamp(at_ms / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    claims = tuple(
        Claim(
            field="text",
            content=((n * 90, n * 90 + 80),),
            source=Mention(text=text[n : n + 9], start=n, end=n + 9, name=f"Source {_rare(chance, 5000)}"),
            cue=Cue(text="said", start=n, end=n + 4),
        )
        for n in range(CLAIMS)
    )
    figures = tuple(
        Figure(
            field="text",
            text=text[n : n + 3],
            start=n,
            end=n + 3,
            kind="count",
            value=chance.randrange(10_000),
            unit="person",
            counted=Counted(text="things", start=n, end=n + 6, head=_HEADS[_rare(chance, len(_HEADS))]),
            claim=n % CLAIMS,
        )
        for n in range(FIGURES)
    )
    entities = tuple(
        Entity(field="text", text=text[n : n + 8], start=n, end=n + 8, type="ORG", name=f"Name {i}", entity_id=f"q:{i}")
        for n in range(ENTITIES)
        for i in (_rare(chance, 50_000),)
    )
    made = Article(
        article_id=make_id("article", url),
        revision=make_id(text[:40], str(number)),
        url=url,
        title=text[:70],
        text=text,
        feed=f"https://news{number % 40}.example/rss.xml",
        site=f"News {number % 40}",
        published=published,
    )
    return EnrichedArticle(article=made, entities=entities, claims=claims, figures=figures, enrichers=_ENRICHERS)


def _rare(chance: random.Random, most: int) -> int:
    """A number below `most`, small ones much more often."""
    return min(most - 1, int(chance.paretovariate(0.6)) - 1)

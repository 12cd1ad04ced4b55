"""How a `.v2` would come: published beside `.v1`, in the same transaction, of the same article.

A rehearsal on the real worker and broker, with a version 2 that no additive change could give: `value` is a decimal as
a text, and what was `unit` has another name. docs/consumers.md tells subscribers what they see of it.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from factories import article
from newswire.enrich.passages.document import Document, Source
from newswire.enrich.pipeline.stage import EnrichHandler
from newswire.stream.broker import Message
from newswire.stream.contract.schemas import schemas
from newswire.stream.embedded.broker import EmbeddedBroker
from newswire.stream.errors import RejectedError
from newswire.stream.handler import Handler, Item, Result
from newswire.stream.messages import EnrichedArticle, Figure
from newswire.stream.topics import ARTICLES, ENRICHED, TOPICS, Topic, encode, header
from newswire.stream.worker import Worker, WorkerOptions

TEXT = "About 7 boats left."


class FigureV2(msgspec.Struct, frozen=True, kw_only=True):
    text: str
    value: str | None  #: decimal
    measured_in: str | None


class EnrichedV2(msgspec.Struct, frozen=True, kw_only=True):
    article_id: str
    revision: str
    figures: tuple[FigureV2, ...]


V2 = Topic("news.enriched.v2", EnrichedV2, "org.newswire.enriched.v2", ENRICHED.partitions, ENRICHED.retention_days)


class Given:
    infos = ()

    def annotate(self, articles: Sequence[Source], seconds: float) -> list[Document | RejectedError]:
        figure = Figure(field="text", text="7", start=6, end=7, kind="count", value=7)
        return [Document(id=one.id, texts={}, figures=[figure]) for one in articles]


def both(handle: Handler) -> Handler:
    """The stage, with version 2 of all that it makes beside it. Its id is made of that of version 1."""

    def handle_both(batch: Sequence[Item]) -> Sequence[Result]:
        results = handle(batch)
        return [r if isinstance(r, RejectedError) else [m for one in r for m in (one, second(one))] for r in results]

    return handle_both


def second(message: Message) -> Message:
    first: EnrichedArticle = ENRICHED.decode(message.value)
    figures = (FigureV2(text=f.text, value=str(f.value), measured_in=f.unit) for f in first.figures)
    value = EnrichedV2(article_id=first.article.article_id, revision=first.article.revision, figures=tuple(figures))
    own = {
        "ce_type": V2.event,
        "ce_dataschema": f"urn:newswire:{V2.name}",
        "ce_id": f"{header(message.headers, 'ce_id')}-v2",
    }
    headers = tuple((name, own[name].encode() if name in own else raw) for name, raw in message.headers)
    return Message(V2.name, message.key, encode(value), headers)


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[EmbeddedBroker]:
    made = EmbeddedBroker(tmp_path / "broker.sqlite")
    made.create_topics([*TOPICS, V2])
    with closing(made.producer()) as producer:
        for name in "abcd":
            one = article(name, text=TEXT)
            producer.send(Message(ARTICLES.name, one.article_id.encode(), encode(one)))
    yield made


def run(broker: EmbeddedBroker, handle: Handler, group: str) -> None:
    with closing(broker.consumer([ARTICLES.name], group)) as consumer, closing(broker.producer()) as producer:
        Worker("enrich", ARTICLES, consumer, producer, handle, WorkerOptions(poll_s=5, max_records=4)).step()


def said(broker: EmbeddedBroker, topic: Topic) -> list[tuple[Any, ...]]:
    return [(r.key, r.partition, r.offset, r.value) for r in broker.scan(topic.name)]


def test_both_versions_come_of_one_commit_in_the_same_partitions_and_order(broker: EmbeddedBroker) -> None:
    run(broker, both(EnrichHandler(Given())), "enrich")
    first, second_ = said(broker, ENRICHED), said(broker, V2)
    assert [one[:3] for one in first] == [one[:3] for one in second_] and len(first) == 4
    value = V2.decode(second_[0][3])
    assert value.figures == (FigureV2(text="7", value="7", measured_in=None),)
    assert len({header(r.headers, "ce_id") for topic in (ENRICHED, V2) for r in broker.scan(topic.name)}) == 8


def test_who_reads_version_1_sees_what_there_was_before(broker: EmbeddedBroker) -> None:
    run(broker, EnrichHandler(Given()), "before")
    before = [(key, value) for key, _, _, value in said(broker, ENRICHED)]
    run(broker, both(EnrichHandler(Given())), "after")
    after = [(key, value) for key, _, _, value in said(broker, ENRICHED)]
    assert sorted(after) == sorted(before * 2)
    for _, value in before:
        jsonschema.Draft202012Validator(schemas()[ENRICHED.name]).validate(msgspec.json.decode(value))


def test_what_is_not_committed_is_in_neither(broker: EmbeddedBroker) -> None:
    with closing(broker.consumer([ARTICLES.name], "enrich")) as consumer, closing(broker.producer()) as producer:

        def dies(outputs: Sequence[Message] = ()) -> None:
            raise KeyboardInterrupt

        consumer.commit = dies  # type: ignore[method-assign]
        with pytest.raises(KeyboardInterrupt):
            worker = Worker("enrich", ARTICLES, consumer, producer, both(EnrichHandler(Given())))
            worker.step()
    assert said(broker, ENRICHED) == said(broker, V2) == []
    run(broker, both(EnrichHandler(Given())), "enrich")
    assert len(said(broker, ENRICHED)) == len(said(broker, V2)) == 4

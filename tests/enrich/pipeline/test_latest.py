"""`news.latest.v1` through the real worker, broker and database: the newest of each article, and its end."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from factories import article
from newswire.enrich.passages.document import Document, Source
from newswire.enrich.pipeline import latest
from newswire.enrich.pipeline.stage import EnrichHandler
from newswire.ingest.polling.state import tables
from newswire.ingest.polling.state.database import Database
from newswire.stream.broker import Message, Record
from newswire.stream.embedded.broker import EmbeddedBroker
from newswire.stream.errors import RejectedError
from newswire.stream.messages import Article, EnrichedArticle
from newswire.stream.topics import (
    ARTICLES,
    ENRICHED,
    INGESTED,
    LATEST,
    LATEST_WITHDRAWN,
    TOPICS,
    WITHDRAWN,
    cloudevent,
    encode,
    header,
)
from newswire.stream.worker import Worker, WorkerOptions


class Given:
    """Finds nothing."""

    infos = ()

    def annotate(self, articles: Sequence[Source], seconds: float) -> list[Document | RejectedError]:
        return [Document(id=one.id, texts={}) for one in articles]


class Stage:
    """The stage on a home of its own."""

    def __init__(self, folder: Path) -> None:
        self.database = Database(f"sqlite:///{folder}/feeds.sqlite")
        with self.database.write() as connection:
            tables.create(connection, latest.metadata)
        self.broker = EmbeddedBroker(folder / "broker.sqlite")
        self.broker.create_topics(TOPICS)
        self.producer, self.consumer = self.broker.producer(), self.broker.consumer([ARTICLES.name], "enrich")

    def __call__(self, *articles: Article, headers: tuple[tuple[str, bytes], ...] = ()) -> None:
        for one in articles:
            about = cloudevent(id="i", type=ARTICLES.event, source="s", subject=one.url, time="")
            self.producer.send(Message(ARTICLES.name, one.article_id.encode(), encode(one), (*about, *headers)))
        self.producer.flush()
        handle = EnrichHandler(Given(), latest=latest.Latest(self.database.write))
        options = WorkerOptions(poll_s=9, max_records=len(articles))
        worker = Worker("enrich", ARTICLES, self.consumer, self.producer, handle, options)
        assert worker.step() == len(articles)

    def records(self) -> list[Record]:
        return list(self.broker.scan(LATEST.name))

    def known(self) -> dict[str, str | None]:
        """Article -> its text, None where it is gone."""
        return {
            (r.key or b"").decode(): LATEST.decode(r.value).article.text if r.value else None for r in self.records()
        }


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path)
    with closing(made.database), closing(made.producer), closing(made.consumer):
        yield made


def revision(text: str, minute: int, previous: Article | None = None, **fields: object) -> Article:
    at = f"2026-03-01T12:{minute:02}:00Z"
    return article(text=text, fetched=at, previous=previous and previous.revision, **fields)


FIRST = revision("Ten died.", 1)
SECOND = revision("Twelve died.", 5, FIRST)
THIRD = revision("Thirteen died.", 9, SECOND)
GONE = msgspec.structs.replace(revision("", 20, THIRD), access="gone")
KEY = FIRST.article_id


def test_the_latest_revision_is_what_enriched_said_of_it(stage: Stage) -> None:
    other = article("b", text="Something else.")
    stage(FIRST, other)
    stage(SECOND)
    assert stage.known() == {KEY: "Twelve died.", other.article_id: "Something else."}
    record = next(r for r in stage.records() if r.key == KEY.encode())
    said = [r for r in stage.broker.scan(ENRICHED.name) if r.key == record.key][-1]
    assert record.value == said.value and record.partition == said.partition
    types = [header(r.headers, "ce_type") for r in (record, said)]
    assert types == ["org.newswire.latest.v1", "org.newswire.enriched.v1"]
    assert header(record.headers, "ce_dataschema") == "urn:newswire:news.latest.v1"
    assert header(record.headers, "ce_id") != header(said.headers, "ce_id")
    assert header(record.headers, "traceparent") == header(said.headers, "traceparent")


@pytest.mark.parametrize(
    "late",
    [
        (SECOND, FIRST),
        (THIRD, FIRST),  # by the time alone
        (THIRD, SECOND, FIRST),
        (FIRST, THIRD, SECOND),
        (msgspec.structs.replace(THIRD, fetched=None), SECOND),  # by what it names
    ],
)
def test_an_older_revision_that_comes_late_takes_no_newer_ones_place(stage: Stage, late: tuple[Article, ...]) -> None:
    for one in late:
        stage(one)
    newest = max(late, key=lambda one: len(one.text))
    assert stage.known() == {KEY: newest.text}
    assert len(list(stage.broker.scan(ENRICHED.name))) == len(late)  # there all of them are


def test_all_of_that_within_one_batch(stage: Stage) -> None:
    stage(SECOND, FIRST, THIRD)
    assert stage.known() == {KEY: "Thirteen died."}


def test_a_way_back_to_an_earlier_text_is_a_later_revision(stage: Stage) -> None:
    back = msgspec.structs.replace(FIRST, revision="way-back", previous=SECOND.revision, fetched="2026-03-01T13:00:00Z")
    stage(FIRST, SECOND, back)
    assert stage.known() == {KEY: "Ten died."}


def test_the_same_revision_enriched_anew_is_the_latest_and_an_older_one_is_not(stage: Stage) -> None:
    stage(FIRST, SECOND)
    stage(SECOND, FIRST, headers=((INGESTED, b"2026-03-01T12:00:00Z"),))
    assert stage.known() == {KEY: "Twelve died."}
    (record,) = stage.records()
    assert LATEST.decode(record.value).ingested == "2026-03-01T12:00:00Z"


def test_an_article_that_is_gone_is_a_tombstone_until_it_comes_back(stage: Stage) -> None:
    stage(FIRST, SECOND, THIRD, GONE)
    (record,) = stage.records()
    assert (record.key, record.value) == (KEY.encode(), b"")
    assert header(record.headers, "ce_type") == LATEST_WITHDRAWN
    assert header(record.headers, "ce_dataschema") is header(record.headers, "content-type") is None
    assert header(record.headers, "ce_subject") == FIRST.url
    said = list(stage.broker.scan(ENRICHED.name))[-1]
    assert header(said.headers, "ce_type") == WITHDRAWN
    assert msgspec.json.decode(said.value, type=EnrichedArticle).article.access == "gone"
    stage(SECOND)
    assert stage.known() == {KEY: None}
    stage(revision("Back with 13 dead.", 30, GONE))
    assert stage.known() == {KEY: "Back with 13 dead."}


def test_what_was_noted_and_not_committed_comes_again(stage: Stage) -> None:
    with stage.database.write() as connection:  # noted, then killed before its commit
        assert latest.note(connection, [FIRST, SECOND]) == [True, True]
    stage(SECOND)
    assert stage.known() == {KEY: "Twelve died."}


def test_nothing_is_noted_of_what_is_forgotten(stage: Stage) -> None:
    stage(FIRST, article("b"))
    with stage.database.write() as connection:
        assert latest.forget(connection, KEY.__eq__, dry=True) == latest.forget(connection, KEY.__eq__) == 1
        assert latest.forget(connection, KEY.__eq__) == 0

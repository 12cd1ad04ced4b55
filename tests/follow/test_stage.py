"""The stage: messages of threads, the same ones when a batch comes again, and what goes when an article does."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from follow.stage import FollowHandler
from follow.state.forget import forget
from follow.state.sql import SqlState
from follow.state.tables import metadata
from followed_reports import number, report
from ingest.polling.state import tables
from ingest.polling.state.database import Database
from stream.broker import Message, Record
from stream.following import ThreadChange
from stream.handler import Item
from stream.messages import Article, EnrichedArticle
from stream.topics import ENRICHED, THREADS, header

TEXT = "The flood at Velmar drove families from the lower town; the Relief Office said {} people died."


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(f"sqlite:///{tmp_path}/state.sqlite")
    with made.write() as connection:
        tables.create(connection, metadata)
    yield made
    made.close()


def item(key: str, value: int, *, event: str | None = None, access: str = "open", text: str = TEXT) -> Item:
    text = text.format(value)
    said = number(str(value), value, "people", "die", unit="person", source="Relief Office")
    made = report(key, "Flood in Velmar", text, said, names={"Velmar": "GPE", "Relief Office": "ORG"})
    article = Article(
        article_id=key, revision=f"{key}-{value}", url=f"https://{key}.example/flood", site=f"{key}.example",
        title=made.title, text=text, language="en", published="2026-03-02T08:00:00Z", access=access,
    )  # fmt: skip
    tags: dict[str, Any] = {n: getattr(made, n) for n in ("entities", "times", "claims", "figures")}
    headers = (("ce_id", (event or f"{key}-{value}").encode()),)
    return Item(Record(ENRICHED.name, 0, 0, 0, key.encode(), b"", headers), EnrichedArticle(article=article, **tags))


def changes(messages: list[Message]) -> list[ThreadChange]:
    return [THREADS.decode(message.value) for message in messages]


def test_each_mention_gives_a_message_under_its_thread_with_what_stands_now(database: Database) -> None:
    handler = FollowHandler(database.write)
    first, second = (list(messages) for messages in handler([item("a", 41), item("b", 57)]))
    (before,), (after,) = changes(first), changes(second)
    assert first[0].key == second[0].key == before.thread_id.encode()
    assert (before.change, before.relation, after.relation) == ("said", "first", "revises")
    assert after.of == before.mention
    assert (after.state.low, after.state.high, after.state.mentions, after.state.outlets) == (57, 57, 2, 2)
    assert not after.state.disputed
    assert header(second[0].headers, "ce_subject") == "https://b.example/flood"


def test_a_batch_that_comes_again_gives_the_same_messages_and_counts_nothing_twice(database: Database) -> None:
    batch = [item("a", 41), item("b", 57)]
    once = FollowHandler(database.write)(batch)
    again = FollowHandler(database.write)(batch)  # after a crash: another process
    assert [[(m.key, m.value, m.headers) for m in messages] for messages in once] == [
        [(m.key, m.value, m.headers) for m in messages] for messages in again
    ]
    with database.read() as connection:
        state = SqlState(connection)
        assert len(state.of_thread(changes(list(once[0]))[0].thread_id)) == 2
        assert state.frequencies([])[0] == 2


def test_what_is_enriched_anew_takes_the_place_of_what_was_said(database: Database) -> None:
    handler = FollowHandler(database.write)
    handler([item("a", 41)])
    (messages,) = handler([item("a", 57)])
    assert [(c.change, c.value, c.state.mentions) for c in changes(list(messages))] == [
        ("gone", 41, 1),
        ("said", 57, 1),
    ]


def test_the_same_said_anew_changes_nothing(database: Database) -> None:
    handler = FollowHandler(database.write)
    handler([item("a", 41)])
    assert handler([item("a", 41, event="anew")]) == [[]]


@pytest.mark.parametrize("how", ["gone", "forgotten"])
def test_an_article_that_is_gone_or_forgotten_takes_its_mentions_back(database: Database, how: str) -> None:
    forgotten: set[str] = set()
    handler = FollowHandler(database.write, is_forgotten=forgotten.__contains__)
    handler([item("a", 41), item("b", 41)])
    if how == "forgotten":
        forgotten.add("a")
    (messages,) = handler([item("a", 41, event="later", access="gone" if how == "gone" else "open")])
    assert [(c.change, c.mention.article_id, c.state.mentions) for c in changes(list(messages))] == [("gone", "a", 1)]


def test_the_state_forgets_an_article_and_what_was_published_of_it(database: Database) -> None:
    handler = FollowHandler(database.write)
    handler([item("a", 41), item("b", 57)])
    with database.write() as connection:
        assert forget(connection, {"a"}.__contains__, dry=True) == 1
        assert forget(connection, {"a"}.__contains__) == 1
        assert forget(connection, {"a"}.__contains__) == 0
        assert list(SqlState(connection).reports(["a", "b"])) == ["b"]

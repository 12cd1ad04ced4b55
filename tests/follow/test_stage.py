"""The stage: messages of threads, and the same ones when a batch comes again. On both databases."""

import pytest

from homes.followed_items import changes, item
from newswire.follow.stage import FollowHandler
from newswire.follow.state.sql import SqlState
from newswire.follow.telling import stands_now
from newswire.ingest.polling.state.database import Database
from newswire.stream.topics import header


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


def test_a_very_long_thread_stands_as_its_latest_mentions_say_and_all_are_counted(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = [item("a", 41), item("b", 57), item("c", 60, source="Hospital Trust"), item("d", 61)]
    whole = changes(FollowHandler(database.write)(batch)[-1])[-1].state
    monkeypatch.setattr("newswire.follow.telling._LATEST", 2)
    with database.write() as connection:
        (mention,) = SqlState(connection).of_report("d")
        assert mention.thread
        cut = stands_now(SqlState(connection), mention.thread)
    assert cut == whole
    assert (cut.mentions, cut.outlets, cut.low, cut.high) == (4, 4, 60, 61)


def test_the_same_said_anew_changes_nothing(database: Database) -> None:
    handler = FollowHandler(database.write)
    handler([item("a", 41)])
    assert handler([item("a", 41, event="anew")]) == [[]]

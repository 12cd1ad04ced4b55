"""What is forgotten leaves the state, and what is left is told of. On both databases."""

from sqlalchemy import select

from homes.followed_items import brief, changes, item
from newswire.follow.forgetting import forget
from newswire.follow.stage import FollowHandler
from newswire.follow.state.sql import SqlState
from newswire.follow.state.tables import metadata
from newswire.ingest.polling.state.database import Database


def test_the_state_forgets_an_article_and_what_was_published_of_it(database: Database) -> None:
    handler = FollowHandler(database.write)
    text = "The flood at Velmar drove Zebulon Quist from the lower town; the {source} said {} people died."
    handler([item("article-a", 41, text=text), item("article-b", 41), item("article-c", 57)])
    with database.write() as connection:
        assert forget(connection, {"article-a"}.__contains__, dry=True) == (1, [])
        count, messages = forget(connection, {"article-a", "article-c"}.__contains__)
        assert count == 2
        assert forget(connection, {"article-a"}.__contains__) == (0, [])
        assert sorted(SqlState(connection).reports(["article-a", "article-b"])) == ["article-b"]
        left = repr([tuple(row) for table in metadata.sorted_tables for row in connection.execute(select(table))])
    assert "article-a" not in left
    assert "quist" not in left.lower()
    assert brief(messages) == [("said", "article-b", 41, "first")]
    assert "article-a" not in repr(messages)
    assert changes(messages)[0].state.high == 41


def test_a_thread_that_loses_a_mention_which_nobody_relates_to_is_told_as_it_stands(database: Database) -> None:
    handler = FollowHandler(database.write)
    handler([item("a", 41), item("b", 41), item("c", 57)])
    with database.write() as connection:
        _, messages = forget(connection, {"c"}.__contains__)
    said = changes(messages)
    assert [(one.change, one.why, one.mention.article_id) for one in said] == [
        ("said", "related", "a"),
        ("said", "related", "b"),
    ]
    assert all((one.state.high, one.state.mentions) == (41, 2) for one in said)

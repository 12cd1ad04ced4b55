"""A thread is corrected when an article is revised, withdrawn, forgotten or re-enriched: what stands, and what others
relate to. On both databases."""

import pytest

from homes.followed_items import TEXT, brief, changes, item
from homes.followed_reports import number
from newswire.follow.stage import FollowHandler
from newswire.follow.state.sql import SqlState
from newswire.ingest.polling.state.database import Database
from newswire.stream.handler import Item


def revised(key: str, value: int, was: int, **more: str) -> Item:
    return item(key, value, previous=f"{key}-{was}", **more)


def test_an_article_that_gives_another_number_when_it_is_revised_revises_what_it_said(database: Database) -> None:
    handler = FollowHandler(database.write)
    handler([item("a", 41)])
    (messages,) = handler([revised("a", 57, 41)])
    assert brief(messages) == [("gone", "a", 41, "first"), ("said", "a", 57, "revises")]
    said = changes(messages)[1]
    assert said.of is not None
    assert (said.of.article_id, said.of.revision, said.mention.revision) == ("a", "a-41", "a-57")
    assert (said.state.low, said.state.high, said.state.mentions) == (57, 57, 1)
    assert said.state.last == "2026-03-02T12:00:00Z"  # when it was revised


def test_what_others_said_meanwhile_comes_before_the_revision_and_stays_related_to_what_was_said_then(
    database: Database,
) -> None:
    handler = FollowHandler(database.write)
    handler([item("a", 41), item("b", 41)])
    (messages,) = handler([revised("a", 57, 41)])
    assert brief(messages) == [("gone", "a", 41, "first"), ("said", "a", 57, "revises")]
    assert changes(messages)[1].of.article_id == "b"  # type: ignore[union-attr] # the nearest of the office
    (later,) = handler([item("c", 41)])
    assert brief(later) == [("said", "c", 41, "repeat")]


def test_a_number_that_stays_when_its_article_is_revised_was_said_when_it_was_said_first(database: Database) -> None:
    handler = FollowHandler(database.write)
    handler([item("a", 41), item("b", 41)])
    text = "Rain went on. " + TEXT
    (messages,) = handler([revised("a", 41, 41, event="more", text=text, revision="a-more")])
    said = {c.mention.article_id: c for c in changes(messages) if c.change == "said"}
    assert said["a"].relation == "first"
    assert said["a"].state.mentions == 2
    assert said["b"].of == said["a"].mention  # its words stand elsewhere now


def test_a_number_that_is_given_up_twice_goes_from_value_to_value(database: Database) -> None:
    handler = FollowHandler(database.write)
    handler([item("a", 41), revised("a", 57, 41)])
    (messages,) = handler([revised("a", 60, 57)])
    said = changes(messages)[1]
    assert (said.relation, said.of and said.of.revision) == ("revises", "a-57")
    with database.read() as connection:
        kept = SqlState(connection).of_thread(said.thread_id)
    assert [(m.value, m.superseded) for m in kept] == [(41, True), (57, True), (60, False)]


@pytest.mark.parametrize("how", ["gone", "forgotten"])
def test_who_repeated_an_article_that_goes_is_the_first_and_who_revised_it_revises_nothing(
    database: Database, how: str
) -> None:
    forgotten: set[str] = set()
    handler = FollowHandler(database.write, is_forgotten=forgotten.__contains__)
    handler([item("a", 41), item("b", 41), item("c", 57)])
    if how == "forgotten":
        forgotten.add("a")
    (messages,) = handler([item("a", 41, event="later", access="gone" if how == "gone" else "open")])
    assert brief(messages) == [
        ("gone", "a", 41, "first"),
        ("gone", "b", 41, "repeat"),
        ("said", "b", 41, "first"),
    ]
    assert [c.state.mentions for c in changes(messages)] == [2, 2, 2]
    if how == "forgotten":
        assert "flood" not in repr(messages).lower()  # no title, no address
    (messages,) = handler([item("b", 41, event="and-b", access="gone")])
    assert brief(messages)[-1] == ("said", "c", 57, "first")


def test_an_article_that_goes_takes_what_it_said_before_it_was_revised(database: Database) -> None:
    handler = FollowHandler(database.write)
    handler([item("a", 41), item("b", 41), revised("a", 57, 41), item("d", 57)])
    (messages,) = handler([item("a", 57, event="off", access="gone")])
    assert [c for c in brief(messages) if c[0] == "said"] == [("said", "b", 41, "first"), ("said", "d", 57, "revises")]
    with database.read() as connection:
        assert SqlState(connection).of_report("a") == []


def test_what_is_enriched_anew_takes_its_old_place_and_others_relate_to_what_it_says_now(database: Database) -> None:
    handler = FollowHandler(database.write)
    wrong = number("41", 47, "people", "die", unit="person", source="Relief Office")
    handler([item("a", 41, figures=[wrong]), item("b", 41)])
    (messages,) = handler([item("a", 41, event="anew")])
    assert brief(messages) == [
        ("gone", "a", 47, "first"),
        ("gone", "b", 41, "revises"),
        ("said", "a", 41, "first"),
        ("said", "b", 41, "repeat"),
    ]
    assert {(c.state.low, c.state.high, c.state.disputed) for c in changes(messages)} == {(41, 41, False)}


def test_a_source_that_is_read_anew_turns_a_revision_into_a_conflict(database: Database) -> None:
    handler = FollowHandler(database.write)
    text = "The flood at Velmar drove families away; {} people died, said the Hospital Trust, not the Relief Office."
    right = number("57", 57, "people", "die", unit="person", source="Hospital Trust")
    wrong = number("57", 57, "people", "die", unit="person", source="Relief Office")
    handler([item("a", 41), item("b", 57, text=text, figures=[wrong])])
    (messages,) = handler([item("b", 57, text=text, figures=[right], event="anew")])
    assert brief(messages) == [("gone", "b", 57, "revises"), ("said", "b", 57, "conflicts")]
    assert changes(messages)[1].state.disputed


def test_a_figure_that_was_none_is_taken_back_and_one_that_was_missed_comes_in_its_place(database: Database) -> None:
    handler = FollowHandler(database.write)
    handler([item("a", 41, figures=[]), item("b", 41)])
    (messages,) = handler([item("a", 41, event="anew")])
    assert brief(messages) == [("gone", "b", 41, "first"), ("said", "a", 41, "first"), ("said", "b", 41, "repeat")]
    (messages,) = handler([item("a", 41, event="again", figures=[])])
    assert brief(messages) == [("gone", "a", 41, "first"), ("gone", "b", 41, "repeat"), ("said", "b", 41, "first")]

"""Stories close by their age and open again; they merge and split; and all of that is told."""

import msgspec

from homes.followed_items import changes, item
from homes.followed_reports import MONDAY, NAMES, flood, number, report
from newswire.follow.follower import Followed, Follower
from newswire.follow.report import Report
from newswire.follow.stage import FollowHandler
from newswire.follow.state.scratch import scratch
from newswire.follow.state.sql import SqlState
from newswire.ingest.polling.state.database import Database

BOATS = "Rescuers in boats brought families from the roofs of Velmar."
DEAD = {"unit": "person"}


def put(state: SqlState, story: str, report: Report) -> None:
    """A report in a story, as an unlucky order of arrival may have put it there."""
    follower = Follower(state)
    follower.add(report)
    state.place(report.id, story, [msgspec.structs.replace(m, story=story) for m in state.of_report(report.id)])


def toll(key: str, day: float, text: str = BOATS) -> Report:
    said = number("41", 41, "people", "die", source="Relief Office", **DEAD)
    return flood(key, day, f"{text} The Relief Office said 41 people died.", said)


def test_a_story_closes_thirty_days_after_its_last_report_and_a_report_that_is_plainly_of_it_opens_it_again() -> None:
    with scratch() as state:
        follower = Follower(state)
        first = follower.add(toll("a", 0))
        late = follower.add(toll("b", 40))
    assert late.story == first.story
    assert (first.reopened, late.reopened) == (False, True)
    assert first.closes == MONDAY + 30 * 86_400
    assert late.closes == MONDAY + 70 * 86_400


def test_a_report_that_is_only_somewhat_like_a_closed_story_begins_one_of_its_own() -> None:
    cost = "The lower town of Velmar is dry again, and the mayor asked the Relief Office for pumps."
    stories = []
    for day in (3, 40):
        with scratch() as state:
            follower = Follower(state)
            first = follower.add(flood("a", 0, BOATS)).story
            later = follower.add(report("b", "Velmar counts the cost", cost, day=day, names=NAMES)).story
            stories.append(first == later)
    assert stories == [True, False]


def test_stories_that_a_report_shows_to_be_one_are_merged() -> None:
    with scratch() as state:
        put(state, "one", toll("a", 0))
        put(state, "one", toll("c", 0.2))
        put(state, "other", toll("b", 0.1))
        found = Follower(state).add(toll("d", 0.3))
        kept = state.reports(["a", "b", "c", "d"])
    assert {k.story for k in kept.values()} == {"one"}
    assert [(m.report, m.was, m.story, m.why) for m in found.moved] == [("b", "other", "one", "merged")]
    assert [m.thread for m in found.came if m.report == "b"] == [found.mentions[0].thread]


def test_a_report_that_is_like_nothing_in_its_story_is_split_off() -> None:
    text = (
        "Costona: dockers walked out over wages, cranes stood idle, the Port Authority said; families wait for ferries."
    )
    strike = report("s", "Port Authority faces a strike", text, names=NAMES)
    with scratch() as state:
        for n in range(3):
            put(state, "flood", toll(f"f{n}", n / 10))
        put(state, "flood", strike)
        found: Followed = Follower(state).add(toll("g", 1))
        (kept,) = state.reports(["s"]).values()
    assert [(m.report, m.was, m.why) for m in found.moved] == [("s", "flood", "split")]
    assert kept.story == found.moved[0].story != "flood"


def test_messages_tell_from_which_story_and_thread_a_mention_came_and_when_its_story_closes(database: Database) -> None:
    handler = FollowHandler(database.write)
    handler([item("a", 41), item("b", 41)])
    with database.write() as connection:
        state = SqlState(connection)
        (mention,) = state.of_report("b")
        state.place("b", "other", [msgspec.structs.replace(mention, story="other", thread="elsewhere")])
    (messages,) = handler([item("c", 41)])
    gone, *said = changes(messages)
    assert (gone.change, gone.thread_id, gone.mention.article_id, gone.why) == ("gone", "elsewhere", "b", "merged")
    own, moved = sorted(said, key=lambda c: c.why)
    assert (own.why, own.story_was, own.thread_was, own.relation) == ("article", None, None, "repeat")
    assert (moved.why, moved.story_was, moved.thread_was, moved.story) == ("merged", "other", "elsewhere", own.story)
    assert moved.story_closes == own.story_closes == "2026-04-01T08:00:00Z"
    assert not own.story_reopened

"""Changes of threads in the store: committed once, whatever is killed; the views over them; gone with their article."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from factories import article
from newswire.store.commits import CommitLog
from newswire.store.compaction.compact import compact
from newswire.store.compaction.forget import forget
from newswire.store.log.objects import objects_at
from newswire.store.log.versions import newest_version
from newswire.store.verify import verify
from newswire.stream.following import Denial
from newswire.stream.handler import Item
from newswire.stream.messages import Figure
from protocols.store_batches import NOW, ask, every_row, item, put, store_at
from protocols.store_changes import TOPIC, place_of, said

TOMORROW = NOW + timedelta(days=1)
STEPS = ("staging", "staged", "drafted", "linked", "committed", "moved", "published")


class KilledError(BaseException):
    """The process is gone."""


def story() -> list[Item]:
    """Three claimants: one of them revises, one conflicts, and one only recalls what it said before."""
    return [
        said(0, "a", value=12.0, institution="Office", published="2024-10-01"),
        said(
            1, "b", value=30.0, institution="Guard", relation="conflicts", of=place_of("a"), disputed=True,
            published="2024-10-02", contested_by=(Denial(name="Office", how="denied"),),
        ),
        said(
            2, "c", value=20.0, institution="Office", relation="revises", of=place_of("a"), disputed=True,
            published="2024-10-03",
        ),
        said(3, "d", value=12.0, institution="Office", recalled=True, disputed=True, published="2024-10-04"),
        said(0, "e", "t2", partition=1, value=5.0, published="2024-10-05"),
    ]  # fmt: skip


def stored(root: Path) -> None:
    store = store_at(root)
    put(store, [item(n, name) for n, name in enumerate("abcde")])
    put(store, story())


@pytest.mark.parametrize("compacted", [False, True])
def test_the_views_show_each_figure_in_its_thread_and_what_stands(tmp_path: Path, compacted: bool) -> None:
    stored(tmp_path)
    if compacted:
        # of an article that no table of articles has
        put(store_at(tmp_path), [said(4, "x", disputed=True), said(1, "x", "t2", partition=1)])
        gone = [said(5, "x", change="gone", disputed=True), said(2, "x", "t2", partition=1, change="gone")]
        put(store_at(tmp_path), gone)
        assert compact(tmp_path, TOMORROW)
    mentions = """
        SELECT title, counted_head, value, thread_id, claimant, relation, of_claimant, of_base_value, source_name
        FROM mentions ORDER BY title
    """
    assert ask(tmp_path, mentions) == [
        ("Title a", "soldier", 12, "t1", "Office", "first", None, None, "Officials"),
        ("Title b", "soldier", 12, "t1", "Guard", "conflicts", "Office", 12, "Officials"),
        ("Title c", "soldier", 12, "t1", "Office", "revises", "Office", 12, "Officials"),
        ("Title d", "soldier", 12, "t1", "Office", "first", None, None, "Officials"),
        ("Title e", "soldier", 12, "t2", None, "first", None, None, "Officials"),
    ]
    threads = """
        SELECT thread_id, low, high, claimants, disputed, mentions, articles, revisions, conflicts, contested,
            [(one.claimant, one.base_value) for one in latest], strftime(first_seen, '%d'), strftime(last_seen, '%d')
        FROM threads ORDER BY thread_id
    """
    first = ("t1", 20, 30, 2, True, 4, 4, 1, 1, 1, [("Office", 20), ("Guard", 30)], "01", "04")
    assert ask(tmp_path, threads) == [first, ("t2", 5, 5, 0, False, 1, 1, 0, 0, 0, [(None, 5)], "05", "05")]
    stories = "SELECT story, title, articles, threads, mentions, disputed, revisions, contested FROM stories"
    assert ask(tmp_path, stories) == [("s1", "Title e", 5, 2, 5, 1, 1, 1)]
    assert list(verify(tmp_path)) == []


def test_a_mention_that_moves_to_another_thread_is_in_that_one_only(tmp_path: Path) -> None:
    put(store_at(tmp_path), [item(0, "a"), said(0, "a")])
    moved = said(0, "a", "t2", partition=1, timestamp_ms=int(NOW.timestamp() * 1000) + 1)
    put(store_at(tmp_path), [moved])  # its partition comes first
    assert ask(tmp_path, "SELECT thread_id FROM mentions") == [("t2",)]
    put(store_at(tmp_path), [said(1, "a", change="gone")])
    assert ask(tmp_path, "SELECT thread_id FROM mentions") == [("t2",)]
    assert ask(tmp_path, "SELECT thread_id FROM threads") == [("t2",)]
    assert ask(tmp_path, "SELECT count(*) FROM mentions_history") == [(3,)]


def test_what_an_article_no_longer_says_is_not_a_mention(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    put(store, [item(0, "a"), said(0, "a")])
    other: dict[str, Any] = {"field": "text", "text": "13", "start": 15, "end": 17, "kind": "count", "value": 13}
    edited = article("a", text="Officials said 13 soldiers of a had left.", previous="r")
    put(store, [item(1, "a", article=edited, figures=(Figure(**other),), claims=())])
    assert ask(tmp_path, "SELECT count(*) FROM mentions") == [(0,)]
    gone = article("a", text="", access="gone", previous="r2")
    put(store, [item(2, "a", article=gone, figures=(), claims=(), entities=()), said(1, "a", change="gone")])
    assert ask(tmp_path, "SELECT (SELECT count(*) FROM mentions), (SELECT count(*) FROM threads)") == [(0, 0)]


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_each_change_is_stored_once(tmp_path: Path, step: str) -> None:
    batch = [said(0, "a"), said(1, "b"), said(2, "a", change="gone")]
    armed = [step]

    def failpoint(now: str) -> None:
        if now in armed:
            armed.clear()
            raise KilledError

    with pytest.raises(KilledError):
        put(store_at(tmp_path, failpoint=failpoint), batch)
    again = store_at(tmp_path)
    begin = again.start(TOPIC, 0) or 0
    put(again, [one for one in batch if one.record.offset >= begin])
    history = "SELECT count(*), count(DISTINCT event) FROM mentions_history"
    assert ask(tmp_path, history) == [(3, 3)]
    # the stage publishes the same messages again after a crash of its own
    put(again, [one._replace(record=one.record._replace(offset=3 + n)) for n, one in enumerate(batch)])
    assert ask(tmp_path, history) == [(3, 3)]
    last = CommitLog(tmp_path).last(TOPIC, 0)
    assert last and last.repeats == 3
    assert list(verify(tmp_path)) == []


@pytest.mark.parametrize("compacted", [False, True])
def test_a_forgotten_article_goes_from_the_mentions_of_all_days(tmp_path: Path, compacted: bool) -> None:
    stored(tmp_path)
    late = int(TOMORROW.timestamp() * 1000)
    put(store_at(tmp_path), [said(4, "a", "t1", change="gone", timestamp_ms=late), said(5, "e", timestamp_ms=late)])
    if compacted:
        compact(tmp_path, TOMORROW + timedelta(days=1))
    gone = article("a").article_id
    before = every_row(tmp_path)["mentions"]
    assert sum(gone in map(str, row) for row in before) == 4

    done = forget(tmp_path, TOMORROW, {gone}.__contains__)

    assert (done.articles, done.rows) == (1, 4 + 4)  # with it, what says that it relates to it
    assert every_row(tmp_path)["mentions"] == [row for row in before if gone not in map(str, row)]
    assert list(verify(tmp_path)) == []
    forgetful = store_at(tmp_path, is_forgotten={gone}.__contains__)
    forgetful.start(TOPIC, 0)
    put(forgetful, [said(6, "a"), said(7, "b", relation="repeat", of=place_of("a")), said(8, "b")])
    last = CommitLog(tmp_path).last(TOPIC, 0)
    assert last and (last.rows, last.forgotten) == (1, 2)
    version = newest_version(objects_at(tmp_path))
    assert version and list(verify(tmp_path)) == []

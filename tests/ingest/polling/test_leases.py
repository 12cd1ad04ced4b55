"""Who polls which feed when: leases, shards, and pollers that race."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta

from newswire.ingest.polling.lists.feeds import Feed
from newswire.ingest.polling.state.feed_state import FeedState
from newswire.ingest.urls import registrable_domain
from sites.leased import NOW, done, feeds, lease


def test_a_feed_is_due_at_once_and_then_when_its_poll_says(state: FeedState) -> None:
    assert state.add(feeds(2)) == 2
    assert state.due_count(NOW) == 2
    for row in lease(state):
        assert done(state, row)
    assert state.due_count(NOW + timedelta(seconds=599)) == 0
    assert state.due_count(NOW + timedelta(seconds=600)) == 2


def test_a_leased_feed_is_nobody_elses_until_the_lease_ends(state: FeedState) -> None:
    state.add(feeds(3))
    assert len(state.lease_due(NOW, 2, owner="a", lease_s=60)) == 2
    assert len(lease(state, owner="b")) == 1
    assert lease(state, owner="b") == []
    assert state.due_count(NOW) == 0
    assert len(lease(state, NOW + timedelta(seconds=60), owner="c")) == 2


def test_what_was_leased_and_not_polled_is_given_back(state: FeedState) -> None:
    state.add(feeds(3))
    lease(state, owner="a")
    state.release("b")
    assert state.due_count(NOW) == 0
    state.release("a")
    assert state.due_count(NOW) == 3


def test_a_poll_whose_lease_was_lost_writes_nothing(state: FeedState) -> None:
    state.add(feeds(1))
    (late,) = state.lease_due(NOW, 1, owner="late", lease_s=10)
    (row,) = lease(state, NOW + timedelta(seconds=10), owner="quick")
    assert not done(state, late, {"a" * 32: "1"})
    assert state.known(row, ["a" * 32]) == {}
    assert done(state, row, {"b" * 32: "1"})


def test_the_longest_due_comes_first(state: FeedState) -> None:
    state.add(feeds(3))
    for hours, row in zip((3, 1, 2), lease(state), strict=True):
        state.record_poll(row, {"next_poll": NOW.timestamp() + 3600 * hours}, None, NOW)
    later = NOW + timedelta(hours=9)
    assert [row.name for row in lease(state, later, limit=2)] == ["Site 001", "Site 002"]


def test_shards_share_out_all_feeds_and_keep_a_domain_together(state: FeedState) -> None:
    state.add([Feed(f"https://{sub}.site{n}.example/rss") for n in range(20) for sub in ("a", "b")])
    shards = [state.lease_due(NOW, 100, shard=n, of=4, owner=str(n)) for n in range(4)]
    assert sum(map(len, shards)) == 40
    domains = [{registrable_domain(row.url) for row in rows} for rows in shards]
    assert sum(map(len, domains)) == len(set().union(*domains))
    assert sum(bool(rows) for rows in shards) > 1


def test_pollers_that_race_for_many_feeds_never_get_the_same(state_url: str) -> None:
    with closing(FeedState(state_url)) as state:
        state.add(feeds(120))

    def take(owner: str) -> list[str]:
        with closing(FeedState(state_url)) as state:
            taken: list[str] = []
            while rows := state.lease_due(NOW, 7, owner=owner):
                taken += [row.url for row in rows]
            return taken

    with ThreadPoolExecutor(6) as pool:
        taken = [url for urls in pool.map(take, "abcdef") for url in urls]
    assert len(taken) == len(set(taken)) == 120


RACER = """
import sys
from datetime import UTC, datetime
from newswire.ingest.polling.lists.feeds import Feed
from newswire.ingest.polling.state.feed_state import FeedState
state = FeedState(sys.argv[1])
state.add([Feed(f"https://site{n}.example/rss") for n in range(60)])
while rows := state.lease_due(datetime(2025, 3, 4, 12, tzinfo=UTC), 5, owner=sys.argv[2]):
    print("\\n".join(row.url for row in rows))
state.close()
"""


def test_processes_that_start_together_share_one_schema_and_never_a_feed(state_url: str) -> None:
    racers = [
        subprocess.Popen([sys.executable, "-c", RACER, state_url, str(n)], stdout=subprocess.PIPE, text=True)
        for n in range(3)
    ]
    taken = [url for racer in racers for url in racer.communicate(timeout=60)[0].split()]
    assert [racer.returncode for racer in racers] == [0, 0, 0]
    assert len(taken) == len(set(taken)) == 60


def test_a_list_that_changes_keeps_the_state_of_what_stays_and_of_what_comes_back(state: FeedState) -> None:
    first, second, third = feeds(3)
    state.keep_only([first, second])
    row = next(row for row in lease(state) if row.url == first.url)
    done(state, row, {"a" * 32: "1"})
    state.release("me")
    state.keep_only([second, third])
    assert [row.url for row in state.rows()] == [second.url, third.url]
    assert state.due_count(NOW + timedelta(days=1)) == 2
    state.keep_only([first._replace(name="Anew", cls="desk")])
    (back,) = state.rows()
    assert (back.id, back.name, back.cls, back.polls) == (row.id, "Anew", "desk", 1)
    assert state.known(back, ["a" * 32]) == {"a" * 32: "1"}


def test_only_feeds_that_are_named_are_leased(state: FeedState) -> None:
    state.add(feeds(3))
    ids = {row.url: row.id for row in state.rows()}
    wanted = ids["https://site1.example/rss"]
    assert [row.id for row in state.lease_due(NOW, 9, owner="me", only=[wanted])] == [wanted]
    assert state.lease_due(NOW, 9, owner="me", only=[]) == []
    assert len(state.lease_due(NOW, 9, owner="me", only=[*ids.values(), *range(100_000, 150_000)])) == 2


def test_what_is_overdue_is_told_apart_from_what_is_due_just_now(state: FeedState) -> None:
    state.add(feeds(2))
    row = lease(state, limit=1)[0]
    assert done(state, row)  # due again in ten minutes
    later = NOW + timedelta(seconds=660)
    assert state.overdue(later, later - timedelta(seconds=90)) == 1
    assert state.overdue(later, later - timedelta(seconds=30)) == 2


def test_of_many_polls_those_whose_lease_was_lost_are_told_and_not_written(state: FeedState) -> None:
    state.add(feeds(3))
    late = state.lease_due(NOW, 3, owner="late", lease_s=10)
    (taken, *_) = lease(state, NOW + timedelta(seconds=10), limit=1, owner="quick")
    assert state.record_quiet([(row, {"polls": 7}) for row in late]) == [row for row in late if row.id == taken.id]
    assert sorted(row.polls for row in state.rows()) == [0, 7, 7]
    assert [row.lease_owner for row in state.rows() if row.id == taken.id] == ["quick"]

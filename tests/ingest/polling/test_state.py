"""Feed state, each test on SQLite and on PostgreSQL: leases are exclusive, marks are whole, validators are opaque."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newswire.ingest.polling.lists.feeds import Feed
from newswire.ingest.polling.schedule.rhythm import Rhythm
from newswire.ingest.polling.state.database import Database
from newswire.ingest.polling.state.feed_row import FeedRow, Gap
from newswire.ingest.polling.state.feed_state import FeedState
from newswire.ingest.polling.state.seen import KEEP_DAYS
from newswire.ingest.urls import registrable_domain
from newswire.stream.errors import FatalError, RetryableError

NOW = datetime(2025, 3, 4, 12, tzinfo=UTC)


@pytest.fixture
def state(state_url: str) -> Iterator[FeedState]:
    with closing(FeedState(state_url)) as state:
        yield state


def feeds(count: int) -> list[Feed]:
    return [Feed(f"https://site{n}.example/rss", f"Site {n:03}") for n in range(count)]


def lease(state: FeedState, now: datetime = NOW, limit: int = 1000, owner: str = "me") -> list[FeedRow]:
    return state.lease_due(now, limit, owner=owner)


def done(state: FeedState, row: FeedRow, window: dict[str, str] | None = None, now: datetime = NOW) -> bool:
    values = {"next_poll": now.timestamp() + 600, "polls": row.polls + 1}
    return state.record_poll(row, values, window, now)


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


def test_a_feed_named_twice_is_one(state: FeedState) -> None:
    assert state.add([*feeds(1), *feeds(1)]) == 1
    assert state.add(feeds(1)) == 0


def test_validators_come_back_byte_for_byte(state: FeedState) -> None:
    state.add(feeds(1))
    (row,) = lease(state)
    odd = {"etag": b'W/"\xff\x00\xe9"', "last_modified": b"Thu, 01 Jan 2041 00:00:00 +0000 "}
    state.record_poll(row, {**odd, "next_poll": 0.0}, None, NOW)
    (row,) = lease(state)
    assert (row.etag, row.last_modified) == (odd["etag"], odd["last_modified"])


def test_what_was_seen_is_known_with_its_latest_fingerprint(state: FeedState) -> None:
    state.add(feeds(2))
    row, other = lease(state)
    names = [f"{n:032}" for n in range(1200)]
    done(state, row, dict.fromkeys(names, "1"))
    state.release("me")
    row = next(r for r in lease(state, NOW + timedelta(hours=1)) if r.id == row.id)
    done(state, row, {names[0]: "2"})
    known = state.known(row, [*names, "f" * 32])
    assert len(known) == 1200
    assert (known[names[0]], known[names[1]]) == ("2", "1")
    assert state.known(other, names) == {}


def test_identities_are_forgotten_by_age_but_never_those_of_the_present_window(state: FeedState) -> None:
    state.add(feeds(1))
    (row,) = lease(state)
    done(state, row, {"old": "1", "stays": "1"})
    later = NOW + timedelta(days=KEEP_DAYS + 1)
    (row,) = lease(state, later)
    done(state, row, {"stays": "1", "new": "1"}, later)
    assert set(state.known(row, ["old", "stays", "new"])) == {"stays", "new"}
    much_later = later + timedelta(days=10 * KEEP_DAYS)  # nothing but 304 for years
    (row,) = lease(state, much_later)
    done(state, row, None, much_later)
    assert set(state.known(row, ["stays", "new"])) == {"stays", "new"}


def test_a_feed_that_is_asked_for_is_read_at_once_whatever_it_answers(state: FeedState) -> None:
    state.add(feeds(1))
    (row,) = lease(state)
    kept = {
        "etag": b"x",
        "last_modified": b"y",
        "body_sha256": "z",
        "dead_sha256": "w",
        "next_poll": NOW.timestamp() + 600,
    }
    state.record_poll(row, kept, None, NOW)
    assert state.due_count(NOW) == 0
    state.due_now(row.url)
    (row,) = lease(state)
    assert (row.etag, row.last_modified, row.body_sha256, row.dead_sha256) == (None, None, None, None)


def test_a_row_shows_itself_in_words_for_people(state: FeedState) -> None:
    state.add([Feed("https://a.example/rss", "A", "desk")])
    (row,) = lease(state)
    state.record_poll(row, {"next_poll": NOW.timestamp(), "reason": "interval"}, None, NOW)
    shown = state.rows()[0]._asdict()
    assert (shown["class"], shown["next_poll"], shown["reason"]) == ("desk", "2025-03-04T12:00:00Z", "interval")


@pytest.mark.parametrize("url", ["no url", "mysql://localhost/x", "nosuch://x"])
def test_a_url_that_names_no_database_of_ours_is_fatal(url: str) -> None:
    with pytest.raises(FatalError):
        FeedState(url)


def test_a_database_that_is_away_can_be_tried_again(tmp_path: object) -> None:
    with pytest.raises(RetryableError):
        FeedState(f"sqlite:///{tmp_path}/no/such/folder/feeds.sqlite")


#: as it was made before anything was added
FIRST_TABLES = """
create table feeds (id {id}, url text not null unique, name text, class text not null, active boolean not null,
  shard_key integer not null, etag {bytes}, last_modified {bytes}, body_sha256 varchar(64), dead_sha256 varchar(64),
  next_poll double precision not null, interval_s double precision, ttl_s double precision, reason text,
  polls integer not null, failures integer not null, last_poll double precision, last_status integer, last_error text,
  last_new double precision, entries integer not null, moved_to text, lease_until double precision, lease_owner text);
create table seen (feed bigint not null references feeds (id) on delete cascade, identity varchar(32) not null,
  fingerprint varchar(32) not null, first_seen double precision not null, last_seen double precision not null,
  primary key (feed, identity));
insert into feeds (url, class, active, shard_key, next_poll, polls, failures, entries, etag)
  values ('https://old.example/rss', 'desk', true, 1, 0, 7, 0, 3, null);
insert into seen values (1, 'a', '1', 1000, 2000), (1, 'b', '1', 1000, 1000)
"""


def test_a_state_of_an_older_version_gets_what_came_since_and_keeps_what_it_knows(state_url: str) -> None:
    database = Database(state_url)
    postgres = database.name == "postgresql"
    kinds = {"id": "bigserial primary key" if postgres else "integer primary key autoincrement"}
    with database.write() as connection:
        for statement in FIRST_TABLES.format(**kinds, bytes="bytea" if postgres else "blob").split(";"):
            connection.exec_driver_sql(statement)
    database.close()
    for _ in range(2):
        with closing(FeedState(state_url)) as state:
            (row,) = state.rows()
    with closing(FeedState(state_url)) as state:
        assert (row.polls, row.cls, row.health, row.hurry, row.unaudited, row.gaps) == (7, "desk", "new", 1.0, 0, 0)
        assert state.known(row, ["a", "b"]) == {"a": "1", "b": "1"}
        assert state.window(row) == {"a": 1000.0}
        (row,) = lease(state)
        assert done(state, row, {"c": "1"})


def test_the_window_is_what_the_latest_poll_saw_without_what_filled_a_gap(state: FeedState) -> None:
    state.add(feeds(1))
    (row,) = lease(state)
    assert state.window(row) == {}
    done(state, row, {"a": "1", "b": "1"})
    later = NOW + timedelta(hours=1)
    (row,) = lease(state, later)
    gap = Gap(NOW.timestamp(), later.timestamp(), "filled", missing=2, recovered=1, how="1 older page")
    state.record_poll(row, {"next_poll": 0.0}, {"b": "1", "c": "1"}, later, missed={"x": "1"}, gap=gap)
    assert state.window(row) == {"b": NOW.timestamp(), "c": later.timestamp()}
    assert set(state.known(row, ["a", "b", "c", "x"])) == {"a", "b", "c", "x"}
    assert state.gaps(row) == [replace(gap, found=later.timestamp())]


def test_a_feed_shows_its_troubles_in_words_for_people(state: FeedState) -> None:
    state.add(feeds(1))
    (row,) = lease(state)
    values = {"next_poll": 0.0, "health": "parked", "gone_since": NOW.timestamp(), "rhythm": Rhythm(0.0).packed()}
    state.record_poll(row, values, None, NOW)
    shown = state.rows()[0]._asdict()
    assert (shown["health"], shown["gone_since"], shown["entries_a_day"]) == ("parked", "2025-03-04T12:00:00Z", 144.0)


def test_many_polls_that_read_nothing_are_written_at_once_each_with_its_own_columns(state: FeedState) -> None:
    state.add(feeds(700))
    rows = lease(state)
    polls = [
        (row, {"next_poll": NOW.timestamp() + n, "polls": n} | ({"etag": b"\xff"} if n % 2 else {"last_error": "x"}))
        for n, row in enumerate(rows)
    ]
    assert state.record_quiet(polls) == []
    found = state.rows()
    assert [row.polls for row in found] == list(range(700))
    assert [(row.etag, row.last_error) for row in found[:2]] == [(None, "x"), (b"\xff", None)]
    assert all(row.lease_owner is None and row.lease_until is None for row in found)
    assert state.record_quiet([]) == []


def test_errors_are_remembered_the_same_one_in_a_row_once_and_not_for_ever(state: FeedState) -> None:
    state.add(feeds(2))

    def poll(number: int, error: str | None, *, failed: bool = True, quiet: bool = True) -> None:
        at = NOW + timedelta(hours=number)
        (row, *_) = lease(state, at, limit=1)
        values = {"next_poll": 0.0, "last_error": error}
        if failed:
            times = row.failures + 1 if error else 0
            values |= {"last_poll": at.timestamp(), "failures": times, "last_status": 500 if error else 200}
        if quiet:
            assert state.record_quiet([(row, values)]) == []
        else:
            assert state.record_poll(row, values, None, at)

    def told() -> list[tuple[str, int, float]]:
        of = state.failures(state.rows()[0])
        return [(one.error, one.times, (one.ended - one.began) / 3600) for one in of]

    for number, error in enumerate(["away", "away", None, "away", "slow"]):
        poll(number, error, quiet=number != 4)
    poll(5, "slow", failed=False)
    assert told() == [("slow", 1, 0.0), ("away", 1, 0.0), ("away", 2, 1.0)]
    assert state.failures(state.rows()[1]) == []
    for number in range(6, 70):
        poll(number, f"error {number}")
    assert [error for error, *_ in told()] == [f"error {number}" for number in range(69, 19, -1)]


def test_of_many_polls_those_whose_lease_was_lost_are_told_and_not_written(state: FeedState) -> None:
    state.add(feeds(3))
    late = state.lease_due(NOW, 3, owner="late", lease_s=10)
    (taken, *_) = lease(state, NOW + timedelta(seconds=10), limit=1, owner="quick")
    assert state.record_quiet([(row, {"polls": 7}) for row in late]) == [row for row in late if row.id == taken.id]
    assert sorted(row.polls for row in state.rows()) == [0, 7, 7]
    assert [row.lease_owner for row in state.rows() if row.id == taken.id] == ["quick"]

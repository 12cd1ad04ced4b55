"""Feed state, each test on SQLite and on PostgreSQL: leases are exclusive, marks are whole, validators are opaque."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from newswire.ingest.polling.lists.feeds import Feed
from newswire.ingest.polling.schedule.rhythm import Rhythm
from newswire.ingest.polling.state.database import Database
from newswire.ingest.polling.state.feed_row import Gap
from newswire.ingest.polling.state.feed_state import FeedState
from newswire.ingest.polling.state.seen import KEEP_DAYS
from newswire.stream.errors import FatalError, RetryableError
from sites.leased import NOW, done, feeds, lease


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

"""A poll run in which something fails: nothing is lost or marked too early, and each feed pays for itself."""

import json
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newswire.ingest.archive.archive import ArchiveError
from newswire.ingest.poll import PollCounts
from newswire.ingest.polling.published import MAX_LETTER_BYTES
from newswire.ingest.web.response import UnavailableError
from newswire.stream.broker import Message
from newswire.stream.errors import RejectedError, RetryableError
from sites.feed_texts import rss, rss_item, rss_of
from sites.poll_wire import START, URL, Answer, Wire, ok


class Broken:
    """A producer that loses the broker, or its process, at a step."""

    def __init__(self, whole: Any, at: str, error: BaseException) -> None:
        self.whole, self.at, self.error = whole, at, error

    def refusal(self, message: object) -> None:
        return None

    def send(self, message: Message) -> None:
        if self.at == "send":
            raise self.error
        self.whole.send(message)

    def flush(self) -> None:
        if self.at == "before":
            raise self.error
        self.whole.flush()
        if self.at == "after":
            raise self.error

    def close(self) -> None:
        self.whole.close()


@pytest.mark.parametrize("at", ["send", "before"])
def test_a_broker_that_is_away_stops_the_run_and_marks_nothing(wire: Wire, at: str) -> None:
    broken = Broken(wire.broker.producer(), at, RetryableError("away"))
    with pytest.raises(RetryableError):
        wire.poll(rss_of([1, 2]), producer=broken)
    assert (wire.row().polls, wire.row().etag, wire.row().lease_owner) == (0, None, None)
    assert wire.poll(after=timedelta(0)).entries == 2


class Killed(BaseException):
    """The end of the process."""


def test_killed_between_publishing_and_marking_the_same_ids_come_again(wire: Wire) -> None:
    with pytest.raises(Killed):
        wire.poll(rss_of([1, 2]), producer=Broken(wire.broker.producer(), "after", Killed()))
    assert len(wire.entries()) == 2
    assert wire.poll(after=timedelta(0)).entries == 2
    ids = [entry.entry_id for entry in wire.entries()]
    assert len(ids) == 4 and len(set(ids)) == 2
    assert wire.poll(after=timedelta(days=1)).unchanged == 1


def test_nothing_is_marked_that_is_not_in_the_log(wire: Wire) -> None:
    marked: list[int] = []

    class Watching(Broken):
        def flush(self) -> None:
            marked.append(wire.row().polls)
            self.whole.flush()
            assert len(wire.entries()) == 2

    wire.poll(rss_of([1, 2]), producer=Watching(wire.broker.producer(), "never", Killed()))
    assert marked == [0]


def test_a_feed_that_is_none_is_buried_once_and_the_others_go_on(tmp_path: Path) -> None:
    good = "https://other.example/rss"
    with closing(Wire(tmp_path, URL, good)) as wire:
        wire.answers[good] = rss_of([1])
        consent = b"<html><title>Cookies?</title></html>"
        assert wire.poll(consent) == PollCounts(feeds=2, entries=1, failed=1, dead=1)
        assert wire.poll(consent) == PollCounts(feeds=2, unchanged=1, failed=1)
        (letter,) = wire.letters()
        assert (letter.stage, letter.topic, letter.value, letter.url) == ("poll", "", consent, URL)
        assert letter.reason == "not_a_feed"
        assert "not_a_feed" in (wire.row().last_error or "")
        wire.state.due_now(URL)
        assert wire.poll(after=timedelta(0)).dead == 1
        assert {letter.id for letter in wire.letters()} == {letter.id}
        assert wire.poll(rss_of([2])).entries == 1
        assert (wire.row().failures, wire.row().last_error) == (0, None)


def test_a_large_dead_feed_is_cut_and_says_so(wire: Wire) -> None:
    wire.poll(b"<html>" + b"x" * (2 * MAX_LETTER_BYTES))
    (letter,) = wire.letters()
    assert len(letter.value) == MAX_LETTER_BYTES
    assert f"the first {MAX_LETTER_BYTES} of" in letter.error


@pytest.mark.parametrize(
    ("answer", "error", "status"),
    [
        (ok(b"gone", status=404), "http_404", 404),
        (ok(b"no", status=403), "http_403", 403),
        (RejectedError("private_address", "10.0.0.1"), "private_address", None),
        (UnavailableError("timeout", "slow"), "timeout", None),
        (UnavailableError("server_error", "bad", response=ok(b"", status=503)), "server_error", 503),
        (RetryableError("some lock"), "some lock", None),
        (ConnectionResetError("reset"), "reset", None),
        (ok(b""), "empty_feed", 200),
    ],
)
def test_what_went_wrong_stands_in_the_state(wire: Wire, answer: Answer, error: str, status: int | None) -> None:
    assert wire.poll(answer).failed == 1
    assert error in (wire.row().last_error or "")
    assert (wire.row().last_status, wire.row().failures) == (status, 1)
    assert wire.poll(rss_of([1])).entries == 1
    assert wire.row().failures == 0


def test_a_bug_in_one_feed_does_not_stop_the_others(tmp_path: Path) -> None:
    with closing(Wire(tmp_path, URL, "https://other.example/rss")) as wire:
        wire.answers["https://other.example/rss"] = rss_of([1])
        assert wire.poll(ValueError("a bug")) == PollCounts(feeds=2, entries=1, failed=1)
        assert "ValueError: a bug" in (wire.row().last_error or "")


def test_an_archive_that_can_not_be_written_stops_the_run_and_blames_no_feed(wire: Wire) -> None:
    with pytest.raises(ArchiveError):
        wire.poll(ArchiveError("no space left on device"))
    (row,) = wire.state.rows()
    assert (row.polls, row.failures, row.lease_owner) == (0, 0, None)
    assert wire.poll(rss_of(range(3))).entries == 3


def test_a_feed_whose_host_rests_is_put_off_and_not_blamed(wire: Wire) -> None:
    wire.poll(rss_of([1]))
    polls = wire.row().polls
    assert wire.poll(UnavailableError("too_many_requests", "rests", retry_after_s=600)) == PollCounts(
        feeds=1, postponed=1
    )
    row = wire.row()
    assert (row.polls, row.failures, row.health, row.reason) == (polls, 0, "ok", "retry_after")
    assert 600 <= wire.wait() <= 660


def test_a_feed_that_meets_a_bug_is_its_own_failure_and_the_others_are_polled(tmp_path: Path) -> None:
    others = [f"https://good-{n}.example/rss" for n in range(3)]
    wire = Wire(tmp_path, URL, *others)
    parse = wire.parse

    def fails_on_one(body: bytes, url: str, content_type: str | None, now: datetime) -> Any:
        if url == URL:
            raise KeyError("a feed that no guard foresaw \ud800")
        return parse(body, url, content_type, now)

    wire.parse = fails_on_one  # type: ignore[method-assign]
    wire.answers = {url: ok(rss(rss_item(n)), url) for n, url in enumerate([URL, *others])}
    counts = wire.poll()
    assert (counts.feeds, counts.failed, counts.entries) == (4, 1, 3)
    (failing,) = [row for row in wire.state.rows() if row.last_error]
    assert (failing.url, failing.health) == (URL, "failing")
    assert failing.last_error == "KeyError: 'a feed that no guard foresaw \\ud800'"


def test_half_a_character_in_what_the_state_keeps_costs_nothing_else(wire: Wire) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "x",
        "feed_url": "https://news.example/\ud800",
        "hubs": [{"type": "WebSub", "url": "https://hub.example/\udfff\x00"}],
        "items": [
            {"id": "1\ud83d", "url": "https://news.example/\ud800", "title": "half \ud83d", "content_text": "\udc00"}
        ],
    }
    assert wire.poll(ok(json.dumps(feed).encode())).feeds == 1
    (row,) = wire.state.rows()
    assert (row.health, row.last_error) == ("ok", None)
    assert [entry.title[:5] for entry in wire.entries()] == ["half "]
    assert wire.poll(ok(json.dumps(feed | {"title": "y"}).encode())).entries == 0  # it is known


def test_hours_of_rest_that_a_feed_names_are_kept(wire: Wire) -> None:
    hours = "".join(f"<hour>{n}</hour>" for n in range(20, 24))
    wire.poll(rss(rss_item(1), more=f"<skipHours>{hours}</skipHours>"), after=timedelta(hours=8, minutes=1))
    midnight = START.replace(hour=0) + timedelta(days=1)
    assert wire.row().reason == "skipped"
    assert 0 <= wire.row().next_poll - midnight.timestamp() < 600

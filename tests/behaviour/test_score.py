"""The counts themselves: what is lost, doubled, wrong or rude shows."""

from typing import Any

import pytest

from behaviour.items import report
from behaviour.score import Delivery, Played, never_early, score
from behaviour.server import Ask, Clock, Host, Reply, Server
from behaviour.stage import Stage

ITEMS = [report("http://wire.example", n) for n in (1, 2)]


def played(*arrived: Any, asked: tuple[Ask, ...] = ()) -> Played:
    stage = Stage(Server(None), "some")  # type: ignore[arg-type]
    stage.expect(ITEMS)
    stage.site().host.asked += asked
    found = [Delivery(0, "f", one.title, one.summary, one.url) for one in arrived]
    return Played(stage, found)


def ask(hours: float, answered: int = 200, path: str = "/rss") -> Ask:
    return Ask(f"http://some.example{path}", path, {}, 1, hours, answered)


def test_each_item_once_is_a_pass() -> None:
    found = score(played(*ITEMS))
    assert (found.expected, found.once, found.lost, found.doubled, found.wrong, found.passed) == (2, 2, 0, 0, 0, True)


@pytest.mark.parametrize(
    ("arrived", "counts"),
    [
        (ITEMS[:1], (1, 1, 0, 0)),
        ([*ITEMS, ITEMS[0]], (1, 0, 1, 0)),
        ([*ITEMS, ITEMS[0].but(title="We value your privacy")], (2, 0, 0, 1)),
        ([], (0, 2, 0, 0)),
    ],
)
def test_what_is_lost_doubled_or_wrong_fails(arrived: list[Any], counts: tuple[int, ...]) -> None:
    found = score(played(*arrived))
    assert (found.once, found.lost, found.doubled, found.wrong) == counts
    assert not found.passed


def test_two_versions_in_equal_words_have_to_arrive_twice() -> None:
    again = played(*ITEMS)
    again.stage.expect([ITEMS[0]])
    assert score(again).lost == 1


def test_a_claim_that_does_not_hold_is_a_complaint_and_ours_count_for_us_only() -> None:
    made = played(*ITEMS)
    made.stage.manners("polite", lambda p: True)
    made.stage.end("in good health", lambda p: p.row.failures == 0)
    assert score(made).complaints == ("in good health",)
    assert score(made, ours=False).passed


def test_too_much_memory_is_a_complaint() -> None:
    made = played(*ITEMS)
    made.peak_mb = 65
    assert score(made).complaints == ("at most 64 MB of memory",)


def test_requests_are_counted_without_robots() -> None:
    made = played(*ITEMS, asked=(ask(0), ask(1, path="/robots.txt"), ask(2)))
    assert score(made).requests == 2


def test_coming_back_early_shows() -> None:
    assert never_early([ask(0, 429), ask(3)], 429, 3)
    assert not never_early([ask(0, 429), ask(2.9)], 429, 3)


def test_a_reply_says_how_long_it_is_unless_it_is_told_otherwise() -> None:
    assert b"Content-Length: 3\r\n" in Reply(b"abc").head()
    assert b"Content-Length: 7\r\n" in Reply(b"abc", headers={"Content-Length": "7"}).head()


def test_a_host_goes_by_its_own_clock() -> None:
    clock = Clock()
    host = Host(lambda _: Reply(), clock)
    assert (clock.hours, host.clock.now()) == (0, clock.at)

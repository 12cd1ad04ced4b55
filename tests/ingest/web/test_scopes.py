"""Who asked for a rest, and for whom it counts."""

import pytest

from newswire.ingest.web.scopes import FIRST_S, LONGEST_S, MAX_RETRY_AFTER_S, Scopes

A, B, C, DOMAIN = "a.tumble.example", "b.tumble.example", "c.tumble.example", "tumble.example"


def rests(scopes: Scopes, now: float, *hosts: str) -> list[float]:
    return [scopes.rest_s(host, DOMAIN, now) for host in hosts or (A, B, C)]


def test_a_429_is_the_hosts_alone() -> None:
    scopes = Scopes()
    scopes.answered(A, DOMAIN, 429, 120.0, 1000.0)
    assert rests(scopes, 1000.0) == [120.0, 0.0, 0.0]
    assert rests(scopes, 1119.0) == [1.0, 0.0, 0.0]
    assert rests(scopes, 1120.0) == [0.0, 0.0, 0.0]


def test_the_second_sub_domain_that_answers_429_speaks_for_all_of_them() -> None:
    scopes = Scopes()
    scopes.answered(A, DOMAIN, 429, 60.0, 1000.0)
    scopes.answered(B, DOMAIN, 429, 300.0, 1010.0)
    assert rests(scopes, 1010.0) == [300.0, 300.0, 300.0]
    assert scopes.rest_s("else.example", "else.example", 1010.0) == 0.0
    scopes.answered(C, DOMAIN, 429, 60.0, 5000.0)  # once learned, one is enough
    assert rests(scopes, 5000.0) == [60.0, 60.0, 60.0]


def test_two_sub_domains_that_ask_far_apart_are_not_one() -> None:
    scopes = Scopes()
    scopes.answered(A, DOMAIN, 429, 60.0, 1000.0)
    scopes.answered(B, DOMAIN, 429, 60.0, 9000.0)
    assert rests(scopes, 9000.0) == [0.0, 60.0, 0.0]


def test_the_same_sub_domain_twice_is_still_one() -> None:
    scopes = Scopes()
    for now in (1000.0, 1100.0):
        scopes.answered(A, DOMAIN, 429, 60.0, now)
    assert rests(scopes, 1100.0) == [60.0, 0.0, 0.0]


def test_where_no_time_is_named_the_rest_doubles_up_to_an_hour() -> None:
    scopes, now, seen = Scopes(), 0.0, []
    for _ in range(10):
        scopes.answered(A, DOMAIN, 429, None, now)
        seen.append(scopes.rest_s(A, DOMAIN, now))
        now += seen[-1]
    assert seen[:4] == [FIRST_S, 2 * FIRST_S, 4 * FIRST_S, 8 * FIRST_S]
    assert seen[-1] == LONGEST_S


def test_a_good_answer_ends_the_row_but_not_a_rest_that_was_asked_for() -> None:
    scopes = Scopes()
    scopes.answered(A, DOMAIN, 429, 60.0, 1000.0)
    scopes.answered(A, DOMAIN, 200, None, 1001.0)  # was under way already
    assert scopes.rest_s(A, DOMAIN, 1001.0) == 59.0
    scopes.answered(A, DOMAIN, 200, None, 1100.0)
    scopes.answered(A, DOMAIN, 429, None, 1200.0)
    assert scopes.rest_s(A, DOMAIN, 1200.0) == FIRST_S


@pytest.mark.parametrize(
    ("status", "retry_after_s", "rest_s"),
    [(503, 7.0, 7.0), (403, 7.0, 7.0), (503, None, 0.0), (500, None, 0.0), (404, None, 0.0), (200, 7.0, 0.0)],
)
def test_errors_that_name_a_time_are_a_limit(status: int, retry_after_s: float | None, rest_s: float) -> None:
    scopes = Scopes()
    for _ in range(2):
        scopes.answered(A, DOMAIN, status, retry_after_s, 50.0)
    assert scopes.rest_s(A, DOMAIN, 50.0) == rest_s


def test_one_broken_route_of_many_does_not_hold_up_the_others_of_its_host() -> None:
    scopes = Scopes()
    for n in range(6):
        scopes.answered(A, DOMAIN, 503, 3600.0, 10.0 * n)
        assert scopes.rest_s(A, DOMAIN, 10.0 * n) == 0.0
        scopes.answered(A, DOMAIN, 200, None, 10.0 * n + 1)


def test_nobody_is_left_alone_for_longer_than_a_day() -> None:
    scopes = Scopes()
    scopes.answered(A, DOMAIN, 429, 1e12, 0.0)
    assert scopes.rest_s(A, DOMAIN, 0.0) == MAX_RETRY_AFTER_S


def test_403_again_and_again_is_a_limit_and_one_now_and_then_is_not() -> None:
    burst, seldom = Scopes(), Scopes()
    for n in range(3):
        burst.answered(A, DOMAIN, 403, None, 10.0 * n)
        seldom.answered(A, DOMAIN, 403, None, 100.0 * n)
    assert burst.rest_s(A, DOMAIN, 20.0) == FIRST_S
    assert seldom.rest_s(A, DOMAIN, 200.0) == 0.0
    mixed = Scopes()
    for n, status in enumerate((403, 403, 200, 403, 403)):
        mixed.answered(A, DOMAIN, status, None, float(n))
    assert mixed.rest_s(A, DOMAIN, 5.0) == 0.0

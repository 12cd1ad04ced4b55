"""Turns at hosts: the distance between two, what neighbours share, and the rest that was asked for."""

import asyncio
from typing import Any

import pytest

from newswire.ingest.web.buckets import Bucket
from newswire.ingest.web.hosts import Hosts, RestingError


class Time:
    """A clock that only sleep moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


def begun(turns: list[tuple[str, dict[str, Any]]], delay_s: float = 1.0) -> list[float]:
    """Seconds after the first at which each of these turns began, asked for one after the other."""
    time = Time()
    hosts = Hosts(delay_s, 2, clock=time.clock, sleep=time.sleep)

    async def run() -> list[float]:
        at = []
        for host, how in turns:
            async with hosts.turn(host, **how):
                at.append(round(time.now - 100.0, 3))
        return at

    return asyncio.run(run())


def test_a_bucket_lets_a_burst_through_after_a_rest_and_then_one_at_a_time() -> None:
    bucket, seen = Bucket(2.0, burst=3), []
    for _ in range(5):
        seen.append(bucket.ready_at(0.0))
        bucket.take(seen[-1])
    assert seen == [0.0, 0.0, 0.0, 2.0, 4.0]
    assert bucket.ready_at(100.0) == 100.0
    assert bucket.is_full(100.0) and not bucket.is_full(5.0)


def test_requests_to_a_host_are_a_second_apart() -> None:
    assert begun([("a.example", {})] * 4) == [0.0, 1.0, 2.0, 3.0]


def test_a_redirect_within_the_host_does_not_wait_but_counts() -> None:
    assert begun([("a.example", {}), ("a.example", {"delayed": False}), ("a.example", {})]) == [0.0, 0.0, 2.0]


def test_sub_domains_of_one_domain_share_a_bucket_with_room_for_a_burst() -> None:
    at = begun([(f"{n}.example.com", {}) for n in range(20)])
    assert at[:16] == [0.0] * 16
    assert at[16:] == [0.25, 0.5, 0.75, 1.0]


def test_publishers_who_share_an_address_hardly_notice() -> None:
    at = begun([(f"paper{n}.example", {"address": "192.0.2.7"}) for n in range(100)])
    assert at[59] == 0.0
    assert at[-1] == 2.0  # 40 more, twenty a second
    apart = begun([(f"paper{n}.example", {"address": f"192.0.2.{n}"}) for n in range(100)])
    assert apart[-1] == 0.0


def test_who_waits_for_a_slow_host_does_not_hold_up_others_at_its_address() -> None:
    time = Time()
    hosts = Hosts(1.0, 2, clock=time.clock, sleep=time.sleep)

    async def run() -> float:
        hosts.slow_down("slow.example", 10.0)
        for _ in range(3):
            async with hosts.turn("slow.example", address="192.0.2.7"):
                pass
        before = time.now
        async with hosts.turn("quick.example", address="192.0.2.7"):
            return time.now - before

    assert asyncio.run(run()) == 0.0
    assert time.now == 120.0


def test_without_a_delay_nothing_is_shared() -> None:
    assert begun([(f"{n}.example.com", {"address": "192.0.2.7"}) for n in range(100)], delay_s=0.0) == [0.0] * 100


def test_a_host_that_asked_for_a_rest_is_left_alone_until_it_is_over() -> None:
    time = Time()
    hosts = Hosts(1.0, 2, clock=time.clock, sleep=time.sleep)

    async def run() -> None:
        async with hosts.turn("a.example"):
            hosts.answered("a.example", 429, 30.0)
        with pytest.raises(RestingError) as caught:
            async with hosts.turn("a.example"):
                raise AssertionError
        assert caught.value.rest_s == 30.0
        async with hosts.turn("b.example"):
            pass
        time.now += 30.0
        async with hosts.turn("a.example"):
            pass

    asyncio.run(run())


def test_thousands_of_hosts_are_forgotten_when_they_are_idle() -> None:
    time = Time()
    hosts = Hosts(1.0, 2, clock=time.clock, sleep=time.sleep)

    async def run() -> None:
        for n in range(5000):
            async with hosts.turn(f"paper{n}.example", address=f"192.0.{n // 250}.{n % 250}"):
                time.now += 0.01

    asyncio.run(run())
    assert len(hosts._places) <= 1024 and len(hosts._shared) < 3000

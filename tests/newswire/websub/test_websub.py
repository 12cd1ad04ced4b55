"""Hubs that behave, and hubs that don't: a real hub and a real callback on loopback."""

import asyncio
import contextlib
import hashlib
import hmac
import io
from collections.abc import Callable, Coroutine, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from newswire.ingest.polling.lists.feeds import Feed
from newswire.ingest.polling.state.feed_state import FeedState
from newswire.ingest.polling.websub.subscriptions import SubscriptionState
from newswire.settings import Settings
from newswire.websub.callback import application
from newswire.websub.serve import ask_hubs, hub_session

NOW = datetime(2024, 10, 18, 12, tzinfo=UTC)
FEED = "https://example.org/feed"


class World:
    """A feed with a hub, a callback and a clock; the hub notes what it is asked."""

    def __init__(self, home: Path) -> None:
        url = f"sqlite:///{home}/feeds.sqlite"
        self.feeds, self.state = FeedState(url), SubscriptionState(url)
        self.at = NOW.timestamp()
        self.asked: list[dict[str, str]] = []
        self.status = 202
        self.settings = Settings(home=home, allow_private=True)

    async def __aenter__(self) -> "World":
        hub = web.Application()
        hub.router.add_post("/", self._hub)
        self._runners = [web.AppRunner(hub), web.AppRunner(application(self.state, lambda: self.at))]
        ports = []
        for runner in self._runners:
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            ports.append(runner.addresses[0][1])
        self.hub, self.callback = f"http://127.0.0.1:{ports[0]}/", f"http://127.0.0.1:{ports[1]}/base/"
        self.session = hub_session(self.settings)
        self.poll_found_hub(self.hub)
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.session.close()
        for runner in self._runners:
            await runner.cleanup()
        self.feeds.close()
        self.state.close()

    async def _hub(self, request: web.Request) -> web.Response:
        self.asked.append(dict(await request.post()))  # type: ignore[arg-type]
        return web.Response(status=self.status)

    def poll_found_hub(self, hub: str | None) -> None:
        """An ordinary poll, which read the feed's links."""
        now = datetime.fromtimestamp(self.at, UTC)
        self.feeds.add([Feed(FEED)])
        self.feeds.due_now(FEED)
        [row] = self.feeds.lease_due(now, 1, owner="me")
        values = {"hub": hub, "topic": FEED, "next_poll": self.at + 3600, "last_poll": self.at, "etag": b'"1"'}
        assert self.feeds.record_poll(row, values, {}, now)

    async def ask(self) -> int:
        return await ask_hubs(self.state, self.session, self.callback, lambda: self.at)

    async def verify(self, mode: str = "subscribe", **more: str) -> tuple[int, str]:
        asked = self.asked[-1]
        query = {"hub.mode": mode, "hub.topic": asked["hub.topic"], "hub.challenge": "xyz", **more}
        async with self.session.get(asked["hub.callback"], params=query) as answer:
            return answer.status, await answer.text()

    async def push(self, secret: str | None = None, body: bytes = b"<rss/>") -> int:
        secret = self.asked[-1]["hub.secret"] if secret is None else secret
        signature = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
        headers = {"X-Hub-Signature": signature}
        async with self.session.post(self.asked[-1]["hub.callback"], data=body, headers=headers) as answer:
            return answer.status

    @property
    def feed(self) -> Any:
        return self.feeds.rows()[0]


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Callable[[Callable[[World], Coroutine[Any, Any, None]]], None]]:
    def run(scene: Callable[[World], Coroutine[Any, Any, None]]) -> None:
        async def whole() -> None:
            async with World(tmp_path) as world:
                await scene(world)

        asyncio.run(whole())

    yield run


def test_a_signed_push_makes_the_feed_due_with_its_validators(play: Any) -> None:
    async def scene(world: World) -> None:
        assert await world.ask() == 1
        assert world.asked[0]["hub.mode"] == "subscribe" and world.asked[0]["hub.topic"] == FEED
        assert await world.verify() == (200, "xyz")
        world.at += 60
        assert await world.push() == 202
        assert (world.feed.next_poll, world.feed.reason, world.feed.etag) == (world.at, "pushed", b'"1"')
        [one] = world.state.rows()
        assert (one.state, one.pushes, one.last_push) == ("active", 1, world.at)
        assert await world.ask() == 0

    play(scene)


def test_a_flood_of_pushes_neither_hammers_the_feed_nor_puts_its_poll_off(play: Any) -> None:
    async def scene(world: World) -> None:
        await world.ask()
        await world.verify()
        before = world.feed.next_poll
        for _ in range(20):  # the feed was polled a moment ago
            world.at += 1
            await world.push()
        assert world.feed.next_poll == before
        world.at += 60
        due = world.at
        for _ in range(20):
            await world.push()
            world.at += 1
        assert world.feed.next_poll == due

    play(scene)


def test_a_push_without_the_secret_changes_nothing_and_is_counted(play: Any) -> None:
    async def scene(world: World) -> None:
        await world.ask()
        await world.verify()
        world.at += 60
        before = world.feed.next_poll
        assert await world.push(secret="guessed") == 202
        async with world.session.post(world.asked[0]["hub.callback"], data=b"x") as answer:
            assert answer.status == 202
        assert world.feed.next_poll == before
        [one] = world.state.rows()
        assert (one.pushes, one.forged) == (0, 2)

    play(scene)


def test_only_what_was_asked_for_is_confirmed(play: Any) -> None:
    async def scene(world: World) -> None:
        await world.ask()
        assert (await world.verify(**{"hub.topic": "https://example.org/other"}))[0] == 404
        assert (await world.verify("unsubscribe"))[0] == 404
        async with world.session.get(world.callback + "0" * 32, params={"hub.mode": "subscribe"}) as answer:
            assert answer.status == 404
        assert world.state.rows()[0].state == "asked"

    play(scene)


def test_a_lease_is_renewed_before_it_ends_and_never_believed_beyond_two_weeks(play: Any) -> None:
    async def scene(world: World) -> None:
        await world.ask()
        await world.verify(**{"hub.lease_seconds": str(10**9)})
        assert world.state.rows()[0].lease_until == world.at + 14 * 86400
        world.at += 11 * 86400
        assert await world.ask() == 0
        world.at += 86400
        assert await world.ask() == 1
        assert world.asked[-1]["hub.callback"] == world.asked[0]["hub.callback"]
        assert await world.ask() == 0  # the hub has been asked a moment ago
        await world.verify()
        world.at += 86400
        assert await world.ask() == 0

    play(scene)


def test_a_hub_that_refuses_or_fails_is_left_alone_for_a_while(play: Any) -> None:
    async def scene(world: World) -> None:
        world.status = 500
        await world.ask()
        assert world.state.rows()[0].error == "the hub answered 500"
        world.at += 3600
        assert await world.ask() == 0
        world.at += 6 * 3600
        assert await world.ask() == 1
        assert (await world.verify("denied", **{"hub.reason": "no"}))[0] == 200
        assert (world.state.rows()[0].state, world.state.rows()[0].error) == ("denied", "no")
        world.at += 6 * 86400
        assert await world.ask() == 0
        world.at += 2 * 86400
        assert await world.ask() == 1

    play(scene)


def test_a_feed_that_is_paused_or_names_another_hub_gives_up_its_subscription(play: Any) -> None:
    async def scene(world: World) -> None:
        await world.ask()
        await world.verify()
        world.feeds.pause(world.feed, NOW)
        await world.ask()
        assert world.asked[-1]["hub.mode"] == "unsubscribe"
        assert world.state.rows() == []
        assert await world.push(world.asked[0]["hub.secret"]) == 410

    play(scene)


def test_a_hub_on_a_private_address_is_refused(tmp_path: Path) -> None:
    async def scene() -> None:
        async with World(tmp_path) as world, hub_session(Settings(home=tmp_path)) as guarded:
            await ask_hubs(world.state, guarded, world.callback, lambda: world.at)
            assert world.asked == []
            assert world.state.rows()[0].error == "the hub has a private address"

    asyncio.run(scene())


def test_bodies_beyond_all_measure_are_refused(play: Any) -> None:
    async def scene(world: World) -> None:
        await world.ask()
        await world.verify()
        body = io.BytesIO(b"x" * (6 << 20))
        with contextlib.suppress(aiohttp.ClientError):  # it may hang up before the end
            async with world.session.post(world.asked[0]["hub.callback"], data=body) as answer:
                assert answer.status == 413
        assert world.state.rows()[0].pushes == 0

    play(scene)

"""Hears of changes from hubs: the loop that subscribes and renews, beside `newswire/websub/callback.py`."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import aiohttp
import structlog

from newswire.ingest.polling.websub.protocol import Ask, due
from newswire.ingest.polling.websub.subscriptions import SubscriptionState
from newswire.ingest.web.addresses import RefusedAddressError, public_socket
from newswire.ingest.web.http import user_agent
from newswire.ingest.web.request import vetted
from newswire.settings import Settings, SettingsError
from newswire.stream.errors import NewswireError
from newswire.stream.progress import made
from newswire.websub.callback import application
from newswire.websub.listener import listening

log = structlog.get_logger()

ASK_EVERY_S = 60.0
TIMEOUT_S = 20.0


async def ask_hubs(
    state: SubscriptionState, session: aiohttp.ClientSession, callback: str, now: Callable[[], float] = time.time
) -> int:
    """Asks each hub for what is due now; returns how many were asked."""
    asks = due(state.feeds(), state.rows(), now())
    for ask in asks:
        mine = ask.subscription
        if ask.mode == "unsubscribe":
            state.change(mine.token, state="ended")
        elif state.find(mine.token) is None:
            state.save(mine)
        else:
            state.change(mine.token, asked=now(), state="active" if mine.state == "active" else "asked")
        error = await _post(session, ask, callback)
        made()
        if ask.mode == "unsubscribe":
            state.remove(mine.token)
        elif error:
            state.change(mine.token, error=error)
            log.info("websub_failed", hub=mine.hub, topic=mine.topic, error=error)
    return len(asks)


async def _post(session: aiohttp.ClientSession, ask: Ask, callback: str) -> str | None:
    """What went wrong, None where the hub took it."""
    try:
        url = vetted(ask.subscription.hub)
        async with session.post(url, data=ask.form(callback), allow_redirects=False) as answer:
            return None if answer.status // 100 == 2 else f"the hub answered {answer.status}"
    except aiohttp.ClientConnectorError as e:
        refused = isinstance(e.os_error, RefusedAddressError)
        return "the hub has a private address" if refused else f"the hub can't be reached: {e.os_error}"
    except (NewswireError, aiohttp.ClientError, TimeoutError, OSError) as e:
        return f"{type(e).__name__}: {e}"[:300]


def hub_session(settings: Settings) -> aiohttp.ClientSession:
    """A session for hubs, which feeds name, so that they are as hostile as these: no private address, no cookies."""
    factory = None if settings.allow_private else public_socket
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(socket_factory=factory),
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=TIMEOUT_S),
        headers={"User-Agent": user_agent(settings.contact or "")},
        trust_env=False,
    )


async def serve(settings: Settings, state: SubscriptionState, stopped: Callable[[], bool]) -> None:
    """Listens and asks until it is stopped. Raises SettingsError where the settings can't be used."""
    callback, (host, port) = _callback(settings), _listen(settings)
    async with contextlib.AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(listening(application(state), host, port))
        except OSError as e:
            raise SettingsError(f"websub_listen = {settings.websub_listen!r}: {e.strerror}") from e
        log.info("websub_listens", host=host, port=port, callback=callback)
        session = await stack.enter_async_context(hub_session(settings))
        asked = 0.0
        while not stopped():
            if time.monotonic() - asked >= ASK_EVERY_S or not asked:
                asked = time.monotonic()
                with contextlib.suppress(NewswireError):
                    await ask_hubs(state, session, callback)
            made()
            await asyncio.sleep(0.2)


def _callback(settings: Settings) -> str:
    parts = urlsplit(settings.websub_callback or "")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError(
            f"websub_callback = {settings.websub_callback!r}: a public URL that leads to websub_listen is needed"
        )
    return settings.websub_callback or ""


def _listen(settings: Settings) -> tuple[str, int]:
    host, _, port = settings.websub_listen.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise SettingsError(f"websub_listen = {settings.websub_listen!r}: HOST:PORT is needed")
    return host.strip("[]"), int(port)

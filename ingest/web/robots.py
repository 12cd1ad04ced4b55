"""What sites ask of robots (RFC 9309): which pages to leave alone, and how much time between two.

4xx                           nothing is asked: all is allowed
5xx, 429, unreachable         nothing is fetched for now; it is asked again after a while
more than MAX_BYTES           what is beyond is not read
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import NamedTuple
from urllib.parse import urlsplit

from protego import Protego

from newswire.ingest.web.response import Response, UnavailableError
from newswire.stream.errors import RejectedError

TOKEN = "newswire"
KEEP_S = 86400.0
MAX_BYTES = 500_000
#: a site that asks for more than this between two pages gets this
MAX_DELAY_S = 10.0
_AGAIN_S, _MAX_AGAIN_S = 60.0, 3600.0
_MAX_SITES = 5000

#: (URL, at how many bytes to stop reading) -> answer
Get = Callable[[str, int], Awaitable[Response]]


class Rules(NamedTuple):
    """What one site asks; None where it asks nothing."""

    asked: Protego | None = None
    delay_s: float | None = None


class _Known(NamedTuple):
    until: float
    rules: "Rules | UnavailableError"
    failures: int = 0


class Robots:
    """Asks each site once a day, and keeps what it said. For one event loop."""

    def __init__(
        self,
        get: Get,
        *,
        clock: Callable[[], float],
        slow_down: Callable[[str, float], None] = lambda host, delay_s: None,
    ) -> None:
        self.get, self.clock, self.slow_down = get, clock, slow_down
        self._sites: OrderedDict[str, _Known] = OrderedDict()
        self._asking: dict[str, asyncio.Lock] = {}

    async def check(self, url: str) -> None:
        """Returns where a page may be fetched. Raises RejectedError `robots_disallowed`, or the UnavailableError
        for which the site's wishes are not known."""
        parts = urlsplit(url)
        rules = await self._rules(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}")
        if rules.asked and not rules.asked.can_fetch(_plain(url), TOKEN):
            raise RejectedError("robots_disallowed", f"{url}: robots.txt asks us not to")
        if rules.delay_s:
            self.slow_down(parts.hostname or "", min(rules.delay_s, MAX_DELAY_S))

    async def _rules(self, site: str) -> Rules:
        known = self._sites.get(site)
        if known is None or known.until <= self.clock():
            async with self._asking.setdefault(site, asyncio.Lock()):
                known = self._sites.get(site)  # somebody else may have asked meanwhile
                if known is None or known.until <= self.clock():
                    known = await self._ask(site, known)
                    self._keep(site, known)
            self._asking.pop(site, None)
        if isinstance(known.rules, UnavailableError):
            raise known.rules
        return known.rules

    async def _ask(self, site: str, before: _Known | None) -> _Known:
        try:
            answer = await self.get(f"{site}/robots.txt", MAX_BYTES)
        except RejectedError:  # no wish can be read; whatever is wrong there, the page's own request will tell
            return _Known(self.clock() + KEEP_S, Rules())
        except UnavailableError as e:
            failures = before.failures + 1 if before else 1
            again_s = min(_AGAIN_S * 2 ** min(failures - 1, 10), _MAX_AGAIN_S)
            if before and isinstance(before.rules, Rules):  # what it asked for yesterday
                return _Known(self.clock() + again_s, before.rules, failures)
            told = UnavailableError(
                e.reason, f"robots.txt of {site}: {e.detail}", connected=e.connected, retry_after_s=e.retry_after_s
            )
            return _Known(self.clock() + again_s, told, failures)
        return _Known(self.clock() + KEEP_S, await asyncio.to_thread(read_rules, answer))

    def _keep(self, site: str, known: _Known) -> None:
        self._sites[site] = known
        self._sites.move_to_end(site)
        if len(self._sites) > _MAX_SITES:
            self._sites.popitem(last=False)


def read_rules(answer: Response) -> Rules:
    """What a robots.txt says to us; nothing where it is another status than 2xx."""
    if not 200 <= answer.status < 300:
        return Rules()
    text = answer.body[:MAX_BYTES].decode("utf-8", "replace").lstrip("\ufeff").replace("\x00", "")
    try:
        asked = Protego.parse(text)
        delay_s = asked.crawl_delay(TOKEN)
    except (ValueError, RecursionError):  # nothing that anybody could have meant
        return Rules()
    return Rules(asked, delay_s if delay_s and delay_s > 0 else None)


def _plain(url: str) -> str:
    return url.encode("utf-8", "replace").decode()

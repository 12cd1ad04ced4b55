"""The HTTP side of the site: validators and 304, gzip, and the pages that go wrong on purpose."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from aiohttp import ClientConnectionError, web
from aiohttp.web_response import ContentCoding

from newswire.demo_site import feeds, pages
from newswire.demo_site.newsroom import Newsroom
from newswire.demo_site.texts import DESKS, Article, number_of

#: the slow page goes on for this long, one word at a time
DRIP_S, DRIP_EVERY_S = 300.0, 0.5

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def make_app(newsroom: Newsroom) -> web.Application:
    """The site. It shows what the newsroom has published, whoever moves that on."""
    site = Site(newsroom)
    app = web.Application()
    app.router.add_get("/", site.home)
    app.router.add_get("/consent", site.consent)
    app.router.add_get("/robots.txt", site.robots)
    for path in feeds.FEEDS:
        app.router.add_get(path, site.feed)
    app.router.add_get("/{desk}/", site.desk)
    app.router.add_get("/{desk}/{page}", site.page)
    return app


class Site:
    """The handlers."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom

    async def home(self, request: web.Request) -> web.StreamResponse:
        return _html(request, pages.home(_base(request), self.newsroom.latest(limit=30)))

    async def desk(self, request: web.Request) -> web.StreamResponse:
        desk = request.match_info["desk"]
        if desk not in DESKS:
            return _gone()
        return _html(request, pages.home(_base(request), self.newsroom.latest(desk, limit=30), desk))

    async def feed(self, request: web.Request) -> web.StreamResponse:
        desk, content_type = feeds.FEEDS[request.path]
        articles = self.newsroom.latest(desk)
        text = feeds.render(request.path, _base(request), articles)
        return _answer(request, text, content_type, max(a.updated for a in articles))

    async def page(self, request: web.Request) -> web.StreamResponse:
        path = request.path
        number = number_of(path.removesuffix(".svg") + ".html" if path.endswith(".svg") else path)
        if number is None or number >= self.newsroom.count:
            return _gone()
        article = self.newsroom.article(number)
        if article.page in ("gone", "withdrawn"):
            return _gone()
        if path.endswith(".svg"):
            return _answer(request, pages.picture(article), "image/svg+xml", article.published)
        if article.page == "consent" and "consent" not in request.cookies:
            return _html(request, pages.consent(article))
        related = self.newsroom.latest(article.desk, 4, before=number)
        text = pages.article(_base(request), article, related)
        if article.page == "slow":
            return await _drip(request, text)
        return _html(request, text, article)

    async def consent(self, request: web.Request) -> web.StreamResponse:
        back = request.query.get("back", "/")
        response = web.Response(status=303, headers={"Location": back if number_of(back) is not None else "/"})
        response.set_cookie("consent", "yes", httponly=True, samesite="Lax")
        return response

    async def robots(self, request: web.Request) -> web.StreamResponse:
        return web.Response(text="User-agent: *\nAllow: /\n")


def _base(request: web.Request) -> str:
    return f"http://{request.host}"


def _html(request: web.Request, text: str, article: Article | None = None) -> web.StreamResponse:
    return _answer(request, text, "text/html", article.updated if article else None)


def _gone() -> web.StreamResponse:
    return web.Response(status=404, text=pages.missing(), content_type="text/html")


def _answer(request: web.Request, text: str, content_type: str, modified: datetime | None) -> web.StreamResponse:
    """The text with validators, compressed where that is accepted; or 304."""
    body = text.encode()
    tag = hashlib.sha256(body).hexdigest()[:20]
    response = web.Response(body=body, content_type=content_type, charset="utf-8")
    if _is_known(request, tag, modified):
        response = web.Response(status=304)
    response.etag = tag
    response.last_modified = modified
    response.headers["Cache-Control"] = "max-age=10"
    if response.status == 200 and "gzip" in request.headers.get("Accept-Encoding", ""):
        response.enable_compression(ContentCoding.gzip)
    return response


def _is_known(request: web.Request, tag: str, modified: datetime | None) -> bool:
    """Whether the client has this already; its tag counts more than its date (RFC 9110, 13.2.2)."""
    if request.if_none_match is not None:
        return any(known.value in (tag, "*") for known in request.if_none_match)
    since = request.if_modified_since
    return bool(since and modified and modified < since + timedelta(seconds=1))


async def _drip(request: web.Request, text: str) -> web.StreamResponse:
    """A page that never seems to end: the first half at once, then a word every now and then."""
    response = web.StreamResponse(headers={"Content-Type": "text/html; charset=utf-8"})
    await response.prepare(request)
    half = len(text) // 2
    try:
        await response.write(text[:half].encode())
        for word in text[half:].split(" ")[: int(DRIP_S / DRIP_EVERY_S)]:
            await asyncio.sleep(DRIP_EVERY_S)
            await response.write(f"{word} ".encode())
    except ClientConnectionError:  # the reader gave up, as it should
        pass
    return response

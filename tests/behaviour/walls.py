"""What comes in place of an article's page: typed outcomes, and the feed's own words in its place."""

from behaviour.articles import html, page
from behaviour.items import Item, reports, rss
from behaviour.score import Played
from behaviour.server import Answer, Reply
from behaviour.stage import Programme, Site, Stage
from newswire.stream.messages import Article

SCENES = Programme("walls")
_HOURS = 3.0


def _site(stage: Stage, wall: Answer | Reply, *, home: Reply | None = None) -> tuple[Site, Item]:
    """A feed of two items: the page of the first is a wall, that of the second an article."""
    site = stage.site()
    walled, sound = stage.expect(reports(site.url(), 2))
    site.feed(Reply(rss([walled, sound])))
    site.on("/story/1", wall)
    site.on("/story/2", page(sound))
    if home:
        site.on("/", home)
    stage.end("the other article is whole", lambda p: _of(p, sound.url).text.count("\n\n") == 4)
    return site, walled


def _of(played: Played, url: str) -> Article:
    """The only article of a URL."""
    (found,) = (article for article in played.articles if article.url == url)
    return found


def _stands_in(stage: Stage, item: Item, access: str) -> None:
    stage.end(f"its access is {access}", lambda p: _of(p, item.url).access == access)
    stage.end("the feed's words stand in, marked", lambda p: _of(p, item.url).how["text"] == "feed")
    stage.end("and nothing else", lambda p: _of(p, item.url).text == item.summary)


@SCENES.scene("a consent page with 200 in place of an article", hours=_HOURS, pages=True)
def consent_page_for_an_article(stage: Stage) -> None:
    body = """<main><h1>Before you continue</h1><p>We and our 214 partners store information on your device, such as
cookies, and process personal data, such as your address and what you read. Please choose.</p>
<button>Accept all</button> <button>Reject all</button></main>"""
    _, item = _site(stage, html(body, title="Your privacy | Harbour wire"))
    _stands_in(stage, item, "consent")


@SCENES.scene("a redirect to a consent page on another host", hours=_HOURS, pages=True)
def redirect_to_consent(stage: Stage) -> None:
    other = stage.site("consent")
    body = "<main><h1>We value your privacy</h1><p>Choose.</p><button>Accept all</button></main>"
    there = other.on("/collectConsent", html(body, title="Privacy choices"))
    _, item = _site(stage, Reply(status=302, headers={"Location": f"{there}?back=1"}))
    _stands_in(stage, item, "consent")


@SCENES.scene("a challenge with 403", hours=_HOURS, pages=True)
def challenge_page(stage: Stage) -> None:
    body = """<h1>www.example</h1><p>Verifying you are human. This may take a few seconds.</p>
<script src="https://challenges.cloudflare.com/turnstile/v0/api.js"></script>"""
    _, item = _site(stage, html(body, title="Just a moment...", status=403))
    _stands_in(stage, item, "challenge")


@SCENES.scene("a challenge with 200", hours=_HOURS, pages=True)
def challenge_with_200(stage: Stage) -> None:
    body = "<h1>Pardon our interruption</h1><p>As you were browsing something made us think you were a bot.</p>"
    _, item = _site(stage, html(body, title="Pardon our interruption"))
    _stands_in(stage, item, "challenge")


@SCENES.scene("the first paragraph, then an offer to subscribe", hours=_HOURS, pages=True)
def paywall_stub(stage: Stage) -> None:
    site = stage.site()
    (item,) = stage.expect(reports(site.url(), 1))
    site.feed(Reply(rss([item])))
    site.on(
        "/story/1",
        html(
            f"""<article><h1>{item.title}</h1><p>The harbour board voted on Tuesday to deepen the northern channel, its
chair said, and dredging is to begin in May.</p></article><div class="paywall"><p>Subscribe now to continue reading.
Already a subscriber? Sign in.</p></div>""",
            title=item.title,
            head='<meta property="og:type" content="article">',
        ),
    )
    stage.end("its access is paywall", lambda p: _of(p, item.url).access == "paywall")


@SCENES.scene("page not found, with 200", hours=_HOURS, pages=True)
def soft_404(stage: Stage) -> None:
    body = "<main><h1>Page not found</h1><p>The page you are looking for was moved or removed.</p></main>"
    _, item = _site(stage, html(body, title="Page not found | Harbour wire"))
    _stands_in(stage, item, "gone")


@SCENES.scene("404", hours=_HOURS, pages=True)
def hard_404(stage: Stage) -> None:
    _, item = _site(stage, html("<h1>Not here</h1>", status=404))
    _stands_in(stage, item, "gone")


@SCENES.scene("a redirect of the article to the home page, full of teasers", hours=_HOURS, pages=True)
def redirect_home(stage: Stage) -> None:
    teasers = "".join(
        f'<section><h2><a href="/story/{n}">Ferry number {n} leaves late again</a></h2><p>Passengers of line {n} had '
        f"to wait on Monday, as on the days before, and nobody could tell them why the boat of line {n} was late.</p>"
        "</section>"
        for n in range(30)
    )
    site, item = _site(stage, Reply(status=301, headers={"Location": "/"}), home=html(f"<main>{teasers}</main>"))
    stage.end("the feed's words stand in, marked", lambda p: _by_title(p, item).how["text"] == "feed")
    stage.end("no teaser is its text", lambda p: "Ferry" not in _by_title(p, item).text)
    stage.end("the home page is not an article", lambda p: all(a.url != site.url("/") for a in p.articles))


def _by_title(played: Played, item: Item) -> Article:
    (found,) = (article for article in played.articles if article.title == item.title)
    return found


@SCENES.scene("a page that needs JavaScript to show anything", hours=_HOURS, pages=True)
def script_shell(stage: Stage) -> None:
    body = '<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript><script>1</script>'
    _, item = _site(stage, html(body))
    _stands_in(stage, item, "shell")


@SCENES.scene("a page behind Disallow in robots.txt", hours=_HOURS, pages=True)
def behind_robots(stage: Stage) -> None:
    site, item = _site(stage, lambda ask: html(f"<p>{ask.n}</p>"))
    site.on("/robots.txt", Reply(b"User-agent: *\nDisallow: /story/1\n", headers={"Content-Type": "text/plain"}))
    stage.manners("it is never asked for", lambda p: not p.to("/story/1"))
    stage.end("the feed's words stand in, marked", lambda p: _of(p, item.url).how["text"] == "feed")


@SCENES.scene("an article of 300 MB as gzip", hours=_HOURS, pages=True)
def bomb_for_an_article(stage: Stage) -> None:
    from behaviour.transfers import bomb

    _, item = _site(stage, Reply(bomb("gzip"), headers={"Content-Type": "text/html", "Content-Encoding": "gzip"}))
    stage.end("the feed's words stand in, marked", lambda p: _of(p, item.url).how["text"] == "feed")


@SCENES.scene("503 twice, then the page", hours=_HOURS, pages=True)
def article_at_the_third_try(stage: Stage) -> None:
    site = stage.site()
    (item,) = stage.expect(reports(site.url(), 1))
    site.feed(Reply(rss([item])))
    site.on("/story/1", lambda ask: page(item) if ask.n > 2 else Reply(status=503))
    stage.end("the page is the article", lambda p: _of(p, item.url).text.count("\n\n") == 4)


@SCENES.scene("a PDF in place of a page", hours=_HOURS, pages=True)
def pdf_for_an_article(stage: Stage) -> None:
    body = b"%PDF-1.7\n" + bytes(range(256)) * 50
    _, item = _site(stage, Reply(body, headers={"Content-Type": "application/pdf"}))
    stage.end("the feed's words stand in, marked", lambda p: _of(p, item.url).how["text"] == "feed")

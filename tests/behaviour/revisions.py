"""Pages that change, or seem to: each true change is a revision of the same article, nothing else is."""

from behaviour.articles import advertised, html, page, text_of
from behaviour.items import Item, growing, reports, rss, until
from behaviour.score import Played
from behaviour.server import Ask, Reply
from behaviour.stage import Programme, Site, Stage
from newswire.stream.messages import Article

SCENES = Programme("revisions")
_WEEK = 24 * 8.0


def _one_page(stage: Stage, more: str = "") -> tuple[Site, Item]:
    """A feed that carries one item for ever."""
    site = stage.site()
    (item,) = stage.expect(reports(site.url(), 1))
    site.feed(Reply(rss([item], more=more)))
    return site, item


def _chain(played: Played) -> list[Article]:
    """The revisions of the only article, the oldest first; each names the one before."""
    articles = sorted(played.articles, key=lambda a: a.fetched or "")
    assert len({a.article_id for a in articles}) == 1
    assert [a.previous for a in articles] == [None, *[a.revision for a in articles[:-1]]]
    return articles


def _revisions(stage: Stage, count: int) -> None:
    def counted(played: Played) -> bool:
        try:
            return len(_chain(played)) == count
        except AssertionError:
            return False

    stage.end(f"one article in {count} revision{'s' if count > 1 else ''}", counted)


@SCENES.scene("other advertisements, counters and links around the text with each visit", hours=_WEEK, pages=True)
def changing_advertisements(stage: Stage) -> None:
    site, item = _one_page(stage)
    site.on("/story/1", lambda ask: advertised(item, ask))
    _revisions(stage, 1)
    stage.manners("the page is visited four times again", lambda p: len(p.to("/story/1")) == 5)


@SCENES.scene(
    "a paragraph is corrected after 30 minutes, another after 5 hours, the title after 20", hours=_WEEK, pages=True
)
def edited_page(stage: Stage) -> None:
    site, item = _one_page(stage)

    def answer(ask: Ask) -> Reply:
        told = text_of(item)
        if ask.hours > 0.5:
            told[1] = told[1].replace("in May", "in June")
        if ask.hours > 5:
            told.append("Correction: an earlier version of this report named another section of the channel.")
        return page(
            item, paragraphs=told, title=item.title if ask.hours < 20 else "Board deepens the channel after all"
        )

    site.on("/story/1", answer)
    _revisions(stage, 4)
    stage.end("each says what changed", lambda p: [bool(a.changes) for a in _chain(p)] == [False, True, True, True])
    stage.end("the last has the new title", lambda p: _chain(p)[-1].title == "Board deepens the channel after all")


@SCENES.scene("the feed edits its item, and the page with it, a minute after a visit", hours=12, pages=True)
def edit_told_by_the_feed(stage: Stage) -> None:
    site = stage.site()
    (item,) = reports(site.url(), 1)
    edited = item.but(title="Report 1, corrected", summary="The board corrects its decision.")
    stage.expect([item, edited])
    site.feed(until(1.05, Reply(rss([item])), lambda _: Reply(rss([edited]))), cls="desk")
    site.on("/story/1", lambda ask: page(item if ask.hours < 1.05 else edited))
    _revisions(stage, 2)
    stage.end(
        "the second comes within two hours, not with the visit of the sixth",
        lambda p: (_chain(p)[1].fetched or "") <= "2026-03-02T08:10:00Z",
    )


@SCENES.scene("deleted after two hours, with 410", hours=_WEEK, pages=True)
def deleted_page(stage: Stage) -> None:
    site, item = _one_page(stage)
    site.on("/story/1", lambda ask: page(item) if ask.hours < 2 else html("<h1>Removed</h1>", status=410))
    _revisions(stage, 2)
    stage.end("the second says gone", lambda p: [a.access for a in _chain(p)] == ["open", "gone"])


@SCENES.scene("deleted, and leading home since", hours=_WEEK, pages=True)
def deleted_and_redirected_home(stage: Stage) -> None:
    site, item = _one_page(stage)
    home = Reply(status=302, headers={"Location": "/"})
    site.on("/", html("<main><h2><a href='/story/9'>Something else</a></h2></main>"))
    site.on("/story/1", lambda ask: page(item) if ask.hours < 2 else home)
    _revisions(stage, 2)
    stage.end("the second says gone", lambda p: [a.access for a in _chain(p)] == ["open", "gone"])


@SCENES.scene("404 at one visit, the page again ten minutes later", hours=_WEEK, pages=True)
def gone_for_a_moment(stage: Stage) -> None:
    site, item = _one_page(stage)
    site.on("/story/1", lambda ask: html("<h1>?</h1>", status=404) if ask.n == 2 else page(item))
    _revisions(stage, 1)


@SCENES.scene("a consent page, a challenge and a 503 at visits, the page again afterwards", hours=_WEEK, pages=True)
def walls_at_visits(stage: Stage) -> None:
    site, item = _one_page(stage)
    consent = "<h1>Before you continue</h1><p>We value your privacy</p><button>Accept all</button><a>Reject all</a>"

    def answer(ask: Ask) -> Reply:
        if 0.5 < ask.hours < 2:
            return html(consent, title="Your privacy")
        if 5 < ask.hours < 12:
            return html("<p>Verifying you are human</p>", title="Just a moment...", status=403)
        return Reply(status=503) if 20 < ask.hours < 30 else page(item)

    site.on("/story/1", answer)
    _revisions(stage, 1)


@SCENES.scene("a wall before an article that was open at first: the text that was had stays", hours=_WEEK, pages=True)
def paywall_later(stage: Stage) -> None:
    site, item = _one_page(stage)
    offer = "<div class='paywall'><p>Subscribe now to continue reading. Already a subscriber?</p></div>"

    def answer(ask: Ask) -> Reply:
        if ask.hours < 0.5:
            return page(item)
        return page(item, paragraphs=[*text_of(item)[:1], offer])

    site.on("/story/1", answer)
    _revisions(stage, 1)


@SCENES.scene("the page has an ETag: visits cost a 304", hours=_WEEK, pages=True)
def visits_with_304(stage: Stage) -> None:
    site, item = _one_page(stage)

    def answer(ask: Ask) -> Reply:
        if ask.header("If-None-Match") == b'"p1"':
            return Reply(status=304)
        found = page(item)
        return Reply(found.body, 200, {**found.headers, "ETag": '"p1"'})

    site.on("/story/1", answer)
    _revisions(stage, 1)
    stage.manners("every visit is a 304", lambda p: [a.answered for a in p.to("/story/1")] == [200, 304, 304, 304, 304])


@SCENES.scene("one article in two feeds of its site", hours=3, pages=True)
def article_in_two_feeds(stage: Stage) -> None:
    site = stage.site()
    (item,) = reports(site.url(), 1)
    stage.expect([item, item])
    site.feed(Reply(rss([item])), "/rss")
    site.feed(Reply(rss([item.but(guid="another")])), "/all")
    site.on("/story/1", page(item))
    _one_article(stage)


@SCENES.scene("one article under its own link and, in another feed, under its AMP link", hours=3, pages=True)
def amp_link(stage: Stage) -> None:
    site = stage.site()
    (item,) = reports(site.url(), 1)
    amp = item.but(url=site.url("/amp/story/1"), guid="amp-1")
    stage.expect([item, amp])
    site.feed(Reply(rss([item])), "/rss")
    site.feed(Reply(rss([amp])), "/amp.rss")
    own = page(item, head=f'<link rel="canonical" href="{item.url}"><link rel="amphtml" href="{amp.url}">')
    site.on("/story/1", own)
    site.on("/amp/story/1", page(item, head=f'<link rel="canonical" href="{item.url}">'))
    _one_article(stage)


@SCENES.scene("a link behind a counter of clicks, another one in each feed", hours=3, pages=True)
def link_behind_a_redirector(stage: Stage) -> None:
    site, clicks = stage.site(), stage.site("clicks")
    (item,) = reports(site.url(), 1)
    links = [
        clicks.on(path, Reply(status=302, headers={"Location": f"{item.url}?utm_source=x"})) for path in ("/a", "/b")
    ]
    counted = stage.expect(item.but(url=link, guid=link) for link in links)
    site.feed(Reply(rss(counted[:1])), "/rss")
    site.feed(Reply(rss(counted[1:])), "/all")
    site.on("/story/1", page(item))
    _one_article(stage)


@SCENES.scene("http in one feed, https in another, the page at both", hours=3, pages=True)
def https_tomorrow_article(stage: Stage) -> None:
    stage.name = "https-tomorrow"  # the host that speaks TLS
    site = stage.site()
    (item,) = reports(site.url(), 1)
    secure = item.but(url=item.url.replace("http:", "https:"), guid="other")
    stage.expect([item, secure])
    site.feed(growing([item]), "/rss")
    site.feed(growing([secure]), "/all")
    site.on("/story/1", page(item, head=f'<link rel="canonical" href="{secure.url}">'))
    _one_article(stage)


def _one_article(stage: Stage) -> None:
    stage.end("it is one article", lambda p: len({a.article_id for a in p.articles}) == 1)
    stage.end("in one revision", lambda p: len({(a.article_id, a.revision) for a in p.articles}) == 1)

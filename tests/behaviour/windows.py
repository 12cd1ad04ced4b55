"""Feeds that show only a part: more items than places, late ones, equal dates; nothing slips through."""

from collections.abc import Sequence

from behaviour.items import Item, growing, report, reports, rfc822, rss, window
from behaviour.server import Ask, Reply
from behaviour.stage import Programme, Stage

SCENES = Programme("windows")
_PLACES = 42


def _burst(stage: Stage, site: str) -> list[Item]:
    """A quiet feed in which, between two polls of hour 5, 60 items appear at once."""
    return [*reports(site, 30), *reports(site, 60, first=31, begin=5.3)]


@SCENES.scene("60 items between two polls of a window of 42; older pages of the feed stay linked", hours=12)
def overflow_with_pages(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(_burst(stage, site.url()))

    def answer(ask: Ask) -> Reply:
        page = int(ask.path.partition("page=")[2] or 1)
        there = window(items, ask.hours)
        more = (
            f'<atom:link rel="next" href="{site.url(f"/rss?page={page + 1}")}"/>' if page * _PLACES < len(there) else ""
        )
        return Reply(rss(there[(page - 1) * _PLACES : page * _PLACES], more=more))

    site.feed(answer)
    stage.manners("pages are read where there is a gap, not with each poll", lambda p: len(p.asked) <= 25)


def _sitemap(items: Sequence[Item]) -> bytes:
    told = "".join(
        f"<url><loc>{i.url}</loc><news:news><news:publication><news:name>Wire</news:name><news:language>en"
        f"</news:language></news:publication><news:publication_date>2026-03-02T11:18:00Z</news:publication_date>"
        f"<news:title>{i.title}</news:title></news:news></url>"
        for i in items
    )
    return (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{told}</urlset>'
    ).encode()


@SCENES.scene("the same; no pages, but a news sitemap named in robots.txt", hours=12)
def overflow_with_sitemap(stage: Stage) -> None:
    site = stage.site()
    items = _burst(stage, site.url())
    # the 18 that fell out of the window stand in the sitemap alone, which has no summaries
    fallen = {item.title for item in window(items, 6)[_PLACES:]} - {item.title for item in items[:30]}
    stage.expect(item.but(summary="") if item.title in fallen else item for item in items)
    site.on("/robots.txt", Reply(f"Sitemap: {site.url('/news.xml')}".encode(), headers={"Content-Type": "text/plain"}))
    site.on("/news.xml", lambda ask: Reply(_sitemap(window(items, ask.hours))))
    site.feed(growing(items, size=_PLACES))
    stage.manners("it is read where there is a gap, not with each poll", lambda p: len(p.to("/news.xml")) <= 4)


@SCENES.scene("the same, and nothing that helps: what is lost is known to be", hours=12)
def overflow_without_help(stage: Stage) -> None:
    site = stage.site()
    items = _burst(stage, site.url())
    shown = {item.title for hours in (0, 6) for item in window(items, hours, _PLACES)}
    stage.expect(item for item in items if item.title in shown)
    site.feed(growing(items, size=_PLACES))
    stage.end("the gap is counted", lambda p: p.row.gaps == 1)
    stage.end(
        "the next poll comes sooner than the one before",
        lambda p: any(8 * (b.hours - a.hours) <= 6 for a, b in zip(p.asked, p.asked[1:], strict=False) if a.hours > 5),
    )


@SCENES.scene("ten items with one date, of which five appear later", hours=12)
def equal_dates(stage: Stage) -> None:
    site = stage.site()
    items = [*reports(site.url(), 5), *reports(site.url(), 5, first=6, begin=4)]
    site.feed(growing(stage.expect(item.but(date=rfc822(0)) for item in items)))


@SCENES.scene("an item of two years ago appears among those of today", hours=12)
def late_item_with_an_old_date(stage: Stage) -> None:
    site = stage.site()
    late = report(site.url(), 99, 5).but(date=rfc822(-24 * 730))
    site.feed(growing(stage.expect([*reports(site.url(), 8, every=1), late])))


@SCENES.scene("an item dated in 2041, then one of today", hours=12)
def item_from_the_future(stage: Stage) -> None:
    site = stage.site()
    future = report(site.url(), 99).but(date="Fri, 01 Mar 2041 00:00:00 GMT")
    site.feed(growing(stage.expect([future, *reports(site.url(), 6, every=1)])))
    stage.end(
        "its date is flagged", lambda p: [e.title for e in p.entries if "published_future" in e.flags] == [future.title]
    )


@SCENES.scene("items that leave the window for hours and come back", hours=30)
def in_and_out(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(reports(site.url(), 12))
    site.feed(lambda ask: Reply(rss(items[:6] if ask.n % 3 else items)))


@SCENES.scene("the newest at the bottom", hours=24)
def upside_down(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(reports(site.url(), 20, every=1))
    site.feed(lambda ask: Reply(rss(reversed(window(items, ask.hours, 6)))))


@SCENES.scene("a cache in front answers with the feed of six hours ago, now and then", hours=30)
def stale_cache(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(reports(site.url(), 20, every=1))

    def answer(ask: Ask) -> Reply:
        return Reply(rss(window(items, ask.hours - 6 if ask.n % 4 == 0 else ask.hours)))

    site.feed(answer)


@SCENES.scene("two feeds of a site with the same items", hours=12)
def same_items_in_two_feeds(stage: Stage) -> None:
    site = stage.site()
    items = reports(site.url(), 4, every=2)
    stage.expect([*items, *items])
    site.feed(growing(items), "/rss")
    site.feed(growing(items), "/all")

"""Redirects that come and go: followed now, believed for good only when they have lasted."""

from behaviour.items import growing, reports, until
from behaviour.server import Ask, Reply
from behaviour.stage import Programme, Stage

SCENES = Programme("redirects")


def to(url: str, status: int = 301) -> Reply:
    return Reply(status=status, headers={"Location": url})


@SCENES.scene("301, 302 and a plain 200 in turns", hours=72)
def flapping_redirects(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(reports(site.url(), 10, every=5))
    grow = growing(items)
    there, elsewhere = site.on("/a", grow), site.on("/b", grow)
    url = site.feed(lambda ask: (to(there), to(elsewhere, 302), grow(ask))[ask.n % 3])
    stage.end("the feed keeps its URL", lambda p: list(p.rows) == [url])
    stage.manners("every poll begins at that URL", lambda p: len(p.to("/rss")) >= len(p.to("/a")) + len(p.to("/b")))


@SCENES.scene("302 to a 301 for nine days: what is temporary at its beginning is never for good", hours=24 * 9)
def temporary_then_permanent(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(reports(site.url(), 4, every=24))
    last = site.on("/last", growing(items))
    middle = site.on("/middle", to(last))
    url = site.feed(to(middle, 302))
    stage.end("the feed keeps its URL", lambda p: list(p.rows) == [url])
    stage.manners("every poll begins at that URL", lambda p: len(p.to("/rss")) >= len(p.to("/last")))


@SCENES.scene("301 for ten days", hours=24 * 10)
def moved_for_good(stage: Stage) -> None:
    site, other = stage.site(), stage.site("new")
    items = stage.expect(reports(site.url(), 12, every=18))
    there = other.on("/feed", growing(items))
    site.feed(to(there))
    stage.manners("the old URL is asked for the first week", lambda p: p.to("/rss")[-1].hours >= 24 * 6.9)
    stage.manners("and not on the last day", lambda p: p.to("/rss")[-1].hours < 24 * 9)
    stage.manners("the new one is asked to the end", lambda p: p.to("/feed")[-1].hours >= 24 * 9)


@SCENES.scene("301 to a parked domain for three days, then the feed is back", hours=24 * 10)
def moved_and_back(stage: Stage) -> None:
    site, other = stage.site(), stage.site("parked")
    items = stage.expect(reports(site.url(), 6, every=30))
    there = other.on("/parked", Reply(b"<html><title>This domain is for sale</title></html>"))
    url = site.feed(until(72, to(there), growing(items)))
    stage.end("the feed keeps its URL", lambda p: list(p.rows) == [url])
    stage.manners("nobody asks the parked domain after the fourth day", lambda p: p.to("/parked")[-1].hours < 96)


@SCENES.scene("http leads to the same URL with https", hours=48)
def https_upgrade(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(reports(site.url(), 6, every=6))
    grow = growing(items)
    site.feed(lambda ask: grow(ask) if ask.url.startswith("https:") else to(site.url("/rss", "https")))
    stage.manners("http is asked twice at most", lambda p: sum(ask.url.startswith("http:") for ask in p.asked) <= 2)


@SCENES.scene("two URLs that lead to one another for ten hours", hours=48)
def redirect_loop(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(reports(site.url(), 6, every=3))
    site.on("/b", to("/rss"))
    site.feed(until(10, to("/b"), growing(items)))
    stage.manners("no URL twice in one poll", lambda p: len(p.asked) <= 2 * len(p.to("/rss")))


@SCENES.scene("another redirect after each, for ten hours", hours=48)
def endless_redirects(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(reports(site.url(), 6, every=3))
    for n in range(40):
        site.on(f"/hop{n}", to(f"/hop{n + 1}"))
    site.feed(until(10, to("/hop0"), growing(items)))
    stage.manners("at most ten hops", lambda p: not p.to("/hop10"))


@SCENES.scene("redirects to private addresses in four spellings, for twelve hours", hours=48)
def redirect_to_private_address(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(reports(site.url(), 6, every=3))
    hosts = ("169.254.169.254", "[::ffff:10.0.0.7]", "0x7f000001", "[64:ff9b::7f00:1]")

    def private(ask: Ask) -> Reply:
        return to(f"http://{hosts[ask.n % 4]}/rss", 302)

    url = site.feed(until(12, private, growing(items)))
    stage.end("the feed keeps its URL", lambda p: list(p.rows) == [url])
    stage.end("it is well again", lambda p: p.row.failures == 0 and not p.row.last_error)

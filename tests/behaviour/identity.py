"""Items that change their names, and items that share one: what is new is told by identity, never by luck."""

from datetime import timedelta

from behaviour.items import Item, growing, report, reports, rfc822, rss, until, window
from behaviour.server import START, Ask, Reply
from behaviour.stage import Programme, Stage

SCENES = Programme("identity")


@SCENES.scene("one item edited, title and text, under its old guid", hours=24)
def edit_without_new_guid(stage: Stage) -> None:
    site = stage.site()
    items = reports(site.url(), 5)
    edited = items[2].but(title="Report 3, corrected", summary="The board corrects its decision number 3.")
    stage.expect([*items, edited])
    site.feed(until(8, Reply(rss(items)), lambda _: Reply(rss([*items[:2], edited, *items[3:]]))))


@SCENES.scene("one item edited, its title only", hours=24)
def edit_of_the_title(stage: Stage) -> None:
    site = stage.site()
    items = reports(site.url(), 5)
    edited = items[2].but(title="Report 3: the board decides otherwise")
    stage.expect([*items, edited])
    site.feed(until(8, Reply(rss(items)), lambda _: Reply(rss([*items[:2], edited, *items[3:]]))))


@SCENES.scene("an edit taken back: the first wording again after the second", hours=30)
def edit_taken_back(stage: Stage) -> None:
    site = stage.site()
    items = reports(site.url(), 3)
    edited = items[0].but(title="Report 1, wrong")
    stage.expect([*items, edited, items[0]])
    first, second = Reply(rss(items)), Reply(rss([edited, *items[1:]]))
    site.feed(lambda ask: second if 8 < ask.hours < 16 else first)


@SCENES.scene("another guid for the same URL with each poll", hours=24)
def new_guid_each_time(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(reports(site.url(), 8, every=2))
    site.feed(
        lambda ask: Reply(rss(i.but(guid=f"{i.guid}-{ask.n}") for i in window(items, ask.hours))),
    )


@SCENES.scene("one guid under all items", hours=24)
def one_guid_for_all(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(i.but(guid="0") for i in reports(site.url(), 8, every=2))
    site.feed(growing(items, size=4))


@SCENES.scene("one URL under all items, guids of their own", hours=24)
def one_url_for_all(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(i.but(url=site.url("/live")) for i in reports(site.url(), 8, every=2))
    site.feed(growing(items, size=4))


@SCENES.scene("no guid and no link", hours=24)
def no_name_at_all(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(i.but(url="", guid="") for i in reports(site.url(), 8, every=2))
    site.feed(growing(items))


@SCENES.scene("the headline is the guid, and one headline is edited", hours=24)
def headline_as_guid(stage: Stage) -> None:
    site = stage.site()
    items = [i.but(guid=i.title) for i in reports(site.url(), 5)]
    edited = items[2].but(title="Report 3, with another headline", guid="Report 3, with another headline")
    stage.expect([*items, edited])
    site.feed(until(8, Reply(rss(items)), lambda _: Reply(rss([*items[:2], edited, *items[3:]]))))


@SCENES.scene("links with http and https in turns, the link is the guid", hours=24)
def http_and_https(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(i.but(guid="") for i in reports(site.url(), 6, every=2))

    def answer(ask: Ask) -> Reply:
        scheme = ("http", "https")[ask.n % 2]
        there = [i.but(url=i.url.replace("http:", f"{scheme}:")) for i in window(items, ask.hours)]
        return Reply(rss(i.but(guid=i.url) for i in there))

    site.feed(answer)


@SCENES.scene("links with http for a day, with https from then on, under lasting guids", hours=48)
def https_tomorrow(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(reports(site.url(), 6, every=6))

    def answer(ask: Ask) -> Reply:
        scheme = "http" if ask.hours < 24 else "https"
        return Reply(rss(i.but(url=i.url.replace("http:", f"{scheme}:")) for i in window(items, ask.hours)))

    site.feed(answer)


@SCENES.scene("other tracking parameters with each poll, the link is the guid", hours=24)
def tracking_parameters(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(reports(site.url(), 6, every=2))

    def tracked(item: Item, n: int) -> Item:
        url = f"{item.url}?utm_source=rss&utm_campaign=c{n}&fbclid=x{n}"
        return item.but(url=url, guid=url)

    site.feed(lambda ask: Reply(rss(tracked(i, ask.n) for i in window(items, ask.hours))))


@SCENES.scene("a counting pixel in each description, another with each poll", hours=24)
def counting_pixel(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(reports(site.url(), 6, every=2))

    def counted(item: Item, n: int) -> Item:
        return item.but(summary=f'{item.summary}<img src="http://count.example/p.gif?r={n}" width="1" height="1"/>')

    site.feed(lambda ask: Reply(rss(counted(i, ask.n) for i in window(items, ask.hours))))


@SCENES.scene("session ids that tell articles apart, paths that differ in case only", hours=24)
def what_looks_like_tracking(stage: Stage) -> None:
    site = stage.site()
    urls = ["/story?sid=1", "/story?sid=2", "/S/AbC", "/s/abc", "/story?ref=7", "/story?ref=8", "/story?page=1#top"]
    made = [report(site.url(), n).but(url=site.url(u), guid="") for n, u in enumerate(urls)]
    site.feed(growing(stage.expect(made)))


@SCENES.scene("the same items in another order with each poll", hours=24)
def reordered(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(reports(site.url(), 9))
    site.feed(lambda ask: Reply(rss(items[ask.n % 9 :] + items[: ask.n % 9])))


@SCENES.scene("the date of each item is the time of the poll", hours=24)
def dates_of_the_moment(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(reports(site.url(), 6, every=2))
    site.feed(lambda ask: Reply(rss(i.but(date=rfc822(ask.hours)) for i in window(items, ask.hours))))


@SCENES.scene("RSS becomes Atom overnight, under the same ids", hours=30)
def rss_becomes_atom(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(reports(site.url(), 6, every=4))

    def atom(ask: Ask) -> Reply:
        told = "".join(
            f"<entry><title>{i.title}</title><id>{i.guid}</id><link href='{i.url}'/><published>2026-03-02T06:00:00Z"
            f"</published><summary>{i.summary}</summary></entry>"
            for i in window(items, ask.hours)
        )
        return Reply(f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>{told}</feed>'.encode())

    site.feed(until(13, growing(items), atom))


@SCENES.scene("Atom in which every entry was updated at the time of the poll", hours=24)
def updates_of_the_moment(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect([*reports(site.url(), 2), *reports(site.url(), 4, first=3, begin=2, every=2)])

    def atom(ask: Ask) -> Reply:
        moment = (START + timedelta(hours=ask.hours)).isoformat()
        told = "".join(
            f"<entry><title>{i.title}</title><id>{i.guid}</id><link href='{i.url}'/><updated>{moment}</updated>"
            f"<summary>{i.summary}</summary></entry>"
            for i in window(items, ask.hours)
        )
        return Reply(f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>{told}</feed>'.encode())

    site.feed(atom)

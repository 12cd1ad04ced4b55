"""What comes in place of a feed, or as a feed that is not quite one."""

from behaviour.items import growing, report, reports, rss, rss_item, until, window
from behaviour.server import Ask, Reply
from behaviour.stage import Programme, Stage

SCENES = Programme("documents")
_CONSENT = b"""<!doctype html><html><head><title>Before you continue</title></head><body><h1>We value your privacy</h1>
<p>We and our 214 partners store information on your device.</p><button>Accept all</button></body></html>"""


def _html(body: bytes) -> Reply:
    return Reply(body, headers={"Content-Type": "text/html; charset=utf-8", "ETag": '"page"'})


@SCENES.scene("a consent page with 200 and an ETag in place of the feed, for eight hours amid its life", hours=36)
def consent_page_for_a_feed(stage: Stage) -> None:
    site = stage.site()
    grow = growing(stage.expect(reports(site.url(), 6, every=4)))

    def answer(ask: Ask) -> Reply:
        if ask.header("If-None-Match") == b'"page"':
            return Reply(status=304)
        return _html(_CONSENT) if 2 < ask.hours < 10 else grow(ask)

    site.feed(answer)
    stage.end("the page is one dead letter", lambda p: [letter.value for letter in p.letters] == [_CONSENT])
    stage.end("the feed is well again", lambda p: p.row.failures == 0)


@SCENES.scene("a home page that links its feed, where the feed was", hours=30)
def page_with_a_feed_link(stage: Stage) -> None:
    site = stage.site()
    link = '<link rel="alternate" type="application/rss+xml" title="All" href="/feeds/all.xml">'
    page = f"<html><head><title>Harbour wire</title>{link}</head><body>Welcome</body></html>"
    site.feed(_html(page.encode()))
    suggested = site.url("/feeds/all.xml")
    stage.end(
        "the state suggests the feed that the page links to", lambda p: suggested in map(str, vars(p.row).values())
    )
    stage.end("but does not follow by itself", lambda p: not p.to("/feeds/all.xml"))


@SCENES.scene("an empty feed for six hours, then one with items", hours=30)
def empty_then_items(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(reports(site.url(), 8, begin=6, every=1))
    site.feed(lambda ask: Reply(rss(window(items, ask.hours))))
    stage.end("an empty feed is not a failure", lambda p: not p.letters and p.row.failures == 0)


@SCENES.scene("zero bytes with 200, for six hours", hours=30)
def nothing_with_200(stage: Stage) -> None:
    site = stage.site()
    grow = growing(stage.expect(reports(site.url(), 6, every=2)))
    site.feed(lambda ask: Reply(b"") if 1.5 < ask.hours < 7.5 else grow(ask))


@SCENES.scene("no XML: bare ampersands, unclosed and unknown tags", hours=24)
def ill_formed_with_entries(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(reports(site.url(), 6, every=2))

    def answer(ask: Ask) -> Reply:
        body = rss(window(items, ask.hours), more="<media:oops><image>Fish & Chips</image>&nbsp;")
        return Reply(body.replace(b"</channel></rss>", b"<p>Thanks"))

    site.feed(answer)


@SCENES.scene(
    "among six items one without anything, one with a date of the 40th of Maluary and one of raw bytes", hours=24
)
def one_bad_item(stage: Stage) -> None:
    site = stage.site()
    sound = reports(site.url(), 5)
    bad_date = report(site.url(), 6).but(date="Tue, 40 Maluary 20206 25:61:00 XYZ")
    stage.expect([*sound, bad_date])

    def answer(_: Ask) -> Reply:
        whole = rss([*sound[:3], bad_date, *sound[3:]])
        # 0x01 is nowhere allowed in XML, and a category of it is nobody's business
        odd = rss_item(sound[1]).encode()
        return Reply(whole.replace(odd, odd.replace(b"</item>", b"<category>a\x01b</category></item>")))

    site.feed(answer)


def _said_and_meant(stage: Stage, said: str, meant: str, header: str) -> None:
    """A feed whose bytes are `meant`, whose prolog says `said` and whose header says something of its own."""
    site = stage.site()
    told = [
        item.but(title=f"Café und Öl {n}", summary=f"Über die Brücke für {n} Gäste, naïve façade.")
        for n, item in enumerate(reports(site.url(), 4))
    ]
    body = rss(stage.expect(told), prolog=f'<?xml version="1.0" encoding="{said}"?>').decode().encode(meant)
    site.feed(Reply(body, headers={"Content-Type": header}))


@SCENES.scene("says utf-8 and is windows-1252", hours=5)
def says_utf8_is_cp1252(stage: Stage) -> None:
    _said_and_meant(stage, "utf-8", "cp1252", "text/xml; charset=utf-8")


@SCENES.scene("the header says latin-1, the prolog utf-8, and utf-8 it is", hours=5)
def header_against_prolog(stage: Stage) -> None:
    _said_and_meant(stage, "utf-8", "utf-8", "text/xml; charset=iso-8859-1")


@SCENES.scene("windows-1252 as its prolog says, under text/xml without a charset", hours=5)
def prolog_alone(stage: Stage) -> None:
    _said_and_meant(stage, "windows-1252", "cp1252", "text/xml")


@SCENES.scene("text/html as its type, and a feed it is", hours=24)
def feed_as_text_html(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(reports(site.url(), 6, every=3))
    site.feed(lambda ask: _html(rss(window(items, ask.hours))))


@SCENES.scene("the feed ends in the middle of its fourth item for four hours, under a sound Content-Length", hours=24)
def cut_by_the_publisher(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(reports(site.url(), 6))
    # the half is news without the text that was cut, the whole is its edit
    stage.expect([items[3].but(summary="")])
    whole = rss(items)
    cut = whole[: whole.index(items[3].summary.encode()) + 20]
    site.feed(until(4, Reply(cut), growing(items)))


@SCENES.scene("5,000 items in one feed, 200 more six hours later", hours=12, max_mb=256)
def five_thousand_items(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect([*reports(site.url(), 5000), *reports(site.url(), 200, first=5001, begin=6)])
    site.feed(growing(items))

"""A gap is filled from older pages, archives and sitemaps, within bounds, and a crash loses nothing of it."""

from datetime import timedelta

import pytest

from newswire.ingest.polling.window.fill import MAX_PAGES
from newswire.ingest.web.response import UnavailableError
from sites.feed_texts import rss, rss_item, rss_of
from sites.gapped import came, dated, first, numbers, the_gap, window
from sites.poll_wire import START, URL, Wire

SITE = "https://news.example"


NEXT = '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="{}" href="{}"/>'


WORDPRESS = "<generator>https://wordpress.org/?v=6.5</generator>"


def sitemap(*pages: tuple[str, int]) -> bytes:
    def page(section: str, n: int) -> str:
        return (
            f"<url><loc>{SITE}/{section}/{n}</loc><n:news><n:title>Report {n}</n:title>"
            f"<n:publication_date>{came(n).isoformat()}</n:publication_date></n:news></url>"
        )

    sitemaps = "http://www.sitemaps.org/schemas/sitemap/0.9"
    news = "http://www.google.com/schemas/sitemap-news/0.9"
    return f'<urlset xmlns="{sitemaps}" xmlns:n="{news}">{"".join(page(*p) for p in pages)}</urlset>'.encode()


@pytest.mark.parametrize("rel", ["next", "prev-archive"])
def test_older_pages_of_a_feed_fill_the_gap(wire: Wire, rel: str) -> None:
    first(wire, 1, 10)
    for page in range(2, 6):
        wire.answers[f"{SITE}/{page}"] = window(51 - 10 * page, 60 - 10 * page, NEXT.format(rel, f"{SITE}/{page + 1}"))
    assert wire.poll(window(41, 50, NEXT.format(rel, f"{SITE}/2"))).entries == 40
    assert numbers(wire) == [*range(1, 51)]
    gap = the_gap(wire)
    assert (gap.status, gap.recovered, gap.how) == ("filled", 30, "4 older pages of the feed")
    wire.poll(window(42, 51, NEXT.format(rel, f"{SITE}/2")))
    assert numbers(wire) == [*range(1, 52)]


def test_a_wordpress_site_is_asked_for_its_second_page(wire: Wire) -> None:
    wire.poll(rss_of(range(1, 4)))
    wire.answers[f"{URL}?paged=2"] = rss(*(rss_item(n) for n in (6, 5, 4)), more=WORDPRESS)
    wire.answers[f"{URL}?paged=3"] = rss(*(rss_item(n) for n in (3, 2, 1)), more=WORDPRESS)
    wire.poll(rss(*(rss_item(n) for n in (9, 8, 7)), more=WORDPRESS))
    assert numbers(wire) == [*range(1, 10)]
    assert the_gap(wire).status == "filled"


def test_an_archive_is_read_back_to_the_gap_and_no_further(wire: Wire) -> None:
    first(wire, 100, 110)
    wire.answers[f"{SITE}/2"] = window(90, 119, NEXT.format("next", f"{SITE}/3"))
    wire.answers[f"{SITE}/3"] = window(1, 89)
    wire.poll(window(120, 130, NEXT.format("next", f"{SITE}/2")))
    assert numbers(wire) == [*range(100, 131)]
    assert f"{SITE}/3" not in [url for url, _ in wire.asked]


def test_endless_pages_end_at_a_cap_that_is_said(wire: Wire) -> None:
    first(wire, 1, 3)
    for page in range(2, 40):
        wire.answers[f"{SITE}/{page}"] = window(
            400 - 10 * page, 409 - 10 * page, NEXT.format("next", f"{SITE}/{page + 1}")
        )
    wire.poll(window(400, 409, NEXT.format("next", f"{SITE}/2")))
    gap = the_gap(wire)
    assert (gap.status, gap.recovered) == ("partly", 10 * MAX_PAGES)
    assert f"{MAX_PAGES} pages are read at most" in (gap.how or "")
    assert numbers(wire) == [1, 2, 3, *range(290, 390), *range(400, 410)]


def test_a_page_that_leads_to_itself_ends_the_search(wire: Wire) -> None:
    first(wire, 1, 3)
    wire.poll(window(40, 49, NEXT.format("next", URL)))
    assert the_gap(wire).status == "open"


def test_the_news_sitemap_fills_the_gap_with_what_belongs_to_the_feed(wire: Wire) -> None:
    def world(first: int, last: int) -> bytes:
        return rss(*(dated(n, link=f"{SITE}/world/{n}") for n in range(last, first - 1, -1)))

    wire.poll(world(1, 10), after=came(10) - START)
    wire.answers[f"{SITE}/robots.txt"] = (
        f"User-agent: *\nDisallow:\nSitemap: {SITE}/all.xml\nsitemap: {SITE}/index-news.xml\n".encode()
    )
    index = f"<sitemapindex><sitemap><loc>{SITE}/news.xml?a=1&amp;b=2</loc></sitemap></sitemapindex>"
    wire.answers[f"{SITE}/index-news.xml"] = index.encode()
    news = sitemap(*(("world", n) for n in range(1, 51)), *(("sport", n) for n in range(20, 30)))
    wire.answers[f"{SITE}/news.xml?a=1&b=2"] = news
    wire.poll(world(41, 50))
    gap = the_gap(wire)
    assert (gap.status, gap.recovered) == ("filled", 30)
    assert "news.xml" in (gap.how or "")
    assert sorted(entry.url for entry in wire.entries()) == sorted(f"{SITE}/world/{n}" for n in range(1, 51))
    asked = len(wire.asked)
    wire.poll(world(91, 100))
    assert [url for url, _ in wire.asked[asked + 1 :]] == [f"{SITE}/news.xml?a=1&b=2"]


def test_what_breaks_while_a_gap_is_filled_does_not_keep_back_what_the_feed_holds(wire: Wire) -> None:
    first(wire, 1, 3)

    class OddError(Exception):
        """A bug."""

    for n, error in enumerate((UnavailableError("timeout", "slow"), OddError("a bug")), 1):
        wire.answers[f"{SITE}/2"] = error
        assert wire.poll(window(500 * n, 500 * n + 9, NEXT.format("next", f"{SITE}/2"))).entries == 10
        assert "stopped" in (wire.state.gaps(wire.row())[0].how or "")


def test_killed_while_it_publishes_a_filled_gap_is_found_again(wire: Wire) -> None:
    class KilledError(BaseException):
        """The end of the process."""

    class Dying:
        def __init__(self) -> None:
            self.whole = wire.broker.producer()

        def refusal(self, message: object) -> None:
            return None

        def send(self, message: object) -> None:
            self.whole.send(message)  # type: ignore[arg-type]

        def flush(self) -> None:
            self.whole.flush()
            raise KilledError

        def close(self) -> None:
            self.whole.close()

    first(wire, 1, 10)
    wire.answers[f"{SITE}/2"] = window(5, 20)
    with pytest.raises(KilledError):
        wire.poll(window(21, 30, NEXT.format("next", f"{SITE}/2")), producer=Dying())
    assert wire.state.gaps(wire.row()) == []
    wire.poll(after=timedelta(0))
    ids = [entry.entry_id for entry in wire.entries()]
    assert len(set(ids)) == 30 and len(ids) == 50
    assert the_gap(wire).recovered == 10

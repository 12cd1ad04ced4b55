"""What is wrong with one item of a feed costs that item, or less: never the others."""

import pytest

from newswire.ingest.parsing.parse import parse_feed
from sites.feed_texts import rss, rss_item
from sites.feeds_with_one_bad_thing import GOOD, URL, feed_of, item, xml


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Hi &#55357;&#56832; there", "Hi 😀 there"),
        ("Hi &#xD83D;&#xde00;", "Hi 😀"),
        ("Hi &#0055357;&#x00DE00", "Hi 😀"),
        ("Hi &amp;#55357;&amp;#56832;", "Hi 😀"),
        ("<![CDATA[Hi &#55357;&#56832;]]>", "Hi 😀"),
        ("lone &#xD83D; half", "lone \ufffd half"),
        ("&#56832;&#55357;", "\ufffd\ufffd"),
        ("&#55357; &#56832;", "\ufffd \ufffd"),
        ("&#55357;&#55357;&#56832;", "\ufffd😀"),
        ("a&#8;b&#0;c&#x1b;[31m", "abc[31m"),
        ("a&#99999999999;b&#xFFFFFFFFFF;", "a\ufffdb\ufffd"),
        ("a&#10;b &#8217;", "a b ’"),
        ("a\x1b[31mb\x00c", "a[31mbc"),
        ("a \ud83d\ude00 b", "a 😀 b"),
    ],
)
def test_references_to_no_character_cost_only_themselves(written: str, read: str) -> None:
    beside = '<enclosure url="https://news.example/@.mp3"/>'.replace("@", "a" if "<" in written else written)
    body = xml("").replace(GOOD.encode(), (item(beside, written) + GOOD).encode("utf-8", "surrogatepass"))
    assert [entry.title for entry in feed_of(body).entries] == [read, "Good"]


@pytest.mark.parametrize(
    "inside",
    [
        "<description><![if gte mso 9]>x<![endif]></description>",
        "<description><!DOCTYPE html><p>x</p></description>",
        "<description>a <!-- b</description>",
        "<description><![CDATA[ a b</description>",
        '<description>a <?php echo "x" </description>',
        '<enclosure url="https://news.example/a.mp3 type="audio/mpeg"/>',
        "<enclosure url=https://news.example/a.mp3 length=12/>",
        '<enclosure url="a" url="b"/>',
        '<enclosure url="https://news.example/a<b.mp3"/>',
        "<description>5 < 6 & 7 > 3 &nosuch; &# &#xZZ;</description>",
        '<foo:bar x:y="1">z</foo:bar>',
        "<description>x",
        "<source><title>C</title>",
        "<image><title>C</title>",
        "<author><name>C",
        "<content:encoded>abc",
        "</description></foo></source>",
        "<description><b>x</description></b>",
        "<1abc>x</1abc><:y/>",
        f"<width>{'9' * 6000}</width>",
    ],
)
def test_markup_that_is_wrong_in_one_item_ends_with_it(inside: str) -> None:
    found = feed_of(xml(item(inside), body=f"{GOOD}{rss_item(3)}"))
    assert [(entry.title, entry.url) for entry in found.entries] == [
        ("T", "https://news.example/1"),
        ("Good", "https://news.example/good"),
        ("Report 3", "https://news.example/3"),
    ]
    assert "9999" in inside or set(found.flags) & {"ill_formed", "mended"}


@pytest.mark.parametrize(
    "broken",
    [
        "<item><title>T<link>https://news.example/1</link></item>",
        "<item><title>T</title><link>https://news.example/1</item>",
        "<item><title>T</title><link>https://news.example/1</link>",
        "<item><title><![CDATA[T</title><link>https://news.example/1</link></item>",
    ],
    ids=["title", "link", "item", "CDATA"],
)
def test_an_element_that_is_never_closed_ends_with_its_item(broken: str) -> None:
    found = feed_of(xml(broken, body=GOOD.replace("Good", "<![CDATA[Good]]>", 1)))
    assert [(entry.title, entry.url) for entry in found.entries] == [
        ("T", "https://news.example/1"),
        ("Good", "https://news.example/good"),
    ]


def test_a_sound_feed_has_no_flag_and_a_broken_one_says_so() -> None:
    assert feed_of(rss(rss_item(1))).flags == ()
    assert feed_of(xml(item("a & b"))).flags == ("ill_formed",)
    assert feed_of(xml(item("", "a &#xD83D; b"))).flags == ("mended",)
    assert feed_of(rss(rss_item(1, title="é" * 9 + "@")).replace(b"@", b"\xff")).flags == ("mended",)


def test_an_author_without_end_costs_itself() -> None:
    """Its e-mail address was looked for in time that grew with its square: 40 kB took the whole feed's time."""
    found = parse_feed(xml(item(f"<author>{'a.' * 100_000}</author><a:b/>")), URL)
    assert [(entry.title, entry.authors[1:]) for entry in found.entries] == [("T", ()), ("Good", ())]


# --- sitemaps


PAGE = "<url><loc>https://news.example/good</loc></url>"


@pytest.mark.parametrize(
    ("page", "url"),
    [
        ("<url><loc>https://news.example/?a=1&b=2</loc></url>", "https://news.example/?a=1&b=2"),
        ("<url><loc>https://news.example/1</loc><n:title>T</n:title></url>", "https://news.example/1"),
        ("<url><loc>https://news.example/1</lok></url>", "https://news.example/1"),
        ("<url><loc>https://news.example/1</loc>", "https://news.example/1"),
        ("<url><loc><![CDATA[https://news.example/1]]></loc><x>&eacute;</x></url>", "https://news.example/1"),
        ("<url><image:loc>https://news.example/i.png</image:loc></url>", None),
        ("<url><loc>urn:x</loc></url>", None),
        ("<url><loc>https://news.example/1</loc><y>&#xD83D; &#8;</y></url>", "https://news.example/1"),
    ],
)
def test_what_is_wrong_with_a_page_of_a_sitemap_costs_only_that(page: str, url: str | None) -> None:
    body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{page}{PAGE}{PAGE}</urlset>'
    assert [entry.url for entry in feed_of(body.encode()).entries] == [
        url,
        "https://news.example/good",
        "https://news.example/good",
    ]


def test_a_sitemap_that_breaks_off_keeps_its_whole_pages() -> None:
    body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{PAGE}<url><loc>https://news.exam'
    found = feed_of(body.encode())
    assert [entry.url for entry in found.entries] == ["https://news.example/good"]
    assert found.flags == ("ill_formed",)

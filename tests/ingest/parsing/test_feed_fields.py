"""What each field of an entry is taken from, in all formats."""

import json
from typing import Any

import pytest

from newswire.ingest.parsing.parse import parse_common, parse_feed
from newswire.stream.messages import Entry

URL = "https://news.example/feeds/all.xml"
NAMESPACES = """xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0\""""


def rss(inside: str) -> bytes:
    return f'<rss version="2.0" {NAMESPACES}><channel><title>W</title><item>{inside}</item></channel></rss>'.encode()


def atom(inside: str, head: str = "") -> bytes:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" {NAMESPACES}><title>W</title>{head}<entry>{inside}</entry></feed>'
    ).encode()


def rdf(inside: str, about: str) -> bytes:
    return (
        f'<rdf:RDF xmlns="http://purl.org/rss/1.0/" {NAMESPACES} xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<channel><title>W</title></channel><item rdf:about="{about}">{inside}</item></rdf:RDF>'
    ).encode()


def json_feed(item: dict[str, Any], **more: Any) -> bytes:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "W", "items": [item]} | more).encode()


def one(body: bytes) -> Entry:
    """The entry, which is the same whichever way the feed is read."""
    (entry,) = parse_feed(body, URL).entries
    (slow,) = parse_feed(body, URL, quick=False).entries
    common = parse_common(body, URL)
    assert entry == slow and (common is None or common.entries == (entry,))
    return entry


@pytest.mark.parametrize(
    ("inside", "url"),
    [
        ("<link/><guid>https://news.example/1</guid>", "https://news.example/1"),
        ("<guid>https://news.example/1</guid><link> </link>", "https://news.example/1"),
        (
            "<link><!-- none --></link><guid isPermaLink=' TRUE '> https://news.example/1 </guid>",
            "https://news.example/1",
        ),
        ("<link>&lt;![CDATA[]]&gt;</link><guid>https://news.example/1</guid>", "https://news.example/1"),
        ('<link/><guid isPermaLink="false">https://news.example/1</guid>', None),
        ("<guid>tag:news.example,2024:1</guid>", None),
        ('<guid isPermaLink="true">abc-123</guid>', None),
        ("<link>javascript:alert(1)</link><guid>https://news.example/1</guid>", "https://news.example/1"),
        ("<link>mailto:a@news.example</link>", None),
        ("<link>urn:uuid:7</link>", None),
        ("<link>https://news.example/1</link><link/>", "https://news.example/1"),
        ("<link>http://[::1</link><guid>https://news.example/1</guid>", "https://news.example/1"),
        ("<link>../1?a=b</link><guid>https://news.example/2</guid>", "https://news.example/1?a=b"),
        ("<link>&lt;![CDATA[https://news.example/1]]&gt;</link>", "https://news.example/1"),
        ("<feedburner:origLink> </feedburner:origLink><link>https://news.example/1</link>", "https://news.example/1"),
        ("<link>https://news.example/1</link><guid>https://news.example/2</guid>", "https://news.example/1"),
    ],
)
def test_the_url_of_an_item_of_rss(inside: str, url: str | None) -> None:
    assert one(rss(f"<title>T</title>{inside}")).url == url


@pytest.mark.parametrize(
    ("inside", "url"),
    [
        ("<id>https://news.example/1</id>", "https://news.example/1"),
        ("<id>tag:news.example,2024:1</id>", None),
        ("<id>urn:uuid:7</id>", None),
        ('<id>https://news.example/1</id><link href="tag:news.example,2024:1"/>', "https://news.example/1"),
        ('<link href=""/><link href="https://news.example/1"/>', "https://news.example/1"),
        ('<link href="https://news.example/1"/><link href=" "/>', "https://news.example/1"),
        ('<link href="https://news.example/1"/><link href="mailto:x@news.example"/>', "https://news.example/1"),
        ('<id>urn:7</id><link rel="enclosure" href="https://news.example/a.mp3"/>', None),
        ('<link rel="alternate" type="application/json" href="/1.json"/>', "https://news.example/1.json"),
    ],
)
def test_the_url_of_an_entry_of_atom(inside: str, url: str | None) -> None:
    assert one(atom(f"<title>T</title>{inside}")).url == url


def test_the_url_of_an_item_of_rdf() -> None:
    assert one(rdf("<title>T</title><link> </link>", "https://news.example/1")).url == "https://news.example/1"
    assert one(rdf("<title>T</title>", "urn:x:1")).url is None
    assert one(rdf("<link>https://news.example/2</link>", "https://news.example/1")).url == "https://news.example/2"


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ({"id": "https://news.example/1"}, "https://news.example/1"),
        ({"id": "https://news.example/1", "url": " "}, "https://news.example/1"),
        ({"id": "tag:news.example,2024:1"}, None),
        ({"id": "1", "url": "urn:x", "external_url": "https://other.example/1"}, "https://other.example/1"),
        ({"id": 7, "url": "/1"}, "https://news.example/1"),
        ({"id": "1"}, None),
    ],
)
def test_the_url_of_an_item_of_json(item: dict[str, Any], url: str | None) -> None:
    entry = one(json_feed(item))
    assert (entry.url, entry.guid) == (url, str(item["id"]))


def test_a_guid_stays_as_it_is_written() -> None:
    assert one(atom("<id>tag:news.example,2024:1</id>")).guid == "tag:news.example,2024:1"
    assert one(rss("<guid>HTTPS://News.example/A%20b</guid>")).guid == "HTTPS://News.example/A%20b"


def test_what_is_not_a_web_address_is_not_an_enclosure() -> None:
    inside = '<enclosure url="javascript:x"/><enclosure url="magnet:?x"/><enclosure url="/a.mp3"/>'
    assert [x.url for x in one(rss(inside)).enclosures] == ["https://news.example/a.mp3"]


PERSON = "<author><name>{}</name></author>"


@pytest.mark.parametrize(
    ("inside", "authors"),
    [
        ("", ("Desk Editor",)),
        (PERSON.format("Ada Byron"), ("Ada Byron",)),
        (PERSON.format("Ada Byron") + PERSON.format("Li Na"), ("Ada Byron", "Li Na")),
        (PERSON.format("By Ada Byron and Li Na"), ("Ada Byron", "Li Na")),
        (f"<source><title>S</title>{PERSON.format('Jean Weiss')}</source>", ("Jean Weiss",)),
        (f"<source>{PERSON.format('Jean Weiss')}</source>{PERSON.format('Ada Byron')}", ("Ada Byron",)),
        ("<source><title>S</title></source>", ("Desk Editor",)),
        (PERSON.format(""), ("Desk Editor",)),
    ],
)
def test_authors_of_atom_are_the_entrys_else_its_sources_else_the_feeds(inside: str, authors: tuple[str, ...]) -> None:
    assert one(atom(f"<title>T</title>{inside}", head=PERSON.format("Desk Editor"))).authors == authors


@pytest.mark.parametrize(
    ("of", "authors"),
    [
        ({"authors": [{"name": "Ada Byron"}, {"name": "Li Na"}]}, ("Ada Byron", "Li Na")),
        ({"authors": {"name": "Ada Byron"}}, ("Ada Byron",)),
        ({"authors": ["Ada Byron", "Li Na"]}, ("Ada Byron", "Li Na")),
        ({"authors": "By Ada Byron"}, ("Ada Byron",)),
        ({"author": {"name": "Ada Byron"}}, ("Ada Byron",)),
        ({"author": "Ada Byron and Li Na"}, ("Ada Byron", "Li Na")),
        ({"author": [{"name": "Ada Byron"}]}, ("Ada Byron",)),
        ({"author": {"name": ["Ada Byron", "Li Na"]}}, ("Ada Byron", "Li Na")),
        ({"authors": [{"url": "https://news.example/ada"}], "author": 7}, ("Desk Editor",)),
        ({"authors": None}, ("Desk Editor",)),
    ],
)
def test_authors_of_json_in_any_shape(of: dict[str, Any], authors: tuple[str, ...]) -> None:
    assert one(json_feed({"id": "1"} | of, authors=[{"name": "Desk Editor"}])).authors == authors


@pytest.mark.parametrize(
    ("inside", "authors"),
    [
        ("<dc:creator>Ada Byron, Li Na</dc:creator>", ("Ada Byron", "Li Na")),
        ("<dc:creator>Von Max Kuhn und Eva Roth</dc:creator>", ("Max Kuhn", "Eva Roth")),
        ("<dc:creator>&lt;![CDATA[Ada Byron]]&gt;</dc:creator>", ("Ada Byron",)),
        ("<itunes:author>Ada Byron &amp; Li Na</itunes:author>", ("Ada Byron", "Li Na")),
        ("<author>a@news.example (Ada Byron), b@news.example (Li Na)</author>", ("Ada Byron", "Li Na")),
        ("<author>Ada Byron &lt;a@news.example&gt;; Li Na</author>", ("Ada Byron", "Li Na")),
        ("<dc:creator>Weiss, Jean</dc:creator>", ("Weiss, Jean",)),
        ("<dc:creator>Harbour &amp; Sons, Inc.</dc:creator>", ("Harbour & Sons, Inc.",)),
        ("<author>desk@news.example</author>", ()),
    ],
)
def test_several_authors_in_one_element(inside: str, authors: tuple[str, ...]) -> None:
    assert one(rss(inside)).authors == authors


def test_marks_of_cdata_are_not_part_of_any_field() -> None:
    marked = "&lt;![CDATA[{}]]&gt;"
    fields = {
        "title": "Port &amp;amp; pier",
        "description": "&lt;p&gt;x&lt;/p&gt;",
        "link": "https://news.example/1",
        "guid": "g1",
        "category": "Ports",
        "pubDate": "Mon, 04 Mar 2024 10:00:00 GMT",
        "content:encoded": "&lt;p&gt;y&lt;/p&gt;",
    }
    entry = one(rss("".join(f"<{name}>{marked.format(value)}</{name}>" for name, value in fields.items())))
    assert entry == Entry(
        url="https://news.example/1",
        guid="g1",
        title="Port & pier",
        summary="<p>x</p>",
        content="<p>y</p>",
        published="2024-03-04T10:00:00Z",
        tags=("Ports",),
    )
    assert one(atom('<title type="html">&lt;![CDATA[Open letter]]&gt;</title>')).title == "Open letter"
    assert one(rss("<title><![CDATA[<![CDATA[Open letter]]]]><![CDATA[>]]></title>")).title == "Open letter"
    assert one(json_feed({"id": "1", "title": "<![CDATA[Open letter]]>"})).title == "Open letter"
    about = "How &lt;![CDATA[ marks work"
    assert one(rss(f"<title>{about}</title>")).title == "How <![CDATA[ marks work"


@pytest.mark.parametrize(
    ("inside", "summary"),
    [
        ("<media:description>A crane. Photo: Agency</media:description>", None),
        ("<media:group><media:description>A crane</media:description></media:group><description>x</description>", "x"),
        ('<media:content url="/p.jpg"><media:description>A crane</media:description></media:content>', None),
        ("<image><title>Crane</title><description>A crane</description><link>/crane</link></image>", None),
        ("<description/>", None),
        ("<description> </description>", None),
        ("<content:encoded>x</content:encoded>", None),
        ("<itunes:summary>spoken</itunes:summary>", "spoken"),
        ("<itunes:summary>spoken</itunes:summary><description>x</description>", "x"),
        ("<dc:description>x</dc:description>", "x"),
    ],
)
def test_a_caption_is_not_the_summary(inside: str, summary: str | None) -> None:
    entry = one(rss(f"{inside}<title>T</title><link>https://news.example/1</link>"))
    assert (entry.title, entry.url, entry.summary) == ("T", "https://news.example/1", summary)


def test_the_feeds_own_title_is_plain_whatever_its_type() -> None:
    for title in (
        '<title type="html">&lt;b&gt;Wire&lt;/b&gt; &amp;amp; more</title>',
        '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><b>Wire</b> &amp; more</div></title>',
        "<title>&lt;![CDATA[Wire &amp;amp; more]]&gt;</title>",
        '<title type="text">Wire &amp; more</title>',
    ):
        body = atom("<title>T</title>").replace(b"<title>W</title>", title.encode())
        assert parse_feed(body, URL).title == "Wire & more"

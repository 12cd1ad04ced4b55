"""The quick reader of feeds says what feedparser says, or gives way to it."""

import doctest
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newswire.ingest.parsing.charset import as_utf8, as_xml
from newswire.ingest.parsing.feed_rules import MAX_ENTRIES
from newswire.ingest.parsing.parse import ParsedFeed, parse_feed
from newswire.ingest.parsing.quick import markup, text
from newswire.ingest.parsing.quick.read import IllFormedError, read_quick
from newswire.stream.errors import RejectedError
from sites.feed_texts import rss_of

URL = "https://news.example/feed/rss.xml"
NOW = datetime(2025, 3, 4, 12, tzinfo=UTC)
NAMESPACES = """xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
 xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
 xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:own="https://own.example/ns"
 xmlns:georss="http://www.georss.org/georss" xmlns:creativeCommons="http://backend.userland.com/creativeCommonsRssModule"
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:m="http://search.yahoo.com/mrss"
 xmlns:psc="http://podlove.org/simple-chapters" xmlns:xhtml="http://www.w3.org/1999/xhtml\""""

CHANNEL = """<title>Wire &amp; more</title><link>https://news.example/</link><description>News</description>
 <language>en-gb</language><ttl>15</ttl><sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>
 <atom:link rel="self" href="https://news.example/feed/rss.xml" type="application/rss+xml"/>
 <atom:link rel="next" href="?page=2"/><generator uri="https://cms.example">CMS</generator>
 <image><title>Logo</title><url>https://news.example/l.png</url><link>https://news.example/logo</link></image>
 <lastBuildDate>Tue, 04 Mar 2025 09:15:00 +0100</lastBuildDate><managingEditor>desk@news.example (Desk)</managingEditor>
 <itunes:owner><itunes:name>Owner</itunes:name><itunes:email>o@news.example</itunes:email></itunes:owner>
 <itunes:category text="News"><itunes:category text="Daily"/></itunes:category><copyright>(c) us</copyright>"""

#: what stands in items and entries, each a shape of its own
PIECES = [
    "<title>Ten shells</title>",
    "<title>Ten &amp; &lt;i&gt;more&lt;/i&gt; shells</title>",
    "<title><![CDATA[Why <b>AT&amp;T</b> fell]]></title>",
    "<title/>",
    '<title type="html">A &amp;lt; B</title>',
    '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <b>bold</b> one</div></title>',
    "<title>CafÃ© and it\x92s</title>",
    "<title>일일 보고 – Überblick</title>",
    "<dc:title>By Dublin</dc:title>",
    "<media:title>Picture</media:title>",
    "<link>https://news.example/a?b=1&amp;c=2</link>",
    "<link>../relative.html</link>",
    "<link> https://news.example/spaces </link>",
    "<link>https://news.example/x?a=1&amp;amp;copy=2&amp;lt;y</link>",
    "<link/>",
    '<link href="https://news.example/atom"/>',
    '<link rel="alternate" type="text/html" href="/atom/alternate"/>',
    '<link rel="Enclosure" type="audio/MPEG" href="a.mp3" length="12"/>',
    '<link rel="edit" href="https://news.example/edit"/><link rel="alternate" type="application/json" href="j"/>',
    '<atom:link href="https://news.example/other"/>',
    '<guid isPermaLink="false">item-1</guid>',
    "<guid>https://news.example/guid</guid>",
    '<guid isPermaLink="True">/guid/2</guid>',
    "<id>tag:news.example,2025:1</id>",
    "<pubDate>Tue, 04 Mar 2025 09:15:00 +0100</pubDate>",
    "<pubDate>yesterday</pubDate>",
    "<published>2025-03-04T08:15:00Z</published><updated>2025-03-04T09:00:00+01:00</updated>",
    "<dc:date>2025-03-04T07:15:00Z</dc:date>",
    "<dcterms:modified>2025-03-05</dcterms:modified><dcterms:created>2025-03-01</dcterms:created>",
    "<issued>2025-03-02T00:00:00Z</issued><modified>2025-03-03T00:00:00Z</modified>",
    "<description>Short &lt;b&gt;text&lt;/b&gt;</description>",
    "<description><![CDATA[<p>One</p>\n\n<p>Two &nbsp; three</p>]]></description>",
    "<description/>",
    "<description>plain <em>markup</em> inside</description>",
    "<summary>in plain words</summary>",
    '<summary type="html">&lt;p&gt;para&lt;/p&gt;</summary>',
    "<itunes:summary>spoken</itunes:summary><itunes:subtitle>sub</itunes:subtitle>",
    "<dc:description>by Dublin</dc:description>",
    "<media:description type='plain'>caption</media:description>",
    "<content:encoded><![CDATA[<p>Long</p><script>x()</script>]]></content:encoded>",
    '<content type="html">&lt;p&gt;long&lt;/p&gt;</content>',
    '<content type="text">1 &lt; 2</content>',
    '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p class="a&quot;b">x &amp; <br/>y</p></div>'
    "</content>",
    '<content type="xhtml">\n <xhtml:div>a</xhtml:div><xhtml:div>b</xhtml:div></content>',
    '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><svg xmlns="http://www.w3.org/2000/svg"><g/>'
    "</svg></div></content>",
    '<content type="image/png" mode="base64">aGVsbG8=</content>',
    '<content type="application/pdf" src="https://news.example/a.pdf"/>',
    '<content xml:base="https://base.example/" xml:lang="de" type="html">x</content>',
    "<author>ann@news.example (Ann Lee)</author>",
    "<author>Ann Lee</author>",
    "<author/>",
    "<author><name>Eva</name><email>eva@news.example</email><uri>https://eva.example</uri></author>",
    "<author><name/></author>",
    "<author><email>only@news.example</email></author>",
    "<dc:creator>Bo &amp; Co</dc:creator>",
    "<itunes:author>Speaker</itunes:author>",
    "<contributor><name>Helper</name></contributor><dc:contributor>Other</dc:contributor>",
    "<category>World</category>",
    '<category domain="d">Asia</category>',
    '<category term="t1" label="Welt" scheme="s"/>',
    "<category/>",
    "<dc:subject>Defence</dc:subject><keywords>arms</keywords>",
    "<media:category>Conflict</media:category><media:keywords>a, b,,c</media:keywords>",
    '<itunes:keywords>pod, cast</itunes:keywords><itunes:category text="News"/>',
    '<enclosure url="/a.mp3" type="audio/mpeg" length="12345"/>',
    '<enclosure url="https://news.example/b.mp3"/>',
    '<source url="https://other.example/rss">Other wire</source>',
    "<source><title>Origin</title><id>urn:o</id><updated>2020-01-01T00:00:00Z</updated><author><name>O</name></author></source>",
    '<media:group><media:content url="https://news.example/v.mp4" medium="video"><media:title>Film</media:title>'
    "<media:description>What it shows</media:description></media:content></media:group>",
    '<m:thumbnail url="https://news.example/t.jpg"/><media:credit role="author">AP</media:credit>',
    "<image><url>https://news.example/i.png</url></image>",
    "<image>https://news.example/i.png</image>",
    "<feedburner:origLink>https://news.example/origin</feedburner:origLink>",
    "<comments>https://news.example/c</comments><slash:comments>4</slash:comments>",
    '<own:title>not ours</own:title><own:box a="1"><title>inside</title></own:box>',
    '<post-id xmlns="com-wordpress:feed-additions:1">77</post-id>',
    '<title xmlns="urn:unknown">whose?</title>',
    "<georss:point>45.2 -71.9</georss:point><creativeCommons:license>https://cc.example</creativeCommons:license>",
    '<psc:chapters><psc:chapter start="00:00:01" title="One"/></psc:chapters>',
    "<xhtml:body><xhtml:p>text</xhtml:p></xhtml:body>",
    '<own:wrap base="https://elsewhere.example/x/"><link>here</link></own:wrap>',
    "<!-- a comment --><?pi x?><language>fr</language><dc:language>de</dc:language>",
    "<itunes:image href='https://news.example/i.jpg'/><itunes:explicit>no</itunes:explicit><itunes:duration>3</itunes:duration>",
    "<item>inside</item>",
    "<svg>x</svg>",
    "<p>&nbsp;</p>",
    "<broken>",
]


def rss2(items: list[str], head: str = CHANNEL) -> str:
    return (
        f'<rss version="2.0" {NAMESPACES}><channel>{head}{"".join(f"<item>{i}</item>" for i in items)}</channel></rss>'
    )


def atom(items: list[str], head: str = "<title>Draht</title><link href='/'/><id>urn:feed</id>") -> str:
    entries = "".join(f"<entry>{i}</entry>" for i in items)
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {NAMESPACES} xml:lang="de-AT">{head}{entries}</feed>'


def atom03(items: list[str], head: str = "<title mode='escaped'>Old</title>") -> str:
    entries = "".join(f"<entry>{i}</entry>" for i in items)
    others = NAMESPACES.replace("2005/Atom", "none")
    return f'<feed version="0.3" xmlns="http://purl.org/atom/ns#" {others}>{head}{entries}</feed>'


def rdf(items: list[str], head: str = "<title>R</title><link>https://news.example/</link>") -> str:
    told = "".join(f'<item rdf:about="https://news.example/{n}">{i}</item>' for n, i in enumerate(items))
    channel = f'<channel rdf:about="x">{head}<items><rdf:Seq><rdf:li rdf:resource="y"/></rdf:Seq></items></channel>'
    aside = (
        "<image rdf:about='i'><title>L</title><url>u</url></image><textinput><title>T</title><name>q</name></textinput>"
    )
    return f'<rdf:RDF xmlns="http://purl.org/rss/1.0/" {NAMESPACES}>{channel}{aside}{told}</rdf:RDF>'


def old(items: list[str], head: str = CHANNEL) -> str:
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "https://n.example/rss-0.91.dtd">\n'
    return doctype + rss2(items, head).replace('version="2.0"', 'version="0.91"')


SHAPES = [rss2, atom, atom03, rdf, old]


def is_read_quickly(feed: bytes) -> bool:
    """Whether feedparser is not asked."""
    text = as_utf8(*as_xml(feed, None)[:2])
    try:
        return text is not None and read_quick(text, URL) is not None
    except IllFormedError:
        return False


def outcome(feed: bytes, *, quick: bool) -> ParsedFeed | str:
    try:
        return parse_feed(feed, URL, now=NOW, quick=quick)
    except RejectedError as e:
        return e.reason


def test_the_examples_in_the_docstrings_hold() -> None:
    assert [doctest.testmod(m).failed for m in (markup, text)] == [0, 0]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("piece", PIECES)
def test_each_shape_of_an_item_is_read_as_feedparser_reads_it(shape, piece: str) -> None:  # type: ignore[no-untyped-def]
    feed = shape([piece, "<title>Before</title>" + piece, piece + "<title>After</title><link>/l</link>"]).encode()
    assert outcome(feed, quick=True) == outcome(feed, quick=False)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(SHAPES),
    st.lists(st.lists(st.sampled_from(PIECES[:-4]), max_size=12).map("".join), min_size=1, max_size=3),
    st.none() | st.lists(st.sampled_from(PIECES[:-4]), max_size=8).map("".join),
)
@example(rss2, ["<title>a</title>" + PIECES[9]], None)
def test_any_mixture_is_read_as_feedparser_reads_it(shape, items: list[str], head: str | None) -> None:  # type: ignore[no-untyped-def]
    feed = (shape(items) if head is None else shape(items, head)).encode()
    assert outcome(feed, quick=True) == outcome(feed, quick=False)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(SHAPES), st.sampled_from(PIECES), st.integers(0, 3000), st.integers(0, 20), st.binary(max_size=4)
)
def test_a_damaged_feed_is_read_as_feedparser_reads_it(shape, piece: str, at: int, cut: int, noise: bytes) -> None:  # type: ignore[no-untyped-def]
    feed = shape([piece, PIECES[0] + piece]).encode()
    feed = feed[:at] + noise + feed[at + cut :]
    assert outcome(feed, quick=True) == outcome(feed, quick=False)


COMMON = "".join(PIECES[n] for n in (0, 10, 20, 24, 31, 39, 49, 55, 60, 65, 71))
ENTRY = "".join(PIECES[n] for n in (4, 16, 23, 26, 35, 42, 52, 60))


@pytest.mark.parametrize(
    "feed",
    [
        rss2([COMMON] * 3).encode(),
        old([COMMON]).encode(),
        rdf([COMMON]).encode(),
        atom([ENTRY] * 3).encode(),
        atom03([ENTRY]).encode(),
        rss2([COMMON + PIECES[7]]).encode("utf-16"),
        ('<?xml version="1.0" encoding="iso-8859-1"?>' + rss2(["<title>Köln</title>"])).encode("iso-8859-1"),
        ('<?xml version="1.0" encoding="euc-kr"?>' + rss2(["<title>일일 보고</title>"])).encode("euc-kr"),
        rss_of([1, 2]),
    ],
    ids=["rss", "rss 0.91", "rdf", "atom", "atom 0.3", "utf-16", "latin-1", "korean", "plain"],
)
def test_what_most_feeds_look_like_is_read_quickly(feed: bytes) -> None:
    assert is_read_quickly(feed)
    assert outcome(feed, quick=True) == outcome(feed, quick=False)


@pytest.mark.parametrize(
    "feed",
    [
        rss2(["<title>a</title>"])[:-3],
        rss2(["<title>a &nbsp; b</title>"]),
        rss2(["<description>a <b>c</b></description>"]),
        rss2(["<own:a>" * 200 + "</own:a>" * 200]),
        '<!DOCTYPE rss [<!ENTITY a "b">]>' + rss2(["<title>&a;</title>"]),
        '<!DOCTYPE rss SYSTEM "x.dtd">' + rss2(["<title>&a;</title>"]),
        '<html xmlns="http://www.w3.org/1999/xhtml"><body>' + atom(["<title>a</title>"]) + "</body></html>",
        rss2([]),
        "<p>nothing</p>",
    ],
)
def test_in_doubt_the_quick_reader_gives_way(feed: str) -> None:
    assert not is_read_quickly(feed.encode())


def test_more_items_than_are_taken_are_a_flag_for_the_quick_reader_too() -> None:
    feed = rss_of(range(MAX_ENTRIES + 5))
    found = read_quick(*(as_xml(feed, None)[0], URL))
    assert found is not None and (len(found.entries), found.truncated) == (MAX_ENTRIES, True)


CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "feeds"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared with its corpus of real feeds is not here")
def test_real_feeds_are_read_as_feedparser_reads_them_and_most_of_them_quickly() -> None:
    feeds = [p for p in sorted(CORPUS.rglob("*")) if p.suffix in (".xml", ".rss", ".atom", ".rdf")]
    bodies = [p.read_bytes() for p in feeds]
    different = [
        p.name for p, b in zip(feeds, bodies, strict=True) if outcome(b, quick=True) != outcome(b, quick=False)
    ]
    assert len(feeds) > 100 and different == []
    assert sum(map(is_read_quickly, bodies)) > 0.8 * len(feeds)

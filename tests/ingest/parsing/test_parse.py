"""Sound feeds of every format to entries."""

import doctest
import json
from pathlib import Path

import pytest

from newswire.ingest.parsing import charset, entries, mending, people, values
from newswire.ingest.parsing.parse import parse_feed
from newswire.stream.messages import Enclosure, Entry
from sites.feed_texts import rss, rss_item
from sites.parsed import NOW, URL, one


def test_the_examples_in_the_docstrings_hold() -> None:
    assert not any(doctest.testmod(m).failed for m in (charset, entries, mending, people, values))


def test_an_item_of_rss_keeps_what_the_contract_names() -> None:
    more = """<description>&lt;p&gt;Ten &lt;b&gt;shells&lt;/b&gt;&lt;/p&gt;</description>
      <pubDate>Tue, 04 Mar 2025 09:15:00 +0100</pubDate><author>desk@news.example (Ann Lee)</author>
      <category domain="d">Defence</category><category>Asia</category>
      <enclosure url="/a.mp3" type="audio/mpeg" length="12345"/>"""
    feed = rss(rss_item(7, title="Ten &amp; <i>more</i>", guid="../7", link="../story?id=7&x=1", more=more))
    assert one(feed) == Entry(
        url="https://news.example/story?id=7&x=1",
        guid="../7",
        title="Ten & more",
        summary="<p>Ten <b>shells</b></p>",
        content=None,
        authors=("Ann Lee",),
        published="2025-03-04T08:15:00Z",
        tags=("Defence", "Asia"),
        enclosures=(Enclosure(url="https://news.example/a.mp3", type="audio/mpeg", length=12345),),
    )


def test_facts_of_the_feed_are_told() -> None:
    more = (
        '<language>en-gb</language><ttl>15</ttl><link xmlns="http://www.w3.org/2005/Atom" rel="next" href="?page=2"/>'
    )
    feed = parse_feed(rss(rss_item(1), title="The <b>Wire</b>", more=more), URL)
    assert (feed.title, feed.link, feed.language, feed.kind, feed.next, feed.ttl_s) == (
        "The Wire",
        "https://news.example/",
        "en-gb",
        "rss",
        "https://news.example/feed/rss.xml?page=2",
        900,
    )


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/a/" xml:lang="de">
  <title>Draht</title><link href="https://base.example/"/>
  <entry><id>tag:base.example,2025:1</id><title type="html">Zehn &amp;amp; mehr</title><link href="b/1"/>
    <updated>2025-03-04T08:15:00Z</updated><summary>kurz</summary>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>lang</p></div></content>
    <author><name>Eva</name><email>eva@base.example</email></author><category term="t1" label="Welt"/></entry>
</feed>"""


def test_an_entry_of_atom_keeps_what_the_contract_names() -> None:
    feed = parse_feed(ATOM.encode(), URL)
    assert (feed.kind, feed.language) == ("atom", "de")
    assert feed.entries == (
        Entry(
            url="https://base.example/a/b/1",
            guid="tag:base.example,2025:1",
            title="Zehn & mehr",
            summary="kurz",
            content="<p>lang</p>",
            authors=("Eva",),
            updated="2025-03-04T08:15:00Z",
            tags=("Welt",),
        ),
    )


def test_a_lone_date_of_dublin_core_in_rdf_is_the_publication() -> None:
    feed = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>t</title></channel>
      <item rdf:about="https://news.example/1"><title>a</title><link>https://news.example/1</link>
      <dc:date>2025-03-04T09:15+01:00</dc:date><dc:creator>Ann Lee</dc:creator></item></rdf:RDF>"""
    parsed = parse_feed(feed, URL)
    (entry,) = parsed.entries
    assert (parsed.kind, entry.published, entry.updated) == ("rdf", "2025-03-04T08:15:00Z", None)
    assert (entry.guid, entry.authors) == ("https://news.example/1", ("Ann Lee",))


def test_a_date_beside_the_publication_is_the_update_and_none_is_copied() -> None:
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    both = f"<pubDate>Tue, 04 Mar 2025 08:15:00 GMT</pubDate><dc:date {dc}>2025-03-04T10:00:00Z</dc:date>"
    entry = one(rss(rss_item(1, more=both)))
    assert (entry.published, entry.updated) == ("2025-03-04T08:15:00Z", "2025-03-04T10:00:00Z")
    alone = one(rss(rss_item(1, more="<pubDate>Tue, 04 Mar 2025 08:15:00 GMT</pubDate>")))
    assert (alone.published, alone.updated) == ("2025-03-04T08:15:00Z", None)


@pytest.mark.parametrize("content_first", [True, False])
def test_content_and_description_stay_apart_in_either_order(content_first: bool) -> None:
    parts = [
        '<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">&lt;p&gt;long&lt;/p&gt;</content:encoded>',
        "<description>short</description>",
    ]
    entry = one(rss(rss_item(1, more="".join(parts if content_first else parts[::-1]))))
    assert (entry.summary, entry.content) == ("short", "<p>long</p>")


def test_a_content_is_not_copied_into_a_missing_summary() -> None:
    content = '<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">long</content:encoded>'
    assert (one(rss(rss_item(1, more=content))).summary, one(rss(rss_item(1, more=content))).content) == (None, "long")


def test_the_caption_of_a_picture_is_not_the_summary() -> None:
    media = '<media:description xmlns:media="http://search.yahoo.com/mrss/">a caption</media:description>'
    assert one(rss(rss_item(1, more=media + "<description>text</description>"))).summary == "text"
    assert one(rss(rss_item(1, more=media))).summary is None


def test_flags_say_which_date_is_in_doubt() -> None:
    assert one(rss(rss_item(1, more="<pubDate>2025-03-04 08:15:00</pubDate>"))).flags == ("published_ambiguous",)
    assert one(rss(rss_item(1, more="<pubDate>Fri, 07 Mar 2031 08:15:00 GMT</pubDate>"))).flags == ("published_future",)


def test_every_item_gives_an_entry_in_order_even_an_empty_one() -> None:
    feed = rss(rss_item(1), "<item/>", rss_item(3, more="<pubDate>no date</pubDate>"), "<item><link>:::[</link></item>")
    titles = [entry.title for entry in parse_feed(feed, URL).entries]
    assert titles == ["Report 1", None, "Report 3", None]


def test_a_feed_of_json_is_read() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Wire",
        "home_page_url": "/",
        "next_url": "?p=2",
        "authors": [{"name": "The desk"}],
        "items": [
            {
                "id": 5,
                "url": "/5",
                "title": "A < B",
                "content_html": "<p>x</p>",
                "date_published": "2025-03-04T08:15:00Z",
            },
            {
                "id": "6",
                "external_url": "https://o.example/",
                "content_text": "y",
                "tags": ["a", 1],
                "author": {"name": "Eva"},
            },
            "nonsense",
            {"attachments": [{"url": "a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 9}, {}], "tags": 3},
        ],
    }
    parsed = parse_feed(json.dumps(feed).encode(), URL)
    assert (parsed.kind, parsed.link, parsed.next) == ("json", "https://news.example/", f"{URL}?p=2")
    first, second, third, fourth = parsed.entries
    assert (first.guid, first.url, first.title, first.content) == ("5", "https://news.example/5", "A < B", "<p>x</p>")
    assert (first.authors, second.authors, second.tags) == (("The desk",), ("Eva",), ("a",))
    assert third == Entry(flags=("unreadable",))
    assert fourth.enclosures == (Enclosure(url="https://news.example/feed/a.mp3", type="audio/mpeg", length=9),)


def test_a_news_sitemap_is_read() -> None:
    feed = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
      xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
      <url><loc>https://news.example/1</loc><image:image><image:loc>https://i.example/1.jpg</image:loc><image:title>pic</image:title>
      </image:image><news:news><news:publication><news:name>Wire</news:name><news:language>en</news:language></news:publication>
      <news:publication_date>2025-03-04T09:15:00+01:00</news:publication_date><news:title>Ten &amp; more</news:title>
      <news:keywords>a, b</news:keywords></news:news><lastmod>2025-03-04</lastmod></url></urlset>"""
    parsed = parse_feed(feed, URL)
    assert (parsed.kind, parsed.title, parsed.language) == ("sitemap", "Wire", "en")
    assert parsed.entries == (
        Entry(
            url="https://news.example/1",
            title="Ten & more",
            published="2025-03-04T08:15:00Z",
            updated="2025-03-04",
            tags=("a", "b"),
        ),
    )


CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "feeds"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared with its corpus of real feeds is not here")
def test_no_real_feed_is_lost() -> None:
    feeds = [p for p in sorted(CORPUS.glob("news/*")) + sorted(CORPUS.glob("formats/*/*.xml")) if p.is_file()]
    bodies = {p.name: p.read_bytes() for p in feeds}
    counts = {n: len(parse_feed(b, URL, now=NOW).entries) for n, b in bodies.items() if b"<item" in b or b"<entry" in b}
    assert len(counts) > 40
    assert not [name for name, count in counts.items() if count == 0]

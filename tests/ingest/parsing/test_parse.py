"""Feeds of every format to entries, sound or broken, and hostile ones to an error in time."""

import base64
import doctest
import gzip
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feed_texts import rss, rss_item, rss_of
from newswire.ingest.parsing import charset, entries, mending, people, values
from newswire.ingest.parsing.feed_rules import MAX_ENTRIES
from newswire.ingest.parsing.parse import ParsedFeed, parse_feed
from newswire.ingest.parsing.parse_batch import parse_file, parse_lines
from newswire.ingest.parsing.parse_process import ParseProcess
from newswire.stream.errors import RejectedError
from newswire.stream.messages import Enclosure, Entry
from newswire.stream.topics import encode

URL = "https://news.example/feed/rss.xml"
NOW = datetime(2025, 3, 4, 12, tzinfo=UTC)


def one(feed: bytes, content_type: str | None = None) -> Entry:
    (entry,) = parse_feed(feed, URL, content_type, now=NOW).entries
    return entry


def reason(feed: bytes, content_type: str | None = None) -> str:
    with pytest.raises(RejectedError) as caught:
        parse_feed(feed, URL, content_type)
    return caught.value.reason


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


@pytest.mark.parametrize(
    "broken",
    [
        rss_of([1, 2]) + b"<p>trailing",
        rss_of([1, 2])[:-20],
        b"\n\n \x0b" + rss_of([1, 2]),
        rss(rss_item(1, more="<description>a & b &nbsp; <br></description>"), rss_item(2)),
        rss_of([1, 2]).replace(b"Report 1", b"Report 1\x00\x08"),
        rss_of([1, 2]).replace(b'<rss version="2.0">', b'<rss version="2.0" undeclared:x="1">'),
        rss_of([1, 2]).replace(b"<item>", b"<rss:item>").replace(b"</item>", b"</rss:item>"),
        gzip.compress(rss_of([1, 2]), mtime=0),
        rss_of([1, 2]).decode().replace("utf-8", "utf-16").encode("utf-16"),
    ],
)
def test_an_ill_formed_feed_with_items_is_a_feed(broken: bytes) -> None:
    parsed = parse_feed(broken, URL)
    assert [(entry.title, entry.url) for entry in parsed.entries] == [
        ("Report 1", "https://news.example/1"),
        ("Report 2", "https://news.example/2"),
    ]


@pytest.mark.parametrize(
    ("feed", "content_type"),
    [
        (rss(rss_item(1, title="Café – 10 €")), "text/xml; charset=iso-8859-1"),  # the header is wrong
        (rss(rss_item(1, title="Café – 10 €")).replace(b'encoding="utf-8"', b'encoding="iso-8859-1"'), None),
        (rss(rss_item(1, title="Café – 10 €")).replace(b' encoding="utf-8"', b""), "text/xml"),
        (
            rss(rss_item(1, title="Café – 10 €")).decode().replace("utf-8", "windows-1252").encode("windows-1252"),
            "text/xml",
        ),
        (
            rss(rss_item(1, title="Café – 10 €")).decode().encode("windows-1252"),
            "application/rss+xml",
        ),  # it claims UTF-8
    ],
)
def test_the_bytes_tell_the_encoding_better_than_their_labels(feed: bytes, content_type: str | None) -> None:
    assert one(feed, content_type).title == "Café – 10 €"


def test_a_broken_character_does_not_spoil_the_others() -> None:
    words = "Ürüñ és café à Köln – naïve Œuvre"
    assert one(rss(rss_item(1, title=f"{words} !")).replace(b" !", b" \xff!")).title == f"{words} \ufffd!"


@pytest.mark.parametrize(
    ("feed", "word"),
    [
        (b"", "empty_feed"),
        (b"\xef\xbb\xbf \n", "empty_feed"),
        (b"\x00" * 100, "empty_feed"),
        (b"<!doctype html><html><title>Cookies?</title><body>consent</body></html>", "not_a_feed"),
        (b"%PDF-1.4 not a feed at all", "not_a_feed"),
        (bytes(range(256)) * 8, "not_a_feed"),
        (b'{"items": ', "not_json"),
        (b'{"error": "no"}', "not_a_feed"),
        (b'{"a":' * 100_000, "not_json"),
        (gzip.compress(rss_of([1]), mtime=0)[:20], "bad_gzip"),
        (gzip.compress(b"\x00" * (30 << 20), mtime=0), "too_large"),
        (
            b'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap/></sitemapindex>',
            "sitemap_index",
        ),
        (b'<!DOCTYPE u [<!ENTITY a "b">]><urlset><url><loc>&a;</loc></url></urlset>', "not_a_feed"),
    ],
)
def test_what_is_not_a_feed_has_a_reason(feed: bytes, word: str) -> None:
    assert reason(feed) == word


def bomb() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{entities}]>'.encode()
    return rss(rss_item(1, title="T")).replace(b"<rss", doctype + b"<rss").replace(b">T<", b">&a9;<")


@pytest.mark.parametrize(
    "feed",
    [
        pytest.param(bomb, id="entity bomb"),
        pytest.param(
            lambda: rss("<item><title>" + "<b>" * 100_000 + "x" + "</b>" * 100_000 + "</title></item>"), id="deep"
        ),
        pytest.param(lambda: b"<urlset>" + b"<url>" * 100_000, id="deep sitemap"),
        pytest.param(lambda: rss_of(range(MAX_ENTRIES + 5)), id="too many"),
        pytest.param(lambda: b"<rss><channel>" + b"<item>" * 100_000, id="unclosed"),
        pytest.param(lambda: b"<" * 300_000, id="brackets"),
        pytest.param(lambda: rss(rss_item(1, title="<!--" * 60_000)), id="comments"),
        pytest.param(lambda: b"<!DOCTYPE " + b"[" * 100_000 + rss_of([1]), id="doctype"),
    ],
)
def test_a_hostile_feed_ends_in_time_and_in_bounds(feed: Callable[[], bytes]) -> None:
    body, began = feed(), time.process_time()
    try:
        parsed = parse_feed(body, URL)
    except RejectedError:
        parsed = None
    assert time.process_time() - began < 8
    assert parsed is None or sum(len(e.title or "") for e in parsed.entries) < 1_000_000


def test_more_items_than_are_taken_are_a_flag_and_never_silent() -> None:
    parsed = parse_feed(rss_of(range(MAX_ENTRIES + 5)), URL)
    assert (len(parsed.entries), parsed.flags) == (MAX_ENTRIES, ("truncated",))
    assert parse_feed(rss_of([1]), URL).flags == ()


def test_an_external_entity_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the secret")
    doctype = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'.encode()
    feed = rss(rss_item(1, title="T")).replace(b"<rss", doctype + b"<rss").replace(b">T<", b">&x;<")
    assert "secret" not in str(parse_feed(feed, URL))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 400), st.integers(0, 60))
def test_no_bytes_raise_anything_but_a_rejection(noise: bytes, at: int, cut: int) -> None:
    feed = rss_of([1, 2])
    try:
        parsed = parse_feed(feed[:at] + noise + feed[at + cut :], URL)
    except RejectedError as e:
        assert e.reason and e.detail
    else:
        assert isinstance(parsed, ParsedFeed)


def test_a_parse_that_takes_too_long_is_ended_and_the_next_one_works() -> None:
    slow = b"<rss><channel>" + rss_item(1, more='<b a="' + "x" * 19_000_000 + '"/>').encode()
    with ParseProcess(deadline_s=0.05) as child:
        with pytest.raises(RejectedError, match="too_slow"):
            child.parse(slow, URL)
        child.deadline_s = 60
        assert len(child.parse(rss_of([1, 2]), URL).entries) == 2


def test_a_rejection_comes_out_of_the_child_as_it_is() -> None:
    with ParseProcess() as child, pytest.raises(RejectedError, match="empty_feed"):
        child.parse(b"", URL)


def lines_of(*items: dict[str, Any] | str) -> list[dict[str, Any]]:
    return list(parse_lines([item if isinstance(item, str) else json.dumps(item) for item in items]))


def test_a_batch_answers_each_line_in_order_whatever_is_wrong_with_some(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(rss_of([1]))
    (tmp_path / "a.xml.gz").write_bytes(gzip.compress(rss_of([1, 2])))
    (tmp_path / "cut.gz").write_bytes(gzip.compress(rss_of([1, 2]))[:30])
    told = lines_of(
        {"id": "file", "path": str(tmp_path / "a.xml"), "url": URL},
        "no json",
        "",
        "[1]",
        {"id": "bytes", "base64": base64.b64encode(rss_of([1, 2, 3])).decode(), "url": URL},
        {"id": "gz", "path": str(tmp_path / "a.xml.gz"), "url": URL},
        {"id": "cut", "path": str(tmp_path / "cut.gz"), "url": URL},
        {"id": "absent", "path": str(tmp_path / "none"), "url": URL},
        {"id": "urlless", "path": str(tmp_path / "a.xml")},
        {"id": "64", "base64": "!", "url": URL},
        {"id": "empty", "base64": "", "url": URL},
    )
    short = [(t["id"], len(t["entries"]) if "entries" in t else t["error"]["reason"]) for t in told]
    assert short == [
        ("file", 1),
        (None, "not_json"),
        (None, "not_json"),
        ("bytes", 3),
        ("gz", 2),
        ("cut", "unreadable"),
        ("absent", "unreadable"),
        ("urlless", "bad_item"),
        ("64", "bad_base64"),
        ("empty", "empty_feed"),
    ]
    assert [t["line"] for t in told if t["id"] is None] == [2, 4]


def test_half_a_character_in_a_line_of_a_batch_costs_only_itself() -> None:
    feed = base64.b64encode(rss(rss_item(1))).decode()
    halves = json.dumps({"id": "a\ud800", "url": "https://news.example/\ud83d", "base64": feed})
    listed = json.dumps({"id": ["\udc00"], "url": "https://news.example/", "base64": feed})
    sound = json.dumps({"id": 3, "url": "https://news.example/", "base64": feed})
    found = list(parse_lines([halves, listed, sound]))
    assert [line["id"] for line in found] == ["a\ufffd", ["\ufffd"], 3]
    assert all(line["entries"][0].title == "Report 1" for line in found)
    assert encode(found)


def test_a_file_becomes_a_line_of_the_contract(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(rss_of([1]))
    line = json.loads(encode(parse_file(tmp_path / "a.xml", URL)))
    assert {"title", "link", "language", "kind", "next"} <= set(line["feed"])
    assert line["entries"][0]["guid"] == "item-1"
    assert "entries" not in line["feed"]


CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "feeds"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared with its corpus of real feeds is not here")
def test_no_real_feed_is_lost() -> None:
    feeds = [p for p in sorted(CORPUS.glob("news/*")) + sorted(CORPUS.glob("formats/*/*.xml")) if p.is_file()]
    bodies = {p.name: p.read_bytes() for p in feeds}
    counts = {n: len(parse_feed(b, URL, now=NOW).entries) for n, b in bodies.items() if b"<item" in b or b"<entry" in b}
    assert len(counts) > 40
    assert not [name for name, count in counts.items() if count == 0]

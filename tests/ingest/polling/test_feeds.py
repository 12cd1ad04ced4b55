"""Lists of feeds: what is read, what is dropped with a note, what is refused by file, line and value."""

import doctest
from pathlib import Path

import pytest

from newswire.ingest.polling.lists import feeds
from newswire.ingest.polling.lists.feeds import CLASSES, Feed, FeedsFileError, load_feeds
from newswire.ingest.urls import registrable_domain


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(feeds).failed == 0


def test_toml_is_read() -> None:
    text = '# mine\n[[feed]]\nurl = "https://a.example/rss"\nname = "A"\nclass = "desk"\n\n[[feed]]\nurl = "https://b.example/rss"\n'
    assert load_feeds(text) == [
        Feed("https://a.example/rss", "A", "desk"),
        Feed("https://b.example/rss", None, "normal"),
    ]


def test_opml_is_read_at_any_depth() -> None:
    text = b"""<?xml version="1.0"?><opml version="2.0"><head><title>mine</title></head><body>
      <outline text="News"><outline type="rss" text="A" xmlUrl="https://a.example/rss"/>
      <outline text="deep"><outline type="rss" text="Bee" xmlUrl="https://b.example/rss"/></outline></outline>
      <outline type="rss" text="C" xmlUrl="ftp://c.example/rss"/></body></opml>"""
    notes: list[str] = []
    found = load_feeds(text, "list.opml", note=notes.append)
    assert [(feed.url, feed.name) for feed in found] == [
        ("https://a.example/rss", "A"),
        ("https://b.example/rss", "Bee"),
    ]
    assert len(notes) == 1 and "ftp://c.example/rss" in notes[0]


def test_lines_of_urls_are_read() -> None:
    text = "# my feeds\nhttps://a.example/rss\n\n  http://b.example/rss?x=1#top  # the second\r\n"
    assert [feed.url for feed in load_feeds(text)] == ["https://a.example/rss", "http://b.example/rss?x=1#top"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"https://a.example/rss\nnews.example/rss\nhttps://b.example/rss", "line 2: 'news.example/rss'"),
        (b"https://a.example/rss\nhttps://caf\xe9.example/rss\nhttps://b.example/rss", "line 2: not UTF-8"),
        (
            b'<opml><body><outline text="A" xmlUrl="https://a.example/rss"/><outline text="x xmlUrl="https://x.example/"/>'
            b'<outline text="B" xmlUrl="https://b.example/rss"/></body></opml>',
            "1 of 3 outlines",
        ),
    ],
    ids=["not a URL", "not UTF-8", "a quote is missing"],
)
def test_what_is_wrong_in_a_list_from_elsewhere_costs_only_itself(text: bytes, said: str) -> None:
    notes: list[str] = []
    assert [feed.url for feed in load_feeds(text, note=notes.append)] == [
        "https://a.example/rss",
        "https://b.example/rss",
    ]
    assert len(notes) == 1 and said in notes[0]


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        ("café", "iso-8859-1", "café"),
        ("Überblick", "utf-16", "Überblick"),
        ("a &#55357;&#56832; &#27;b", "utf-8", "a 😀 b"),
        ("A &amp; B & C", "utf-8", "A & B & C"),
    ],
)
def test_opml_in_any_encoding_and_with_odd_characters_is_read(text: str, encoding: str, name: str) -> None:
    outline = f'<outline text="{text}" xmlUrl="https://a.example/?a=1&b=2"/>'
    document = f'<?xml version="1.0" encoding="{encoding}"?><opml version="2.0"><body>{outline}</body></opml>'
    assert [(feed.url, feed.name) for feed in load_feeds(document.encode(encoding))] == [
        ("https://a.example/?a=1&b=2", name)
    ]


def test_a_feed_named_twice_is_dropped_with_a_note() -> None:
    notes: list[str] = []
    found = load_feeds("https://a.example/rss\nHTTPS://A.example:443/rss\n", "list", note=notes.append)
    assert len(found) == 1
    assert notes == ["dropped: list, line 2: HTTPS://A.example:443/rss stands in line 1 already"]


def test_the_scheme_that_readers_hand_on_is_taken_off() -> None:
    found = load_feeds("feed:https://a.example/rss\nfeed://b.example/rss\n")
    assert [feed.url for feed in found] == ["https://a.example/rss", "http://b.example/rss"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no feeds in it"),
        ("# nothing\n", "no feeds in it"),
        ("# mine\nnews.example/rss\n", "line 2: 'news.example/rss' is not an http or https URL"),
        ("ftp://a.example/rss", "line 1: 'ftp://a.example/rss'"),
        ("https://a.example/rss https://b.example/rss", "contains a blank"),
        ('[[feed]]\nurl = "https://a.example/"\n[[feed]]\nurl = "file:///etc/passwd"', "line 3: 'file:///etc/passwd'"),
        (
            '[[feed]]\nurl = "https://a.example/"\nclass = "often"',
            "line 1: class = 'often', known are desk, normal, tail",
        ),
        ('[[feed]]\nurl = "https://a.example/"\nevery = 5', "unknown key 'every'"),
        ("[[feed]]\nurl = 5", "url = 5 must be a text"),
        ('[[feed]]\nname = "a"', "a feed without url"),
        ('[[feeds]]\nurl = "https://a.example/"', "found 'feeds'"),
        ('[[feed]]\nurl = "https://a.example/', "line 2"),
        ("<opml><body><outline text='a'/></body></opml>", "no feeds in it"),
        ("<html><body>no list</body></html>", "not OPML"),
        (b"# mine\ncaf\xe9", "line 2: not UTF-8"),
        (b'[[feed]]\nurl = "https://a.example/\xff"', "line 2: not UTF-8"),
        (f'[[feed]]\nurl = "https://a.example/"\nclass = {"9" * 5000}', "mine.toml: "),
    ],
)
def test_what_is_wrong_is_named_with_its_place(text: str | bytes, said: str) -> None:
    with pytest.raises(FeedsFileError) as caught:
        load_feeds(text, "mine.toml", note=lambda note: None)
    assert "mine.toml" in caught.value.detail
    assert said in caught.value.detail


def test_the_list_that_ships_is_sound_and_wide() -> None:
    notes: list[str] = []
    found = load_feeds((Path(__file__).parents[3] / "feeds.toml").read_bytes(), "feeds.toml", note=notes.append)
    assert not notes
    assert 40 <= len(found) <= 80
    assert all(feed.name for feed in found)
    assert {feed.cls for feed in found} == set(CLASSES)
    assert len({registrable_domain(feed.url) for feed in found}) > 35

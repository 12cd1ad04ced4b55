"""Feeds that are broken, mislabelled or hostile: what can be read is, the rest ends in an error and in time."""

import gzip
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newswire.ingest.parsing.feed_rules import MAX_ENTRIES
from newswire.ingest.parsing.parse import ParsedFeed, parse_feed
from newswire.ingest.parsing.parse_process import ParseProcess
from newswire.stream.errors import RejectedError
from sites.feed_texts import rss, rss_item, rss_of
from sites.parsed import URL, one, reason


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

"""One bad thing in a feed of JSON costs only itself."""

import json
from typing import Any

import pytest

from newswire.ingest.parsing.json_reading import read_json
from newswire.ingest.parsing.parse import parse_feed
from sites.feeds_with_one_bad_thing import URL, feed_of, item, xml


def json_feed(items: str, more: str = "") -> bytes:
    return f'{{"version": "https://jsonfeed.org/version/1.1", "title": "Wire"{more}, "items": {items}}}'.encode()


GOOD_JSON = '{"id": "2", "url": "https://news.example/good", "title": "Good"}'


@pytest.mark.parametrize(
    "value",
    ["1e400", "9" * 23, "9" * 6000, "-5", "12.5", "²", "٣٤", "", "0x10", "∞"],
)
def test_numbers_that_are_none_of_any_type_are_nothing(value: str) -> None:
    inside = f'<enclosure url="https://news.example/a.mp3" type="audio/mpeg" length="{value}"/>'
    first, second = feed_of(xml(item(inside))).entries
    assert [(x.url, x.length) for x in first.enclosures] == [("https://news.example/a.mp3", None)]
    assert second.title == "Good"
    for head in (f"<ttl>{value}</ttl>", f"<sy:updateFrequency>{value}</sy:updateFrequency>"):
        assert feed_of(xml(head)).entries[0].title == "Good"
    version = xml("").replace(b'version="2.0"', f'version="{value}"'.encode())
    assert feed_of(version).entries[0].title == "Good"


@pytest.mark.parametrize(
    "date",
    [
        f"Mon, 04 Mar {'9' * 20} 10:00:00 +99999999",
        "9" * 5000,
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
        "2024-03-04T10:00:00+2400",
        "{}",
    ],
)
def test_a_date_that_is_none_is_null_and_no_more(date: str) -> None:
    first, second = feed_of(xml(item(f"<pubDate>{date}</pubDate>"))).entries
    assert (first.title, second.title) == ("T", "Good")
    assert first.published is None or first.published.startswith("9999") or "published_ambiguous" in first.flags


# --- JSON Feed


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ('{"id": "1", "title": "A\tB\nC"}', "A B C"),
        ('{"id": "1", "title": "A\x00B\x1b[31m"}', "AB[31m"),
        (r'{"id": "1", "title": "A\u0000B\u001b[31m\u009b"}', "AB[31m›"),
        (r'{"id": "1", "title": "A \ud83d\ude00"}', "A 😀"),
        (r'{"id": "1", "title": "A \ud83d B"}', "A \ufffd B"),
        ('{"id": "1", "title": "A &#55357;&#56832;"}', "A 😀"),
        (r'{"id": "1", "title": "A \x B \q"}', r"A \x B \q"),
        ('{"id": "1", "title": "A",}', "A"),
        (f'{{"id": {"9" * 5000}, "title": "A"}}', "A"),
        ('{"id": 1e400, "title": "A", "x": NaN, "y": -Infinity}', "A"),
        ('{"id": 1, "title": 2024}', "2024"),
        ('{"id": 1, "title": ["A"]}', None),
        (f'{{"id": "1", "title": "A", "x": {"[" * 100_000}{"]" * 100_000}}}', "A"),
        ('{"id": "1", "title": "A", "tags": {"a": 1}, "author": 7, "attachments": 3, "date_published": []}', "A"),
        ('{"id": "1", "date_published": "2024-03-04T10:00:00Z", "title": "A "quoted" word"}', None),
        ('{"id": "1", "summary": "a "{" b [", "title": "A"}', "A"),
        ('{"id": "1", "title": "A"', "A"),
        ("null", None),
        ('"A"', None),
        ("{'id': '1'}", None),
    ],
)
def test_what_is_wrong_in_an_item_of_json_costs_only_that(first: str, title: str | None) -> None:
    one, two, three = feed_of(json_feed(f"[{first}, {GOOD_JSON}, {GOOD_JSON}]")).entries
    assert one.title == title
    assert (two.title, two.url, three) == ("Good", "https://news.example/good", two)


def test_an_item_of_json_of_which_only_some_members_can_be_read_says_so() -> None:
    broken = '{"id": "1", "url": "https://news.example/1", "title": "A "quoted" word", "content_text": "x"}'
    one, _ = feed_of(json_feed(f"[{broken}, {GOOD_JSON}]")).entries
    assert (one.url, one.title, one.flags) == ("https://news.example/1", None, ("damaged",))


@pytest.mark.parametrize("cut", [3, 20, 40, len(GOOD_JSON) + 10])
def test_what_stands_before_the_cut_is_kept(cut: int) -> None:
    whole = json_feed(f"[{GOOD_JSON}, {GOOD_JSON}, {GOOD_JSON}]")
    found = feed_of(whole[:-cut])
    assert found.entries and {entry.title for entry in found.entries} == {"Good"}
    assert found.flags == ("cut_off",)
    assert found.title == "Wire"


def test_members_of_the_feed_after_a_broken_item_are_read() -> None:
    body = b'{"items": [{"id": "1", "title": "A \\q"}, 5], "title": "Wire", "home_page_url": "https://news.example/"}'
    found = feed_of(body)
    assert (found.title, found.link, len(found.entries), found.flags) == (
        "Wire",
        "https://news.example/",
        2,
        ("mended",),
    )


@pytest.mark.parametrize("items", [f"{{{GOOD_JSON[1:]}", f'{{"0": {GOOD_JSON}}}', f"[{GOOD_JSON}]"])
def test_items_may_be_an_object(items: str) -> None:
    assert [entry.title for entry in feed_of(json_feed(items)).entries] == ["Good"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_json_in_any_encoding_is_read(encoding: str) -> None:
    body = json_feed('[{"id": "1", "title": "Überblick"}]').decode().encode(encoding)
    assert feed_of(body).entries[0].title == "Überblick"


def test_bytes_that_are_not_text_cost_one_character() -> None:
    body = json_feed(f'[{{"id": "1", "title": "caf@"}}, {GOOD_JSON}]').replace(b"@", b"\xe9")
    found = feed_of(body)
    assert [entry.title for entry in found.entries] == ["caf\ufffd", "Good"]
    assert found.flags == ("mended",)


def test_a_number_is_kept_as_it_is_written() -> None:
    document: dict[str, Any] = read_json(json_feed('[{"id": 00.50e3}]'.replace("00", "1"))).document
    assert document["items"][0]["id"] == "1.50e3"
    assert json.loads(json.dumps(document))["items"] == [{"id": "1.50e3"}]


# --- XML


@pytest.mark.parametrize("charset", ["utf-16", "UTF-16LE", "utf-32"])
@pytest.mark.parametrize("title", ["Overview", "Überblick"])
def test_a_wide_charset_named_for_bytes_that_are_not_wide_counts_for_nothing(charset: str, title: str) -> None:
    body = xml(item("", title), head=f'<?xml version="1.0" encoding="{charset}"?>')
    assert [entry.title for entry in parse_feed(body, URL).entries] == [title, "Good"]
    bare = xml(item("", title))
    found = parse_feed(bare, URL, f"text/xml; charset={charset}")
    assert [entry.title for entry in found.entries] == [title, "Good"]

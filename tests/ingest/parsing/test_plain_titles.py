"""Titles that their format calls plain text, and attributes of vocabularies that nobody here knows."""

import json

import pytest

from newswire.ingest.parsing.parse import parse_feed

URL = "https://courier.example/feed"
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:q="https://q.example/ns"><title>Courier</title>{}</feed>'


def test_a_plain_title_of_atom_keeps_what_looks_like_a_tag() -> None:
    entry = "<entry><id>urn:a</id><title type='text'>When a &lt;b&gt; is not bold</title></entry>"
    assert parse_feed(ATOM.format(entry).encode(), URL).entries[0].title == "When a <b> is not bold"


def test_a_title_of_json_feed_keeps_what_looks_like_a_tag() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The <br> club",
        "items": [{"id": "1", "title": "A <i> alone"}],
    }
    found = parse_feed(json.dumps(feed).encode(), URL)
    assert (found.title, found.entries[0].title) == ("The <br> club", "A <i> alone")


@pytest.mark.parametrize("flaw", ["", "<broken>"])
def test_an_attribute_of_an_unknown_vocabulary_is_not_the_links(flaw: str) -> None:
    entry = f"<entry><id>urn:a</id><title>A</title><link q:rel='self' href='https://courier.example/a'/></entry>{flaw}"
    assert parse_feed(ATOM.format(entry).encode(), URL).entries[0].url == "https://courier.example/a"

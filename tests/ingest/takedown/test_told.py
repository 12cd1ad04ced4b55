"""What tells of a forgotten article: its URLs in any spelling, its records and letters; and what only seems to."""

from typing import Any

import msgspec
import pytest

from factories import article, dead_letter, entry_message, feed_entry
from newswire.ingest.takedown.told import Told, ids_of, ids_of_url
from newswire.stream.broker import Message, Record
from newswire.stream.following import Stands, ThreadState
from newswire.stream.forgotten import Named
from newswire.stream.letters import dead_message
from newswire.stream.messages import Fetch, make_id
from newswire.stream.topics import ARTICLES, ENTRIES, cloudevent, encode
from protocols.store_changes import place_of, said

URL = "https://news.example/a"
TOLD = Told(Named(ids_of(article("a", feed="https://news.example/rss.xml"))))


def record(message: Message) -> Record:
    return Record(message.topic, 0, 0, 0, message.key, message.value, message.headers)


@pytest.mark.parametrize(
    "content",
    [
        b"<link>https://news.example/a</link>",
        b'<a href="http://news.example/a?utm_source=rss&amp;fbclid=x#top">',
        b'{"url": "https:\\/\\/news.example\\/a"}',
        b"See HTTPS://news.example/a, or https://news.example/a.".replace(b"HTTPS", b"https"),
    ],
)
def test_its_url_stands_in_bytes_in_whatever_spelling(content: bytes) -> None:
    assert TOLD.bytes(content)


@pytest.mark.parametrize("content", [b"", b"https://news.example/ab", b"https://news.example/", b"news.example/a"])
def test_other_urls_tell_of_others(content: bytes) -> None:
    assert not TOLD.bytes(content)


def test_an_article_goes_by_each_of_its_urls() -> None:
    moved = article("b", fetch=Fetch(url=URL, status=200, bytes=1, sha256=""))
    assert TOLD.article(moved) and TOLD.url(URL) and not TOLD.article(article("b"))


def test_what_many_articles_have_in_common_is_not_taken_for_one() -> None:
    """One canonical URL below all pages of a site, one guid in all items, a feed's URL in place of none."""
    feed, front = "https://news.example/rss.xml", "https://news.example/"
    shared = article("a", canonical_url=front, guid=front, feed=feed)
    nameless = article("x", url=feed, feed=feed, guid=front)
    nameless = msgspec.structs.replace(nameless, article_id=make_id("entry", feed, front))
    blocked = ids_of(shared) | ids_of(nameless)
    assert not blocked & {*ids_of_url(front), *ids_of_url(feed)}
    assert Told(Named(blocked)).entry(feed_entry("y", url=None, guid=front), feed)


def test_records_are_told_by_key_subject_and_entry() -> None:
    about = article("a")
    headers = cloudevent(id="1", type="t", source="s", subject="https://other.example/", time="")
    assert TOLD.record(record(Message(ARTICLES.name, about.article_id.encode(), b"{}", headers)))
    assert TOLD.record(record(entry_message("a"))) and not TOLD.record(record(entry_message("b")))
    by_entry = Told(Named(ids_of(article("z", entry_id=feed_entry("b").entry_id))))
    assert by_entry.record(record(entry_message("b")))
    # Without headers it is somebody else's: it is searched.
    assert TOLD.record(Record(ENTRIES.name, 0, 0, 0, None, encode(feed_entry("a"))))


def test_changes_of_threads_are_told_by_all_articles_that_they_tell_of() -> None:
    def change(name: str, **more: Any) -> Record:
        made = said(0, name, **more)
        return made.record._replace(value=encode(made.message))

    beside = ThreadState(
        low=1, high=1, by=(Stands(source=None, article_id=article("a").article_id),), disputed=False, mentions=2,
        outlets=1, first=None, last=None,
    )  # fmt: skip
    assert TOLD.record(change("a", url="")) and not TOLD.record(change("b"))
    assert TOLD.record(change("b", of=place_of("a"))) and TOLD.record(change("b", state=beside))


def test_letters_are_told_by_their_url_and_a_dead_feed_by_all_that_is_in_it() -> None:
    assert TOLD.record(record(dead_message(dead_letter("a"))))
    linking = dead_letter("b", value=encode(feed_entry("b", content=f'<a href="{URL}">')))
    assert not TOLD.record(record(dead_message(linking)))
    feed = dead_letter("feed", topic="", stage="poll", url="https://news.example/rss.xml", value=f"<x>{URL}".encode())
    assert TOLD.record(record(dead_message(feed)))

"""What makes an entry of a feed's window a new one."""

from typing import Any

import pytest

from newswire.ingest.polling.window.identity import identify, new_ones
from newswire.stream.messages import Entry


def entry(n: int, **fields: Any) -> Entry:
    known = {
        "guid": f"g{n}",
        "url": f"http://news.example/{n}",
        "title": f"Report {n}",
        "summary": f"<p>Of day {n}</p>",
    }
    return Entry(**(known | fields))


def is_new(before: list[Entry], after: list[Entry]) -> list[str | None]:
    known = {identity: one.fingerprint for one in identify(before) for identity in one.identities}
    return [one.entry.title for one in new_ones(identify(after), known)]


@pytest.mark.parametrize(
    "changed",
    [
        {"summary": '<p>Of day 1</p><img src="http://count.example/?r=7">'},
        {"summary": "<div><p>Of  day\n1</p></div>"},
        {"url": "https://news.example/1"},
        {"url": "http://news.example/1?utm_source=rss"},
        {"guid": "other"},
        {"url": "https://news.example/1", "guid": "other"},
    ],
)
def test_what_no_reader_sees_makes_nothing_new(changed: dict[str, Any]) -> None:
    assert is_new([entry(1), entry(2)], [entry(1, **changed), entry(2)]) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"summary": "<p>Of day one</p>"},
        {"title": "Report 1"},
        {"content": "<p>More</p>"},
        {"url": "http://news.example/one"},
        {"updated": "2026-03-02T08:00:00Z"},
        {"summary": '<img src="http://news.example/1.png">'},
    ],
)
def test_what_a_reader_sees_does(changed: dict[str, Any]) -> None:
    assert is_new([entry(1, title="Old"), entry(2)], [entry(1, **({"title": "Old"} | changed)), entry(2)]) != []


def test_another_picture_alone_is_new() -> None:
    before, after = (entry(1, summary=f'<img src="http://news.example/{n}.png">') for n in "ab")
    assert is_new([before, entry(2)], [after, entry(2)]) == ["Report 1"]


def test_an_update_that_moves_under_all_items_is_the_server_and_no_edit() -> None:
    def at(*hours: int) -> list[Entry]:
        return [entry(n, updated=f"2026-03-02T{hour:02}:00:00Z") for n, hour in enumerate(hours)]

    assert is_new(at(8, 8), at(9, 9)) == []
    assert is_new(at(7, 8), at(9, 10)) == []
    assert is_new(at(8), at(9, 9)) == ["Report 1"]
    assert is_new(at(8, 8), at(8, 9)) == ["Report 1"]
    assert is_new(at(8), at(9)) == ["Report 0"]

"""`newswire parse --batch`: a line for each feed, whatever is wrong with some."""

import base64
import gzip
import json
from pathlib import Path
from typing import Any

from newswire.ingest.parsing.parse_batch import parse_file, parse_lines
from newswire.stream.topics import encode
from sites.feed_texts import rss, rss_item, rss_of
from sites.parsed import URL


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

"""The index of words: found by what a person writes, up with the store, without what was forgotten."""

from pathlib import Path
from typing import Any

import pytest

from factories import article
from newswire.search.index import FILE, SearchIndex
from newswire.search.rows import COLUMNS, put
from newswire.web.reading.indexing import keep_up
from newswire.web.reading.store import StoreReader
from protocols.store_batches import item, items, store_at
from protocols.store_batches import put as put_in_store


def row(name: str, text: str = "", **fields: Any) -> dict[str, Any]:
    given = {"article_id": name, "revision": "1", "title": f"About {name}", "text": text, "dt": "2024-10-18"}
    return dict.fromkeys(COLUMNS) | given | fields


@pytest.fixture
def index(tmp_path: Path) -> SearchIndex:
    return SearchIndex(tmp_path)


def found(index: SearchIndex, words: str, **only: str) -> list[str]:
    return [row["article_id"] for row in index.search(words, only).rows]


def test_words_phrases_beginnings_and_accents_find_the_latest_first(index: SearchIndex) -> None:
    with index.writing() as connection:
        put(connection, row("a", "The air base at Zürich was closed."))
        put(connection, row("b", "The base of the air force."))

    assert found(index, "air base") == ["b", "a"]
    assert found(index, '"air base"') == ["a"]
    assert found(index, "zurich clos*") == ["a"]
    assert found(index, "about") == ["b", "a"]
    assert found(index, "air trains") == []


def test_what_a_person_writes_is_not_syntax(index: SearchIndex) -> None:
    with index.writing() as connection:
        put(connection, row("a", "NOT near AND column: title"))

    for words in ('"', "title:", "a OR", "NEAR(", "-x", "^", "*", "'; DROP TABLE article"):
        index.search(words)

    assert found(index, "AND NOT") == ["a"]


def test_a_word_in_a_script_without_spaces_is_found_within_a_sentence(index: SearchIndex) -> None:
    with index.writing() as connection:
        put(connection, row("a", "国務院は北京で発表した"))
        put(connection, row("b", "北の京"))

    assert found(index, "北京") == ["a"]


def test_only_what_fits_is_found(index: SearchIndex) -> None:
    with index.writing() as connection:
        put(connection, row("a", "left", site="One", language="en"))
        put(connection, row("b", "left", site="Two", language="de"))

    assert found(index, "left", site="Two") == ["b"]
    assert found(index, "", language="en") == ["a"]
    assert index.search("left").total == 2


def test_a_revision_takes_the_place_of_what_was_known(index: SearchIndex) -> None:
    with index.writing() as connection:
        put(connection, row("a", "twelve soldiers"))
        put(connection, row("b", "other"))
    with index.writing() as connection:
        put(connection, row("a", "fifteen soldiers", revision="2"))

    assert found(index, "twelve") == []
    assert found(index, "soldiers") == ["a"]
    assert found(index, "") == ["b", "a"]


def test_forgotten_articles_leave_no_word_in_the_file(index: SearchIndex) -> None:
    with index.writing() as connection:
        for number in range(50):
            put(connection, row(f"n{number}", "ordinary words"))
        put(connection, row("secret", "unmistakablename"))

    assert index.forget({"secret"}.__contains__, dry=True) == 1
    assert found(index, "unmistakablename") == ["secret"]
    assert index.forget({"secret"}.__contains__) == 1

    assert found(index, "unmistakablename") == []
    left = b"".join(path.read_bytes() for path in index.path.parent.iterdir())
    assert b"unmistakablename" not in left
    assert index.count() == 50


def test_a_damaged_file_is_made_anew(index: SearchIndex) -> None:
    index.path.write_bytes(b"no database" * 1000)

    with index.writing() as connection:
        put(connection, row("a", "words"))

    assert found(index, "words") == ["a"]


def test_it_keeps_up_with_the_store(tmp_path: Path, index: SearchIndex) -> None:
    store, forgotten = store_at(tmp_path / "store"), set[str]()
    first = items(0, "Ruritania", "Freedonia")
    put_in_store(store, first)
    keep_up(StoreReader(tmp_path / "store"), index, forgotten.__contains__)
    known = found(index, "soldiers")
    old = first[0].message.article
    gone = article("Ruritania", text="", access="gone", previous=old.revision)
    forgotten.add(item(3, "Graustark").message.article.article_id)
    put_in_store(store, [item(2, "Ruritania", article=gone, claims=(), figures=(), entities=()), item(3, "Graustark")])
    put_in_store(store, items(4, "Sylvania"))

    count = keep_up(StoreReader(tmp_path / "store"), index, forgotten.__contains__)

    assert len(known) == 2
    assert count == 1
    assert [row["title"] for row in index.search("soldiers").rows] == ["Title Sylvania", "Title Freedonia"]
    assert index.path.name == FILE

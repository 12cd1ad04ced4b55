"""The page on the store is true: it names every column and what it means, and its examples count each figure once."""

import json
import re
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from factories import article
from newswire.store.columns.described import COMMON, described
from newswire.store.compaction.compact import compact
from newswire.store.log.local import LocalObjects
from newswire.store.schema import TABLES
from newswire.store.snapshot import snapshot
from protocols.store_batches import NOW, ask, item, put, store_at
from protocols.store_changes import said

PAGE = Path(__file__).resolve().parents[2] / "docs" / "store.md"
ROW = re.compile(r"^\| `(\w+)` \| [\w, ]+ \| (.*) \|$", re.MULTILINE)


def test_every_column_stands_on_the_page_with_its_meaning() -> None:
    common, *views = re.split(r"^## ", PAGE.read_text(), flags=re.MULTILINE)[1:]
    on_all = dict(ROW.findall(common))
    assert on_all.pop("dt") and on_all == COMMON
    for view in views[: len(TABLES)]:
        name = view.split("\n", 1)[0].removesuffix("_history")
        columns = set(TABLES[name].schema.names)
        assert {c: m for c, m in on_all.items() if c in columns} | dict(ROW.findall(view)) == described(name)
        assert columns == set(described(name))
        assert all(described(name).values())


def test_every_file_says_what_its_columns_mean(tmp_path: Path) -> None:
    put(store_at(tmp_path), [item(0, "a"), said(0, "a")])

    for table, files in snapshot(tmp_path).items():
        metadata = pq.read_metadata(LocalObjects(tmp_path).path(files[0].key)).metadata
        assert json.loads(metadata[b"newswire.columns"]) == described(table)


def examples(language: str, home: Path) -> list[str]:
    """The examples on the page in a language, for a home."""
    found = re.findall(rf"^```{language}\n(.*?)^```", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    return [text.replace("HOME/store", str(home)) for text in found]


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """A store of three articles: one edited, one edited and then gone, one as it was; a figure in each."""
    first = article("a", text="one"), article("b", text="one"), article("c", text="one")
    later = article("a", text="two", previous="r"), article("b", text="", access="gone", previous="r")
    store = store_at(tmp_path)
    put(store, [item(i, "x", article=made) for i, made in enumerate(first)])
    put(store, [item(i + 3, "x", article=made) for i, made in enumerate(later)])
    assert ask(tmp_path, "SELECT count(*) FROM figures_history") == [(5,)]
    return tmp_path


def test_duckdb_counts_once(edited: Path) -> None:
    sql, *_ = examples("sql", edited)

    assert len(duckdb.sql(sql).fetchall()) == 2
    assert ask(edited, "SELECT count(*) FROM figures") == [(2,)]


def test_duckdb_shows_what_is_said_in_each_thread(edited: Path) -> None:
    put(store_at(edited), [said(0, "a"), said(1, "b"), said(2, "b", change="gone"), said(3, "a", value=13.0)])
    _, sql, _ = examples("sql", edited)

    assert [(row[0], row[2]) for row in duckdb.sql(sql).fetchall()] == [("t1", 13)]


def test_the_list_of_current_files_is_one_to_go_by(edited: Path) -> None:
    compact(edited, NOW)
    _, _, sql = examples("sql", edited)

    with duckdb.connect() as connection:
        assert connection.execute(sql).fetchall() == [(5,)]


@pytest.mark.parametrize("package", ["polars", "pandas"])
def test_data_frames_count_once(edited: Path, package: str) -> None:
    pytest.importorskip(package)
    [code] = [text for text in examples("python", edited) if f"import {package}" in text]
    names: dict[str, object] = {}

    exec(code, names)

    assert len(names["figures"]) == 2  # type: ignore[arg-type]

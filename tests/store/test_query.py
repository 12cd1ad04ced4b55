"""Questions to the store, in each format, and what a question may not do."""

import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from factories import article
from newswire.store.query import connect, query
from newswire.store.schema import TABLES
from newswire.stream.errors import FatalError, RejectedError
from protocols.store_batches import DAY_MS, NOW, TOPIC, ask, item, items, put, store_at

COMMON = {"article_id", "revision", "url", "feed", "site", "title", "published", "ingested"}


def answer(root: Path, sql: str, format: str = "json") -> bytes:
    out = io.BytesIO()
    query(sql, root, format, out)
    return out.getvalue()


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_store_has_typed_views_with_the_contracts_columns(tmp_path: Path, table: str) -> None:
    described = ask(tmp_path / "none", f"DESCRIBE {table}")
    assert {name for name, *_ in described} >= COMMON | {"dt", "_topic", "_partition", "_offset", "_row"}
    assert ask(tmp_path / "none", f"SELECT count(*) FROM {table}") == [(0,)]

    put(store_at(tmp_path), items(0, "a"))
    assert ask(tmp_path, f"DESCRIBE {table}") == described


def test_json_is_an_object_a_line_with_iso_times(tmp_path: Path) -> None:
    one = article("a", published="2024-10-18", how={"text": "feed"}, tags=("x", "y"), seen="2024-10-18T09:00:00Z")
    put(store_at(tmp_path), [item(0, "a", article=one, figures=(), entities=(), claims=())])

    [line] = answer(
        tmp_path, "SELECT published, published_at, ingested, seen, dt, how, tags FROM articles"
    ).splitlines()

    assert json.loads(line) == {
        "published": "2024-10-18",
        "published_at": "2024-10-18T00:00:00Z",
        "ingested": "2024-10-18T12:00:00Z",
        "seen": "2024-10-18T09:00:00Z",
        "dt": "2024-10-18",
        "how": {"text": "feed"},
        "tags": ["x", "y"],
    }


def test_csv_table_and_parquet_hold_the_same(tmp_path: Path) -> None:
    put(store_at(tmp_path), items(0, "a", "b"))
    columns = "url, value, counted_head, [1, 2] AS l, NULL AS n, sum(start) AS s"
    sql = f"SELECT {columns} FROM figures GROUP BY ALL ORDER BY url"

    assert answer(tmp_path, sql, "csv").decode().splitlines() == [
        "url,value,counted_head,l,n,s",
        'https://news.example/a,12,soldier,"[1,2]",,15',
        'https://news.example/b,12,soldier,"[1,2]",,15',
    ]
    shown = answer(tmp_path, sql, "table").decode()
    assert "https://news.example/b" in shown and "soldier" in shown and "2 rows" in shown
    made = pq.read_table(io.BytesIO(answer(tmp_path, sql, "parquet")))
    assert made["value"].to_pylist() == [12.0, 12.0]


def test_parquet_goes_through_a_pipe(tmp_path: Path) -> None:
    put(store_at(tmp_path), items(0, "a"))
    program = (
        "import sys; from pathlib import Path; from newswire.store.query import query;"
        "query('FROM figures', Path(sys.argv[1]), 'parquet', sys.stdout.buffer)"
    )

    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, check=True)

    assert pq.read_table(io.BytesIO(done.stdout)).num_rows == 1


@pytest.mark.parametrize(
    "sql",
    [
        "SELEC 1",
        "SELECT no_such_column FROM figures",
        "SELECT 'x'::INT",
        "SELECT 1; SELECT 2",
        "",
        "DROP VIEW figures",
        "COPY figures TO '{root}/figures/dt=2024-10-18/mine.parquet'",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO '{root}/mine.parquet'",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM glob('/etc/*')",
        "FROM 'https://news.example/a.parquet'",
        "ATTACH '/etc/x.db'",
        "INSTALL httpfs",
        "SET threads = 1",
    ],
)
def test_what_is_not_a_question_to_the_store_is_refused(tmp_path: Path, sql: str) -> None:
    put(store_at(tmp_path), items(0, "a"))
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(RejectedError) as refused:
        answer(tmp_path, sql.format(root=tmp_path))

    assert refused.value.reason == "bad_sql"
    assert sorted(tmp_path.rglob("*")) == before


def test_a_format_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RejectedError, match="table, vertical, csv, json, parquet"):
        answer(tmp_path, "SELECT 1", "xml")


def test_a_variable_of_the_program_is_not_a_table(tmp_path: Path) -> None:
    secret = pq  # noqa: F841  what DuckDB would look for
    with connect(tmp_path) as connection, pytest.raises(duckdb.CatalogException):
        connection.sql("FROM secret")


def test_a_condition_on_dt_leaves_the_rows_of_other_days_unread(tmp_path: Path) -> None:
    late = int(NOW.timestamp() * 1000) + DAY_MS
    put(store_at(tmp_path), [item(0, "a"), item(1, "b", timestamp_ms=late)])
    [other] = (tmp_path / "figures" / "dt=2024-10-18").iterdir()
    content = other.read_bytes()
    footer = int.from_bytes(content[-8:-4], "little") + 8
    other.write_bytes(content[:4] + bytes(len(content) - footer - 4) + content[-footer:])

    assert ask(tmp_path, "SELECT url FROM figures WHERE dt = DATE '2024-10-19'") == [("https://news.example/b",)]
    with pytest.raises(duckdb.Error):
        ask(tmp_path, "SELECT url FROM figures")


def test_a_damaged_store_is_not_the_fault_of_the_question(tmp_path: Path) -> None:
    put(store_at(tmp_path), items(0, "a"))
    [path] = (tmp_path / "figures" / "dt=2024-10-18").iterdir()
    path.write_bytes(b"")

    with pytest.raises(FatalError, match="newswire verify"):
        answer(tmp_path, "SELECT 1")


def test_stray_files_and_odd_folder_names_are_not_data(tmp_path: Path) -> None:
    root = tmp_path / "dep't=x" / "a[1]*?"
    root.parent.mkdir()
    put(store_at(root), items(0, "a"))
    day = root / "figures" / "dt=2024-10-18"
    [good] = day.iterdir()
    (day / "torn.parquet").write_bytes(b"PAR1")
    (day / f"{TOPIC}+0+1+2.parquet").write_bytes(good.read_bytes())
    (root / "figures" / "dt=never").mkdir()
    (root / "figures" / "dt=never" / good.name).write_bytes(good.read_bytes())

    assert ask(root, "SELECT count(*), any_value(dt) FROM figures") == [(1, date(2024, 10, 18))]


def test_a_file_of_an_older_schema_shows_the_new_columns_as_null(tmp_path: Path) -> None:
    put(store_at(tmp_path), items(0, "a"))
    [path] = (tmp_path / "figures" / "dt=2024-10-18").iterdir()
    with pq.ParquetFile(path) as parquet:
        table = parquet.read()
    pq.write_table(table.drop_columns(["claim_status", "via"]), path)

    assert ask(tmp_path, "SELECT claim_status, via, value FROM figures") == [(None, None, 12.0)]


def test_a_connection_does_not_load_what_it_has_no_use_for(tmp_path: Path) -> None:
    put(store_at(tmp_path), items(0, "a"))
    code = "import sys, pathlib, store.query as q; q.connect(pathlib.Path(sys.argv[1])); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)

    assert "numpy" in (loaded := done.stdout.split()) and "numpy.ma" not in loaded

"""Answers that every format can hold, and questions that cost more than they may."""

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from store.query import Limits, query
from stream.errors import RejectedError


def answer(root: Path, sql: str, format: str, limits: Limits = Limits()) -> bytes:  # noqa: B008
    out = io.BytesIO()
    query(sql, root, format, out, limits)
    return out.getvalue()


def test_two_columns_of_one_name_are_two_in_every_format(tmp_path: Path) -> None:
    sql = "SELECT 1 AS a, 2 AS a, 3 AS a_1, 4 AS a"
    names = ["a", "a_2", "a_1", "a_3"]

    assert json.loads(answer(tmp_path, sql, "json")) == dict(zip(names, [1, 2, 3, 4], strict=True))
    assert answer(tmp_path, sql, "csv").decode().splitlines() == ["a,a_2,a_1,a_3", "1,2,3,4"]
    assert pq.read_table(io.BytesIO(answer(tmp_path, sql, "parquet"))).to_pylist() == [
        dict(zip(names, [1, 2, 3, 4], strict=True))
    ]
    assert all(name in answer(tmp_path, sql, "table").decode() for name in names)


@pytest.mark.parametrize("format", ["json", "csv", "parquet", "table"])
def test_intervals_and_days_of_any_year_are_iso_8601(tmp_path: Path, format: str) -> None:
    sql = "SELECT INTERVAL '14 months 2 days 90 minutes' AS i, NULL::INTERVAL AS n"
    made = answer(tmp_path, sql, format)

    if format == "parquet":
        assert pq.read_table(io.BytesIO(made)).to_pylist() == [{"i": "P14M2DT1H30M", "n": None}]
    else:
        assert b"P14M2DT1H30M" in made
        assert b"-0043-03-15" in answer(tmp_path, "SELECT DATE '0044-03-15 (BC)' AS d", format)


def test_intervals_in_lists_as_well(tmp_path: Path) -> None:
    assert json.loads(answer(tmp_path, "SELECT [INTERVAL '-3 days'] AS l", "json")) == {"l": ["P-3D"]}


def test_a_spreadsheet_takes_no_text_for_a_formula(tmp_path: Path) -> None:
    texts = ["=1+1", " +1", "-cmd|x", "@sum", "\t=1", "plain", "a=b"]
    sql = f"SELECT unnest({texts!r}) AS t, -5 AS n".replace("\\t", "\t")

    rows = list(csv.reader(io.StringIO(answer(tmp_path, sql, "spreadsheet").decode())))

    assert rows[1:] == [[("" if text in ("plain", "a=b") else "'") + text, "-5"] for text in texts]
    assert answer(tmp_path, sql, "csv").decode().splitlines()[1] == "=1+1,-5"


@pytest.mark.parametrize(
    ("sql", "limits", "reason"),
    [
        ("SELECT count(*) FROM range(10000000000) a, range(1000) b", Limits(seconds=0.2), "too_long"),
        ("SELECT count(DISTINCT a) FROM range(100000000) t(a)", Limits(memory="40MB", spill="1MB"), "too_large"),
        ("SELECT 1", Limits(memory="lots"), "bad_limit"),
    ],
)
def test_what_costs_more_than_it_may_is_refused(tmp_path: Path, sql: str, limits: Limits, reason: str) -> None:
    with pytest.raises(RejectedError) as refused:
        answer(tmp_path, sql, "json", limits)

    assert refused.value.reason == reason


def test_no_bar_of_progress_stands_in_a_long_answer(tmp_path: Path) -> None:
    sql = "SELECT value FROM duckdb_settings() WHERE name = 'enable_progress_bar'"

    assert json.loads(answer(tmp_path, sql, "json")) == {"value": "false"}

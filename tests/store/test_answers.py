"""Answers that every format can hold, and questions that cost more than they may."""

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from newswire.store.query import Limits, query
from newswire.stream.errors import RejectedError


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


def test_a_table_has_the_columns_that_fit_in_their_width_and_says_so(tmp_path: Path) -> None:
    wide = ", ".join(f"repeat('{n % 10}', 40) AS c{n}" for n in range(30))

    lines = answer(tmp_path, f"SELECT {wide}", "table").decode().splitlines()

    assert all(len(line) <= 200 for line in lines) and len(lines) == 4
    assert "0000000000…" in lines[2] and "c12" in lines[0] and "c13" not in lines[0]
    assert lines[3] == "1 row; 13 of 30 columns shown, --format vertical has all"
    few = answer(tmp_path, "SELECT 'a' AS x, repeat('b', 300) AS y, 12345 AS n", "table").decode()
    assert few.count("b") == 300 and "12345" in few and few.endswith("1 row\n")


def test_the_vertical_form_has_a_line_for_each_column_and_all_of_it(tmp_path: Path) -> None:
    sql = "SELECT 'a' || chr(10) || 'b' AS long_name, NULL AS n, [1, 2] AS l, chr(27) AS esc"

    assert answer(tmp_path, sql, "vertical").decode().splitlines() == [
        "── row 1 ──",
        "long_name  a",
        "           b",
        "n",
        "l          [1,2]",
        "esc        \\u001b",
        "1 row",
    ]


@pytest.mark.parametrize(
    ("sql", "hint"),
    [
        ("FROM artcles", "no view artcles; did you mean articles"),
        ("FROM superseded", "there are articles, entities, figures, claims, mentions, articles_history"),
        ("SELECT counted_head FROM articles", "counted_head is a column of figures"),
        ("SELECT count_head FROM figures", "counted_head"),
        ("SELECT f.titel FROM figures f", "Did you mean title"),
        ("SELECT lenght('a')", "length"),
    ],
)
def test_a_name_that_is_wrong_is_answered_with_the_one_that_was_meant(tmp_path: Path, sql: str, hint: str) -> None:
    with pytest.raises(RejectedError) as refused:
        answer(tmp_path, sql, "json")

    assert refused.value.reason == "bad_sql" and hint in refused.value.detail

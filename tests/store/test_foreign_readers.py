"""Readers of others count what ours do: of a store on a disk by its folders, of one in a bucket by the list as well."""

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow.dataset as ds
import pyarrow.fs
import pytest

from newswire.store.compaction.compact import LIST, compact
from newswire.store.log.objects import Place, objects_at
from newswire.stream.s3.url import S3Url
from protocols.store_batches import NOW, ask, filled, items, put, store_at

TABLES = ("articles", "entities", "figures", "claims")
Counts = dict[str, int]


def written(place: Place) -> Counts:
    """A store whose batches were compacted and which got more since; its rows by ours."""
    filled(place)
    compact(place, NOW + timedelta(days=1))
    store = store_at(place)
    store.start("news.enriched.v1", 0)
    put(store, items(10, "late", "later"))
    found = {table: ask(place, f"SELECT count(*) FROM {table}_history")[0][0] for table in TABLES}
    assert found == dict.fromkeys(TABLES, 12)
    return found


def by_duckdb(root: Path) -> Counts:
    sql = "SELECT count(*) FROM read_parquet('{}/{}/*/*.parquet', union_by_name = true)"
    return {table: duckdb.sql(sql.format(root, table)).fetchall()[0][0] for table in TABLES}


def by_polars(root: Path | S3Url) -> Counts:
    files = {"missing_columns": "insert", "extra_columns": "ignore"}
    scans = {table: pl.scan_parquet(f"{root}/{table}/*/*.parquet", **files) for table in TABLES}
    return {table: scan.select(pl.len()).collect().item() for table, scan in scans.items()}


def by_pandas(root: Path) -> Counts:
    return {table: len(pd.read_parquet(f"{root}/{table}")) for table in TABLES}


def by_pyarrow(root: Path) -> Counts:
    return {table: ds.dataset(f"{root}/{table}").count_rows() for table in TABLES}


@pytest.mark.parametrize("count", [by_duckdb, by_polars, by_pandas, by_pyarrow])
def test_they_count_the_same_on_a_disk(tmp_path: Path, count: Callable[[Path], Counts]) -> None:
    assert written(tmp_path) == count(tmp_path)


def test_so_does_spark(tmp_path: Path) -> None:
    pytest.importorskip("pyspark.sql", reason="PySpark has no wheel, so the lock is without it: pip install pyspark")
    if not shutil.which("java"):
        pytest.skip("PySpark needs Java")
    from pyspark.sql import SparkSession

    wanted = written(tmp_path)
    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    spark = (
        builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate()
    )
    try:
        read = spark.read.option("mergeSchema", True).parquet
        assert {table: read(f"{tmp_path}/{table}").count() for table in TABLES} == wanted
    finally:
        spark.stop()


def s3_of_arrow(server: dict[str, str]) -> pyarrow.fs.S3FileSystem:
    scheme, _, address = server["AWS_ENDPOINT_URL"].partition("://")
    key, secret = server["AWS_ACCESS_KEY_ID"], server["AWS_SECRET_ACCESS_KEY"]
    return pyarrow.fs.S3FileSystem(
        endpoint_override=address, scheme=scheme, access_key=key, secret_key=secret, region=server["AWS_REGION"]
    )


def duckdb_on_s3(url: S3Url, server: dict[str, str]) -> Counts:
    """Through fsspec, by the list of current files, which is ten minutes old at most."""
    from obstore.fsspec import FsspecStore

    with duckdb.connect() as connection:
        connection.register_filesystem(FsspecStore("s3", client_options={"allow_http": True}))
        found: dict[str, Any] = {}
        for table in TABLES:
            connection.execute(f"SET VARIABLE files = (SELECT ['{url}/' || f FOR f IN {table}] FROM '{url}/{LIST}')")
            sql = "SELECT count(*) FROM read_parquet(getvariable('files'), union_by_name = true)"
            found[table] = connection.execute(sql).fetchall()[0][0]
        return found


def pandas_on_s3(url: S3Url, server: dict[str, str]) -> Counts:
    files = s3_of_arrow(server)
    return {t: len(pd.read_parquet(f"{url.bucket}/{url.prefix}/{t}", filesystem=files)) for t in TABLES}


def pyarrow_on_s3(url: S3Url, server: dict[str, str]) -> Counts:
    files = s3_of_arrow(server)
    return {t: ds.dataset(f"{url.bucket}/{url.prefix}/{t}", filesystem=files).count_rows() for t in TABLES}


@pytest.mark.s3
def test_they_count_the_same_on_s3(s3: S3Url, s3_server: dict[str, str]) -> None:
    wanted = written(s3)

    assert by_polars(s3) == pandas_on_s3(s3, s3_server) == pyarrow_on_s3(s3, s3_server) == wanted
    compact(s3, NOW + timedelta(days=1))  # publishes the list again
    assert duckdb_on_s3(s3, s3_server) == wanted
    listed = json.loads(objects_at(s3).get(LIST))
    assert {table: sorted(listed[table]) for table in TABLES} == {t: objects_at(s3).list(t) for t in TABLES}

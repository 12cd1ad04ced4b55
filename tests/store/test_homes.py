"""Homes that earlier versions wrote: they open, verify, go on and compact under this one."""

import os
import tarfile
from datetime import UTC, datetime
from pathlib import Path

from store.compaction.compact import compact
from store.verify import verify
from store_batches import ask, every_row

HOMES = Path(__file__).with_name("homes")


def test_a_home_of_schema_v2_opens_verifies_goes_on_and_compacts(tmp_path: Path) -> None:
    with tarfile.open(HOMES / "schema-v2.tar.xz") as tar:
        tar.extractall(tmp_path, filter="data")
    root = tmp_path / "store"
    assert list(verify(root)) == []
    assert [len(found) for found in every_row(root).values()] == [15, 35, 128, 70]
    assert ask(root, "SELECT count(*) FROM articles") == [(11,)]
    assert ask(root, "SELECT count(*) FROM revisions") == [(3,)]
    before = every_row(root)

    done = compact(root, datetime(2026, 11, 28, tzinfo=UTC))

    assert done and done.before == 16
    assert list(verify(root)) == []
    assert every_row(root) == before
    assert ask(root, "SELECT count(*) FROM articles") == [(11,)]
    assert os.listdir(root / "_versions") == [f"{1:020d}.json"]  # noqa: PTH208

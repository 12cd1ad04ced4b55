"""Homes that earlier versions wrote: they open, verify, go on and compact under this one."""

import os
import tarfile
from datetime import UTC, datetime
from pathlib import Path

from newswire.store.compaction.compact import compact
from newswire.store.verify import verify
from newswire.stream.messages import ChangedFigure, Figure, FiguresChanged, Mention, What
from protocols.store_batches import ask, every_row, item, put, store_at
from protocols.store_changes import TOPIC as THREADS
from protocols.store_changes import said

HOMES = Path(__file__).with_name("homes")


def test_a_home_of_schema_v4_has_no_word_for_what_happened_and_takes_rows_that_have(tmp_path: Path) -> None:
    with tarfile.open(HOMES / "schema-v4.tar.xz") as tar:
        tar.extractall(tmp_path, filter="data")
    root = tmp_path / "store"
    said = What(text="left", start=38, end=42, lemma="leave")
    where = Mention(text="Bree", start=30, end=34, name="Bree", entity_id="newswire:1")
    counted = Figure(field="text", text="12", start=15, end=17, kind="count", value=12, what=said, where=where)
    changed = ChangedFigure(text="12", kind="count", value=12, what="leave")
    put(store_at(root), [item(3, "Dale", figures=(counted,), figures_changed=FiguresChanged(added=(changed,)))])

    columns = "what_lemma, where_name, where_id"
    rows = [("leave", "Bree", "newswire:1"), (None, None, None)]
    assert ask(root, f"SELECT DISTINCT {columns} FROM figures ORDER BY 1") == rows
    words = "SELECT DISTINCT figures_added[1].what FROM articles WHERE figures_added IS NOT NULL ORDER BY 1"
    assert ask(root, words) == [("leave",), (None,)]
    assert list(verify(root)) == []
    before = every_row(root)

    assert compact(root, datetime(2026, 11, 28, tzinfo=UTC))

    assert list(verify(root)) == []
    assert every_row(root) == before
    assert ask(root, words) == [("leave",), (None,)]


def test_a_home_of_schema_v5_opens_without_mentions_and_takes_them(tmp_path: Path) -> None:
    with tarfile.open(HOMES / "schema-v5.tar.xz") as tar:
        tar.extractall(tmp_path, filter="data")
    root = tmp_path / "store"
    assert list(verify(root)) == []
    assert [len(found) for found in every_row(root).values()] == [4, 4, 4, 4, 0]
    store = store_at(root, begins=lambda topic: {0: 0})
    assert store.start(THREADS, 0) == 0  # from the beginning of the topic, which no store has read so far

    put(store, [said(0, "Arden"), said(1, "Bree"), item(4, "Esk")])

    assert ask(root, "SELECT title, thread_id FROM mentions ORDER BY 1") == [
        ("Title Arden", "t1"),
        ("Title Bree", "t1"),
    ]
    assert list(verify(root)) == []
    before = every_row(root)
    assert compact(root, datetime(2026, 11, 28, tzinfo=UTC))
    assert list(verify(root)) == []
    assert every_row(root) == before


def test_a_home_of_schema_v2_opens_verifies_goes_on_and_compacts(tmp_path: Path) -> None:
    with tarfile.open(HOMES / "schema-v2.tar.xz") as tar:
        tar.extractall(tmp_path, filter="data")
    root = tmp_path / "store"
    assert list(verify(root)) == []
    assert [len(found) for found in every_row(root).values()] == [15, 35, 128, 70, 0]
    assert ask(root, "SELECT count(*) FROM articles") == [(11,)]
    assert ask(root, "SELECT count(*) FROM revisions") == [(3,)]
    before = every_row(root)

    done = compact(root, datetime(2026, 11, 28, tzinfo=UTC))

    assert done and done.before == 16
    assert list(verify(root)) == []
    assert every_row(root) == before
    assert ask(root, "SELECT count(*) FROM articles") == [(11,)]
    assert os.listdir(root / "_versions") == [f"{1:020d}.json"]  # noqa: PTH208

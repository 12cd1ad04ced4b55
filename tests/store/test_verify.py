"""Each kind of damage has its word, and a sound store has none."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pytest

from newswire.store.commits import Commit, CommitLog
from newswire.store.log.objects import objects_at
from newswire.store.rows import rows_of
from newswire.store.staging import stage
from newswire.store.verify import verify
from protocols.store_batches import TOPIC, items, put, store_at

NAME = f"{TOPIC}+0+0+2.parquet"
RECORD = f"_commits/{TOPIC}/0/{0:020d}.json"


def change(root: Path, **fields: object) -> None:
    """Rewrites the first record."""
    commit = CommitLog(root).read(TOPIC, 0, 0)
    (root / RECORD).write_bytes(msgspec.json.encode(msgspec.structs.replace(commit, **fields)))


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def rewrite_with(root: Path, *names: str) -> None:
    """Another file in place of the one of the articles, the record in step with it: the row counts agree, too."""
    rows = [row for made in items(0, *names) for row in rows_of(*made)["articles"]]
    [file] = stage(objects_at(root), NAME, {("articles", date(2024, 10, 18)): rows})
    (root / file.staged).replace(root / file.final)
    old = CommitLog(root).read(TOPIC, 0, 0).files
    change(root, files=(file, *(f for f in old if f.table != "articles")))


def day(root: Path, table: str) -> Path:
    return root / table / "dt=2024-10-18"


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda root: None, set()),
        (lambda root: (day(root, "figures") / NAME).unlink(), {"missing_file"}),
        (lambda root: flip(day(root, "figures") / NAME), {"damaged_file"}),
        (lambda root: (day(root, "figures") / NAME).write_bytes(b""), {"damaged_file"}),
        (lambda root: (day(root, "figures") / "x.parquet").write_bytes(b""), {"stray_file"}),
        (lambda root: (root / RECORD).write_bytes(b"{"), {"damaged_record", "offsets_missing", "stray_file"}),
        (lambda root: (root / RECORD).unlink(), {"offsets_missing", "stray_file"}),
        (lambda root: change(root, end=4), {"offsets_twice", "wrong_name"}),
        (lambda root: change(root, rows=3), {"miscounted"}),
        (lambda root: change(root, topic_id="another"), {"other_topic"}),
        (lambda root: change(root, partition=5), {"wrong_record", "row_out_of_place", "wrong_name"}),
        (lambda root: change(root, schema_id="v0"), {"wrong_schema"}),
        (lambda root: change(root, lost=7), {"records_lost"}),
        (lambda root: rewrite_with(root, "a", "a"), {"revision_twice", "row_without_article"}),
        (lambda root: rewrite_with(root, "a", "c"), {"revision_twice", "row_without_article"}),
    ],
)
def test_each_damage_is_found_and_named(tmp_path: Path, damage: Callable[[Path], None], words: set[str]) -> None:
    store = store_at(tmp_path)
    put(store, items(0, "a", "b"))
    put(store, items(2, "c"))

    damage(tmp_path)

    found = {finding.word for finding in verify(tmp_path)}
    assert words <= found if words else not found
    assert not words or found - words <= {"row_without_article", "unreadable_rows", "row_out_of_place", "wrong_name"}


def test_a_row_that_stands_twice_in_its_file_is_found(tmp_path: Path) -> None:
    put(store_at(tmp_path), items(0, "a", "b"))
    first = rows_of(*items(0, "a")[0])["articles"]
    [file] = stage(objects_at(tmp_path), NAME, {("articles", date(2024, 10, 18)): first * 2})
    (tmp_path / file.staged).replace(tmp_path / file.final)
    change(tmp_path, files=(file, *(f for f in CommitLog(tmp_path).read(TOPIC, 0, 0).files if f.table != "articles")))

    assert {"row_twice", "revision_twice"} <= {finding.word for finding in verify(tmp_path)}


def test_a_batch_between_its_commit_and_its_publication_is_sound(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    put(store, items(0, "a", "b"))
    batch = items(2, "c")
    staged = store.stage([i.record for i in batch], batch)
    assert staged
    store.commit(staged)
    assert list(verify(tmp_path)) == []

    # Once a batch follows it, nobody will come to publish it.
    empty = Commit(topic=TOPIC, partition=0, start=3, end=4, topic_id="topic-1")
    CommitLog(tmp_path).commit(empty)
    assert {finding.word for finding in verify(tmp_path)} == {"unpublished_file"}


def test_a_store_that_is_not_there_yet_is_sound(tmp_path: Path) -> None:
    assert list(verify(tmp_path / "none")) == []


def test_progress_counts_the_files(tmp_path: Path) -> None:
    put(store_at(tmp_path), items(0, "a"))
    seen: list[tuple[int, int]] = []

    assert list(verify(tmp_path, progress=lambda done, total: seen.append((done, total)))) == []

    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]

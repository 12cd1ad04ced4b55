"""Home is its owner's alone, whoever made it; the store is for others where a setting says so."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from newswire.home import folder as home
from newswire.settings import Settings, SettingsError


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def of_before(root: Path) -> Path:
    """A home as earlier versions made it, with something of somebody else's in it."""
    for name in (
        "broker.sqlite",
        "broker.sqlite-wal",
        "feeds.sqlite",
        "archive/2026-01-01/a.warc.gz",
        "airflow/airflow.cfg",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")
    for name in ("logs/up.log", "store/articles/dt=2026-01-01/1.parquet", "notes/mine.txt"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")
    (root / "airflow" / "run.sh").write_text("#!/bin/sh")
    (root / "airflow" / "run.sh").chmod(0o755)
    return root


def open_to_others(root: Path) -> set[str]:
    return {str(path.relative_to(root)) for path in root.rglob("*") if rights(path) & 0o077}


def test_a_new_home_and_what_is_made_in_it_is_the_owners(tmp_path: Path) -> None:
    root = home.prepare(Settings(home=tmp_path / "a" / "home"))
    (root / "file").write_text("x")
    assert (rights(root), rights(root / "file")) == (0o700, 0o600)


@pytest.mark.parametrize("name", ["file", "file/home"])
def test_a_home_that_is_not_a_folder_is_said_in_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(SettingsError, match=f"home = .*/{name}: no folder can be made there"):
        home.prepare(Settings(home=tmp_path / name))


def test_a_home_of_before_is_closed_once_and_that_is_said(tmp_path: Path) -> None:
    root = of_before(tmp_path / "home")
    with capture_logs() as logged:
        home.prepare(Settings(home=root))
    assert rights(root) == 0o700
    assert open_to_others(root) == {"notes", "notes/mine.txt"}  # not ours
    assert rights(root / "airflow" / "run.sh") == 0o700
    assert [entry["event"] for entry in logged] == ["home_tightened"]
    with capture_logs() as logged:
        home.prepare(Settings(home=root))
    assert not logged


def test_the_store_is_opened_and_closed_by_the_setting(tmp_path: Path) -> None:
    root = of_before(tmp_path / "home")
    readable = Settings(home=root, store_readable=True)
    home.prepare(readable)
    assert rights(root) == 0o711  # one can go through, and see nothing
    ours = {name for name in open_to_others(root) if not name.startswith("notes")}
    assert all(name.startswith("store") for name in ours) and "store/articles/dt=2026-01-01/1.parquet" in ours
    assert rights(root / "store") == 0o755
    with home.store_rights(readable):
        (root / "store" / "new").write_text("x")
    (root / "logs" / "new").write_text("x")
    assert (rights(root / "store" / "new"), rights(root / "logs" / "new")) == (0o644, 0o600)
    home.prepare(Settings(home=root))
    assert rights(root) == 0o700 and rights(root / "store" / "new") == 0o600


def test_a_link_out_of_home_and_a_folder_of_all_are_left_alone(tmp_path: Path) -> None:
    root, other = of_before(tmp_path / "home"), tmp_path / "other"
    other.mkdir()
    (root / "store" / "link").symlink_to(other)
    home.prepare(Settings(home=root))
    assert rights(other) == 0o755
    everybodys = tmp_path / "tmp"
    everybodys.mkdir()
    everybodys.chmod(0o1777)
    home.prepare(Settings(home=everybodys))
    assert rights(everybodys) == 0o1777


def test_a_command_leaves_nothing_that_others_can_read(tmp_path: Path) -> None:
    root = tmp_path / "home"
    environment = {**os.environ, "NEWSWIRE_HOME": str(root)}
    for command in (
        ["feeds", "add", "https://ann:s3cret@news.example/rss"],
        ["dead", "ls"],
        ["feeds", "export", str(root / "f")],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "newswire", *command], env=environment, capture_output=True, check=True, text=True
        )
        assert "s3cret" not in done.stdout + done.stderr
    assert rights(root) == 0o700 and open_to_others(root) == set()
    assert {path.name for path in root.iterdir()} >= {"broker.sqlite", "feeds.sqlite", "f"}

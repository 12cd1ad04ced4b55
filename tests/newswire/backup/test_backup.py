"""What a backup holds, what it refuses, and what is refused of one."""

import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from homes.damaged_homes import filled_home
from newswire.backup import take as taking
from newswire.backup.restore import read_manifest, restore
from newswire.backup.take import MANIFEST, take
from newswire.cli import cli
from newswire.mending.verify import verify
from newswire.settings import Settings, SettingsError
from newswire.store.query import connect


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled_home(tmp_path_factory.mktemp("backup") / "home").home


@pytest.fixture
def taken(home: Path, tmp_path: Path) -> Path:
    take(Settings(home=home), tmp_path / "taken")
    return tmp_path / "taken"


def count(home: Path) -> int:
    with connect(home / "store") as store:
        return int(store.execute("select count(*) from articles_history").fetchall()[0][0])


def test_what_is_restored_is_what_was_there(home: Path, taken: Path, tmp_path: Path) -> None:
    runner, target = CliRunner(), tmp_path / "restored"
    done = runner.invoke(cli, ["restore", str(taken), "--home", str(target)])
    assert done.exit_code == 0, done.output
    assert f"newswire verify --home {target}" in done.output and "100 %" in done.output
    assert [str(finding) for finding in verify(Settings(home=target))] == []
    assert count(target) == count(home) > 0
    assert target.stat().st_mode & 0o777 == 0o700
    for name in ("broker.sqlite", "feeds.sqlite"):
        with closing(sqlite3.connect(target / name)) as one, closing(sqlite3.connect(home / name)) as other:
            assert list(one.iterdump()) == list(other.iterdump())


def test_a_batch_that_came_in_between_is_left_to_the_topics(home: Path, tmp_path: Path) -> None:
    """A file whose record came too late for the copy: the restored pipe reads its records again."""
    source = tmp_path / "home"
    shutil.copytree(home, source)
    late = source / "store" / "articles" / "dt=2024-10-18" / "late.parquet"
    late.parent.mkdir(parents=True, exist_ok=True)
    late.write_bytes(b"PAR1")
    take(Settings(home=source), tmp_path / "taken")
    restore(tmp_path / "taken", tmp_path / "restored")
    assert [str(finding) for finding in verify(Settings(home=tmp_path / "restored"))] == []


def test_files_that_compaction_takes_away_begin_the_copy_anew(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[Path] = []
    real = taking.files_below

    def listed(folder: Path) -> Iterator[Path]:
        yield from real(folder)
        if not gone and folder == home / "store":
            gone.append(folder / "articles" / "compacted-away.parquet")
            yield gone[0]

    monkeypatch.setattr(taking, "files_below", listed)
    take(Settings(home=home), tmp_path / "taken")
    restore(tmp_path / "taken", tmp_path / "restored")
    assert gone and count(tmp_path / "restored") == count(home)


def test_a_store_that_is_damaged_is_told_and_not_copied(home: Path, tmp_path: Path) -> None:
    source = tmp_path / "home"
    shutil.copytree(home, source)
    victim = next(path for path in sorted((source / "store" / "figures").rglob("*.parquet")))
    victim.write_bytes(b"not Parquet")
    with pytest.raises(SettingsError, match=r"no copy of .*/store was whole .* newswire verify"):
        take(Settings(home=source), tmp_path / "taken")
    assert not (tmp_path / "taken" / MANIFEST).exists()


@pytest.mark.parametrize("name", ["broker.sqlite", "feeds.sqlite", "store"])
def test_a_backup_that_is_damaged_is_refused_and_leaves_no_home(taken: Path, tmp_path: Path, name: str) -> None:
    victim = taken / name
    victim = victim if victim.is_file() else next(p for p in sorted(victim.rglob("*.parquet")))
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 1
    victim.write_bytes(content)
    with pytest.raises(SettingsError, match=re.escape(f"{victim.name} is damaged")):
        restore(taken, tmp_path / "restored")
    assert not (tmp_path / "restored").exists() and not (tmp_path / "restored.restoring").exists()
    victim.unlink()
    with pytest.raises(SettingsError, match=re.escape(f"{victim.name} is gone")):
        restore(taken, tmp_path / "restored")


def test_a_backup_that_was_broken_off_is_refused(taken: Path, tmp_path: Path) -> None:
    (taken / MANIFEST).unlink()
    with pytest.raises(SettingsError, match="broken off"):
        restore(taken, tmp_path / "restored")


def test_a_name_that_leads_out_of_the_home_is_refused(taken: Path, tmp_path: Path) -> None:
    told = json.loads((taken / MANIFEST).read_text())
    told["files"][0]["path"] = "../../outside"
    (taken / MANIFEST).write_text(json.dumps(told))
    with pytest.raises(SettingsError, match="outside of it"):
        restore(taken, tmp_path / "restored")


def test_a_home_that_is_taken_is_refused(home: Path, taken: Path) -> None:
    with pytest.raises(SettingsError, match="has a pipe already"):
        restore(taken, home)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"kafka": "127.0.0.1:9"}, "kafka = 127.0.0.1:9: a backup is of a home that has all"),
        ({"state_url": "postgresql://u:secret@h/d"}, "state_url = a database server"),
        ({"store": "s3://news/store"}, "store = s3://news/store"),
        ({"shared": "s3://news/shared"}, "docs/deploy.md says how"),
    ],
)
def test_what_lies_elsewhere_is_refused(home: Path, tmp_path: Path, options: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError) as refused:
        take(Settings(home=home, **options), tmp_path / "taken")
    assert said in str(refused.value) and "secret" not in str(refused.value)
    assert not (tmp_path / "taken").exists()


def test_no_pipe_a_folder_that_is_taken_and_the_home_itself_are_refused(home: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there is no pipe at"):
        take(Settings(home=tmp_path / "nothing"), tmp_path / "taken")
    assert not (tmp_path / "nothing").exists()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter").write_text("mine")
    with pytest.raises(SettingsError, match="is not empty"):
        take(Settings(home=home), tmp_path / "full")
    with pytest.raises(SettingsError, match="is inside the home"):
        take(Settings(home=home), home / "taken")


def test_it_is_for_its_owner_alone(taken: Path) -> None:
    assert taken.stat().st_mode & 0o077 == 0
    assert read_manifest(taken).bytes == sum(
        path.stat().st_size for path in taken.rglob("*") if path.is_file() and path.name != MANIFEST
    )

"""The commands that keep the store in shape."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from newswire.cli import cli
from newswire.settings import SettingsError
from newswire.status.stored import Stored
from protocols.store_batches import filled


def test_compact_says_what_it_did_and_counts_stay(tmp_path: Path) -> None:
    filled(tmp_path / "store")
    stored = Stored(tmp_path / "store")
    assert stored.rows()["articles"] == 10

    done = CliRunner().invoke(cli, ["compact", "--home", str(tmp_path)])

    assert done.exit_code == 0
    assert json.loads(done.stdout) == {"before": 16, "after": 4, "records": 4, "version": 1}
    assert stored.rows()["articles"] == Stored(tmp_path / "store").rows()["articles"] == 10


def test_days_are_one_or_a_span(tmp_path: Path) -> None:
    filled(tmp_path / "store")
    for days, before in [("2024-10-19..2024-10-20", 0), ("2024-10-18", 16)]:
        done = CliRunner().invoke(cli, ["compact", "--home", str(tmp_path), "--days", days])
        assert json.loads(done.stdout)["before"] == before
    for wrong in ("2024-10-19..2024-10-18", "2024-13-01", "yesterday"):
        assert CliRunner().invoke(cli, ["compact", "--home", str(tmp_path), "--days", wrong]).exit_code == 2


def test_nothing_is_made_where_there_is_no_store(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["compact", "--home", str(tmp_path / "none")])

    assert isinstance(done.exception, SettingsError) and "there is no pipe at" in str(done.exception)
    assert not (tmp_path / "none").exists()


def test_retain_tidies_topics_archive_staging_and_store(tmp_path: Path) -> None:
    filled(tmp_path / "store")
    CliRunner().invoke(cli, ["compact", "--home", str(tmp_path)])
    old = tmp_path / "archive" / "2024-10-18" / "20241018T09-host-77-1.warc.gz"
    staged = tmp_path / "store" / "_staging" / "left.parquet"
    for path in (old, staged):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
        os.utime(path, (0, 0))

    done = CliRunner().invoke(cli, ["retain", "--home", str(tmp_path)], env={"NEWSWIRE_STORE_DAYS": "30"})

    assert done.exit_code == 0, done.output
    # The newest batch of a partition is not folded, and stays until another follows it.
    assert json.loads(done.stdout) == {"staged": 1, "archived": 1, "aside": 0, "store": {"days": 1, "rows": 32}}
    assert not old.exists() and not staged.exists()
    assert Stored(tmp_path / "store").rows()["articles"] == 10


def test_retain_makes_nothing_where_there_is_no_pipe(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["retain", "--home", str(tmp_path / "none")])

    assert done.exit_code != 0 and not (tmp_path / "none").exists()


@pytest.mark.parametrize(("readable", "folder", "file"), [("false", 0o700, 0o600), ("true", 0o755, 0o644)])
def test_what_is_written_anew_has_the_rights_of_the_store(
    tmp_path: Path, readable: str, folder: int, file: int
) -> None:
    filled(tmp_path / "store")
    before = os.umask(0o022)
    try:
        done = CliRunner().invoke(cli, ["compact", "--home", str(tmp_path)], env={"NEWSWIRE_STORE_READABLE": readable})
    finally:
        os.umask(before)

    assert done.exit_code == 0
    [day] = (tmp_path / "store" / "figures").iterdir()
    [made] = day.glob("compacted*")
    assert (day.stat().st_mode & 0o777, made.stat().st_mode & 0o777) == (folder, file)


def test_again_and_again_means_a_process_each_time_with_the_same_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path / "store")
    turns = iter([False, True, True])
    monkeypatch.setattr("newswire.commands.keeping.keep.orphaned", lambda: next(turns))

    done = CliRunner().invoke(
        cli,
        ["compact", "--home", str(tmp_path), "--every", "60", "--retain", "--days", "2024-10-01..2024-10-18"],
        env={"NEWSWIRE_STORE_DAYS": "30"},
    )

    assert done.exit_code == 0
    # Compacted, and then, but for the newest batch, beyond what is kept.
    assert len(list((tmp_path / "store" / "articles").glob("*/*"))) == 1

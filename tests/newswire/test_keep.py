"""The commands that keep the store in shape."""

import json
from pathlib import Path

from click.testing import CliRunner

from newswire.cli import cli
from newswire.stored import Stored
from store_batches import filled


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

    assert json.loads(done.stdout)["version"] == 0
    assert not (tmp_path / "none").exists()

"""Commands that only read make nothing where there is no pipe, as after a typing error in --home."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from newswire.cli import cli
from newswire.settings import SettingsError


@pytest.mark.parametrize(
    "words",
    [
        "status",
        "verify",
        "dead ls",
        "dead show 1f0c",
        "dead retry --all",
        "dead bury news.entries.v1 0 0",
        "feeds show https://example.org/rss",
        "feeds rm https://example.org/rss",
        "feeds pause https://example.org/rss",
        "feeds export",
        "tail enriched",
        "follow troops",
        "logs",
        "retain",
        "explain x",
    ],
)
def test_where_there_is_no_pipe_it_says_so_and_makes_nothing(words: str, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    done = CliRunner().invoke(cli, [*words.split(), "--home", str(gone)])
    assert isinstance(done.exception, SettingsError)  # which the command line makes exit code 2
    assert f"no pipe at {gone}" in str(done.exception)
    assert not gone.exists()


def test_a_list_of_feeds_that_is_not_there_is_not_made_to_be_read(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    assert "no feeds" in CliRunner().invoke(cli, ["feeds", "ls", "--home", str(gone)]).stderr
    assert not gone.exists()

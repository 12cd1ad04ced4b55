"""`newswire follow QUERY`: who said how many, as a table, as JSON, as a picture."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from homes.followed_reports import number, report
from newswire.cli import cli
from newswire.follow.follower import Follower
from newswire.follow.state.sql import SqlState
from newswire.home.databases import make_state, open_following
from newswire.settings import Settings, SettingsError

NAMES = {"Ravka": "GPE", "Signal Office": "ORG", "Joint Staff": "ORG"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Three reports on the troops of one country in another: a claim, a revision, and another claim."""
    said = (("Signal Office", 1500, 0.0), ("Signal Office", 3000, 1.0), ("Joint Staff", 12000, 2.0))
    with open_following(Settings(home=tmp_path)) as database, database.write() as connection:
        follower = Follower(SqlState(connection))
        for source, value, day in said:
            denied = "Ravka" if value == 12000 else None
            text = f"Ravka has sent {value:,} troops across the border to the front, the {source} said."
            figure = number(f"{value:,}", value, "troops", "send", unit="person", source=source, denied_by=denied)
            title = "Troops of Ravka cross the border"
            follower.add(report(f"r{value}", title, text, figure, day=day, names=NAMES, site=f"{value}.example"))
    return tmp_path


def test_a_table_shows_each_claimant_with_its_values_over_time(home: Path) -> None:
    shown = CliRunner().invoke(cli, ["follow", "ravka troops", "--home", str(home)], env={"COLUMNS": "160"})
    assert shown.exit_code == 0, shown.output
    lines = shown.output.splitlines()
    assert "3,000 to 12,000, disputed · 3 mentions in 3 outlets" in lines[0]
    assert lines[2].split()[:3] == ["Joint", "Staff", "█"]
    assert "1,500 → 3,000" in lines[3] and "▁▂" in lines[3] and "revises" in lines[3]
    assert "conflicts, denied" in lines[2] and "denied" not in lines[3]


def test_the_table_fits_80_columns(home: Path) -> None:
    shown = CliRunner().invoke(cli, ["follow", "ravka troops", "--home", str(home)], env={"COLUMNS": "80"})
    lines = shown.output.rstrip().splitlines()
    assert len(lines) == 4 and all(len(line) <= 80 for line in lines)
    assert all("2026-03-" in line for line in lines[2:])


def test_json_holds_every_mention_with_its_place(home: Path) -> None:
    shown = CliRunner().invoke(cli, ["follow", "ravka troops", "--json", "--home", str(home)])
    thread = json.loads(shown.output)
    assert [s["relation"] for s in thread["said"]] == ["first", "revises", "conflicts"]
    assert [s["article_id"] for s in thread["said"]] == ["r1500", "r3000", "r12000"]
    assert thread["state"]["disputed"] is True


@pytest.mark.parametrize("ending", ["svg", "html"])
def test_a_picture_has_a_point_for_each_mention(home: Path, ending: str) -> None:
    file = home / f"troops.{ending}"
    shown = CliRunner().invoke(cli, ["follow", "ravka troops", "--plot", str(file), "--home", str(home)])
    assert shown.exit_code == 0
    drawn = file.read_text()
    assert drawn.count("<title>") == 3 + (ending == "html")
    assert "Joint Staff: 12,000" in drawn
    assert drawn.count('class="contested"') == 1 and "denied by Ravka" in drawn


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ([], 2, "QUERY"),
        (["troops", "--batch"], 2, "QUERY"),
        (["troops", "--plot", "x.png"], 2, "FILE.svg"),
        (["unheard of"], 1, "no figure is followed"),
        ([" "], 1, "no figure is followed"),
    ],
)
def test_what_can_not_be_shown_is_told(home: Path, words: list[str], code: int, told: str) -> None:
    shown = CliRunner().invoke(cli, ["follow", *words, "--home", str(home)])
    assert shown.exit_code == code
    assert told in shown.output


def test_where_there_is_no_pipe_that_is_told_and_none_is_made(tmp_path: Path) -> None:
    shown = CliRunner().invoke(cli, ["follow", "troops", "--home", str(tmp_path / "none")])
    assert isinstance(shown.exception, SettingsError) and "there is no pipe at" in str(shown.exception)
    assert not (tmp_path / "none").exists()
    make_state(tmp_path / "feeds.sqlite")  # of a pipe that has followed nothing so far
    shown = CliRunner().invoke(cli, ["follow", "troops", "--home", str(tmp_path)])
    assert (shown.exit_code, "nothing is followed yet" in shown.output) == (1, True)

"""The command line: every command explains itself, and a mistake is told with its remedy."""

import json

import click
import pytest
from click.testing import CliRunner

from newswire.cli import COMMANDS, cli


def leaves(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The words of each command that does something."""
    found = []
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        found += leaves(command, (*path, name)) if isinstance(command, click.Group) else [(*path, name)]
    return found


@pytest.mark.parametrize("words", leaves(cli), ids=" ".join)
def test_each_command_explains_itself_with_an_example_and_takes_home_and_allow_private(words: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(cli, [*words, "--help"])

    assert shown.exit_code == 0
    assert f"newswire {' '.join(words)}" in shown.output.split("Example:")[1]
    assert "--home" in shown.output
    assert "--allow-private" in shown.output


def test_an_unknown_command_is_answered_with_those_that_there_are() -> None:
    shown = CliRunner().invoke(cli, ["pol"])

    assert shown.exit_code == 2
    assert all(name in shown.output for name in COMMANDS)


@pytest.mark.parametrize("words", [["parse"], ["parse", "--batch", __file__], ["dead", "retry"], ["work", "cook"]])
def test_wrong_usage_exits_with_two(words: list[str]) -> None:
    assert CliRunner().invoke(cli, words).exit_code == 2


def test_annotate_prints_json_lines_with_exact_offsets() -> None:
    text = "Kyiv said on Friday that about 1,500 soldiers had arrived."
    lines = [json.dumps({"id": "a", "text": text, "published": "2024-10-18"}), "no json", ""]

    shown = CliRunner().invoke(cli, ["annotate"], input="\n".join(lines))

    first, second = (json.loads(line) for line in shown.stdout.splitlines())
    (figure,) = first["figures"]
    assert text[figure["start"] : figure["end"]] == figure["text"]
    assert (figure["value"], figure["bound"], figure["unit"]) == (1500, "about", "person")
    assert (second["id"], second["line"], second["error"]["reason"]) == (None, 2, "not_json")


def test_annotate_warns_where_a_text_is_in_a_language_without_tags() -> None:
    german = "Am Freitag seien rund 1.500 Soldaten im Hafen angekommen, teilte die Regierung mit."

    guessed = CliRunner().invoke(cli, ["annotate", "--plain"], input=german)
    told = CliRunner().invoke(cli, ["annotate", "--plain", "--language", "en"], input=german)

    assert json.loads(guessed.stdout)["flags"] == ["language_not_tagged"]
    assert "taken for one in 'de'" in guessed.stderr
    assert "flags" not in json.loads(told.stdout) and "taken for" not in told.stderr

"""The command line: every command explains itself, and a mistake is told with its remedy."""

import json
from contextlib import closing
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from newswire import app
from newswire.cli import COMMANDS, cli
from newswire.commands.reading import tail
from newswire.running import once, work
from newswire.settings import Settings, SettingsError, load
from newswire.stream.broker import Message
from newswire.stream.errors import NewswireError
from newswire.stream.topics import ENTRIES


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

    assert shown.exit_code == 2 and "Did you mean poll?" in shown.output
    assert all(name in shown.output for name in COMMANDS)


@pytest.mark.parametrize("words", [["parse"], ["parse", "--batch", __file__], ["dead", "retry"], ["work", "cook"]])
def test_wrong_usage_exits_with_two(words: list[str]) -> None:
    assert CliRunner().invoke(cli, words).exit_code == 2


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["parse", "{tmp}/no.xml"], '"not_a_feed"'),
        (["extract", "{tmp}/empty.html"], '"error"'),
        (["replay", "--warc", "{tmp}/none"], "no *.warc.gz in"),
        (["dead", "retry", "--reason", "http_404"], "there are: none"),
        (["schemas", "/proc/x"], "nothing can be written into /proc/x"),
    ],
    ids=lambda one: one if isinstance(one, str) else one[0],
)
def test_what_comes_to_nothing_is_said_and_fails(tmp_path: Path, words: list[str], says: str) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "no.xml").write_text("no feed at all")
    (tmp_path / "empty.html").write_text("")
    with app.open_broker(Settings(home=tmp_path)):  # a pipe in which nothing happened yet
        pass

    done = CliRunner().invoke(cli, [word.format(tmp=tmp_path) for word in words], env={"NEWSWIRE_HOME": str(tmp_path)})

    assert done.exit_code != 0 and (isinstance(done.exception, SystemExit | NewswireError | SettingsError))
    assert says in done.output + str(done.exception)


def test_one_round_in_which_every_feed_failed_exits_with_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "feeds.txt").write_text("https://news.example/rss")
    counts = {"feeds": 2, "failed": 2, "entries": 0, "articles": 0, "figures": 0, "dead": 1}
    monkeypatch.setattr(once, "once", lambda settings, feeds, report: counts)
    words = ["once", "--feeds", str(tmp_path / "feeds.txt"), "--home", str(tmp_path)]

    failed = CliRunner().invoke(cli, words)
    counts["failed"] = 1
    assert (failed.exit_code, CliRunner().invoke(cli, words).exit_code) == (1, 0)
    assert json.loads(failed.stdout) == {"entries": 0, "articles": 0, "figures": 0, "dead": 1}


def test_a_worker_that_is_to_end_when_idle_waits_no_longer_for_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[float] = []
    monkeypatch.setattr(work, "work", lambda stage, settings, until_idle_s: seen.append(settings.flush_s))

    for words in (["--until-idle", "2"], ["--until-idle", "2000"], []):
        assert CliRunner().invoke(cli, ["work", "store", *words]).exit_code == 0

    assert seen == [2, load().flush_s, load().flush_s]


def test_a_topic_in_which_nothing_happens_is_not_opened_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scans: list[dict[int, int]] = []
    naps: list[float] = []
    with app.open_broker(Settings(home=tmp_path)) as broker, closing(broker.producer()) as producer:
        real = broker.scan
        monkeypatch.setattr(broker, "scan", lambda topic, start: scans.append(dict(start)) or real(topic, start))

        def nap(seconds: float) -> None:
            naps.append(seconds)
            if len(naps) == 5:
                producer.send(Message(ENTRIES.name, b"k", b"{}"))
                producer.flush()

        monkeypatch.setattr(tail.time, "sleep", nap)
        assert next(tail._records(broker, ENTRIES.name, {}, follow=True)).value == b"{}"

    assert (len(scans), len(naps)) == (2, 5)


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

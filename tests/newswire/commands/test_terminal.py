"""What a hostile title does to a terminal: nothing. Commands run on a real pseudo-terminal, and into a pipe."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import structlog
from rich.console import Console

from factories import article, dead_letter, enriched
from newswire import app, log
from newswire.health.alarm import ERROR, Alarm
from newswire.ingest.polling.lists.feeds import Feed
from newswire.screens import feeds_screen, screen
from newswire.screens.desk import render
from newswire.settings import Settings
from newswire.status.desk import Desk, Feeds
from newswire.status.look import StageStatus, Status
from newswire.status.parts import Part, Parts
from newswire.stream.broker import Message
from newswire.stream.letters import dead_message
from newswire.stream.messages import Counted, Figure
from newswire.stream.topics import DEAD, ENRICHED, cloudevent, encode
from newswire.terminal import typed

#: clears the screen, sets the title, turns the line around; and a hyperlink as rich's markup would make it
EVIL = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202eevil\u202c [link=https://evil.example]here[/link]"
FORBIDDEN = ("\x1b[2J", "\x1b]0", "\x1b]8", "\x07", "\x9b", "\u202e", "\u202c")


def on_terminal(*command: str, settings: Settings) -> str:
    """All that a command writes to a terminal, standard error too."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "NEWSWIRE_HOME": str(settings.home), "COLUMNS": "200", "TERM": "xterm"}
    process = subprocess.Popen(
        [sys.executable, "-m", "newswire", *command], env=environment, stdout=theirs, stderr=theirs, stdin=theirs
    )
    os.close(theirs)
    got = bytearray()
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        got += piece
    os.close(ours)
    assert process.wait() in (0, 1), got.decode()
    return got.decode()


def piped(*command: str, settings: Settings) -> bytes:
    environment = {**os.environ, "NEWSWIRE_HOME": str(settings.home)}
    return subprocess.run([sys.executable, "-m", "newswire", *command], env=environment, capture_output=True).stdout


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A pipe that somebody else's programs have written to: nothing was cleaned."""
    settings = Settings(home=tmp_path_factory.mktemp("home"), flush_s=0.01)
    evil = enriched(article=article(title=EVIL, text=f"Text {EVIL}", url="https://news.example/a"))
    headers = cloudevent(id="1", type=ENRICHED.event, source="s", subject=EVIL, time="2026-01-01T00:00:00Z")
    with app.open_broker(settings) as broker, closing(broker.producer()) as producer:
        producer.send(Message(ENRICHED.name, b"k", encode(evil), headers))
        producer.send(Message(ENRICHED.name, b"k", EVIL.encode() + b"\xff no JSON", headers))
        producer.send(dead_message(dead_letter(reason="bad", error=EVIL, url=EVIL, value=EVIL.encode())))
        producer.flush()
        with app.open_worker("store", settings, broker) as worker:
            while worker.step():
                pass
    with app.open_state(settings) as state:
        state.add([Feed("https://news.example/rss", EVIL)])
    return settings


def harmless(text: str) -> None:
    assert not [sign for sign in FORBIDDEN if sign in text]
    assert "\\u001b[2J" in text and "\\u202e" in text


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_a_query(settings: Settings, form: str) -> None:
    harmless(on_terminal("query", "select title from articles", "--format", form, settings=settings))
    shown = piped("query", "select title from articles", "--format", form, settings=settings)
    if form == "table":
        harmless(shown.decode())
    elif form == "csv":
        assert [*csv.reader(io.StringIO(shown.decode()))] == [["title"], [EVIL]]
    else:
        assert json.loads(shown) == {"title": EVIL}


def test_parquet_is_nothing_for_a_terminal(settings: Settings) -> None:
    ours, theirs = pty.openpty()
    command = [
        sys.executable,
        "-m",
        "newswire",
        "query",
        "select 1",
        "--format",
        "parquet",
        "--home",
        str(settings.home),
    ]
    assert subprocess.run(command, stdout=theirs, stderr=subprocess.DEVNULL).returncode == 2
    os.close(ours)
    os.close(theirs)


@pytest.mark.parametrize("more", [[], ["--headers"]])
def test_tail(settings: Settings, more: list[str]) -> None:
    command = ("tail", ENRICHED.name, "--from-start", "--no-follow", *more)
    seen = on_terminal(*command, settings=settings)
    harmless(seen)
    first, *_ = seen.splitlines()
    assert json.loads(first)  # the same JSON
    assert (EVIL.encode() + b"\xff no JSON" in piped(*command, settings=settings)) == (not more)


def test_dead_letters(settings: Settings) -> None:
    harmless(on_terminal("dead", "ls", settings=settings).replace("│", "").replace("\n", ""))
    with app.open_broker(settings) as broker:
        letters = [DEAD.decode(record.value) for record in broker.scan(DEAD.name)]
    (letter,) = (letter for letter in letters if letter.reason == "bad")
    harmless(on_terminal("dead", "show", letter.id, settings=settings))
    harmless(on_terminal("dead", "show", letter.id, "--raw", settings=settings))
    assert piped("dead", "show", letter.id, "--raw", settings=settings) == EVIL.encode()


def test_feeds(settings: Settings) -> None:
    for command in (("feeds", "ls"), ("feeds", "show", "news.example"), ("status",)):
        seen = on_terminal(*command, settings=settings)
        assert not [sign for sign in FORBIDDEN if sign in seen]
    assert "\\u001b[2J" in on_terminal("feeds", "show", "news.example", settings=settings)


def test_an_error_that_tells_what_was_asked(settings: Settings) -> None:
    seen = on_terminal("query", f"select '{EVIL}' + x", settings=settings)
    assert not [sign for sign in FORBIDDEN if sign in seen]


def test_the_screen_and_a_feeds_name_are_text_and_no_markup(settings: Settings) -> None:
    figure = Figure(
        field="text",
        text="1",
        start=0,
        end=1,
        kind="count",
        value=1,
        counted=Counted(text=EVIL, start=0, end=1, head="x"),
    )
    status = Status((StageStatus("poll", 1, None),), 0, ((enriched(article=article(title=EVIL)), figure),))
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=300, color_system="truecolor")
    desk = Desk(datetime.now(UTC), status, {}, Parts(None, None, (Part("fetch", "failing", error=EVIL),)), Feeds(), 0)
    console.print(render(desk, alarms=[Alarm("fetch", "failing_part", ERROR, 1, 1, EVIL, EVIL)], size=(300, 40)))
    with app.open_state(settings) as state:
        console.print(feeds_screen.table(state.rows(), 0.0))
    assert not [sign for sign in FORBIDDEN if sign in out.getvalue()]
    assert "[link=https" in out.getvalue()
    assert not [sign for sign in FORBIDDEN if sign in screen.told(*status.figures[0])]


@pytest.mark.parametrize("terminal", [True, False])
def test_logs(monkeypatch: pytest.MonkeyPatch, terminal: bool) -> None:
    out = io.StringIO()
    monkeypatch.setattr(out, "isatty", lambda: terminal)
    monkeypatch.setattr(sys, "stderr", out)
    log.configure()
    try:
        raise ValueError(f"{EVIL} at https://ann:s3cret@news.example/")
    except ValueError:
        structlog.get_logger().exception("failed", feed="https://ann:s3cret@news.example/", title=EVIL, many=[EVIL])
    structlog.reset_defaults()
    assert not [sign for sign in FORBIDDEN if sign in out.getvalue()]
    assert "s3cret" not in out.getvalue() and "ValueError" in out.getvalue()


def test_a_command_that_is_shown_runs_as_it_is_pasted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "my env" / "newswire"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nprintf '%s|' \"$@\"\n")
    program.chmod(0o755)
    words = ("query", "--home", "/a b/$HOME", "select 'x' from figures")

    for called, path in ((str(program), "/usr/bin:/bin"), (str(program), f"{program.parent}:/usr/bin:/bin")):
        monkeypatch.setattr(sys, "argv", [called])
        monkeypatch.setenv("PATH", path)
        line = typed(*words)
        assert line.startswith("newswire ") == (str(program.parent) in path)
        done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=True)
        assert done.stdout == "|".join(words) + "|"

    monkeypatch.setattr(sys, "argv", ["/x/newswire/__main__.py"])
    assert typed("status") == f"{sys.executable} -m newswire status"

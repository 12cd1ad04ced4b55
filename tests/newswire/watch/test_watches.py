"""The watches of the settings: what is refused at the start, by name; secrets; and what is off costs nothing."""

import base64
import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from newswire.settings import Settings, SettingsError, environment, load
from newswire.stages.table import ALWAYS, STAGES, stages_of
from newswire.watch.signing import headers_of, keys_of, new_secret
from newswire.watch.watches import receivers, watches_of
from sites.webhook_receiver import SECRET

PAGE = (Path(__file__).parents[3] / "docs" / "watches.md").read_text()
TROOPS = "unit = 'person' and counted_head = 'troop'"


def settings(tmp_path: Path, *watches: dict[str, str], **more: object) -> Settings:
    return load({"home": tmp_path, "watch": watches, **more})


def test_the_signature_is_that_of_the_specification() -> None:
    """Made with the key, id, time and body of the reference libraries' tests."""
    keys = keys_of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    headers = headers_of(keys, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    two = keys_of(f"{new_secret()} {SECRET}")
    assert len(headers_of(two, "a", 1, b"")["webhook-signature"].split(" ")) == 2


@pytest.mark.parametrize(
    ("secret", "said"),
    [("whsec_not base64!", "base64"), ("whsec_" + base64.b64encode(b"short").decode(), "5 bytes"), (" ", "empty")],
)
def test_a_secret_that_signs_nothing_is_refused(secret: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        keys_of(secret)


@pytest.mark.parametrize(
    ("watch", "said"),
    [
        ({"name": "troops", "where": "unit = 'person' and count_head = 'troop'"}, "watch troops: .*counted_head"),
        ({"name": "troops", "where": "relation = 'revises'"}, 'watch troops: .*relation.*on = "threads"'),
        ({"name": "troops", "where": "language = 'en'", "on": "threads"}, "watch troops: .*no column language"),
        ({"name": "troops", "where": "1; drop table x"}, "watch troops: where"),
        ({"name": "troops", "where": TROOPS, "notify": "ftp://news.example/"}, "watch troops: notify.*URL"),
        ({"name": "troops", "where": TROOPS, "notify": "http://169.254.169.254/x"}, "private address: allow_private"),
        ({"name": "troops", "where": TROOPS, "notify": "https://news.example/hook"}, "watch_secret"),
    ],
)
def test_a_watch_that_can_not_work_is_refused_by_its_name(tmp_path: Path, watch: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        watches_of(settings(tmp_path, watch))


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("[[watch]]\nname = 'a b'\nwhere = 'true'", "watch 1: name"),
        ("[[watch]]\nname = 'a'", "watch 1: where: Field required"),
        ("[[watch]]\nname = 'a'\nwhere = 'true'\nwher = 1", "watch 1: wher"),
        ("[[watch]]\nname = 'a'\nwhere = 'true'\n[[watch]]\nname = 'a'\nwhere = 'false'", "two watches"),
        ("watch_secret = 'whsec_x'", "NEWSWIRE_WATCH_SECRET"),
    ],
)
def test_what_is_wrong_in_the_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "newswire.toml").write_text(file)
    with pytest.raises(SettingsError, match=said):
        load()


def test_child_processes_get_the_watches_and_people_do_not_see_where_they_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook = {"name": "troops", "where": TROOPS, "on": "articles", "notify": "https://hooks.example/T0/secret"}
    given = settings(tmp_path, hook, watch_secret=SECRET)
    passed = environment(given)
    assert json.loads(passed["NEWSWIRE_WATCH"]) == [hook]
    for name, value in passed.items():
        monkeypatch.setenv(name, value)
    again = load()
    assert again.watch == given.watch and receivers(again) == {"troops": hook["notify"]}
    assert "secret" not in str(given.watch)
    assert [watch.matches.view for watch in watches_of(given)] == ["figures"]


def test_what_the_page_shows_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSWIRE_WATCH_SECRET", SECRET)
    file, check = (re.search(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL) for kind in ("toml", "python"))
    assert file and check
    (tmp_path / "newswire.toml").write_text(file[1])
    assert [(one.name, one.matches.view) for one in watches_of(load())] == [
        ("troops", "figures"),
        ("troops-contested", "mentions"),
    ]
    shown: dict[str, Any] = {}
    exec(check[1], shown)
    headers = headers_of(keys_of(f"{new_secret()} {SECRET}"), "id", int(time.time()), b"body")
    assert shown["is_ours"](SECRET, headers, b"body") and not shown["is_ours"](SECRET, headers, b"Body")


def test_without_a_watch_nothing_of_it_runs_or_is_loaded(tmp_path: Path) -> None:
    off, topic_only = settings(tmp_path), settings(tmp_path, {"name": "a", "where": "true"})
    assert stages_of(off) == ALWAYS and not {"watch", "notify"} & set(ALWAYS)
    assert set(stages_of(topic_only)) == {*ALWAYS, "watch"}
    hooked = settings(tmp_path, {"name": "a", "where": "true", "notify": "https://news.example/hook"})
    assert set(stages_of(hooked)) == set(STAGES)
    code = """if True:
        import sys
        from newswire import app
        from newswire.settings import load
        app.begin_watches(load({"home": sys.argv[1]}), None)
        print(sorted(name for name in sys.modules if name.startswith(("newswire.watch", "duckdb", "sqlalchemy"))))
    """
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"

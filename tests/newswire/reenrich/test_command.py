"""`newswire re-enrich` as it is typed."""

import json
from datetime import date

import pytest
from click.testing import CliRunner, Result

from homes.reenriched import publish, store_worker, wait_for
from newswire import app
from newswire.cli import cli
from newswire.reenrich import run as module
from newswire.reenrich.run import Done
from newswire.settings import Settings
from newswire.stream.errors import FatalError


def invoke(settings: Settings, *arguments: str) -> Result:
    environment = {"NEWSWIRE_FLUSH_S": "0.1"}
    return CliRunner().invoke(cli, ["re-enrich", "--home", str(settings.home), *arguments], env=environment)


@pytest.mark.parametrize(
    ("became", "code", "said"),
    [
        (Done(articles=2, already=1), 0, ""),
        (Done(articles=2, kept=3), 1, "3 could not be tagged and keep what they have"),
        (Done(superseded=4), 0, "4 had these tags before and got others since"),
    ],
)
def test_the_command_says_what_became_of_them(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, became: Done, code: int, said: str
) -> None:
    asked: list[object] = []

    def run(settings: Settings, days: object, *, rate: float, **_: object) -> Done:
        asked.extend([settings.enrichers, days, rate])
        return became

    monkeypatch.setattr(module, "re_enrich", run)
    done = invoke(settings, "--days", "2026-11-01..2026-11-03", "--rate", "2", "--enrichers", "entities, times")

    assert (done.exit_code, json.loads(done.stdout)) == (code, became._asdict())
    assert said in done.stderr
    assert asked == [("entities", "times"), (date(2026, 11, 1), date(2026, 11, 3)), 2]


def test_what_is_asked_for_wrongly_is_said_clearly(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for days in ("yesterday", "2026-13-01", "2026-11-02..2026-11-01"):
        done = invoke(settings, "--days", days)
        assert done.exit_code == 2 and "is not FROM..TO" in done.stderr
    assert invoke(settings, "--days", "2026-11-01", "--rate", "0").exit_code == 2
    assert "has an empty name" in invoke(settings, "--days", "2026-11-01", "--enrichers", "figures,").stderr

    assert "there is no pipe at" in str(invoke(settings, "--days", "2026-11-01").exception)
    assert not settings.home.exists()
    settings.home.mkdir()
    assert "nothing was stored at" in str(invoke(settings, "--days", "2026-11-01").exception)
    assert list(settings.home.iterdir()) == []

    publish(settings, "a")
    with store_worker(settings):
        wait_for(settings, 1)

    def none(settings: Settings, niceness: int) -> None:
        raise FatalError(f"no enricher {settings.enrichers[0]!r}")

    monkeypatch.setattr(app, "open_tagging", none)
    done = invoke(settings, "--days", "2000-01-01..2100-01-01", "--enrichers", "tone")
    assert "no enricher 'tone'" in str(done.exception)

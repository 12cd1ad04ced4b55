"""The whole pipe with its store and its archive in a bucket: stored, asked, proven, compacted, forgotten, replayed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from homes.home_search import places
from newswire.cli import cli
from newswire.ingest.polling.lists.feeds import Feed
from newswire.running.once import once
from newswire.settings import load
from newswire.stream.s3.path import S3Path
from newswire.stream.s3.url import S3Url
from sites.small_site import small_site, words_of

ARTICLES, GONE = 8, (3,)


def copied(url: S3Url, folder: Path) -> Path:
    """All that is in the bucket below a place, as files."""
    for one in S3Path(url).rglob("*"):
        path = folder / one.key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.read_bytes())
    return folder


@pytest.mark.s3
def test_store_and_archive_in_a_bucket(s3: S3Url, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    for name, value in {
        "HOME": str(home),
        "ALLOW_PRIVATE": "true",
        "STORE": f"{s3}/store",
        "ARCHIVE": f"{s3}/archive",
        "ENRICHERS": '["figures"]',
    }.items():
        monkeypatch.setenv(f"NEWSWIRE_{name}", value)

    def newswire(*words: str) -> Result:
        done = CliRunner().invoke(cli, words)
        assert done.exit_code == 0, done.output
        assert "no-secret-at-all" not in done.output
        return done

    def count(view: str) -> int:
        return json.loads(newswire("query", f"select count(*) as n from {view}", "--format", "json").stdout)["n"]

    with small_site(ARTICLES) as site:
        assert once(load(), [Feed(url) for url in site.feeds], lambda line: None)["articles"] == ARTICLES
        assert not (home / "store").exists() and not (home / "archive").exists()
        assert count("articles") == ARTICLES
        newswire("verify")
        newswire("compact")
        assert "store" in newswire("status").output
        newswire("re-enrich", "--days", "2020-01-01..2039-12-31", "--enrichers", "times,figures")

        words = words_of(GONE)
        assert {"archive", "store"} <= {place.partition("/")[0] for place in places(copied(s3, tmp_path / "a"), words)}
        newswire("forget", site.urls()[GONE[0]], "--why", "case 12")
        assert places(copied(s3, tmp_path / "b"), words) == [] == places(home, words)

        replayed = newswire("replay", "--warc", f"{s3}/archive")
        assert len(replayed.stdout.splitlines()) == ARTICLES - len(GONE)
    assert count("articles") == ARTICLES - len(GONE)
    newswire("verify")
    assert "nothing to repair" in newswire("repair", "--dry-run").output
    newswire("repair")
    newswire("retain")
    for log in (home / "logs").glob("*"):
        assert "no-secret-at-all" not in log.read_text()


@pytest.mark.s3
def test_what_is_wrong_with_a_place_is_said_in_a_line(
    s3: S3Url, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NEWSWIRE_HOME", str(tmp_path / "none"))
    monkeypatch.setenv("NEWSWIRE_STORE", str(s3))

    def asked() -> str:
        done = subprocess.run(
            [sys.executable, "-m", "newswire", "query", "select 1"], capture_output=True, text=True, check=False
        )
        assert done.returncode in (1, 2) and done.stdout == "" and done.stderr.count("\n") == 1, done.stderr
        return done.stderr

    assert "there is no store at s3://" in asked()
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "another-secret")
    refused = asked()
    assert "AWS_SECRET_ACCESS_KEY" in refused and "another-secret" not in refused
    assert not (tmp_path / "none").exists()

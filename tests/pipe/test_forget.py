"""Takedown of some articles of a small site, and then all that could bring them back: nothing does."""

import json
from pathlib import Path

from click.testing import CliRunner

from homes.home_search import places
from newswire import app
from newswire.cli import cli
from newswire.ingest.polling.lists.feeds import Feed
from newswire.running.once import once
from newswire.settings import Settings
from newswire.store.query import connect
from newswire.store.verify import verify
from newswire.stream.topics import THREADS
from sites.small_site import small_site, words_of

ARTICLES, GONE = 14, (3, 7)


def stored(home: Path) -> int:
    with connect(home / "store") as connection:
        [(found,)] = connection.execute("select count(*) from articles_history").fetchall()
    return int(found)


def ids_at(home: Path, urls: list[str]) -> list[str]:
    with connect(home / "store") as connection:
        found = connection.execute(
            "select distinct article_id from articles_history where list_contains(?, url)", [urls]
        )
        return [article_id for (article_id,) in found.fetchall()]


def followed(settings: Settings, ids: list[str]) -> int:
    """In how many messages of threads and rows of mentions these articles stand, be it as what others relate to."""
    with connect(settings.home / "store") as connection:
        told = "list_contains(?, article_id) or list_contains(?, of_article_id)"
        [(rows,)] = connection.execute(f"select count(*) from mentions_history where {told}", [ids, ids]).fetchall()
    with app.open_broker(settings) as broker:
        return int(rows) + sum(any(i.encode() in r.value for i in ids) for r in broker.scan(THREADS.name))


def test_what_is_forgotten_is_nowhere_and_nothing_brings_it_back(tmp_path: Path) -> None:
    home = tmp_path / "home"
    env = {"NEWSWIRE_HOME": str(home), "NEWSWIRE_ALLOW_PRIVATE": "true", "NEWSWIRE_REVISIT_S": "[1]"}
    settings = Settings(home=home, allow_private=True, revisit_s=(1.0,), store_workers=1)
    with small_site(ARTICLES) as site:
        feeds = [Feed(url) for url in site.feeds]
        assert once(settings, feeds, lambda line: None)["articles"] == ARTICLES
        words, others = words_of(GONE), words_of([n for n in range(ARTICLES) if n not in GONE])
        kinds = {place.partition("/")[0].partition(":")[0] for place in places(home, words)}
        assert {"archive", "broker.sqlite", "feeds.sqlite", "store"} <= kinds

        named = [site.urls()[n] for n in GONE]
        gone, kept = ids_at(home, named), ids_at(home, sorted({*site.urls()} - {*named}))
        assert followed(settings, gone) > 0
        done = CliRunner().invoke(cli, ["forget", *named, "--why", "case 12"], env=env)

        assert done.exit_code == 0, done.output
        assert json.loads(done.stdout)["gone"]["articles"] == len(GONE)
        assert places(home, words) == []
        assert followed(settings, gone) == 0 < followed(settings, kept)
        assert stored(home) == ARTICLES - len(GONE) and list(verify(home / "store")) == []

        # The feed lists them still and the site has them: polls, visits, replay and new processes.
        with app.open_state(settings) as state:
            for feed in feeds:
                state.due_now(feed.url)
        site.edited = frozenset(range(ARTICLES))
        replayed = CliRunner().invoke(cli, ["replay", "--warc", str(home / "archive"), "--publish"], env=env)
        assert replayed.exit_code == 0, replayed.output
        once(settings, feeds, lambda line: None)

        assert places(home, words) == []
        assert len(places(home, others)) > 5
    with connect(home / "store") as connection:
        found = connection.execute("select count(distinct url), count(*) > 12 from articles_history").fetchall()
    assert found == [(ARTICLES - len(GONE), True)] and list(verify(home / "store")) == []

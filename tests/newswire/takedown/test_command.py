"""`newswire forget`: what it takes, what it refuses, what it says, and that it ends what was killed."""

import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from factories import article, feed_entry
from homes.forgotten import found, invoke
from newswire import app
from newswire.cli import cli
from newswire.settings import Settings
from newswire.store.verify import verify
from newswire.stream.broker import Message
from newswire.stream.forgotten import BlockList
from newswire.stream.topics import ARTICLES, DEAD, ENRICHED, ENTRIES, LATEST, cloudevent, encode
from protocols.store_batches import urls


@pytest.mark.parametrize("named", [article("birch").article_id, "http://news.example/birch?utm_source=x"])
def test_an_article_goes_from_every_place_by_its_id_and_by_its_url(home: Path, named: str) -> None:
    everywhere = {"archive", "broker.sqlite", "feeds.sqlite", "logs", "search.sqlite", "store"}
    assert found(home, "birch") == everywhere

    done = invoke(home, named, "--why", "case 12", "--by", "ada")

    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["articles"], told["left"]) == (1, [])
    wanted = {"articles": 1, "rows": 4, "records": 5, "state_rows": 2, "warc_records": 3, "log_lines": 1, "staged": 0}
    assert told["gone"] == wanted | {"searched": 1}
    assert found(home, "birch") == set() and found(home, "amber") == found(home, "cedar") == everywhere
    assert urls(home / "store") == ["amber", "cedar"] and list(verify(home / "store")) == []
    with app.open_broker(Settings(home=home)) as broker:
        for topic in (ENTRIES, ARTICLES, ENRICHED, LATEST, DEAD):
            assert sorted(bool(record.value) for record in broker.scan(topic.name)) == [False, True, True]
    first, *_ = BlockList(home / "forgotten.jsonl").lines()
    assert (first.by, first.why) == ("ada", "case 12") and first.at and first.hashes


def test_several_at_once_and_again_is_not_an_error(home: Path) -> None:
    named = [article(name).url for name in ("amber", "birch")]
    for _ in range(2):
        assert invoke(home, *named, "--why", "case 12").exit_code == 0
    assert found(home, "amber") == found(home, "birch") == set()
    assert urls(home / "store") == ["cedar"]
    assert sum(bool(line.why) for line in BlockList(home / "forgotten.jsonl").lines()) == 1 + 1


@pytest.mark.parametrize(
    ("named", "why", "said"),
    [
        (["https://news.example/unknown"], "x", "in neither store, state nor topics: https://news.example/unknown"),
        ([article("amber").url, "0" * 32], "x", "0" * 32),
        (["birch"], "x", "neither an article's id"),
        ([article("amber").url], "it says: Title Amber", "has words of the article in it"),
    ],
)
def test_what_is_not_known_or_tells_too_much_is_refused_and_nothing_is_done(
    home: Path, named: Sequence[str], why: str, said: str
) -> None:
    done = invoke(home, *named, "--why", why)

    assert done.exit_code == 2 and said in done.stderr and "nothing was done" in done.stderr
    assert len(urls(home / "store")) == 3 and not (home / "forgotten.jsonl").exists()


def test_a_dry_run_says_what_would_go_and_does_nothing(home: Path) -> None:
    done = invoke(home, article("birch").url, "--why", "case 12", "--dry-run")

    assert done.exit_code == 0, done.output
    assert "Title birch" in done.stderr
    told = json.loads(done.stdout)
    assert told["dry_run"] and told["gone"]["rows"] == 4 and told["gone"]["warc_records"] == 3
    assert not (home / "forgotten.jsonl").exists() and len(urls(home / "store")) == 3
    assert "birch" in (home / "logs" / "fetch.log").read_text()


def test_one_that_is_not_stored_yet_goes_out_of_the_topics(home: Path) -> None:
    about = cloudevent(id="y", type=ENTRIES.event, source="s", subject="https://news.example/elm", time="")
    with app.open_broker(Settings(home=home)) as broker, closing(broker.producer()) as producer:
        producer.send(Message(ENTRIES.name, b"news.example", encode(feed_entry("elm", title="Of elms")), about))

    assert invoke(home, "https://news.example/elm", "--why", "case 12").exit_code == 0
    assert found(home, "elm") == set()


def test_there_is_a_pipe_or_an_error(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["forget", "0" * 32, "--why", "x", "--home", str(tmp_path / "none")])
    assert done.exit_code != 0 and not (tmp_path / "none").exists()


def test_names_that_it_taught_are_learned_anew(home: Path) -> None:
    (home / "aliases.tsv").write_text("ORG\tBirch Board\tBB\n")
    invoke(home, article("birch").url, "--why", "case 12")
    assert "Birch" not in (home / "aliases.tsv").read_text()

"""`newswire forget`: what it takes, what it refuses, what it says, and that it ends what was killed."""

import json
import threading
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from factories import article, dead_letter, enriched, feed_entry
from home_search import places
from newswire import app
from newswire.cli import cli
from newswire.ingest.archive.archive import Archive
from newswire.ingest.archive.exchange import Exchange
from newswire.ingest.note import Note, keep_note
from newswire.ingest.revisions.copies import CopyState
from newswire.ingest.revisions.pages import PageState
from newswire.mending.verify import verify as verify_home
from newswire.search.index import SearchIndex
from newswire.settings import Settings
from newswire.store.verify import verify
from newswire.stream.broker import Message
from newswire.stream.errors import RetryableError
from newswire.stream.forgotten import BlockList
from newswire.stream.letters import dead_message
from newswire.stream.topics import ARTICLES, DEAD, ENRICHED, ENTRIES, LATEST, cloudevent, encode
from newswire.takedown import run as takedown
from newswire.takedown.barrier import in_hand, wait_for
from newswire.web.reading.indexing import keep_up
from newswire.web.reading.store import StoreReader
from store_batches import NOW, item, put, store_at, urls
from waiting import until

NAMES = ("amber", "birch", "cedar")
FEED = "https://news.example/rss.xml"


def words(name: str) -> str:
    return f"Officials said 12 soldiers of {name} had left. " + " ".join(f"{name}{n}" for n in range(60))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home in which each article is in every place, without any process."""
    settings = Settings(home=tmp_path / "home")
    archive = Archive(settings.archive_root)
    with app.open_broker(settings) as broker, closing(broker.producer()) as producer:
        for name in NAMES:
            made = article(name, text=words(name), feed=FEED, entry_id=feed_entry(name).entry_id)
            about = {"source": "s", "subject": made.url, "time": ""}
            for topic, key, value in (
                (ENTRIES, b"news.example", feed_entry(name, summary=words(name))),
                (ARTICLES, made.article_id.encode(), made),
                (ENRICHED, made.article_id.encode(), enriched(name, article=made)),
                (LATEST, made.article_id.encode(), enriched(name, article=made)),
            ):
                producer.send(Message(topic.name, key, encode(value), cloudevent(id="x", type=topic.event, **about)))
            producer.send(dead_message(dead_letter(name, value=encode(feed_entry(name, summary=words(name))))))
            head = b"HTTP/1.1 200 OK\r\n\r\n"
            place = archive.exchange(Exchange(made.url, NOW, b"GET / HTTP/1.1\r\n\r\n", head, words(name).encode()))
            note = Note(
                entry=feed_entry(name), fetched="x", file=place.file, offset=place.offset, record_id=place.record_id
            )
            keep_note(archive, note, made, made)
    archive.close()
    store = store_at(settings.store_root)
    put(store, [item(n, name, article=article(name, text=words(name))) for n, name in enumerate(NAMES)])
    with closing(StoreReader(settings.store_root)) as reader:
        keep_up(reader, SearchIndex(settings.home), lambda article_id: False)
    with closing(PageState(f"sqlite:///{settings.home}/feeds.sqlite")) as pages:
        pages.record([article(name, text=words(name), feed=FEED) for name in NAMES], NOW)
    with closing(CopyState(f"sqlite:///{settings.home}/feeds.sqlite")) as copies:
        copies.clusters({article(name).article_id: words(name) for name in NAMES}, NOW)
    (settings.home / "logs").mkdir()
    (settings.home / "logs" / "fetch.log").write_text("".join(f"failed url={article(n).url} x\n" for n in NAMES))
    return settings.home


def found(home: Path, name: str) -> set[str]:
    """Where in home a word of the article stands."""
    import re

    hits = places(home, re.compile(name.encode()))
    return {hit.split("/")[0].split(":")[0] for hit in hits}


def invoke(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["forget", *arguments, "--home", str(home)])


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


@pytest.mark.parametrize("place", range(6))
def test_killed_before_any_place_the_same_command_ends_it_or_the_pipe_by_itself(
    home: Path, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    class Killed(BaseException):
        pass

    def die(action: object) -> takedown.Takedown:
        raise Killed

    monkeypatch.setattr(takedown, "PLACES", (*takedown.PLACES[:place], die))
    with pytest.raises(Killed):
        takedown.take_down(Settings(home=home), [article("birch").url], why="case 12", by="ada")
    monkeypatch.undo()
    told = [str(finding) for finding in verify_home(Settings(home=home))]
    assert [one for one in told if "unfinished_takedown" in one and "ada began" in one and "newswire retain" in one]

    if place % 2:
        assert invoke(home, article("birch").url, "--why", "case 12").exit_code == 0
    else:
        assert CliRunner().invoke(cli, ["retain", "--home", str(home)]).exit_code == 0

    assert found(home, "birch") == set() and BlockList(home / "forgotten.jsonl").unfinished() == []


def test_an_entry_that_led_to_it_by_another_url_goes_as_well(home: Path) -> None:
    other = feed_entry("oak", title="birch by another way")
    about = cloudevent(id="z", type=ENTRIES.event, source="s", subject=other.url or "", time="")
    archive = Archive(home / "archive")
    place = archive.exchange(
        Exchange(article("birch").url, NOW, b"GET /\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n", b"birch")
    )
    made = article("birch")
    keep_note(archive, Note(entry=other, fetched="x", file=place.file, offset=place.offset), made, made)
    archive.close()
    with app.open_broker(Settings(home=home)) as broker, closing(broker.producer()) as producer:
        producer.send(Message(ENTRIES.name, b"news.example", encode(other), about))

    assert invoke(home, made.article_id, "--why", "case 12").exit_code == 0

    assert found(home, "birch") == set()
    assert app.told(Settings(home=home)).url("https://news.example/oak")


def test_what_a_worker_has_in_hand_is_waited_for_and_swept_again(home: Path) -> None:
    """A store worker that polled before it could hear: what it stores goes in the second sweep."""
    settings = Settings(home=home)
    with app.open_broker(settings) as broker, closing(broker.consumer([ENRICHED.name], "newswire.store")) as consumer:
        batch = []
        while len(batch) < len(NAMES):
            batch += consumer.poll(10, 0.5)
        late = threading.Timer(1.5, lambda: None)
        results: list[object] = []
        thread = threading.Thread(target=lambda: results.append(invoke(home, article("birch").url, "--why", "case 12")))
        thread.start()
        until(lambda: app.told(settings).url(article("birch").url))
        late.start()
        late.join()
        store = store_at(settings.store_root)
        store.start(ENRICHED.name, 5)
        put(store, [item(0, "birch", partition=5, article=article("birch", text=words("birch")))])
        assert not results
        consumer.commit()
        thread.join()
    (done,) = results
    assert isinstance(done, Result) and done.exit_code == 0, done
    assert "in hand" in done.stderr
    assert found(home, "birch") == set() and list(verify(settings.store_root)) == []


def test_a_stage_that_does_not_come_round_is_told_and_what_is_blocked_stays_so(home: Path) -> None:
    settings = Settings(home=home)
    with app.open_broker(settings) as broker, closing(broker.consumer([ARTICLES.name], "newswire.enrich")) as consumer:
        while not consumer.poll(10, 0.5):
            pass
        done = invoke(home, article("birch").url, "--why", "case 12", "--wait", "0.5")
    assert done.exit_code == 1 and isinstance(done.exception, RetryableError) and "enrich" in str(done.exception)
    assert app.told(settings).url(article("birch").url) and urls(home / "store") == ["amber", "cedar"]
    assert invoke(home, article("birch").url, "--why", "case 12").exit_code == 0


def test_nothing_is_in_hand_where_nobody_works(home: Path) -> None:
    from newswire.home.databases import open_memory

    settings = Settings(home=home)
    with app.open_broker(settings) as broker, open_memory(settings) as memory:
        before = in_hand(broker, memory)
        assert not before.batches and not before.polls
        assert not wait_for(before, broker, memory, 0)


def test_names_that_it_taught_are_learned_anew(home: Path) -> None:
    (home / "aliases.tsv").write_text("ORG\tBirch Board\tBB\n")
    invoke(home, article("birch").url, "--why", "case 12")
    assert "Birch" not in (home / "aliases.tsv").read_text()

"""`newswire forget` beside workers that have the article in hand, and killed at any place."""

import threading
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from factories import article, feed_entry
from homes.forgotten import NAMES, found, invoke, words
from newswire import app
from newswire.cli import cli
from newswire.ingest.archive.archive import Archive
from newswire.ingest.archive.exchange import Exchange
from newswire.ingest.note import Note, keep_note
from newswire.mending.verify import verify as verify_home
from newswire.settings import Settings
from newswire.store.verify import verify
from newswire.stream.broker import Message
from newswire.stream.errors import RetryableError
from newswire.stream.forgotten import BlockList
from newswire.stream.topics import ARTICLES, ENRICHED, ENTRIES, cloudevent, encode
from newswire.takedown import run as takedown
from newswire.takedown.barrier import in_hand, wait_for
from protocols.store_batches import NOW, item, put, store_at, urls
from waiting import until


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

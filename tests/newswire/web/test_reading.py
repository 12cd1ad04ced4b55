"""What pages read from: letters listed once, samples a minute, runs that tell how they ended; an article explained."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from homes.web_home import HOSTILE, made
from newswire import app
from newswire.dead import letters as dead
from newswire.health.minute import Sampler
from newswire.settings import Settings, SettingsError
from newswire.stages.table import stages_of
from newswire.status.history import KEEP_S, History, Sample, rates
from newswire.stream.broker import Message
from newswire.stream.forgotten import BlockList
from newswire.stream.letters import dead_message
from newswire.stream.messages import make_id
from newswire.stream.topics import ENTRIES
from newswire.web.reading.explain import explained, find, lines
from newswire.web.reading.jobs import Job, Jobs
from newswire.web.reading.letters import Letters
from newswire.web.reading.store import StoreReader
from waiting import until

ARTICLE = make_id("article", "https://news.example/Ruritania")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return made(tmp_path_factory.mktemp("reading") / "home")


@pytest.fixture(scope="module")
def reader(settings: Settings) -> Iterator[StoreReader]:
    found = StoreReader(settings.store_root)
    yield found
    found.close()


def test_letters_are_those_that_the_command_line_lists_before_and_after_a_retry(settings: Settings) -> None:
    letters = Letters(settings)
    before = letters.all()
    reasons = letters.reasons()
    with app.open_broker(settings) as broker:
        listed = dead.open_letters(broker)
    letter = letters.whole(before[make_id("fetch", "letter1")])
    sent = letters.retry(lambda letter: letter.reason == "no_text")
    with app.open_broker(settings) as broker:
        producer = broker.producer()
        producer.send(dead_message(listed[make_id("fetch", "letter2")]))
        producer.close()

    assert list(before) == list(listed)
    assert reasons == [("fetch", "http_404", 3), ("fetch", "no_text", 1)]
    assert letter
    assert letter.value == HOSTILE.encode()
    assert sent == 1
    assert [one.row["reason"] for one in letters.all().values()] == ["http_404"] * 3
    assert list(letters.all())[-1] == make_id("fetch", "letter2")


def test_a_sample_tells_what_each_stage_has_done_and_what_waits(settings: Settings) -> None:
    with app.open_broker(settings) as broker:
        producer = broker.producer()
        producer.send(Message(ENTRIES.name, b"a", b"{}"))
        producer.close()
        samples = {sample.stage: sample for sample in Sampler(settings).samples(broker)}

    assert list(samples) == ["poll", *stages_of(settings), "dead"]
    assert samples["fetch"].lag == samples["poll"].done
    assert samples["store"].done == 8
    assert samples["dead"].done == 3
    assert 0 <= (samples["fetch"].age or -1) < 300


def test_a_minute_has_one_sample_and_old_ones_go(tmp_path: Path) -> None:
    history = History(tmp_path)
    now = 1_000_000_000.0
    history.add([Sample("fetch", 5, 1, 2.0)], now - KEEP_S - 120)
    history.add([Sample("fetch", 10, 3, 60.0)], now)
    assert not history.wanted(now + 1)
    history.add([Sample("fetch", 99, 9, 9.0)], now + 1)
    history.add([Sample("fetch", 40, 0, 0.0)], now + 60)

    points = history.points(100, now + 60, most=10_000)["fetch"]

    assert [(point.done, point.lag, point.age) for point in points] == [(10, 3.0, 60.0), (40, 0.0, 0.0)]
    assert [rate for _, rate in rates(points)] == [30.0]


def test_a_run_tells_how_far_it_is_and_how_it_ended(settings: Settings) -> None:
    jobs = Jobs(settings)
    job = jobs.start("query", ("query", "select count(*) || ' of 40 articles' as n from articles"), "you")
    until(lambda: jobs.progress(jobs.all()[0]).state != "running")

    (ended,) = jobs.all()
    progress = jobs.progress(ended)

    assert ended.id == job.id
    assert (progress.state, progress.done, progress.total) == ("done", 7, 40)
    assert ended.exit == 0
    assert not jobs.stop(ended)


def test_a_run_that_was_killed_is_said_to_be_stopped(settings: Settings) -> None:
    killed = Job(id="gone", kind="query", arguments=(), by="you", started="2024-10-18T12:00:00Z", pid=2**22 + 1)

    assert Jobs(settings).progress(killed).state == "stopped"


def test_an_article_is_explained_from_feed_to_file(settings: Settings, reader: StoreReader) -> None:
    one = explained(settings, reader, find(reader, ARTICLE[:10]))
    told = "\n".join(lines(one))

    assert [row["text"] for row in one.revisions] == [
        "Officials said 12 soldiers of Ruritania had left.",
        "Officials said 15 soldiers of Ruritania had left.",
    ]
    assert find(reader, "https://news.example/Ruritania") == ARTICLE
    facts = dict(one.steps[-1].facts)
    assert (settings.home / "store" / facts["file"]).is_file()
    assert "denied by Kyiv" in told
    assert "Officials" in told
    place = {name: one.figures[0][name] for name in ("field", "start", "end")}
    mention = place | {
        "thread_id": "t1", "relation": "revises", "of_article_id": "b", "of_text": "12", "of_claimant": "Officials",
        "of_site": "news.example", "of_published": None,
    }  # fmt: skip
    followed = "\n".join(lines(one._replace(mentions=[mention])))
    assert "    thread t1: revises, of 12, Officials, news.example" in followed
    assert "thread" not in told


def test_what_was_forgotten_is_not_explained(settings: Settings, reader: StoreReader) -> None:
    evil = make_id("article", "https://news.example/evil")
    BlockList(settings.forgotten_file).begin([evil], at="2024-10-18T09:00:00Z", by="me", why="asked")

    with pytest.raises(SettingsError, match="forgotten"):
        explained(settings, reader, evil)
    with pytest.raises(SettingsError, match="no article"):
        find(reader, "none")

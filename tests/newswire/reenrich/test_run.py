"""`newswire re-enrich`: each article of the days once more, beside a store worker that runs, and after any break."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from factories import article
from newswire import app
from newswire.cli import cli
from newswire.enrich.languages.registry import is_tagged
from newswire.enrich.passages.document import Document, Source
from newswire.enrich.pipeline.latest import note
from newswire.home.databases import open_latest
from newswire.reenrich import run as module
from newswire.reenrich.run import Done, re_enrich
from newswire.settings import Settings, load
from newswire.store.compaction.compact import compact
from newswire.store.compaction.plan import Aims
from newswire.store.snapshot import snapshot
from newswire.store.verify import verify
from newswire.stream.broker import Message
from newswire.stream.errors import FatalError, RejectedError
from newswire.stream.messages import EnricherInfo, Entity
from newswire.stream.topics import ENRICHED, LATEST, REENRICHED, encode, header
from small_archive import keep
from store_batches import NOW, ask, item
from waiting import until

DAY = NOW.date()
TODAY = (date(2000, 1, 1), date(2100, 1, 1))
SLOW = "Too slow."


class Tagging:
    """Enrichers of a version, in this process; an article of the words SLOW takes too long."""

    def __init__(self, version: str) -> None:
        self.infos = (EnricherInfo(name="figures", version=version),)
        self.seen: list[str] = []

    def __enter__(self) -> "Tagging":
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is open."""

    def annotate(self, articles: Sequence[Source], seconds: float) -> list[Document | RejectedError]:
        self.seen += [a.id for a in articles]
        name = self.infos[0].version
        entity = Entity(field="text", text="x", start=0, end=1, type="ORG", name=name)
        return [
            RejectedError("not_tagged_in_time", "")
            if a.text == SLOW
            else Document(id=a.id, texts={}, entities=[entity], enrichers=self.infos if is_tagged(a.language) else ())
            for a in articles
        ]


@pytest.fixture
def tagging(monkeypatch: pytest.MonkeyPatch) -> Tagging:
    """What the command tags with: version 2."""
    made = Tagging("2")
    monkeypatch.setattr(app, "open_tagging", lambda settings, niceness: made)
    return made


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load({"home": tmp_path / "home", "flush_s": 0.1})


@contextmanager
def store_worker(settings: Settings) -> Iterator[None]:
    """The pipe's own, that runs."""
    done = threading.Event()
    ready = threading.Event()

    def work() -> None:
        with app.open_broker(settings) as broker, app.open_worker("store", settings, broker) as worker:
            ready.set()
            worker.run(done.is_set)

    thread = threading.Thread(target=work)
    thread.start()
    assert ready.wait(120)
    try:
        yield
    finally:
        done.set()
        thread.join()


def publish(settings: Settings, *names: str, key: bytes | None = None, **fields: object) -> None:
    """What the pipe enriched with version 1."""
    fields = {"enrichers": Tagging("1").infos} | fields
    with app.open_broker(settings) as broker:
        producer = broker.producer()
        for name in names:
            made = item(0, name, **fields).message
            producer.send(Message(ENRICHED.name, key or made.article.article_id.encode(), encode(made)))
        producer.close()


def wait_for(settings: Settings, articles: int) -> None:
    """Until readers see this many."""
    until(lambda: sum(file.rows for file in snapshot(settings.store_root)["articles"]) >= articles)


def types(settings: Settings) -> list[str | None]:
    with app.open_broker(settings) as broker:
        return [header(record.headers, "ce_type") for record in broker.scan(ENRICHED.name)]


def names(settings: Settings) -> list[tuple[object, ...]]:
    """Version of the tags -> how many current articles have them."""
    return ask(settings.store_root, "SELECT name, count(*) FROM entities GROUP BY ALL ORDER BY 1")


def test_each_article_of_the_days_once_and_none_that_is_current(settings: Settings, tagging: Tagging) -> None:
    old = [f"a{n}" for n in range(20)]
    publish(settings, *old, entities=(Entity(field="text", text="x", start=0, end=1, type="ORG", name="1"),))
    lines: list[str] = []
    with store_worker(settings):
        wait_for(settings, 20)
        before = ask(settings.store_root, "SELECT url, ingested, dt FROM articles ORDER BY 1")
        edited = item(0, "a7").message.article
        with open_latest(settings) as database, database.write() as connection:  # a revision that is on its way
            note(connection, [msgspec.structs.replace(edited, revision="newer", previous=edited.revision)])
        done = re_enrich(settings, TODAY, report=lines.append)

        assert done == Done(articles=20)
        assert names(settings) == [("2", 20)]
        assert ask(settings.store_root, "SELECT url, ingested, dt FROM articles ORDER BY 1") == before
        assert re_enrich(settings, TODAY) == Done(already=20)
        assert re_enrich(settings, (before[0][2], before[0][2])) == Done(already=20)
    assert len(tagging.seen) == len(set(tagging.seen)) == 20
    assert types(settings).count(REENRICHED) == 20
    with app.open_broker(settings) as broker:
        latest = [(record.key, LATEST.decode(record.value).entities[0].name) for record in broker.scan(LATEST.name)]
    ids = {item(0, name).message.article.article_id.encode() for name in old}
    assert sorted(latest) == sorted((key, "2") for key in ids - {edited.article_id.encode()})
    assert (lines[0], lines[-1]) == ("begins: 0 of 20 articles", "done: 20 of 20 articles")
    assert list(verify(settings.store_root)) == []


@pytest.mark.kafka
def test_on_kafka_as_well_stopped_and_gone_on_with(settings: Settings, tagging: Tagging, kafka_servers: str) -> None:
    settings = settings.model_copy(update={"kafka": kafka_servers})
    publish(settings, *[f"k{n}" for n in range(12)])
    mine = "SELECT enrichers[1].version AS made_by, count(*) FROM articles WHERE url LIKE '%/k%' GROUP BY ALL"
    with store_worker(settings):
        # others have used this broker
        until(lambda: sum(count for _, count in ask(settings.store_root, mine)) >= 12, every_s=0.3)
        first = re_enrich(settings, TODAY, stopped=lambda: len(tagging.seen) >= 8)
        second = re_enrich(settings, TODAY)

    assert ask(settings.store_root, mine) == [("2", 12)]
    assert first.left and first.articles + second.articles == len(tagging.seen) == len(set(tagging.seen))
    assert list(verify(settings.store_root)) == []


def test_who_comes_after_a_break_publishes_nothing_twice(
    settings: Settings, tagging: Tagging, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(settings, *[f"a{n}" for n in range(20)])
    with store_worker(settings):
        wait_for(settings, 20)
    # The store stands still, and the run dies after its first batch: what is published is in the topic only.
    monkeypatch.setattr(module._Run, "_send", _dies_after(module._Run._send, batches=1))
    with pytest.raises(InterruptedError):
        re_enrich(settings, TODAY)
    monkeypatch.undo()
    monkeypatch.setattr(app, "open_tagging", lambda settings, niceness: tagging)
    assert types(settings).count(REENRICHED) == 8
    tagging.seen.clear()

    with store_worker(settings):
        assert re_enrich(settings, TODAY) == Done(articles=12, already=8)

    assert len(tagging.seen) == 12
    assert types(settings).count(REENRICHED) == 20
    assert ask(settings.store_root, "SELECT count(*), count(DISTINCT article_id) FROM articles") == [(20, 20)]
    assert ask(settings.store_root, "SELECT count(*) FROM articles_history") == [(40,)]


def _dies_after(send: object, batches: int) -> object:
    left = [batches]

    def dying(self: object, messages: object) -> None:
        if not left[0]:
            raise InterruptedError
        left[0] -= 1
        send(self, messages)  # type: ignore[operator]

    return dying


def test_stopped_it_says_what_is_left(settings: Settings, tagging: Tagging) -> None:
    publish(settings, *[f"a{n}" for n in range(20)])
    with store_worker(settings):
        wait_for(settings, 20)

    done = re_enrich(settings, TODAY, stopped=lambda: len(tagging.seen) >= 8)

    assert (done.articles, done.left, done.waiting) == (8, 12, 8)

    # while it waits for its turn, with a batch in its hands
    asked: list[int] = []
    done = re_enrich(settings, TODAY, stopped=lambda: bool(asked.append(1)) or len(asked) > 9)
    assert (done.articles, done.already, done.left) == (0, 8, 12)


def test_what_cannot_be_tagged_keeps_what_it_has(settings: Settings, tagging: Tagging) -> None:
    entity = Entity(field="text", text="x", start=0, end=1, type="ORG", name="1")
    publish(settings, "slow", article=article("slow", text=SLOW), claims=(), figures=(), entities=(entity,))
    publish(settings, "good", "German", entities=(entity,))
    publish(settings, "de", article=article("de", language="de"), enrichers=(), entities=())
    with store_worker(settings):
        wait_for(settings, 4)
        assert re_enrich(settings, TODAY) == Done(articles=2, already=1, kept=1)
    assert names(settings) == [("1", 1), ("2", 2)]


def test_an_enrichment_that_was_superseded_does_not_come_again(settings: Settings, tagging: Tagging) -> None:
    publish(settings, "a", enrichers=tagging.infos)
    publish(settings, "a")
    with store_worker(settings):
        wait_for(settings, 2)
        assert re_enrich(settings, TODAY) == Done(superseded=1)


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


def test_where_the_pipe_has_no_store_worker_it_runs_one(settings: Settings, tagging: Tagging) -> None:
    publish(settings, "a", "b")
    with store_worker(settings):
        wait_for(settings, 2)

    assert re_enrich(settings, TODAY, alone_s=0) == Done(articles=2)

    assert names(settings) == [("2", 2)]
    assert (settings.home / "logs" / "store-re-enrich.log").exists()


def test_a_day_that_the_store_cannot_give_comes_from_its_kept_answers(settings: Settings, tagging: Tagging) -> None:
    settings.home.mkdir()
    day = datetime.now(UTC).date()
    keep(settings.archive_root)

    assert re_enrich(settings, (day, day), alone_s=0) == Done(articles=1)
    assert ask(settings.store_root, "SELECT dt, url FROM articles") == [(date(2026, 3, 1), "https://news.example/a")]
    with app.open_broker(settings) as broker:
        (record,) = broker.scan(ENRICHED.name)
    assert header(record.headers, "ce_type") == REENRICHED
    assert re_enrich(settings, (day, day), alone_s=0) == Done(already=1)

    # Two more batches of its partition, so that it is folded, and then its file is damaged.
    for n in (1, 2):
        publish(settings, f"b{n}", key=record.key)
        with store_worker(settings):
            wait_for(settings, 1 + n)
    compact(settings.store_root, datetime.now(UTC) + timedelta(days=9), aims=Aims(records=1))
    [file] = settings.store_root.glob("articles/dt=2026-03-01/*")
    file.write_bytes(bytes(file.stat().st_size))
    (settings.archive_root / day.isoformat()).rename(settings.archive_root / "2026-03-01")
    tagging.infos = Tagging("3").infos

    assert re_enrich(settings, (date(2026, 3, 1), date(2026, 3, 1)), alone_s=0) == Done(articles=1)

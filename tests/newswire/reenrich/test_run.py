"""`newswire re-enrich`: each article of the days once more, beside a store worker that runs, and after any break."""

import msgspec
import pytest

from factories import article
from homes.reenriched import SLOW, TODAY, Tagging, names, publish, store_worker, wait_for
from newswire import app
from newswire.enrich.pipeline.latest import note
from newswire.home.databases import open_latest
from newswire.reenrich import run as module
from newswire.reenrich.run import Done, re_enrich
from newswire.settings import Settings
from newswire.store.verify import verify
from newswire.stream.messages import Entity
from newswire.stream.topics import ENRICHED, LATEST, REENRICHED, header
from protocols.store_batches import ask, item
from waiting import until


def types(settings: Settings) -> list[str | None]:
    with app.open_broker(settings) as broker:
        return [header(record.headers, "ce_type") for record in broker.scan(ENRICHED.name)]


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

"""Re-enrichment where no store worker runs, or the store can't give the articles."""

from datetime import UTC, date, datetime, timedelta

from homes.reenriched import TODAY, Tagging, names, publish, store_worker, wait_for
from homes.small_archive import keep
from newswire import app
from newswire.reenrich.run import Done, re_enrich
from newswire.settings import Settings
from newswire.store.compaction.compact import compact
from newswire.store.compaction.plan import Aims
from newswire.stream.topics import ENRICHED, REENRICHED, header
from protocols.store_batches import ask


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

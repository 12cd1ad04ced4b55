"""What is due to be re-enriched, read back as it came; and where the rows of what was re-enriched go."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from factories import article
from newswire.store.compaction.compact import compact
from newswire.store.reenrich.articles import Stored, first_ingested, read
from newswire.store.reenrich.due import Day, days_between, due_on
from newswire.store.verify import verify
from newswire.stream.messages import Article, Change, EnricherInfo, Fetch
from protocols.store_batches import DAY_MS, NOW, ask, item, put, store_at

OLD, NEW = ((EnricherInfo(name="figures", version=v, sha256="c0ffee"),) for v in ("1", "2"))
TODAY, TOMORROW = NOW.date(), NOW.date() + timedelta(days=1)
FULL = article(
    "full",
    text="One.\n\nTwo.",
    canonical_url="https://news.example/full",
    authors=("A. Writer", "B. Writer"),
    language="en-GB",
    published="2024-10-17",
    updated="2024-10-17T09:30:00+02:00",
    site="News",
    kind="live",
    access="paywall",
    how={"text": "trafilatura", "title": "og"},
    flags=("published_ambiguous",),
    feed="https://news.example/rss.xml",
    entry_id="e",
    guid="g",
    summary="<p>s</p>",
    tags=("world",),
    seen="2024-10-18T09:00:00.250000Z",
    fetched="2024-10-18T09:00:01Z",
    fetch=Fetch(
        url="https://news.example/full?x",
        status=200,
        bytes=9,
        sha256="f" * 64,
        content_type="text/html",
        warc_file="2024-10-18/a.warc.gz",
        warc_offset=0,
        etag='"1"',
        last_modified="Thu",
    ),
    previous="r0",
    changes=(Change(field="text", removed=("Zero.",), added=("One.",), start=0, end=4),),
    cluster_id="c",
)


def is_due(language: str | None, enrichment: str) -> bool:
    """All but what no enricher has seen."""
    return enrichment != ""


def test_an_article_comes_back_as_it_was_but_for_the_validators_of_its_page(tmp_path: Path) -> None:
    plain = article("plain")
    put(store_at(tmp_path), [item(0, "full", article=FULL, enrichers=OLD), item(1, "plain", article=plain)])

    places = [("news.enriched.v1", 0, 0), ("news.enriched.v1", 0, 1)]
    found = {one.article.url: one for one in read(tmp_path, TODAY, places) if isinstance(one, Stored)}

    assert found[plain.url] == Stored(plain, "2024-10-18T12:00:00Z")
    back = found[FULL.url].article
    assert FULL.fetch and back.fetch
    without = {name: getattr(FULL.fetch, name) for name in Fetch.__struct_fields__} | {
        "etag": None,
        "last_modified": None,
    }
    names = [name for name in Article.__struct_fields__ if name != "fetch"]
    assert {n: getattr(back, n) for n in names} == {n: getattr(FULL, n) for n in names}
    assert back.fetch == Fetch(**without)
    assert read(tmp_path, TODAY, []) == []


def test_only_current_articles_that_are_not_gone_are_due(tmp_path: Path) -> None:
    edited, gone = article("a", text="two", previous="r"), article("b", text="", access="gone", previous="r")
    german = article("d", language="de")
    store = store_at(tmp_path)
    put(store, [item(n, "x", article=article(name), enrichers=OLD) for n, name in enumerate("abc")])
    put(store, [item(3, "x", article=edited, enrichers=OLD), item(4, "x", article=gone, enrichers=OLD)])
    put(store, [item(5, "x", article=german), item(6, "late", enrichers=OLD, timestamp_ms=_ms(TOMORROW))])

    assert days_between(tmp_path, TODAY, TOMORROW, is_due) == {TODAY: Day(3, 2), TOMORROW: Day(1, 1)}
    assert [one.place[2] for one in due_on(tmp_path, TODAY, is_due)] == [2, 3]
    assert days_between(tmp_path, TOMORROW, TOMORROW, is_due) == {TOMORROW: Day(1, 1)}
    # Of places that are superseded by then nothing comes.
    assert len(read(tmp_path, TODAY, [("news.enriched.v1", 0, n) for n in range(5)])) == 2


def test_what_is_enriched_anew_stays_on_its_day_and_takes_the_place_of_the_old(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    put(store, [item(n, name, enrichers=OLD) for n, name in enumerate("abcd")])
    later = _ms(TODAY + timedelta(days=9))

    again = [
        item(n, name, enrichers=NEW, timestamp_ms=later, ingested=f"2024-10-18T12:00:0{n}Z")
        for n, name in enumerate("ab", 4)
    ]
    put(store, [*again, item(6, "e", enrichers=NEW, timestamp_ms=later)])

    assert ask(tmp_path, "SELECT _offset, dt FROM articles ORDER BY 1") == [
        *((n, TODAY) for n in (2, 3, 4, 5)),
        (6, TODAY + timedelta(days=9)),
    ]
    assert ask(tmp_path, "SELECT max(ingested) FROM figures WHERE dt = '2024-10-18'") == [
        (datetime(2024, 10, 18, 12, 0, 5, tzinfo=UTC),)
    ]
    assert ask(tmp_path, "SELECT count(*) FROM figures") == [(5,)]
    stored = item(0, "a").message.article
    assert first_ingested(tmp_path, [stored.article_id, "none"]) == {
        (stored.article_id, stored.revision): "2024-10-18T12:00:00Z"
    }
    assert first_ingested(tmp_path, []) == {}
    compact(tmp_path, NOW + timedelta(days=20))
    assert list(verify(tmp_path)) == []


def test_a_time_of_ingestion_that_is_none_is_the_records_own_and_said_so(tmp_path: Path) -> None:
    put(store_at(tmp_path), [item(0, "a", ingested="yesterday")])

    assert ask(tmp_path, "SELECT dt, unstored FROM figures") == [(TODAY, ["ingested"])]


def _ms(day: date) -> int:
    return int(NOW.timestamp() * 1000) + (day - NOW.date()).days * DAY_MS
